"""Pass: each part as chunks: its heading, and its text in the house style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

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
from workflow.documents.errors import DocumentError
from workflow.documents.house.attachments import attachment_head
from workflow.documents.house.contents_table import Entry, bookmark_name
from workflow.documents.house.styles import BODY, heading_style
from workflow.documents.house.xml import el, paragraph, run
from workflow.documents.merge.desk import Desk
from workflow.documents.merge.kept import Kept
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.manuscript import KeptPart, Manuscript, Part, Warning
from workflow.documents.merge.stylesheet import house_of
from workflow.documents.profile import Profile
from workflow.documents.section import Section
from workflow.documents.talk import Remark
from workflow.documents.word.cutting.sections import NEXT_PAGE
from workflow.documents.writer import FirstLine, Frame, write_content

EMPTY = Content(())


class Sections:
    """Writes parts one by one and collects headings and what it notices."""

    def __init__(self, manuscript: Manuscript, profile: Profile, desk: Desk) -> None:
        self._manuscript, self._profile, self._desk = manuscript, profile, desk
        self._house: Names = frozenset(house_of(profile).ids)
        self.warnings: list[Warning] = []
        self.entries: list[Entry] = []
        self.has_numbers = False

    def chunks(self, place: int, part: Part, ends: bool) -> Iterator[Chunk]:
        """The heading and the text of the part at ``place``; ``ends``: nothing follows it."""
        content = part.content or EMPTY
        first, draft_mark = self._heading(part), self._manuscript.draft_mark
        is_last = place == len(self._manuscript.parts) - 1
        shares = part.run_in and bool(content.blocks) and isinstance(content.blocks[0], Paragraph)
        if first is not None and self._manuscript.contents:
            yield self._mark(words_of(part), part.level)
        if first is not None and not shares:
            yield Chunk(pieces_of(paragraph(first.style, *first.runs)))
        written = write_content(
            self._marked(content, part.level) if self._manuscript.contents else content,
            self._profile,
            self._desk.blobs,
            base_level=part.level,
            comments=part.comments,
            suggestions=part.suggestions,
            first_line=first if shares else None,
            frame=Frame(ends=ends, signed=is_last and not ends, draft_mark=draft_mark),
        )
        yield written.chunk
        self._note(place, part, written.remarks)

    def prepare(self, progress: Callable[[str, float], None]) -> None:
        """Let other processes, where there are any, read all files first."""
        policy, marks = self._manuscript.policy, self._manuscript.contents
        parts = [one for one in self._manuscript.parts if isinstance(one, KeptPart)]
        waiting = self._desk.ahead(parts, policy, self._house, marks)
        for number, job in enumerate(waiting):
            progress("reading", 0.5 * number / len(waiting))
            job.result()

    def kept(self, place: int, part: KeptPart) -> tuple[str, Kept]:
        """A file's body, ready to be set in, and its key, or "" where it is not to be kept."""
        policy, marks = self._manuscript.policy, self._manuscript.contents
        try:
            key, kept = self._desk.kept(part, policy, self._house, marks)
        except DocumentError as error:
            key, kept = "", self._gap(place, part, error)
        self._warn(place, part.title or part.name, kept.remarks)
        return key, kept

    def heads(self, place: int, part: KeptPart) -> Iterator[Chunk]:
        """What stands before a kept part: its heading, or the mark of an attachment."""
        if part.attachment:
            yield Chunk(pieces_of(*attachment_head(self._number(place), part.title, self._profile)))
            return
        first = self._heading(part)
        if first is None:
            return
        if self._manuscript.contents:
            yield self._mark(words_of(part), part.level)
        yield Chunk(pieces_of(paragraph(first.style, *first.runs)))

    def add_entries(self, part: KeptPart, kept: Kept, final: Callable[[str], str]) -> None:
        """Lines of contents for the headings within a kept part; ``final`` names bookmarks."""
        for one in kept.headings:
            name = final(kept.chunk.needs.bookmarks[one.bookmark])
            self.has_numbers = self.has_numbers or one.numbered
            self.entries.append(Entry(one.text, part.level + one.level, name))

    def number_entries(self, labels: Mapping[str, str]) -> None:
        """Write automatic numbers, by bookmark, before the lines of contents."""
        self.entries = [
            replace(one, text=labels.get(one.bookmark, "") + one.text) for one in self.entries
        ]

    def _gap(self, place: int, part: KeptPart, error: DocumentError) -> Kept:
        """A visible line in the place of a part that cannot be read, where that is wanted."""
        if not self._manuscript.policy.gaps:
            name = f"{place + 1}. {part.title or part.name}"
            raise DocumentError(
                f"第 {place + 1} 部分“{part.title or part.name}”：{error.zh}",
                f"Part {name}: {error.en}",
                error.code,
            ) from None
        words = f"【此处缺少“{part.title or part.name}”：文件无法读取】"
        gap = paragraph(BODY, run(words, self._profile.body, self._profile, {"highlight"}))
        section = Section(NEXT_PAGE, True, b"", b"")
        chunk = Chunk(pieces_of(gap), Needs(sections=(section,)))
        return Kept(chunk, (Remark(error.code, error.zh, error.en),))

    def _number(self, place: int) -> int | None:
        """Which attachment of the report it is; None for the only one."""
        all_ = [
            n
            for n, one in enumerate(self._manuscript.parts)
            if isinstance(one, KeptPart) and one.attachment
        ]
        return all_.index(place) + 1 if len(all_) > 1 else None

    def _heading(self, part: Part | KeptPart) -> FirstLine | None:
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
        self._warn(place, name, remarks)
        if part.content is not None and not _has_substance(part.content):
            self.warnings.append(
                Warning(place, name, "empty", f"“{name}”没有正文。", f"“{name}” has no text.")
            )

    def _warn(self, place: int, name: str, remarks: tuple[Remark, ...]) -> None:
        for one in remarks:
            self.warnings.append(Warning(place, name, one.code, one.zh, one.en))


def words_of(part: Part | KeptPart) -> str:
    """The heading as it is printed."""
    return part.numeral + part.title + part.tail


def _has_substance(content: Content) -> bool:
    """Text, or something that is seen without any."""
    return any(
        shown_text(one).strip() or not isinstance(one, Paragraph)
        for one in every_block(content.blocks)
    )
