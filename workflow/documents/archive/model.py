"""The files of an archive, and what verifying one says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow.documents.content import canonical_json
from workflow.documents.printing.signatures import PdfSignature

FORMAT = 1
STATEMENT, MANIFEST, SIGNATURE, KEY = (
    "statement.json",
    "manifest.json",
    "manifest.sig",
    "office-key.pem",
)
DOCUMENT, PDF = "report.docx", "report.pdf"
EVENTS = "events.jsonl"
BLOBS = "blobs/"
UNLISTED = frozenset({MANIFEST, SIGNATURE})
"""What the manifest cannot name: itself, and what was signed after it."""


def draft_file(section: int, number: int) -> str:
    """Where a draft lies: its title and its content as JSON."""
    return f"drafts/{section}-{number}.json"


def statement_bytes(statement: Mapping[str, Any]) -> bytes:
    """The one form in which a statement is hashed and kept."""
    return canonical_json(dict(statement)).encode()


def root_of(statement: Mapping[str, Any]) -> str:
    """SHA-256 (hex): whoever holds it holds all that the statement says."""
    return hashlib.sha256(statement_bytes(statement)).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit; ``place`` is a file, or a section's heading."""

    place: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class SignerOf:
    """Who passed the section at which stage; ``at`` is ISO 8601."""

    stage: str
    person: str
    at: str
    on_behalf_of: str
    note: str


@dataclass(frozen=True, slots=True)
class ProvedSection:
    """A section of the document, the draft that it is, and who signed its words; ``edits`` are
    those that the director asked for after that, and that were made.
    """

    heading: str
    draft: int
    hash: str
    signers: tuple[SignerOf, ...]
    ok: bool
    edits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found; ``root_given``: it was compared with a root from outside.

    ``how``: "bytes" where assembling the drafts anew gave the same file, "parts" where it gave the
    same parts, packed by another zlib, "text" where another edition of the assembler reads the
    same words in it, "" where none did. ``approved_for``: the director in whose stead a deputy
    approved, else "". ``files`` counts those of the list; ``lacks`` are files that it says it was
    made without, and why. ``pdf_signatures``: who signed the PDF, None where there is no PDF.
    """

    title: str
    root: str
    root_given: bool
    approved_by: str
    approved_for: str
    approved_at: str
    sections: tuple[ProvedSection, ...]
    how: str
    key: str
    files: int
    lacks: tuple[Fault, ...]
    pdf_signatures: tuple[PdfSignature, ...] | None
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        return not self.faults
