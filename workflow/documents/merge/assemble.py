"""The passes in their order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import astuple
from functools import cached_property
from pathlib import Path

from workflow.documents.blobs import Blobs, digest_of
from workflow.documents.chunk import Chunk
from workflow.documents.content import canonical_json
from workflow.documents.house.attachments import attachment_list
from workflow.documents.house.contents_table import contents_table
from workflow.documents.house.signature import signature_block, signature_under_title
from workflow.documents.house.titles import title_paragraph
from workflow.documents.house.xml import Element
from workflow.documents.merge.chain import Chain
from workflow.documents.merge.deflating import Block, block_of
from workflow.documents.merge.desk import Desk, opened
from workflow.documents.merge.kept import Kept
from workflow.documents.merge.labels import labels
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.manuscript import Assembled, KeptPart, Manuscript, Part, Progress
from workflow.documents.merge.pages import Pages
from workflow.documents.merge.pressing import Press
from workflow.documents.merge.sections import Sections
from workflow.documents.merge.segments import EACH
from workflow.documents.merge.stories import packed
from workflow.documents.merge.stylesheet import house_of
from workflow.documents.merge.written import Setting
from workflow.documents.pieces import pieces_of
from workflow.documents.profile import to_json
from workflow.documents.writer import Frame

MANY = 16
"""Parts from which on another thread compresses them."""
FRAME = -1
"""The scope of what belongs to no part: title, signature, the page."""


def silent(step: str, share: float, part: int = 0) -> None:
    """Nobody watches."""


def assemble(
    manuscript: Manuscript,
    progress: Progress = silent,
    blobs: Blobs | None = None,
    cache: Path | None = None,
    jobs: int = 1,
) -> Assembled:
    """The report as a .docx; the same manuscript gives the same bytes, cached or not.

    ``blobs`` holds the pictures and islands that contents name. ``cache``: a folder that
    keeps parts for the next time. ``jobs``: processes that read files. Raises PartError for
    a part that is refused or lacks a blob, unless the policy leaves gaps.
    """
    with opened(cache, jobs, blobs) as desk:
        many = len(manuscript.parts) >= MANY and not desk.lasts
        made = Assembling(manuscript, desk, Press() if many else None)
        body = made.body(progress)
        progress("package", 0.9)
        keep = desk.kept_sheet if desk.lasts else None
        chain = made.chain
        known = chain.stream if chain else None
        package = packed(body, made.ledger, manuscript, manuscript.profile, keep, known)
        pieces = chain.zipped(package) if chain else package.zipped()
    progress("done", 1.0)
    return Assembled(pieces, tuple(made.sections.warnings), tuple(made.sections.gaps))


class Assembling:
    """One document on its way: chunks are taken in reading order, contents come last."""

    def __init__(self, manuscript: Manuscript, desk: Desk, press: Press | None = None) -> None:
        self._manuscript, self._profile = manuscript, manuscript.profile
        self._desk, self._press = desk, press
        house_of(self._profile, desk.kept_sheet if desk.lasts else None)
        shelf = desk.shelf if desk.lasts else None
        self.ledger = Ledger(self._profile, desk.blobs, shelf, press)
        self.sections = Sections(manuscript, self._profile, desk)
        self._ends_wide = False
        self._progress: Progress = silent
        count = len(manuscript.parts)
        self._text = count - len(manuscript.attachments) or count
        policy = manuscript.policy
        self._pages = Pages(
            self._profile,
            manuscript.draft_mark,
            own_pages="keep" in (policy.headers, policy.styles),
            furnish=self.ledger.furnish,
            begun=self._has_head(),
        )
        self.chain = None
        if desk.shelf is not None and desk.lasts:
            parts = self.ledger, self._pages, self.sections
            self.chain = Chain(manuscript, self._has_head(), desk.shelf, *parts)

    @cached_property
    def _house(self) -> str:
        return digest_of(canonical_json(to_json(self._profile)).encode())

    def body(self, progress: Progress) -> list[Block]:
        """What stands within w:body, compressed."""
        self._progress = progress
        with self._press or nullcontext():
            taken = [*self._parts()]
        taken.append(block_of(self._end()))
        if self.sections.has_numbers:
            self.sections.number_entries(labels(taken, self.ledger))
        return [block_of(self._kept_head()), *taken]

    def _kept_head(self) -> bytes:
        """The head as it was made last time; without contents it is made as quickly as found."""
        entries = [astuple(one) for one in self.sections.entries]
        if not entries:
            return self._head()
        manuscript = self._manuscript
        words = (manuscript.title, manuscript.signature, manuscript.date)
        return self._desk.kept_bytes([self._house, words, entries], self._head)

    def _head(self) -> bytes:
        """Contents, title, and the signature where the house style has it there. No holes."""
        manuscript, profile = self._manuscript, self._profile
        contents = contents_table(self.sections.entries, profile)
        title = (
            [title_paragraph(manuscript.title, profile, new_page=bool(contents))]
            if manuscript.title
            else []
        )
        under = signature_under_title(manuscript.signature, manuscript.date, profile)
        return self._own(*contents, *title, *under)

    def _parts(self) -> Iterator[Block]:
        parts, place = self._manuscript.parts, 0
        self.sections.prepare()
        while place < len(parts):
            if place == self._text:
                yield from self._unkept(self._closed(), place)
            run = self._run_at(place)
            yield from self._run(place, run) if run else self._one(place, parts[place])
            place += len(run) or 1
            if place % EACH == 0:
                self.ledger.seal()
        self.ledger.seal()

    def _run_at(self, place: int) -> list[KeptPart]:
        """The kept parts that a chain keeps as one, where such a run begins here."""
        parts = self._manuscript.parts[place : place + EACH]
        run = [one for one in parts if isinstance(one, KeptPart)]
        is_cut = place < self._text < place + len(parts)
        is_whole = self.chain is not None and not is_cut and len(run) == len(parts)
        return run if is_whole and place % EACH == 0 else []

    def _run(self, place: int, run: list[KeptPart]) -> list[Block]:
        assert self.chain is not None
        places = range(place, place + len(run))
        numbers = [self._number(one, n) for one, n in zip(run, places, strict=True)]
        self._tell(place)
        found = self.chain.find_run(run, place, numbers)
        if found is None:
            found = [block for n in places for block in self._one(n, run[n - place])]
            self.chain.end_run(found)
        self._ends_wide = False
        return found

    def _one(self, place: int, part: Part | KeptPart) -> Iterator[Block]:
        self._tell(place)
        if isinstance(part, KeptPart):
            self._ends_wide = False
            yield from self._known(place, part)
        else:
            yield from self._unkept(self._written(place, part), place)

    def _tell(self, place: int) -> None:
        self._progress("sections", 0.9 * place / len(self._manuscript.parts), place + 1)

    def _unkept(self, blocks: Iterator[Block], place: int) -> Iterator[Block]:
        """What is made anew each time; the chain hears of it, and keeps nothing."""
        if self.chain is not None:
            self.chain.begin(place)
        yield from blocks
        if self.chain is not None:
            self.chain.end(None, None, [])

    def _closed(self) -> Iterator[Block]:
        """What ends the text before its attachments: their list, then the signature."""
        before = self._pages.leave()
        yield block_of(before + self._own(*self._closing()))

    def _written(self, place: int, part: Part) -> Iterator[Block]:
        self.ledger.begin_part()
        setting = Setting(self._profile, self._house, self._manuscript.contents, self._frame(place))
        key, made = self.sections.written(place, part, setting, self.ledger.bring)
        before = self._pages.leave()
        if before:
            yield block_of(before)
        yield self.ledger.take_block(made.kept.chunk, place, (), key)
        yield from self._behind(place, part, made.kept)
        self._ends_wide = made.ends_wide

    def _known(self, place: int, part: KeptPart) -> list[Block]:
        """A kept part, as it was set in last time where nothing before it is otherwise."""
        if self.chain is None:
            return self._kept(place, part)[0]
        number = self._number(part, place)
        found = self.chain.find(part, place, number)
        if found is not None:
            return found
        made, is_whole = self._kept(place, part)
        self.chain.end(part if is_whole else None, number, made)
        return made

    def _number(self, part: KeptPart, place: int) -> int | None:
        return self.sections.number(place) if part.attachment else None

    def _kept(self, place: int, part: KeptPart) -> tuple[list[Block], bool]:
        """Its blocks, and whether it is no gap. Its heading stands on its own first page."""
        self.ledger.begin_part()
        kept, is_whole = self.sections.kept(place, part, self.ledger.bring)
        needs = kept.chunk.needs
        before, head = self._pages.enter(needs, place), self.sections.head(place, part)
        raw = before + self._pages.written(self.ledger.take(head.chunk, place))
        made = [block_of(raw)] if raw else []
        self._add_entries(place, part, head)
        ends = self._pages.ends(needs, place)
        made.append(self.ledger.take_block(kept.chunk, place, ends))
        made += self._behind(place, part, kept)
        return made, is_whole

    def _behind(self, place: int, part: Part | KeptPart, kept: Kept) -> Iterator[Block]:
        behind = self._pages.written_chunk(kept.chunk)
        if behind:
            yield block_of(behind)
        self._add_entries(place, part, kept)

    def _add_entries(self, place: int, part: Part | KeptPart, kept: Kept) -> None:
        if self._manuscript.contents:
            self.sections.add_entries(part, kept, lambda own: self.ledger.bookmark(place, own))

    def _frame(self, place: int) -> Frame:
        """What stands around a part: nothing before the first, where the report has no head."""
        is_last = place == len(self._manuscript.parts) - 1
        is_signed = place == self._text - 1 and bool(self._closing())
        return Frame(
            begins=place == 0 and not self._has_head(),
            ends=is_last and not is_signed,
            signed=is_signed,
            draft_mark=self._manuscript.draft_mark,
        )

    def _has_head(self) -> bool:
        manuscript = self._manuscript
        if manuscript.title or manuscript.contents:
            return True
        return bool(signature_under_title(manuscript.signature, manuscript.date, self._profile))

    def _end(self) -> bytes:
        closing = self._closing() if self._text == len(self._manuscript.parts) else []
        before = self._pages.leave() if closing else b""
        wide = self._ends_wide and not closing  # nothing follows the text on its page
        last = self._pages.last(wide, self.ledger.note_kinds)
        return before + self._own(*closing) + last

    def _closing(self) -> list[Element]:
        """The list of attachments and the signature (GB/T 9704-2012, 7.3.4 and 7.3.5)."""
        behind = self._manuscript.parts[self._text :]
        names = [one.title or Path(one.name).stem for one in behind if isinstance(one, KeptPart)]
        return [*attachment_list(names, self._profile), *self._signature()]

    def _signature(self) -> list[Element]:
        return signature_block(self._manuscript.signature, self._manuscript.date, self._profile)

    def _own(self, *elements: Element) -> bytes:
        return self.ledger.take(Chunk(pieces_of(*elements)), FRAME)
