"""Pass: lists. Each part's lists count for themselves; the house's share one definition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from workflow.documents.chunk import HOUSE_LISTS, ListDefinition, Pieces
from workflow.documents.merge.counting import roomy

ROOM = 4
Fill = Callable[[Pieces, int], bytes]


class Numbering:
    """Gives out numbers of abstract lists and of their instances (ECMA-376, 17.9)."""

    def __init__(self) -> None:
        self._abstracts: dict[tuple[int, str], int] = {}
        self._bodies: list[bytes] = []
        self._instances: dict[tuple[int, bytes, str], int] = {}
        self._nums: list[bytes] = []
        self._shared: set[int] = set()
        self._next_abstract, self._next_number = 0, 1

    def leave_room(self) -> None:
        """The next part's lists begin at round numbers, low ones: Word counts few lists."""
        self._next_abstract = roomy(self._next_abstract, ROOM)
        self._next_number = 1 + roomy(self._next_number - 1, ROOM)

    def claim(self, scope: int, definition: ListDefinition, fill: Fill) -> int:
        """The w:numId for a list of the part ``scope``; ``fill`` joins pieces that know
        the abstract list's own number.
        """
        key = (-1 if definition.group.startswith(HOUSE_LISTS) else scope, definition.group)
        if key not in self._abstracts:
            self._abstracts[key] = self._next_abstract
            self._next_abstract += 1
            if key[0] < 0:
                self._shared.add(self._abstracts[key])
            self._bodies.append(fill(definition.abstract, self._abstracts[key]))
        return self._instance(self._abstracts[key], definition)

    def _instance(self, abstract: int, definition: ListDefinition) -> int:
        """A list that restarts is one of its own, unless its source says that it is the same."""
        overrides = definition.overrides
        known = (abstract, overrides, definition.number if overrides else "")
        if known in self._instances and (definition.number or not overrides):
            return self._instances[known]
        number = self._instances[known] = self._next_number
        self._next_number += 1
        self._nums.append(
            b'<w:num w:numId="%d"><w:abstractNumId w:val="%d"/>%s</w:num>'
            % (number, abstract, overrides)
        )
        return number

    def length(self) -> list[int]:
        """How much there is."""
        return [len(one) for one in (self._abstracts, self._bodies, self._instances, self._nums)]

    def since(self, length: list[int]) -> list[Any]:
        """What was claimed and written since, and the numbers that come next."""
        abstracts, bodies, instances, nums = length
        return [
            [self._next_abstract, self._next_number],
            # Those of a part alone are of no use to another.
            [
                [group, own]
                for (scope, group), own in islice(self._abstracts.items(), abstracts, None)
                if scope < 0
            ],
            b"".join(self._bodies[bodies:]),
            [
                [abstract, overrides.decode(), name, own]
                for (abstract, overrides, name), own in islice(
                    self._instances.items(), instances, None
                )
                if abstract in self._shared
            ],
            b"".join(self._nums[nums:]),
        ]

    def replay(self, kept: list[Any], texts: Sequence[bytes]) -> None:
        """The same again, of a part that was set in before; bytes by their place."""
        (self._next_abstract, self._next_number), abstracts, bodies, instances, nums = kept
        self._abstracts.update(((-1, group), own) for group, own in abstracts)
        self._shared.update(own for _, own in abstracts)
        self._bodies.append(texts[bodies])
        self._instances.update(
            ((abstract, overrides.encode(), name), own)
            for abstract, overrides, name, own in instances
        )
        self._nums.append(texts[nums])

    def inner(self) -> bytes:
        """What stands within w:numbering: abstract lists first, as the schema asks."""
        return b"".join(self._bodies) + b"".join(self._nums)
