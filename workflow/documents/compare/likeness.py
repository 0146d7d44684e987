"""How much two blocks have in common: Dice's coefficient of their pairs of characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from workflow.documents.compare.keys import whole_text
from workflow.documents.content import (
    Block,
    Heading,
    IslandBlock,
    ListItem,
    Paragraph,
    Picture,
)

Bag = frozenset[str]
MOST_READ = 4_000
"""Characters of a block that are looked at."""
COMMON = 12
"""A pair of characters that stands in more blocks than this leads to none of them."""


def family(block: Block) -> type:
    """Only blocks of one family can be one block that was changed."""
    return Paragraph if isinstance(block, Heading | ListItem) else type(block)


def bag_of(block: Block) -> Bag:
    """The pairs of neighbouring characters, blanks left out; of a picture its bytes as well."""
    own = {block.hash} if isinstance(block, Picture | IslandBlock) else set()
    return bag_of_text(whole_text(block)) | own


def bag_of_text(text: str) -> Bag:
    """The pairs of a text, its beginning and its end among them; none of a blank one."""
    visible = "".join(text[:MOST_READ].split())
    if not visible:
        return frozenset()
    return frozenset(a + b for a, b in pairwise(f"\x02{visible}\x03"))


def likeness(old: Bag, new: Bag) -> float:
    """0 for nothing in common, 1 for the same; two empty blocks are the same."""
    if not old and not new:
        return 1.0
    return 2 * len(old & new) / (len(old) + len(new))


class Index:
    """Finds blocks that share rare pairs of characters with another."""

    def __init__(self, bags: Mapping[int, Bag]) -> None:
        self._holders: dict[str, list[int]] = {}
        for place, bag in bags.items():
            for pair in bag:
                self._holders.setdefault(pair, []).append(place)

    def near(self, bag: Iterable[str], most: int = 5) -> list[int]:
        """The blocks that share most with ``bag``, the nearest first."""
        shared: Counter[int] = Counter()
        for pair in bag:
            holders: Sequence[int] = self._holders.get(pair, ())
            if len(holders) <= COMMON:
                shared.update(holders)
        ranked = sorted(shared.items(), key=lambda one: (-one[1], one[0]))
        return [place for place, _ in ranked[:most]]
