"""What comparing says: blocks as they fared, the stretches inside them, rows of tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workflow.documents.content import Block, Cell


class Kind(StrEnum):
    """How a block, a row, a cell or a stretch of a line fared.

    A moved block is told of twice: MOVED where it stands now, LEFT where it stood.
    """

    EQUAL = "equal"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    LEFT = "left"
    INSERT = "insert"
    DELETE = "delete"


class Nature(StrEnum):
    """What a difference touches; the first two are what a reviewer must see."""

    NUMBERS = "numbers"
    MEANING = "meaning"
    PUNCTUATION = "punctuation"
    FORMAT = "format"


Natures = frozenset[Nature]
NONE: Natures = frozenset()
WEIGHTY: Natures = frozenset({Nature.NUMBERS, Nature.MEANING})


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed something, and when: ISO 8601 or ""."""

    author: str
    at: str


UNKNOWN = Stamp("", "")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch inside a block: equal, insert or delete.

    ``nature`` is None of a stretch that did not change; an equal one whose nature is FORMAT
    reads the same and looks otherwise. ``by`` is UNKNOWN where nobody knows.
    """

    kind: Kind
    text: str
    nature: Nature | None = None
    by: Stamp = UNKNOWN


Segments = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell: equal, changed, added or removed; ``blocks`` are those within it, as they fared."""

    kind: Kind
    before: Cell | None
    after: Cell | None
    blocks: tuple[BlockChange, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row: equal, changed, added or removed; ``old`` and ``new`` count rows, or are None."""

    kind: Kind
    cells: tuple[CellChange, ...]
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block as it fared; ``block_id`` is the new one's, of what is gone the old one's.

    Joining ``segments`` gives back what is read of either side; a table's rows are lines that
    end with a newline. ``natures`` are those of all differences, also of what is no text.
    ``by`` is the last one who touched it, ``rows`` is empty but for a changed table.
    """

    kind: Kind
    block_id: str
    segments: Segments
    before: Block | None = None
    after: Block | None = None
    natures: Natures = NONE
    rows: tuple[RowChange, ...] = ()
    by: Stamp = UNKNOWN

    @property
    def is_weighty(self) -> bool:
        """Whether numbers or meaning are touched."""
        return bool(self.natures & WEIGHTY)
