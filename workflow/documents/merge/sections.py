"""Pass: each part as chunks: its heading, and its text in the house style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk, Hole, Needs, hole, pieces_of
from workflow.documents.content import (
    Block,
    Bookmark,
    Content,
    Heading,
    Paragraph,
    every_block,
    shown_text,
)
from workflow.documents.house.contents_table import Entry, bookmark_name
from workflow.documents.house.styles import heading_style
from workflow.documents.house.xml import el, paragraph, run
from workflow.documents.merge.manuscript import Manuscript, Part, Warning
from workflow.documents.profile import Profile
from workflow.documents.talk import Remark
from workflow.documents.writer import FirstLine, Frame, write_content

EMPTY = Content(())


class Sections:
    """Writes parts one by one and collects headings and what it notices."""

    def __init__(self, manuscript: Manuscript, profile: Profile, blobs: Blobs) -> None:
        self._manuscript, self._profile, self._blobs = manuscript, profile, blobs
        self.warnings: list[Warning] = []
        self.entries: list[Entry] = []

    def chunks(self, place: int, ends: bool) -> Iterator[Chunk]:
        """The heading and the text of the part at ``place``; ``ends``: nothing follows it."""
        part = self._manuscript.parts[place]
        content = part.content or EMPTY
        first = self._heading(part)
        shares = part.run_in and bool(content.blocks) and isinstance(content.blocks[0], Paragraph)
        if first is not None and self._manuscript.contents:
            yield self._mark(words_of(part), part.level)
        if first is not None and not shares:
            yield Chunk(pieces_of(paragraph(first.style, *first.runs)))
        written = write_content(
            self._marked(content, part.level) if self._manuscript.contents else content,
            self._profile,
            self._blobs,
            base_level=part.level,
            comments=part.comments,
            suggestions=part.suggestions,
            first_line=first if shares else None,
            frame=Frame(ends=ends, draft_mark=self._manuscript.draft_mark),
        )
        yield written.chunk
        self._note(place, part, written.remarks)

    def _heading(self, part: Part) -> FirstLine | None:
        """Numeral, title and tail in the level's font."""
        words = words_of(part)
        if not words.strip():
            return None
        font = self._profile.level_font(part.kind, part.level)
        return FirstLine(heading_style(part.level), (run(words, font, self._profile),))

    def _mark(self, words: str, level: int) -> Chunk:
        """A bookmark straight before a heading, for its line in the table of contents."""
        own, name = hole(Hole.BOOKMARK, 0), hole(Hole.BOOKMARK_NAME, 0)
        marks = el("bookmarkStart", id=own, name=name), el("bookmarkEnd", id=own)
        return Chunk(pieces_of(*marks), Needs(bookmarks=(self._entry(words, level),)))

    def _marked(self, content: Content, level: int) -> Content:
        """The content with a bookmark at each of its sub-headings."""
        return Content(tuple(self._with_bookmark(one, level) for one in content.blocks))

    def _with_bookmark(self, block: Block, level: int) -> Block:
        if not isinstance(block, Heading) or not shown_text(block).strip():
            return block
        name = self._entry(shown_text(block), level + block.level)
        return replace(block, runs=(Bookmark(name), *block.runs))

    def _entry(self, words: str, level: int) -> str:
        name = bookmark_name(len(self.entries) + 1)
        self.entries.append(Entry(words, level, name))
        return name

    def _note(self, place: int, part: Part, remarks: tuple[Remark, ...]) -> None:
        name = part.title or part.numeral or "导语"
        for one in remarks:
            self.warnings.append(Warning(place, name, one.code, one.zh, one.en))
        if part.content is not None and not _has_substance(part.content):
            self.warnings.append(
                Warning(place, name, "empty", f"“{name}”没有正文。", f"“{name}” has no text.")
            )


def words_of(part: Part) -> str:
    """The heading as it is printed."""
    return part.numeral + part.title + part.tail


def _has_substance(content: Content) -> bool:
    """Text, or something that is seen without any."""
    return any(
        shown_text(one).strip() or not isinstance(one, Paragraph)
        for one in every_block(content.blocks)
    )
