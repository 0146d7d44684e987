"""The two sides of a comparison from files: Word files, or contents as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.compare.model import UNKNOWN, Stamp
from workflow.documents.content import Content
from workflow.documents.errors import DocumentError
from workflow.documents.merge.stored import part_of, read_json
from workflow.documents.reader import Recall, read_word
from workflow.documents.talk import Remark
from workflow.documents.word.package import Archive, open_docx, parse_xml, read_part
from workflow.documents.word.refusals import refusal
from workflow.documents.word.safety import check_upload, is_word, suffix_of

CORE = "docProps/core.xml"
EDITOR = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
MOMENT = "{http://purl.org/dc/terms/}modified"


@dataclass(frozen=True, slots=True)
class Side:
    """A text, who saved its file last, and what was said while it was read."""

    content: Content
    by: Stamp = UNKNOWN
    remarks: tuple[Remark, ...] = ()


def side_of(path: Path, blobs: MemoryBlobs, recall: Recall | None = None) -> Side:
    """The text of a .docx with its tracked changes accepted, or of content as `read` prints it.

    Pictures and objects go to ``blobs``; ``recall`` is the same for both sides, of which most
    is alike. DocumentError where the file is refused.
    """
    if suffix_of(path.name) == ".json":
        part, own = part_of(read_json(path))
        blobs.kept |= own.kept
        return Side(part.read())
    data = path.read_bytes()
    check_upload(path.name, data)
    if not is_word(path.name):
        raise refusal("not_word")
    found = read_word(data, blobs, recall=recall)
    return Side(found.content, saved_by(data), found.remarks)


def saved_by(data: bytes) -> Stamp:
    """Who saved a checked .docx last, and when; UNKNOWN where it does not say."""
    try:
        return _stamp(open_docx(data))
    except (KeyError, DocumentError):
        return UNKNOWN


def _stamp(archive: Archive) -> Stamp:
    core = parse_xml(read_part(archive, CORE))
    return Stamp(*((core.findtext(name) or "").strip() for name in (EDITOR, MOMENT)))
