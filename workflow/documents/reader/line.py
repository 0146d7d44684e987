"""A paragraph's line while it is read: inlines in pieces, and where in them one stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from workflow.documents.content import (
    Inline,
    InlineIsland,
    LineBreak,
    Picture,
    Run,
    canonical_runs,
    new_id,
)

Anchor: TypeAlias = tuple[str, int]
"""A block's id and an offset in code points, each atom being one."""


@dataclass(frozen=True, slots=True)
class Held:
    """A picture of which it is not yet known whether it stands alone in its paragraph.

    ``island`` makes the island that it is within text; ``id`` of ``picture`` is "".
    """

    picture: Picture
    floats: bool
    island: Callable[[], InlineIsland | None]


Waiting: TypeAlias = Inline | Held


@dataclass(slots=True)
class Piece:
    """What stands between two page breaks, under the id that its block will have."""

    id: str = field(default_factory=new_id)
    inlines: list[Waiting] = field(default_factory=list)
    length: int = 0

    def settled(self) -> tuple[Inline, ...]:
        """The inlines, pictures within text as islands."""
        made = (one.island() if isinstance(one, Held) else one for one in self.inlines)
        return canonical_runs(one for one in made if one is not None)

    def pictures(self) -> list[Held]:
        return [one for one in self.inlines if isinstance(one, Held)]


class Line:
    """Inlines are added in order. A ``label``, a number that became text, comes before the
    first of them. What a tracked change inserts is put aside and has no length.
    """

    def __init__(self, label: Run | None = None) -> None:
        self.pieces = [Piece()]
        self._aside: list[Inline] | None = None
        self._label = label if label is not None and label.text else None

    def here(self) -> Anchor:
        return self.pieces[-1].id, self.pieces[-1].length

    @property
    def is_aside(self) -> bool:
        return self._aside is not None

    def add(self, one: Waiting) -> None:
        if self._aside is not None:
            made = one.island() if isinstance(one, Held) else one
            self._aside += [] if made is None else [made]
            return
        self.write_label()
        piece = self.pieces[-1]
        piece.inlines.append(one)
        piece.length += len(one.text) if isinstance(one, Run) else 1

    def break_page(self) -> None:
        """A new piece; what is inserted by a tracked change stays on one line."""
        if self._aside is not None:
            self._aside.append(LineBreak())
        else:
            self.pieces.append(Piece())

    def write_label(self) -> None:
        """Write the label now, if it has not been written."""
        label, self._label = self._label, None
        if label is not None:
            self.add(label)

    def begin_aside(self) -> None:
        self.write_label()
        self._aside = []

    def end_aside(self) -> tuple[Inline, ...]:
        found, self._aside = self._aside or [], None
        return canonical_runs(found)
