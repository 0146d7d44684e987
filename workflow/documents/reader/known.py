"""What was read before of the same pattern: only its words are read.

A pattern is learned by reading it as anything else is read. What came of it, and what was
remarked, holds for all that differ from it in words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workflow.documents.content import Cell, Heading, Inline, Paragraph, Run, Table, new_id
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element
from workflow.documents.word.aside import ASIDE
from workflow.documents.word.body_text import Aside
from workflow.documents.word.shapes import Shape, parsed
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

Piece = int | str
"""The number of words of the pattern, or text that stands in it."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run whose text is pieces joined."""

    pieces: tuple[Piece, ...]
    marks: frozenset[str]
    link: str

    def run(self, words: Sequence[str]) -> Run:
        text = "".join([words[one] if isinstance(one, int) else one for one in self.pieces])
        return Run(text, self.marks, self.link)


Line = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A paragraph of this ``style`` and level of heading; ``counts`` where the style has a number;
    ``breaks`` where a page begins before it.
    """

    style: str
    level: int | None
    counts: bool
    breaks: bool
    line: Line
    remarks: Remarks

    def runs(self, words: Sequence[str]) -> tuple[Inline, ...]:
        return tuple([one.run(words) for one in self.line])


@dataclass(frozen=True, slots=True)
class TablePattern:
    """A table as it was read, and the line of each of its paragraphs in reading order."""

    table: Table
    lines: tuple[Line, ...]
    remarks: Remarks

    def filled(self, words: Sequence[str], landscape: bool) -> Table:
        """A table with these words, under new ids."""
        lines = iter(self.lines)
        rows = tuple(tuple(_cell(one, lines, words) for one in row) for row in self.table.rows)
        made = self.table
        return Table(new_id(), rows, made.header_rows, made.widths, landscape)


Pattern = LinePattern | TablePattern


def _cell(cell: Cell, lines: Iterator[Line], words: Sequence[str]) -> Cell:
    blocks = tuple(_block(one, next(lines), words) for one in cell.blocks)  # type: ignore[arg-type]
    return Cell(blocks, cell.columns, cell.rows)


def _block(block: Paragraph | Heading, line: Line, words: Sequence[str]) -> Paragraph | Heading:
    runs = tuple([one.run(words) for one in line])
    if isinstance(block, Heading):
        return Heading(new_id(), block.level, runs, block.landscape)
    return Paragraph(new_id(), runs, block.landscape)


class Learner(Protocol):
    """Reads a pattern; None where more than words would differ."""

    def learn(self, shape: Shape) -> Pattern | None: ...


@dataclass(slots=True)
class Recall:
    """Patterns by their markup, kept from file to file; they hold for files of the same styles."""

    _kept: dict[bytes, dict[str, Pattern | None]] = field(default_factory=dict)

    def of(self, styles: bytes) -> dict[str, Pattern | None]:
        return self._kept.setdefault(styles, {})


class Known:
    """What of one file was set aside. ``proven`` are ids of blocks that content surely can hold."""

    def __init__(self, source: Source, learner: Learner | None, recall: Recall) -> None:
        self._thinned, self._learner = source.thinned, learner
        self._patterns = recall.of(source.raw("styles")) if source.thinned.groups else {}
        self._met: dict[int, tuple[Remarks, int]] = {}
        self._numbered: dict[tuple[str, str], Element] = {}
        self.proven: set[str] = set()

    def asides(self, node: Element) -> tuple[Aside, ...]:
        """What was set aside for a node; nothing for one that stands for itself."""
        numbers = node.get(ASIDE) if self._thinned.groups else None
        return self._thinned.of(numbers) if numbers else ()

    def pattern(self, aside: Aside) -> Pattern | None:
        """None where it does not say enough."""
        pattern = aside.shape.pattern
        if pattern not in self._patterns:
            self._patterns[pattern] = self._learner.learn(aside.shape) if self._learner else None
        return self._patterns[pattern]

    def remark(self, pattern: Pattern, remarks: Remarks) -> None:
        """What reading one more of this pattern remarks; from the second on it is counted."""
        own = id(pattern)
        if own not in self._met:
            remarks.again(pattern.remarks)
            self._met[own] = pattern.remarks, 0
        else:
            self._met[own] = pattern.remarks, self._met[own][1] + 1

    def count(self, remarks: Remarks) -> None:
        """Add what was counted; once, at the end."""
        for one, times in self._met.values():
            remarks.again(one, times)

    def numbered(self, style: str, number: str) -> Element:
        """A paragraph of the style that has this number, and no words."""
        key = style, number
        if key not in self._numbered:
            made = self._numbered[key] = parsed(f"<w:p><w:pPr>{number}</w:pPr></w:p>")
            if style:
                named = made.makeelement(w("pStyle"))
                named.set(w("val"), style)
                made[0].insert(0, named)
        return self._numbered[key]
