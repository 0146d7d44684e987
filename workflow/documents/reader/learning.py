"""Learns what becomes of a pattern of markup: it is read with marks in the place of its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import (
    Block,
    Content,
    ContentError,
    Heading,
    Inline,
    Paragraph,
    Run,
    Table,
    canonical_runs,
    every_block,
    from_json,
    inlines,
    to_json,
)
from workflow.documents.reader.blocks import Blocks
from workflow.documents.reader.desk import Desk, Hand, Mode, Scene
from workflow.documents.reader.known import Line as KnownLine
from workflow.documents.reader.known import LinePattern, Pattern, TablePattern, Words
from workflow.documents.reader.line import Line
from workflow.documents.reader.lines import Lines
from workflow.documents.reader.lists import Labels
from workflow.documents.reader.paragraphs import is_of_captions, marking
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element, find, is_on, val
from workflow.documents.word.numbering import Numbering
from workflow.documents.word.shapes import HOLE, Shape, parsed
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_BEGIN}([0-9]+){_END}")
# Remarks that depend on no words, and name no place.
_FORMATS = "format_dropped:"
Readers = Callable[[Desk], tuple[Lines, Blocks]]


class Learning:
    """Reads at a desk of its own, so that nothing is counted. ``readers`` are all that read."""

    def __init__(self, source: Source, readers: Readers) -> None:
        self._source, self._readers = source, readers
        self._scene = Scene(source.main, Mode.AFTER)

    @cached_property
    def _desk(self) -> Desk:
        made = Desk(self._source, MemoryBlobs())
        made.labels = Labels(Numbering(None, self._source.styles), made.remarks)
        return made

    @cached_property
    def _reading(self) -> tuple[Lines, Blocks]:
        return self._readers(self._desk)

    def learn(self, shape: Shape) -> Pattern | None:
        """None where the words, the place or a number of its own decide what becomes of it."""
        element = parsed(_marked(shape.pattern))
        found = self._line(element) if shape.kind == "p" else self._table(element)
        remarks = self._desk.remarks.taken()
        if found is None or not all(one.startswith(_FORMATS) for one in remarks.codes()):
            return None
        seen = [one for line in _lines(found) for words in line for one in words.pieces]
        numbers = sorted(one for one in seen if isinstance(one, int))
        if numbers != list(range(shape.holes)):
            return None
        found.remarks.again(remarks)
        return found

    def _line(self, paragraph: Element) -> LinePattern | None:
        desk = self._desk
        style = val(find(paragraph, "pPr", "pStyle")) or ""
        level = desk.styles.level(paragraph)
        if is_of_captions(desk, style):
            return None
        desk.formats.of_paragraph(paragraph)
        line = Line()
        self._reading[0].read(line, paragraph, Hand(self._scene, marking(desk, level, style)))
        (piece,) = line.pieces
        runs = canonical_runs(one for one in piece.inlines if isinstance(one, Run))
        is_text = all(isinstance(one, Run) for one in piece.inlines)
        if not is_text or not _is_storable(Paragraph(piece.id, runs)):
            return None
        counts = desk.styles.counts(paragraph)
        breaks = is_on(find(paragraph, "pPr", "pageBreakBefore"))
        return LinePattern(style, level, counts, breaks, tuple(_words(runs)), Remarks())

    def _table(self, table: Element) -> TablePattern | None:
        desk = self._desk
        if any(desk.styles.counts(one) for one in table.iter(w("p"))):
            return None
        holder = table.getparent()
        assert holder is not None
        made = self._reading[1].cell(holder, self._scene)
        if len(made) != 1 or not isinstance(made[0], Table) or not _is_storable(made[0]):
            return None
        inner = list(every_block(made))[1:]
        if not all(isinstance(one, Paragraph | Heading) for one in inner):
            return None
        lines = [inlines(one) for one in inner]
        if not all(isinstance(one, Run) for line in lines for one in line):
            return None
        return TablePattern(made[0], tuple(tuple(_words(one)) for one in lines), Remarks())


def _marked(pattern: str) -> str:
    """The pattern with a mark for each of its words."""
    first, *rest = pattern.split(HOLE)
    marks = (f"{_BEGIN}{n}{_END}{one}" for n, one in enumerate(rest))
    return first + "".join(marks)


def _words(runs: tuple[Inline, ...]) -> Iterator[Words]:
    for one in runs:
        assert isinstance(one, Run)
        cut = _MARK.split(one.text)
        pieces = (int(part) if n % 2 else part for n, part in enumerate(cut))
        yield Words(tuple(part for part in pieces if part != ""), one.marks, one.link)


def _lines(pattern: Pattern) -> tuple[KnownLine, ...]:
    return (pattern.line,) if isinstance(pattern, LinePattern) else pattern.lines


def _is_storable(block: Block) -> bool:
    """Whether content takes it as it is."""
    try:
        return from_json(to_json(Content((block,)))) == Content((block,))
    except ContentError:
        return False
