"""Whether a document was made of the drafts that are beside it: made anew, else read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.documents.blobs import Blobs, MemoryBlobs
from workflow.documents.content import Content, plain_text
from workflow.documents.errors import DocumentError
from workflow.documents.merge import assemble
from workflow.documents.merge.report_manifest import manuscript_of
from workflow.documents.reader.reading import read_word
from workflow.documents.word.package import read_part
from workflow.documents.word.safety import open_upload

Contents = Mapping[int, tuple[str, Content] | None]


def how_made(document: bytes, manifest: Mapping[str, Any], contents: Contents, blobs: Blobs) -> str:
    """ "bytes": assembling the drafts gives this very file. "parts": all its parts, byte for byte,
    only packed otherwise (some systems have another zlib). "text": what is read of it is, to the
    letter, what is read of the one made anew (another edition of the assembler may write other
    bytes). "": none of these.
    """
    if any(held is None for held in contents.values()):
        return ""
    found = {section: held[1] for section, held in contents.items() if held is not None}
    try:
        manuscript = manuscript_of(manifest, lambda entry: found.get(entry["section"]))
        made = assemble(manuscript, blobs=blobs).data
        if made == document:
            return "bytes"
        if _parts(made) == _parts(document):
            return "parts"
        return "text" if _read(made) == _read(document) else ""
    except DocumentError:
        return ""


def _parts(document: bytes) -> list[tuple[str, bytes]]:
    archive = open_upload("report.docx", document)
    return [(one.name, read_part(archive, one.name)) for one in archive.entries]


def _read(document: bytes) -> str:
    return plain_text(read_word(document, MemoryBlobs()).content)
