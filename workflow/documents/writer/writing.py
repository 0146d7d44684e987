"""Content in, a chunk in a house style out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk
from workflow.documents.content import Content
from workflow.documents.house.xml import Element
from workflow.documents.profile import Profile
from workflow.documents.talk import Remark, Suggestion, WordComment
from workflow.documents.writer.changes import Changes
from workflow.documents.writer.comments import place_comments
from workflow.documents.writer.ends import keep_end
from workflow.documents.writer.flow import write_inner
from workflow.documents.writer.landscape import closed
from workflow.documents.writer.remarks import counted
from workflow.documents.writer.scribe import Scribe
from workflow.documents.writer.sections import FirstLine, stretches


@dataclass(frozen=True, slots=True)
class Written:
    """The chunk, and what Word could not hold just so."""

    chunk: Chunk
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """How the text's sections meet what stands around it.

    ``begins``: nothing stands before it, so no section need end before a first wide page.
    ``ends``: nothing stands behind it, so a wide section at its end is left open for the
    caller, whose last section properties must lie on their side. ``signed``: the signature
    follows, which no page may hold alone. ``draft_mark`` as in section_properties.
    """

    begins: bool = False
    ends: bool = False
    signed: bool = False
    draft_mark: bool = False


def write_content(
    content: Content,
    profile: Profile,
    blobs: Blobs,
    *,
    base_level: int = 0,
    comments: Sequence[WordComment] = (),
    suggestions: Sequence[Suggestion] = (),
    first_line: FirstLine | None = None,
    frame: Frame = Frame(),
    marks: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Written:
    """The content as paragraphs and tables; the same input gives the same bytes.

    ``base_level`` is the level of the heading above: a sub-heading's level counts from it.
    ``marks``: names of bookmarks, by the id of the block of the text that each begins with.
    DocumentError (code "blob" or "island"): an island is not in the store.
    """
    scribe = Scribe(profile, blobs, base_level, Changes(suggestions), write_inner, marks)
    place_comments(scribe, comments, content, suggestions)
    elements = list(_sections(scribe, content, first_line, frame))
    pieces = scribe.pieces(*elements)
    return Written(Chunk(pieces, scribe.needs.needs()), counted(scribe.remarks))


def _sections(
    scribe: Scribe, content: Content, first_line: FirstLine | None, frame: Frame
) -> Iterator[Element]:
    """Upright and wide pages in turn, each section closed but the caller's own at the end."""
    parts = stretches(scribe, content, first_line)
    if frame.begins and len(parts) > 1 and not parts[0].elements:
        parts.pop(0)
    if frame.signed and not parts[-1].wide:
        keep_end(parts[-1].elements, scribe.profile)
    for place, one in enumerate(parts):
        is_open = place == len(parts) - 1 and (frame.ends or not one.wide)
        if is_open:
            yield from one.elements
        else:
            yield from closed(one.elements, scribe.profile, one.wide, frame.draft_mark)
