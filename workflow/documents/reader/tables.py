"""Tables, with merged cells and tables within them; what content cannot hold is an island."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from workflow.documents.content import (
    Block,
    Cell,
    Paragraph,
    Table,
    block_text,
    every_block,
    new_id,
)
from workflow.documents.content.tables_in import (
    DEEPEST_TABLE,
    MOST_CELL_BLOCKS,
    MOST_COLUMNS,
    MOST_ROWS,
)
from workflow.documents.reader.accepting import accept
from workflow.documents.reader.comments import MARKS as COMMENT_MARKS
from workflow.documents.reader.controls import open_control
from workflow.documents.reader.desk import Desk, Mode, Scene
from workflow.documents.reader.grid import Slot, header_rows, slots_of, widths_of
from workflow.documents.reader.patterns import TablePattern
from workflow.documents.reader.tracked import Author, Fate, fate, reject
from workflow.documents.reader.xml import Element, find, val
from workflow.documents.word.body_text import Aside
from workflow.documents.word.tree import w

ReadCell = Callable[[Element, Scene], list[Block]]
_ROW, _CELL = w("tr"), w("tc")
_NEW = Fate.INSERTED


class Tables:
    """``read_cell`` gives the blocks of a w:tc."""

    def __init__(self, desk: Desk, read_cell: ReadCell) -> None:
        self._desk, self._read_cell = desk, read_cell

    def read(self, table: Element, scene: Scene) -> Table | None:
        """The table; None where content cannot hold it."""
        rows = list(self._parts(table, _ROW))
        fates = [self._settled(row, scene) for row in rows]
        cells = [list(self._parts(row, _CELL)) for row in rows]
        if not rows or not any(cells) or scene.tables >= DEEPEST_TABLE or _is_huge(cells):
            return None
        properties = [row.find(w("trPr")) for row in rows]
        grid = slots_of(cells, properties)
        columns = max(one.start + one.span for row in grid for one in row)
        if columns > MOST_COLUMNS:
            return None
        self._note(table)
        inner = replace(scene, landscape=False, tables=scene.tables + 1)
        own, made = new_id(), self._rows(grid, [_scene(inner, one) for one, _ in fates])
        kept = self._kept(own, made, fates)
        if not kept:
            return None
        stays = [row for row, (one, _) in zip(properties, fates, strict=True) if one is not _NEW]
        return Table(own, kept, header_rows(stays), widths_of(table, columns), scene.landscape)

    def known(self, aside: Aside, pattern: TablePattern, scene: Scene) -> Table:
        """A table of which only the words are its own."""
        made = pattern.filled(aside.words, scene.landscape)
        lines = list(every_block((made,)))[1:]
        self._desk.comments.begin((lines[0].id, 0))
        self._desk.comments.end((lines[-1].id, len(block_text(lines[-1]))))
        self._desk.known.remark(pattern, self._desk.remarks)
        self._desk.known.proven.add(made.id)
        return made

    def _settled(self, row: Element, scene: Scene) -> tuple[Fate, Author]:
        """What becomes of a row by a tracked change; within it the change is made, or undone."""
        found = fate(row) if scene.mode is Mode.SUGGEST else (Fate.STAYS, Author("", ""))
        if found[0] is _NEW:
            accept(row)
        elif found[0] is Fate.DELETED:
            reject(row)
        return found

    def _kept(
        self, own: str, rows: tuple[tuple[Cell, ...], ...], fates: list[tuple[Fate, Author]]
    ) -> tuple[tuple[Cell, ...], ...]:
        """The rows before the changes; those that come in and go are suggestions."""
        kept: list[tuple[Cell, ...]] = []
        for row, (one, author) in zip(rows, fates, strict=True):
            if one is _NEW:
                self._desk.suggestions.insert_row(author, own, len(kept), row)
                continue
            if one is Fate.DELETED:
                self._desk.suggestions.delete_row(author, own, len(kept))
            kept.append(row)
        return tuple(kept)

    def _parts(self, holder: Element, tag: str) -> Iterator[Element]:
        """Rows or cells, those within controls and other wrappers too."""
        for one in list(holder):
            if one.tag == tag:
                yield one
            elif one.tag == w("sdt"):
                open_control(one, self._desk.remarks)
                yield from self._parts_of_control(one, tag)
            elif one.tag in COMMENT_MARKS:
                self._desk.comments.meet_between(one)
            elif one.tag == w("bookmarkStart"):
                name = self._desk.links.bookmark(one)
                self._desk.waiting_bookmarks += [name] if name else []
            elif isinstance(one.tag, str) and next(one.iter(tag), None) is not None:
                yield from self._parts(one, tag)

    def _parts_of_control(self, control: Element, tag: str) -> Iterator[Element]:
        content = control.find(w("sdtContent"))
        if content is not None:
            yield from self._parts(content, tag)

    def _note(self, table: Element) -> None:
        self._desk.formats.of_table(table)
        for name in ("tblCaption", "tblDescription"):
            words = val(find(table, "tblPr", name)) or ""
            if words.strip():
                self._desk.remarks.add("table_alt", words.strip())

    def _rows(self, grid: list[list[Slot]], scenes: list[Scene]) -> tuple[tuple[Cell, ...], ...]:
        """Cells in the order of the file; one that goes on below is one with the first."""
        blocks: dict[int, list[Block]] = {}
        some = {one.mode for one in scenes} != {Mode.AFTER}
        for row, scene in zip(grid, scenes, strict=True):
            state = self._desk.labels.state() if some and scene.mode is Mode.AFTER else None
            for slot in row:
                held = blocks.setdefault(id(slot.above or slot), [])
                for place, one in enumerate(slot.elements):
                    found = self._cell(one, scene)
                    is_merged = place > 0 or slot.above is not None
                    if is_merged and any(map(_says, found)):
                        self._desk.remarks.add("merged_cell_text")
                    held += found if not is_merged or any(map(_says, found)) else []
            if state is not None:
                self._desk.labels.go_back(state)
        return tuple(
            tuple(
                Cell(tuple(blocks[id(one)]) or (Paragraph(new_id()),), one.span, one.rows)
                for one in row
                if one.above is None
            )
            for row in grid
        )

    def _cell(self, cell: Element, scene: Scene) -> list[Block]:
        """The blocks; the paragraph that has to follow a table at the end is none."""
        found = self._read_cell(cell, scene)
        if len(found) > 1 and isinstance(found[-2], Table) and not _says(found[-1]):
            found.pop()
        return found


def _scene(scene: Scene, fate: Fate) -> Scene:
    modes = {_NEW: Mode.AFTER, Fate.DELETED: Mode.BEFORE}
    return replace(scene, mode=modes.get(fate, scene.mode))


def _is_huge(cells: list[list[Element]]) -> bool:
    paragraphs = (sum(1 for _ in one.iter(w("p"))) for row in cells for one in row)
    return len(cells) > MOST_ROWS or any(count > MOST_CELL_BLOCKS for count in paragraphs)


def _says(block: Block) -> bool:
    return not isinstance(block, Paragraph) or bool(block.runs)
