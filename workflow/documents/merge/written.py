"""Pass: a section in the house style, as one chunk: its heading and its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from workflow.documents.blobs import Blobs, digest_of
from workflow.documents.chunk import Chunk, Needs, Pieces
from workflow.documents.content import (
    Bookmark,
    Content,
    Heading,
    Paragraph,
    Run,
    canonical_json,
    every_block,
    shown_text,
    to_json,
)
from workflow.documents.content.model import HIGHLIGHT
from workflow.documents.identity import SectionMark, names_of
from workflow.documents.merge.heads import (
    bookmark_of,
    first_line,
    line_pieces,
    mark_elements,
    mark_pieces,
    name_of,
    words_of,
)
from workflow.documents.merge.kept import Kept
from workflow.documents.merge.kept_headings import Mark
from workflow.documents.merge.manuscript import Part, StoredContent
from workflow.documents.profile import Profile
from workflow.documents.source_version import key_for
from workflow.documents.talk import Remark, Suggestion, WordComment
from workflow.documents.talk_json import comments_to_json, suggestions_to_json
from workflow.documents.writer import FirstLine, Frame, write_content

Said = TypeVar("Said", WordComment, Suggestion)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a section stands. ``house``: a digest of the profile; ``marks``: whether its
    headings get bookmarks, for the table of contents.
    """

    profile: Profile
    house: str
    marks: bool
    frame: Frame


@dataclass(frozen=True, slots=True)
class Written:
    """A section ready to be set in. ``has_wide``: a page lies on its side, which binds it to
    its frame; ``ends_wide``: the last one does.
    """

    kept: Kept
    has_wide: bool = False
    ends_wide: bool = False


def write_part(part: Part, setting: Setting, blobs: Blobs) -> Written:
    """The section's heading and text. DocumentError: what it names is not in the store."""
    content, first = part.read(), first_line(part, setting.profile)
    shares = part.run_in and bool(content.blocks) and isinstance(content.blocks[0], Paragraph)
    alone = None if shares else first
    names = _names(part, content) if setting.marks else {}
    talked = {content.blocks[place].id for place in names}
    text = write_content(
        _marked(content, names),
        setting.profile,
        blobs,
        base_level=part.level,
        comments=[_shifted(one, talked) for one in part.comments],
        suggestions=[_shifted(one, talked) for one in part.suggestions],
        first_line=first if shares else None,
        frame=replace(setting.frame, begins=setting.frame.begins and alone is None),
        marks=_own_marks(part, content, begins=alone is None),
    )
    needs, pieces = _headed(text.chunk, alone, part.known_as)
    numbers = {name: number for number, name in enumerate(needs.bookmarks)}
    marks = [
        Mark(shown_text(block), block.level, numbers[names[place]])
        for place, block in enumerate(content.blocks)
        if place in names and isinstance(block, Heading)
    ]
    if first is not None and setting.marks:
        own = len(needs.bookmarks)
        marks.insert(0, Mark(words_of(part), 0, own))
        needs = replace(needs, bookmarks=(*needs.bookmarks, bookmark_of(words_of(part))))
        pieces = mark_pieces(own) + pieces
    kept = Kept(Chunk(pieces, needs), text.remarks + _emptiness(part, content), tuple(marks))
    wide = [one.landscape for one in content.blocks]
    return Written(kept, any(wide), wide[-1:] == [True])


def _own_marks(part: Part, content: Content, begins: bool) -> dict[str, tuple[str, ...]]:
    """The bookmarks of blocks; where no paragraph of a heading stands before them, the first
    has the section's too.
    """
    if part.known_as is None:
        return {}
    own = names_of(part.known_as.section, content.blocks)
    names: dict[str, tuple[str, ...]] = {block: (name,) for block, name in own.items()}
    if begins and content.blocks:
        first = content.blocks[0].id
        names[first] = (part.known_as.name, *names[first])
    return names


def _headed(text: Chunk, line: FirstLine | None, mark: SectionMark | None) -> tuple[Needs, Pieces]:
    """The text below the paragraph of its heading, in which the section's bookmark stands."""
    needs = text.needs
    if line is not None and mark is not None:
        pair = mark_elements(len(needs.bookmarks))
        needs = replace(needs, bookmarks=(*needs.bookmarks, mark.name))
        line = replace(line, runs=(*pair, *line.runs))
    return needs, line_pieces(line) + text.pieces


def keys_of(part: Part, setting: Setting) -> tuple[str, str]:
    """One of a kind for all that ``write_part`` looks at; pictures and islands count by hash.

    The first is for a section without wide pages, whose frame makes no difference but for a
    signature behind it: so one section that is signed off, or moves to the end, leaves all
    others as they are.
    """
    content, frame = part.content, setting.frame
    looked_at = [
        setting.house,
        content.digest if isinstance(content, StoredContent) else _digest(content),
        [part.level, part.kind, part.numeral, part.title, part.tail, part.run_in],
        [comments_to_json(part.comments), suggestions_to_json(part.suggestions)],
        setting.marks,
        frame.signed,
        part.known_as.name if part.known_as else "",
    ]
    key = key_for(looked_at)
    return key, f"{key}-{frame.begins:d}{frame.ends:d}{frame.draft_mark:d}"


def gap_in(part: Part) -> Part:
    """The section's heading, and a line which says that its text is missing."""
    words = f"【此处缺少“{name_of(part)}”的正文：无法读取】"
    line = Paragraph("", (Run(words, frozenset({HIGHLIGHT})),))
    return replace(part, content=Content((line,)), run_in=False, comments=(), suggestions=())


def _digest(content: Content | None) -> str:
    if content is None:
        return ""
    return digest_of(canonical_json(to_json(content)).encode("utf-8", "surrogatepass"))


def _names(part: Part, content: Content) -> dict[int, str]:
    """The bookmarks of sub-headings, by their place in the content."""
    above = words_of(part)
    return {
        place: bookmark_of(f"{above}\n{place}\n{shown_text(one)}")
        for place, one in enumerate(content.blocks)
        if isinstance(one, Heading) and shown_text(one).strip()
    }


def _marked(content: Content, names: Mapping[int, str]) -> Content:
    """The content with a bookmark at the beginning of each of these headings."""
    blocks = list(content.blocks)
    for place, name in names.items():
        block = blocks[place]
        assert isinstance(block, Heading)
        blocks[place] = replace(block, runs=(Bookmark(name), *block.runs))
    return Content(tuple(blocks))


def _shifted(one: Said, marked: set[str]) -> Said:
    """Behind the bookmark, which counts as a code point of its heading."""
    if one.block not in marked:
        return one
    return replace(one, start=one.start + 1, end=one.end + 1)


def _emptiness(part: Part, content: Content) -> tuple[Remark, ...]:
    """What is said where there should be a text and is none."""
    if part.content is None or _has_substance(content):
        return ()
    name = name_of(part)
    return (Remark("empty", f"“{name}”没有正文。", f"“{name}” has no text."),)


def _has_substance(content: Content) -> bool:
    """Text, or something that is seen without any."""
    return any(
        shown_text(one).strip() or not isinstance(one, Paragraph)
        for one in every_block(content.blocks)
    )
