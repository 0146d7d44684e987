"""Anchors through twenty edits of any kind: characters that know who they are tell the truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.anchors import EXACT, Anchor, Place, Step, anchored
from workflow.documents.anchors.searching import LONG_ENOUGH
from workflow.documents.content import Content, Paragraph, Run

Draw = Callable[[Any], Any]
EDITS = 20
CHARACTERS = [chr(one) for one in (*range(0x4E00, 0x6E00), *range(0x20000, 0x20400))]
FEW = "的一年工作，。𠮷👨é\ufffc"


@dataclass
class Block:
    """A block whose characters carry numbers, so that each is told from its likes."""

    own: str
    chars: list[tuple[int, str]]

    @property
    def text(self) -> str:
        return "".join(char for _, char in self.chars)


class Page:
    """Blocks that are edited as an editor would: on a split the first half keeps the id."""

    def __init__(self, draw: Draw, char: Callable[[int], str]) -> None:
        self._draw, self._char, self._count, self._blocks = draw, char, 0, 0
        self.blocks = [Block(self._name(), self._fresh(30)) for _ in range(3)]

    def _name(self) -> str:
        self._blocks += 1
        return f"b{self._blocks}"

    def _fresh(self, most: int) -> list[tuple[int, str]]:
        size = self._draw(st.integers(1, most))
        self._count += size
        return [(n, self._char(n)) for n in range(self._count - size, self._count)]

    def content(self) -> Content:
        return Content(
            tuple(Paragraph(one.own, (Run(one.text),) if one.chars else ()) for one in self.blocks)
        )

    def edit(self) -> None:
        number = self._draw(st.integers(0, len(self.blocks) - 1))
        block = self.blocks[number]
        at = self._draw(st.integers(0, len(block.chars)))
        way = self._draw(st.sampled_from(("insert", "insert", "delete", "split", "join", "move")))
        if way == "insert":
            block.chars[at:at] = self._fresh(12)
        elif way == "delete":
            del block.chars[at : at + self._draw(st.integers(1, 8))]
        elif way == "split":
            self.blocks.insert(number + 1, Block(self._name(), block.chars[at:]))
            del block.chars[at:]
        elif way == "join" and number + 1 < len(self.blocks):
            block.chars += self.blocks.pop(number + 1).chars
        else:
            self.blocks.insert(0, self.blocks.pop(number))

    def spans(self, wanted: list[int]) -> list[tuple[str, int]]:
        """Where these characters stand side by side."""
        return [
            (block.own, at)
            for block in self.blocks
            for at in range(len(block.chars) - len(wanted) + 1)
            if [n for n, _ in block.chars[at : at + len(wanted)]] == wanted
        ]

    def all_gone(self, wanted: list[int]) -> bool:
        left = {n for block in self.blocks for n, _ in block.chars}
        return not left & set(wanted)

    def words(self, block: str) -> str:
        return next(one.text for one in self.blocks if one.own == block)


@dataclass
class Told:
    """A quote on a page: the numbers of its characters, and where it is followed to."""

    page: Page
    wanted: list[int]
    anchor: Anchor
    place: Place

    @classmethod
    def begun(cls, draw: Draw, char: Callable[[int], str]) -> Told:
        page = Page(draw, char)
        block = draw(st.sampled_from(page.blocks))
        start = draw(st.integers(0, len(block.chars) - 1))
        end = draw(st.integers(start + 1, len(block.chars)))
        found = anchored(page.content(), block.own, start, end)
        assert found is not None
        return cls(page, [n for n, _ in block.chars[start:end]], *found)

    def edited(self) -> Place | None:
        """Where the words are after one more edit."""
        old = self.page.content()
        self.page.edit()
        return Step(old, self.page.content()).follow(self.anchor, self.place)


def unlike(number: int) -> str:
    """No character comes twice."""
    return CHARACTERS[number]


def alike(number: int) -> str:
    """Few characters, as often as can be; signs of two code points among them."""
    return FEW[number * 7 % len(FEW)]


@given(st.data())
def test_words_that_still_stand_are_marked_and_words_that_went_are_not(data: st.DataObject) -> None:
    told = Told.begun(data.draw, unlike)
    for _ in range(EDITS):
        now = told.edited()
        whole = told.page.spans(told.wanted)
        if now is None:
            here = [block for block, _ in whole if block == told.place.block]
            assert not here and (not whole or len(told.wanted) < LONG_ENOUGH)
            return
        assert not told.page.all_gone(told.wanted)
        if whole:
            assert (now.block, now.start) == whole[0]
        told.place = now


@given(st.data())
def test_a_place_is_within_its_block_and_its_score_is_true(data: st.DataObject) -> None:
    told = Told.begun(data.draw, alike)
    for _ in range(EDITS):
        now = told.edited()
        if now is None:
            return
        words = told.page.words(now.block)
        assert 0 <= now.start <= now.end <= len(words)
        assert (now.score == EXACT) == (words[now.start : now.end] == told.anchor.quote)
        told.place = now
