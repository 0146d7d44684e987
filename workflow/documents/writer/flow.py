"""Blocks one after the other, with the changes that set others between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workflow.documents.content import (
    Block,
    Heading,
    Inline,
    IslandBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    TextBlock,
)
from workflow.documents.house.fillers import GAP, filler
from workflow.documents.house.styles import CAPTION, LEVELS, heading_style
from workflow.documents.house.xml import Element, el, element, paragraph, w
from workflow.documents.islands import load_island
from workflow.documents.talk import Suggestion
from workflow.documents.writer.inlines import Hand, bookmark
from workflow.documents.writer.lines import line
from workflow.documents.writer.lists import OpenLists
from workflow.documents.writer.pictures import picture_paragraph
from workflow.documents.writer.room import PAGE, Room
from workflow.documents.writer.scribe import TABLE, Scribe
from workflow.documents.writer.tables import table
from workflow.documents.writer.talk import around
from workflow.documents.writer.tracking import DELETED, INSERTED, Tracker, is_tracked


class Flow:
    """Writes blocks into one room; ``room`` may change from one block to the next."""

    def __init__(self, scribe: Scribe, room: Room) -> None:
        self._scribe, self.room = scribe, room
        self._lists = OpenLists(scribe, room)
        self.ends_with_table = False

    def write(self, blocks: Iterable[Block]) -> list[Element]:
        """The blocks with those that changes set behind each of them."""
        made: list[Element] = []
        for block in blocks:
            made += self._block(block)
            made += self.inserted(self._scribe.changes.behind(block.id))
        return made

    def inserted(self, suggestions: Sequence[Suggestion]) -> list[Element]:
        """Blocks that somebody wants set in here."""
        made: list[Element] = []
        for one in suggestions:
            for block in one.blocks:
                behind_table = self.ends_with_table
                tracked = Tracker(self._scribe, INSERTED, one).blocks(self._block(block))
                self._pass_over(tracked, behind_table)
                made += tracked
                made += self.inserted(self._scribe.changes.behind(block.id))
        return made

    def _block(self, block: Block) -> list[Element]:
        removal = self._scribe.changes.removal(block.id)
        made = self._elements(block)
        anchors = self._scribe.talk.anchors(block.id)
        if anchors:
            expanded = [each for one in made for each in self._scribe.expanded(one)]
            made = around(expanded, anchors)
        if removal:
            made = Tracker(self._scribe, DELETED, removal).blocks(made)
        return self._marked(block, self._apart(made))

    def _marked(self, block: Block, made: list[Element]) -> list[Element]:
        """The block with its bookmarks: at the beginning of its first paragraph, or before it."""
        names = self._scribe.marks.get(block.id, ())
        if not names:
            return made
        marks = [each for name in names for each in bookmark(self._scribe, name)]
        paragraphs = (each for one in made for each in one.iter(w("p")))
        first = None if isinstance(block, IslandBlock) else next(paragraphs, None)
        if first is None:
            return [*marks, *made]
        place = int(first.find(w("pPr")) is not None)
        first[place:place] = marks
        return made

    def _apart(self, made: list[Element]) -> list[Element]:
        """Two tables in a row would be one: a gap stands between them."""
        if not made:
            return made
        behind_table = self.ends_with_table
        is_next = behind_table and self._scribe.edge(made[0]) == TABLE
        self.ends_with_table = self._scribe.edge(made[-1], last=True) == TABLE
        self._pass_over(made, behind_table)
        return [filler(GAP), *made] if is_next else made

    def _pass_over(self, made: list[Element], behind_table: bool) -> None:
        """Paragraphs that may go stand between two tables for a time only."""
        if behind_table and all(is_tracked(one) for one in made):
            self.ends_with_table = True

    def _elements(self, block: Block) -> list[Element]:
        if not isinstance(block, ListItem):
            self._lists.close()
        if isinstance(block, Paragraph | Heading | ListItem):
            return [self._text(block)]
        if isinstance(block, Table):
            return [table(self._scribe, block, self.room)]
        if isinstance(block, Picture):
            return self._picture(block)
        if isinstance(block, PageBreak):
            turn = element("r", el("br", type="page"))
            return [paragraph(self.room.style, turn)]
        return [self._scribe.spliced(load_island(block.hash, self._scribe.blobs).chunk)]

    def _text(self, block: TextBlock) -> Element:
        if isinstance(block, Heading):
            return self._heading(block)
        style, numbers = self.room.style, tuple[Element, ...]()
        if isinstance(block, ListItem):
            style, numbers = self.room.list_style, (self._lists.properties(block),)
        inner = self._line(block.runs, Hand(self.room, self.room.font, block.id))
        return paragraph(style, *inner, properties=numbers)

    def _heading(self, block: Heading) -> Element:
        """On a page in its level's style; in a cell as the cell's text, with the level."""
        level = self._scribe.base_level + block.level
        font = self._scribe.profile.level_font(None, level)
        if self.room.kind == PAGE:
            inner = self._line(block.runs, Hand(self.room, font, block.id))
            return paragraph(heading_style(level), *inner)
        font = replace(font, size=self.room.font.size)
        inner = self._line(block.runs, Hand(self.room, font, block.id))
        outline = el("outlineLvl", val=min(max(level, 1), LEVELS) - 1)
        return paragraph(self.room.style, *inner, properties=(outline,))

    def _picture(self, block: Picture) -> list[Element]:
        """The picture and, on the same page, its caption."""
        edits = self._scribe.changes.edits(block.id)
        if not block.caption and not edits:
            return [picture_paragraph(self._scribe, block, self.room, captioned=False)]
        made = picture_paragraph(self._scribe, block, self.room, captioned=True)
        anchors = self._scribe.talk.anchors(block.id)
        hand = Hand(self.room, self._scribe.profile.caption, block.id)
        inner = line(self._scribe, block.caption, hand, edits, anchors)
        return [made, paragraph(CAPTION, *inner)]

    def _line(self, runs: Sequence[Inline], hand: Hand) -> list[Element]:
        edits = self._scribe.changes.edits(hand.block)
        return line(self._scribe, runs, hand, edits, self._scribe.talk.anchors(hand.block))


def write_inner(scribe: Scribe, blocks: Sequence[Block], room: Room) -> list[Element]:
    """The blocks of a cell or of a note."""
    return Flow(scribe, room).write(blocks)
