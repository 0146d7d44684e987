"""Learns what becomes of a pattern of markup: it is read with marks in the place of its words,
and of the ids of what it refers to.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Heading, Paragraph, Table, every_block, inlines
from workflow.documents.house.fillers import is_filler
from workflow.documents.reader.alone import Alone
from workflow.documents.reader.blocks import Blocks
from workflow.documents.reader.desk import Desk, Hand, Mode, Scene
from workflow.documents.reader.islands import Islands
from workflow.documents.reader.kinds import lone_kind
from workflow.documents.reader.learned import holes, is_storable, picture_of, texts_of, things_of
from workflow.documents.reader.line import Line, Piece
from workflow.documents.reader.lines import Lines
from workflow.documents.reader.lists import Labels
from workflow.documents.reader.marked import (
    MOST,
    NAMES,
    MarkedLinks,
    MarkedMedia,
    marked,
    marked_note,
)
from workflow.documents.reader.note_shapes import parsed_note
from workflow.documents.reader.notes import Notes
from workflow.documents.reader.paragraphs import is_of_captions, marking
from workflow.documents.reader.patterns import (
    LinePattern,
    NotePattern,
    Pattern,
    PicturePattern,
    TablePattern,
)
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.runs import Runs
from workflow.documents.reader.xml import Element, find, is_on, val
from workflow.documents.word.numbering import Numbering
from workflow.documents.word.shapes import HOLE, Shape, parsed
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

# Remarks that depend on no words, and name no place.
_FORMATS = "format_dropped:"
Readers = Callable[[Desk], tuple[Lines, Blocks]]


class Learning:
    """Reads at a desk of its own, so that nothing is counted. ``readers`` are all that read."""

    def __init__(self, source: Source, readers: Readers) -> None:
        self._source, self._readers = source, readers
        self._scene = Scene(source.main, Mode.AFTER)
        self._blobs = MemoryBlobs()

    @cached_property
    def _desk(self) -> Desk:
        made = Desk(self._source, self._blobs)
        made.labels = Labels(Numbering(None, self._source.styles), made.remarks)
        made.links = MarkedLinks((), (), made.remarks)
        made.media = MarkedMedia(self._source, self._blobs)
        made.islands = Islands(self._source, self._blobs, made.remarks, NAMES)
        return made

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._desk, Runs(self._desk, marked_note))

    @cached_property
    def _blocks(self) -> Blocks:
        return self._readers(self._desk)[1]

    def learn(self, shape: Shape) -> Pattern | None:
        """None where the words, the place or a number of its own decide what becomes of it."""
        if shape.declared and shape.holes > MOST:
            return None
        element = parsed(marked(shape.pattern), shape.declared)
        if shape.kind == "p":
            return self._noted(shape.holes, lambda: self._paragraph(element, bool(shape.number)))
        return self._noted(shape.holes, lambda: self._table(element))

    def note(self, markup: str) -> Pattern | None:
        """The lines of a note that holds this; None as above."""
        body = parsed_note(marked(markup))
        if body is None or any(self._desk.styles.counts(one) for one in body):
            return None
        return self._noted(markup.count(HOLE), lambda: self._note(body))

    def _noted(self, wanted: int, read: Callable[[], Pattern | None]) -> Pattern | None:
        """What is read, if each mark comes out once and nothing but looks is remarked."""
        with self._source.unremarked() as noted:
            found = read()
        remarks = self._desk.remarks.taken()
        if noted.all() or not all(one.startswith(_FORMATS) for one in remarks.codes()):
            return None
        if found is None or sorted(holes(found)) != list(range(wanted)):
            return None
        found.remarks.again(remarks)
        return found

    def _paragraph(self, paragraph: Element, numbered: bool) -> Pattern | None:
        desk = self._desk
        style = val(find(paragraph, "pPr", "pStyle")) or ""
        level, counts = desk.styles.level(paragraph), desk.styles.counts(paragraph)
        if is_of_captions(desk, style) or is_filler(paragraph) or lone_kind(paragraph):
            return None
        desk.formats.of_paragraph(paragraph)
        line = Line()
        self._lines.read(line, paragraph, Hand(self._scene, marking(desk, level, style)))
        breaks = is_on(find(paragraph, "pPr", "pageBreakBefore"))
        (piece, *others) = line.pieces
        if piece.pictures():
            has_form = level is not None or counts or numbered
            return None if has_form or others else self._picture(piece, breaks)
        things = None if others else things_of(piece.settled(), self._blobs)
        if things is None:
            return None
        return LinePattern(style, level, counts, breaks, things, Remarks())

    def _picture(self, piece: Piece, breaks: bool) -> PicturePattern | None:
        """One that stands in its line and is all of it."""
        found = Alone(self._desk).things(piece, self._scene)
        is_alone = len(piece.inlines) == 1 and len(found) == 1
        return picture_of(found[0], breaks) if is_alone else None

    def _note(self, body: Element) -> NotePattern | None:
        notes = Notes(self._desk)
        notes.lines = self._lines
        blocks = notes.blocks(body, self._scene)
        if not all(isinstance(one, Paragraph) and is_storable(one) for one in blocks):
            return None
        lines = texts_of(one.runs for one in blocks)
        return None if lines is None else NotePattern(lines, Remarks())

    def _table(self, table: Element) -> TablePattern | None:
        desk = self._desk
        if any(desk.styles.counts(one) for one in table.iter(w("p"))):
            return None
        holder = table.getparent()
        assert holder is not None
        made = self._blocks.cell(holder, self._scene)
        if len(made) != 1 or not isinstance(made[0], Table) or not is_storable(made[0]):
            return None
        inner = list(every_block(made))[1:]
        if not all(isinstance(one, Paragraph | Heading) for one in inner):
            return None
        lines = texts_of(map(inlines, inner))
        return None if lines is None else TablePattern(made[0], lines, Remarks())
