"""A .docx kept as it is: opened, looked through, and cut into one chunk with its sections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk
from workflow.documents.merge.kept_headings import Mark, mark_headings, with_bookmarks
from workflow.documents.merge.kept_lists import keep_numbers, linked_lists
from workflow.documents.merge.kept_looks import Names, keep_looks, with_looks
from workflow.documents.merge.kept_remarks import look_through
from workflow.documents.merge.manuscript import Policy
from workflow.documents.talk import Remark
from workflow.documents.word.aside import Thinned, thinned
from workflow.documents.word.cutting import Cutter
from workflow.documents.word.cutting.known import Memory
from workflow.documents.word.safety import open_upload
from workflow.documents.word.source import Source
from workflow.documents.word.things import Related

VERSION = "5"
"""Part of the key under which a kept part is stored: another cut, another key."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept part, ready to be set in: ``headings`` are those of its own text."""

    chunk: Chunk
    remarks: tuple[Remark, ...] = ()
    headings: tuple[Mark, ...] = ()


FEW = 2
"""Files that a process reads as a whole, before what it learns of their text is worth it."""
_READ = count()


def _thinned(main: bytes, related: Related) -> Thinned:
    return Thinned(main) if next(_READ) < FEW else thinned(main, recalls=True)


def cut_kept(
    name: str,
    data: bytes,
    policy: Policy,
    house: Names,
    blobs: Blobs,
    marks: bool = False,
    kept: Memory | None = None,
) -> Kept:
    """The file's whole body; parts that it needs are put into ``blobs``.

    ``house`` are the styles (type and folded name) that the report has; ``marks`` asks for
    bookmarks at headings; ``kept`` may know the file's styles and lists. DocumentError
    says why a file is refused.
    """
    keeps_looks = policy.styles == "keep"
    # Where looks are kept, or headings listed, each paragraph is looked at.
    is_text = not (keeps_looks or marks)
    source = Source.of(open_upload(name, data), _thinned if is_text else None, is_text)
    noticed = look_through(source, policy)
    if keeps_looks:
        keep_looks(source)
    cutter = Cutter(source, blobs, shared=not keeps_looks, kept=kept)
    ours: Names = frozenset() if keeps_looks else house
    noticed += keep_numbers(source, cutter.sheet, ours)
    marked = mark_headings(source) if marks else []
    chunk = cutter.cut_body(policy.comments == "keep", policy.headers == "keep")
    chunk = with_looks(chunk) if keeps_looks else chunk
    needs = linked_lists(chunk.needs, ours)
    chunk = chunk if needs is chunk.needs else replace(chunk, needs=needs)
    return Kept(chunk, (*source.remarks, *noticed), with_bookmarks(marked, chunk.needs))
