"""One document on its way: each part set in, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

from workflow.documents.chunk import Chunk
from workflow.documents.house.xml import Element
from workflow.documents.merge.assembled import Progress
from workflow.documents.merge.chain import Chain
from workflow.documents.merge.deflating import Block, block_of
from workflow.documents.merge.desk import Desk
from workflow.documents.merge.kept import Kept
from workflow.documents.merge.labels import labels
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.manuscript import KeptPart, Manuscript, Part
from workflow.documents.merge.pages import Pages
from workflow.documents.merge.pressing import Press
from workflow.documents.merge.sections import Sections
from workflow.documents.merge.segments import EACH
from workflow.documents.merge.stylesheet import house_of
from workflow.documents.merge.surrounds import Surrounds
from workflow.documents.merge.written import Setting
from workflow.documents.pieces import pieces_of

FRAME = -1
"""The scope of what belongs to no part: title, signature, the page."""


class Assembling:
    """One document on its way: chunks are taken in reading order, contents come last."""

    def __init__(
        self, manuscript: Manuscript, desk: Desk, progress: Progress, press: Press | None = None
    ) -> None:
        self._manuscript, self._profile = manuscript, manuscript.profile
        self._desk, self._progress, self._press = desk, progress, press
        house_of(self._profile, desk.kept_sheet if desk.lasts else None)
        shelf = desk.shelf if desk.lasts else None
        self.ledger = Ledger(self._profile, desk.blobs, shelf, press)
        self.sections = Sections(manuscript, self._profile, desk)
        self._ends_wide = False
        self._around = Surrounds(manuscript)
        policy = manuscript.policy
        self._pages = Pages(
            self._profile,
            manuscript.draft_mark,
            own_pages="keep" in (policy.headers, policy.styles),
            furnish=self.ledger.furnish,
            begun=self._around.has_head,
        )
        self.chain = None
        if desk.shelf is not None and desk.lasts:
            parts = self.ledger, self._pages, self.sections
            self.chain = Chain(manuscript, self._around.has_head, desk.shelf, *parts)

    def body(self) -> list[Block]:
        """What stands within w:body, compressed."""
        with self._press or nullcontext():
            taken = [*self._parts()]
        taken.append(block_of(self._end()))
        if self.sections.has_numbers:
            self.sections.number_entries(labels(taken, self.ledger))
        return [block_of(self._kept_head()), *taken]

    def _kept_head(self) -> bytes:
        """The head as it was made last time; without contents it is made as quickly as found."""
        entries, around = self.sections.entries, self._around
        if not entries:
            return self._own(*around.head(entries))
        return self._desk.kept_bytes(around.key(entries), lambda: self._own(*around.head(entries)))

    def _parts(self) -> Iterator[Block]:
        parts, place = self._manuscript.parts, 0
        self.sections.prepare()
        while place < len(parts):
            if place == self._around.text:
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
        is_cut = place < self._around.text < place + len(parts)
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
        yield block_of(before + self._own(*self._around.closing()))

    def _written(self, place: int, part: Part) -> Iterator[Block]:
        self.ledger.begin_part()
        manuscript, around = self._manuscript, self._around
        setting = Setting(self._profile, around.house, manuscript.contents, around.frame(place))
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

    def _end(self) -> bytes:
        is_text = self._around.text == len(self._manuscript.parts)
        closing = self._around.closing() if is_text else []
        before = self._pages.leave() if closing else b""
        wide = self._ends_wide and not closing  # nothing follows the text on its page
        last = self._pages.last(wide, self.ledger.note_kinds)
        return before + self._own(*closing) + last

    def _own(self, *elements: Element) -> bytes:
        return self.ledger.take(Chunk(pieces_of(*elements)), FRAME)
