"""Which blocks of two texts are the same block: by all they hold, by id, by likeness.

In this order: what is the same in the same order (patience diff, see matching); what is the
same and stands elsewhere; the same id; and of the rest the likest, by Dice's coefficient of
pairs of characters, near before far. Candidates that are far come from an index of rare
pairs of characters, so no step compares every block with every other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from workflow.documents.compare.keys import block_key, whole_text
from workflow.documents.compare.likeness import Index, bag_of, family, likeness
from workflow.documents.compare.matching import matching
from workflow.documents.compare.order import Pair, in_place
from workflow.documents.content import TEXT_BLOCKS, Block, PageBreak, Run

ALIKE = 0.4
"""Likeness from which two blocks in the same place are one block that was changed."""
MOVED_ALIKE = 0.6
"""The same of two blocks in different places."""
SHORTEST_MOVED = 8
"""Visible characters of a line that can be told from another of the same words."""
HEAVY = 60
"""What a table, a picture or an object weighs, in characters."""
MOST_NEAR = 2_500
"""Pairs of blocks of one gap that are looked at each."""


class Pairing:
    """Pairs of places, and which of them kept their order."""

    def __init__(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        self._old, self._new = old, new
        self._keys = _numbered([block_key(one) for one in (*old, *new)], len(old))
        self.pairs: dict[int, int] = {}
        self._taken: set[int] = set()
        self._pair_same()
        self._pair_moved()
        self._pair_by_id()
        self.kept = self._in_place()
        self._pair_alike()
        self.kept = self._in_place()
        self._drop_doubtful()

    def is_equal(self, old: int, new: int) -> bool:
        """Whether a reader can tell the two blocks apart."""
        return self._keys[0][old] == self._keys[1][new]

    def _add(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self._taken.add(new)

    def _rest(self) -> tuple[list[int], list[int]]:
        olds = [n for n in range(len(self._old)) if n not in self.pairs]
        return olds, [n for n in range(len(self._new)) if n not in self._taken]

    def _in_place(self) -> set[Pair]:
        return in_place(self.pairs.items(), lambda pair: _weight(self._new[pair[1]]))

    def _pair_same(self) -> None:
        for a, c, size in matching(*self._keys):
            for n in range(size):
                self._add(a + n, c + n)

    def _pair_moved(self) -> None:
        """What stands once among the rest of either side, and is no mere line of few words."""
        olds, news = self._rest()
        befores, afters = _single(self._keys[0], olds), _single(self._keys[1], news)
        for key, place in befores.items():
            if key in afters and _can_move(self._old[place]):
                self._add(place, afters[key])

    def _pair_by_id(self) -> None:
        olds, news = self._rest()
        places = {self._old[place].id: place for place in olds}
        for new in news:
            old = places.get(self._new[new].id)
            if old is not None and family(self._old[old]) is family(self._new[new]):
                self._add(old, new)

    def _pair_alike(self) -> None:
        for _, old, new in sorted(self._alike(), key=lambda one: (-one[0], one[1:])):
            if old not in self.pairs and new not in self._taken:
                self._add(old, new)

    def _alike(self) -> Iterator[tuple[float, int, int]]:
        """Likeness, old and new place of pairs worth looking at; near ones count for more."""
        olds, news = self._rest()
        bags = {place: bag_of(self._old[place]) for place in olds}
        index, near = Index(bags), _Gaps(self.kept, olds)
        for new in news:
            bag = bag_of(self._new[new])
            here = near.of(new)
            for old in {*here, *index.near(bag)}:
                if family(self._old[old]) is not family(self._new[new]):
                    continue
                found = likeness(bags[old], bag)
                if found >= (ALIKE if old in here else MOVED_ALIKE):
                    yield found + (old in here) * ALIKE, old, new

    def _drop_doubtful(self) -> None:
        """A pair that changed its place must be surely one: by id, or much alike and long."""
        for old, new in list(self.pairs.items()):
            if (old, new) not in self.kept and not self._is_sure(old, new):
                del self.pairs[old]
                self._taken.discard(new)

    def _is_sure(self, old: int, new: int) -> bool:
        before, after = self._old[old], self._new[new]
        if before.id == after.id and not isinstance(after, PageBreak):
            return True
        alike = likeness(bag_of(before), bag_of(after)) >= MOVED_ALIKE
        return alike and _can_move(before) and _can_move(after)


class _Gaps:
    """The old blocks without a partner that stand where a new one does."""

    def __init__(self, kept: set[Pair], olds: Sequence[int]) -> None:
        chain = sorted(kept)
        self._news = [new for _, new in chain]
        befores = [old for old, _ in chain]
        self._olds: dict[int, list[int]] = {}
        for old in olds:
            self._olds.setdefault(bisect_right(befores, old), []).append(old)
        self._used: Counter[int] = Counter()

    def of(self, new: int) -> Sequence[int]:
        """Those in the gap of a new place; none more of a gap that is too large to look through."""
        gap = bisect_right(self._news, new)
        found = self._olds.get(gap, [])
        self._used[gap] += len(found)
        return found if self._used[gap] <= MOST_NEAR else ()


def _numbered(keys: list[Hashable], split: int) -> tuple[list[int], list[int]]:
    """Each key as a small number, which is quickly compared."""
    numbers: dict[Hashable, int] = {}
    found = [numbers.setdefault(key, len(numbers)) for key in keys]
    return found[:split], found[split:]


def _single(keys: Sequence[int], places: Sequence[int]) -> dict[int, int]:
    """The places of keys that stand there only once."""
    counts = Counter(keys[place] for place in places)
    return {keys[place]: place for place in places if counts[keys[place]] == 1}


def _weight(block: Block) -> int:
    """About how much a reader would have to look for if it were moved."""
    if isinstance(block, TEXT_BLOCKS):
        return 1 + sum(len(one.text) for one in block.runs if isinstance(one, Run))
    return 1 if isinstance(block, PageBreak) else HEAVY


def _can_move(block: Block) -> bool:
    if isinstance(block, TEXT_BLOCKS):
        return sum(not one.isspace() for one in whole_text(block)) >= SHORTEST_MOVED
    return not isinstance(block, PageBreak)
