"""The archive of an approved report, and the proof that it needs no server for.

``statement.json`` says who signed which words; its SHA-256 is the root, which stands on the
approval sheet and in the notice of the approval. ``manifest.json`` names every file by its
hash and is signed by the office's key.
"""

from workflow.documents.archive.model import (
    DOCUMENT,
    EVENTS,
    PDF,
    Fault,
    Proof,
    ProvedSection,
    SignerOf,
    draft_file,
    root_of,
)
from workflow.documents.archive.packing import Item, Lacking, held, on_disk, pack
from workflow.documents.archive.verifying import verify

__all__ = [
    "DOCUMENT",
    "EVENTS",
    "PDF",
    "Fault",
    "Item",
    "Lacking",
    "Proof",
    "ProvedSection",
    "SignerOf",
    "draft_file",
    "held",
    "on_disk",
    "pack",
    "root_of",
    "verify",
]
