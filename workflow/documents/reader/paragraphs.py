"""One paragraph: a heading, an item of a list, text, pictures, or an island (17.3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflow.documents.content import (
    Block,
    Heading,
    Inline,
    ListItem,
    PageBreak,
    Paragraph,
    Run,
    TextBlock,
    block_text,
    canonical_runs,
    new_id,
)
from workflow.documents.content.blocks_in import DEEPEST_HEADING
from workflow.documents.content.model import BOLD
from workflow.documents.house.fillers import is_filler
from workflow.documents.reader.alone import Alone
from workflow.documents.reader.desk import Desk, Hand, Scene
from workflow.documents.reader.filling import Filling, Notes
from workflow.documents.reader.line import Line, Piece
from workflow.documents.reader.lines import Lines
from workflow.documents.reader.lists import Counting, Label
from workflow.documents.reader.patterns import LinePattern
from workflow.documents.reader.xml import Element, find, is_on, val
from workflow.documents.word.body_text import Aside
from workflow.documents.word.tree import w

_CAPTIONS = frozenset({"caption", "题注", "图题", "图注", "图标题", "图名", "figurecaption"})
_OF_TABLES = ("表", "续表", "table", "tab.")
# Looks of whole paragraphs that the house style decides.
_STYLED = ("title", "subtitle", "标题", "副标题", "tablehead")


@dataclass(frozen=True, slots=True)
class Read:
    """The blocks of a paragraph; ``breaks`` says that a page begins before it."""

    blocks: tuple[Block, ...] = ()
    breaks: bool = False
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """What the text of a paragraph becomes: a heading of a level, an item, or plain text."""

    level: int | None
    label: Label | None
    style: str

    @property
    def is_plain(self) -> bool:
        return self.level is None and self.label is None


class Paragraphs:
    """Reads the paragraphs of the body and of cells."""

    def __init__(self, desk: Desk, lines: Lines, notes: Notes) -> None:
        self._desk, self._lines, self._notes = desk, lines, notes
        self._alone = Alone(desk)

    def read(self, paragraph: Element, scene: Scene, counting: Counting) -> Read:
        """``counting`` is that of the list items around it."""
        desk = self._desk
        style = val(find(paragraph, "pPr", "pStyle")) or ""
        level = desk.styles.level(paragraph)
        form = _Form(level, desk.labels.of(paragraph, level is not None), style)
        breaks = is_on(find(paragraph, "pPr", "pageBreakBefore"))
        if breaks:
            counting.interrupt()
        if form.is_plain and is_filler(paragraph):
            names = [desk.links.bookmark(one) for one in paragraph.iterchildren(w("bookmarkStart"))]
            desk.waiting_bookmarks += [name for name in names if name]
            return Read()
        desk.formats.of_paragraph(paragraph)
        alone = self._alone.whole(paragraph, scene) if form.is_plain else None
        if alone is not None:
            counting.interrupt()
            return Read((alone,), breaks)
        line = Line(Run(form.label.text) if form.label else None)
        self._lines.read(line, paragraph, Hand(scene, marking(desk, level, style)))
        blocks = tuple(self._blocks(line, form, scene, counting))
        if _is_break_only(paragraph, blocks):
            return Read((), breaks)
        return Read(blocks, breaks, self._is_caption(form, blocks))

    def filling(self, scene: Scene) -> Filling:
        """What looks up the things of a line."""
        return Filling(self._desk, self._notes, scene)

    def known(
        self, aside: Aside, pattern: LinePattern, scene: Scene, counting: Counting
    ) -> TextBlock:
        """A paragraph of which only the words, the number and what ids stand for are its own."""
        desk, label, own = self._desk, None, new_id()
        number = aside.shape.number
        if pattern.counts or number:
            place = desk.known.place(pattern.style, number, desk.labels)
            label = desk.labels.at(place, pattern.level is not None)
        if pattern.breaks:
            counting.interrupt()
        desk.known.remark(pattern, desk.remarks)
        desk.comments.begin((own, 0))
        if aside.shape.declared:
            runs = self.filling(scene).line(pattern, aside.words)
        else:
            runs = tuple(pattern.texts(aside.words))
        if label is not None and label.text:
            runs = canonical_runs((Run(label.text), *runs))
        else:
            desk.known.proven.add(own)
        made = self._made(own, runs, pattern.level, label, scene, counting)
        desk.comments.end((own, len(block_text(made))))
        return made

    def _blocks(self, line: Line, form: _Form, scene: Scene, counting: Counting) -> Iterator[Block]:
        """A block a piece, a page break between two; the first with text has the form."""
        plain = _Form(None, None, form.style)
        pieces, before = line.pieces, ""
        for place, piece in enumerate(pieces):
            if place:
                turn = PageBreak(new_id(), scene.landscape)
                if before:
                    self._desk.moved[before] = turn.id, 0
                before = ""
                counting.interrupt()
                yield turn
            if len(pieces) > 1 and not piece.inlines:
                before = piece.id
                if place == len(pieces) - 1:
                    self._desk.moved[piece.id] = turn.id, 0
                continue
            yield from self._block(piece, form, scene, counting)
            form = plain

    def _block(
        self, piece: Piece, form: _Form, scene: Scene, counting: Counting
    ) -> Iterator[Block]:
        alone = self._alone.things(piece, scene) if form.is_plain else []
        if alone:
            counting.interrupt()
            yield from alone
        else:
            runs = piece.settled()
            yield self._made(piece.id, runs, form.level, form.label, scene, counting)

    def _made(
        self,
        own: str,
        runs: tuple[Inline, ...],
        level: int | None,
        label: Label | None,
        scene: Scene,
        counting: Counting,
    ) -> TextBlock:
        if label is None or not label.is_item:
            counting.interrupt()
        if level is not None:
            if level > DEEPEST_HEADING:
                self._desk.remarks.add("heading_too_deep", place=own)
            return Heading(own, min(level, DEEPEST_HEADING), _not_all_bold(runs), scene.landscape)
        if label is not None and label.is_item:
            start = counting.start(label)
            return ListItem(own, label.ordered, label.depth, runs, start, scene.landscape)
        return Paragraph(own, runs, scene.landscape)

    def _is_caption(self, form: _Form, blocks: tuple[Block, ...]) -> bool:
        if not is_of_captions(self._desk, form.style) or len(blocks) != 1:
            return False
        only = blocks[0]
        if not isinstance(only, Paragraph):
            return False
        text = "".join(one.text for one in only.runs if isinstance(one, Run))
        return not text.strip().casefold().startswith(_OF_TABLES)


def marking(desk: Desk, level: int | None, style: str) -> str:
    """The style whose bold and italic count as the author's; none where it is a look."""
    name = desk.formats.name(style)
    return "" if level is not None or name in _CAPTIONS or name.startswith(_STYLED) else style


def is_of_captions(desk: Desk, style: str) -> bool:
    return desk.formats.name(style) in _CAPTIONS


def _is_break_only(paragraph: Element, blocks: tuple[Block, ...]) -> bool:
    """An empty paragraph that is there only for the end of a section."""
    return (
        find(paragraph, "pPr", "sectPr") is not None
        and len(blocks) == 1
        and isinstance(blocks[0], Paragraph)
        and not blocks[0].runs
    )


def _not_all_bold(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading that is bold as a whole looks so; a bold word in it is the author's."""
    words = [one for one in runs if isinstance(one, Run) and one.text.strip()]
    if not words or not all(BOLD in one.marks for one in words):
        return runs
    return tuple(
        replace(one, marks=one.marks - {BOLD}) if isinstance(one, Run) else one for one in runs
    )
