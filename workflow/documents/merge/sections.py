"""Pass: each part made ready to be set in; headings and warnings are collected on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from workflow.documents.chunk import Chunk, Needs, Section
from workflow.documents.content.model import HIGHLIGHT
from workflow.documents.errors import DocumentError
from workflow.documents.house.attachments import attachment_head
from workflow.documents.house.contents_table import Entry
from workflow.documents.house.styles import BODY
from workflow.documents.house.xml import paragraph, run
from workflow.documents.merge.assembled import PartError, Warning
from workflow.documents.merge.desk import Desk
from workflow.documents.merge.heads import (
    bookmark_of,
    first_line,
    line_pieces,
    mark_pieces,
    name_of,
    words_of,
)
from workflow.documents.merge.kept import Kept
from workflow.documents.merge.kept_headings import Mark
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.manuscript import KeptPart, Manuscript, Part
from workflow.documents.merge.stylesheet import house_of
from workflow.documents.merge.written import Setting, Written, gap_in, write_part
from workflow.documents.pieces import pieces_of
from workflow.documents.profile import Profile
from workflow.documents.talk import Remark
from workflow.documents.word.cutting.sections import NEXT_PAGE

# As Warning._make does it, without a step of Python for each: a report has hundreds.
_warning = partial(tuple.__new__, Warning)


class Seen(NamedTuple):
    """What was noticed of a part or of some, and their headings, as JSON.

    Warnings are columns: the parts, the places, the numbers of what is said: mostly the same is.
    """

    warnings: list[list[Any]]
    said: list[Any]
    entries: list[list[Any]]
    has_numbers: bool


class Sections:
    """Makes parts ready one by one and collects headings and what it notices."""

    def __init__(self, manuscript: Manuscript, profile: Profile, desk: Desk) -> None:
        self._manuscript, self._profile, self._desk = manuscript, profile, desk
        self._house: Names = frozenset(house_of(profile).ids)
        self.warnings: list[Warning] = []
        self.gaps: list[int] = []
        self.entries: list[Entry] = []
        self.has_numbers = False

    def written(
        self, place: int, part: Part, setting: Setting, bring: Callable[[Needs], None]
    ) -> tuple[str, Written]:
        """A section ready to be set in, and its key, or "" where it is not to be kept.

        ``bring`` fetches what it needs from the store, or raises DocumentError.
        """
        try:
            key, made = self._desk.written(part, setting)
            bring(made.kept.chunk.needs)
        except DocumentError as error:
            self._leave_gap(place, part, error)
            return "", write_part(gap_in(part), setting, self._desk.blobs)
        self._warn(place, name_of(part), made.kept.remarks)
        return key, made

    def length(self) -> tuple[int, int]:
        """How many warnings and headings there are."""
        return len(self.warnings), len(self.entries)

    def since(self, warnings: int, entries: int, first: int) -> Seen:
        """Those that were added since, of the part ``first`` and of those behind it."""
        added = self.warnings[warnings:]
        said = list(dict.fromkeys(one[2:] for one in added))
        numbers = {one: number for number, one in enumerate(said)}
        noticed: list[list[Any]] = [
            [one.part - first for one in added],
            [one.place for one in added],
            [numbers[one[2:]] for one in added],
        ]
        listed = [[one.text, one.level, one.bookmark] for one in self.entries[entries:]]
        return Seen(noticed, said, listed, self.has_numbers)

    def replay(self, first: int, kept: Seen) -> None:
        """The same again, of parts that were set in before."""
        said = kept.said
        noticed = zip(*kept.warnings, strict=True)
        rows = [(first + part, at, *said[n]) for part, at, n in noticed]
        self.warnings += map(_warning, rows)
        self.entries += [Entry(*one) for one in kept.entries]
        self.has_numbers = self.has_numbers or kept.has_numbers

    def prepare(self) -> None:
        """Let other processes, where there are any, begin to read all files."""
        policy, marks = self._manuscript.policy, self._manuscript.contents
        parts = [one for one in self._manuscript.parts if isinstance(one, KeptPart)]
        self._desk.ahead(parts, policy, self._house, marks)

    def kept(self, place: int, part: KeptPart, bring: Callable[[Needs], None]) -> tuple[Kept, bool]:
        """A file's body, ready to be set in, and whether it is no gap."""
        policy, marks = self._manuscript.policy, self._manuscript.contents
        try:
            kept = self._desk.kept(part, policy, self._house, marks)
            bring(kept.chunk.needs)
        except DocumentError as error:
            self._leave_gap(place, part, error)
            return self._gap(part), False
        self._warn(place, name_of(part), kept.remarks)
        return kept, True

    def head(self, place: int, part: KeptPart) -> Kept:
        """What stands before a kept part: its heading, or the mark of an attachment."""
        if part.attachment:
            mark = attachment_head(self.number(place), part.title, self._profile)
            return Kept(Chunk(pieces_of(*mark)))
        line = first_line(part, self._profile)
        if line is None or not self._manuscript.contents:
            return Kept(Chunk(line_pieces(line)))
        words = words_of(part)
        chunk = Chunk(mark_pieces(0) + line_pieces(line), Needs(bookmarks=(bookmark_of(words),)))
        return Kept(chunk, headings=(Mark(words, 0, 0),))

    def add_entries(self, part: Part | KeptPart, kept: Kept, final: Callable[[str], str]) -> None:
        """Lines of contents for the headings of a part; ``final`` names bookmarks."""
        for one in kept.headings:
            name = final(kept.chunk.needs.bookmarks[one.bookmark])
            self.has_numbers = self.has_numbers or one.numbered
            self.entries.append(Entry(one.text, part.level + one.level, name))

    def number_entries(self, labels: Mapping[str, str]) -> None:
        """Write automatic numbers, by bookmark, before the lines of contents."""
        self.entries = [
            replace(one, text=labels.get(one.bookmark, "") + one.text) for one in self.entries
        ]

    def _leave_gap(self, place: int, part: Part | KeptPart, error: DocumentError) -> None:
        """Note that a part is left out, where that is wanted; else PartError ends it all."""
        if not self._manuscript.policy.gaps:
            raise PartError(place, name_of(part), error) from None
        self.gaps.append(place)
        self._warn(place, name_of(part), (Remark(error.code, error.zh, error.en),))

    def _gap(self, part: KeptPart) -> Kept:
        """A visible line in the place of a file that cannot be read."""
        words = f"【此处缺少“{name_of(part)}”：文件无法读取】"
        gap = paragraph(BODY, run(words, self._profile.body, self._profile, {HIGHLIGHT}))
        section = Section(NEXT_PAGE, True, b"", b"")
        return Kept(Chunk(pieces_of(gap), Needs(sections=(section,))))

    def number(self, place: int) -> int | None:
        """Which attachment of the report it is; None for the only one."""
        all_ = [
            n
            for n, one in enumerate(self._manuscript.parts)
            if isinstance(one, KeptPart) and one.attachment
        ]
        return all_.index(place) + 1 if len(all_) > 1 else None

    def _warn(self, place: int, name: str, remarks: tuple[Remark, ...]) -> None:
        for one in remarks:
            self.warnings.append(Warning(place, name, one.code, one.zh, one.en))
