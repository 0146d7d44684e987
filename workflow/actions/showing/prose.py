"""Content as pages draw it: its JSON, and beside it what only the whole text can tell.

A page knows no documents: here it gets the sign of each list item, the label of each note
and island, the shares of a table's columns, and whether a browser can show a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workflow.actions.media import IN_PAGES
from workflow.actions.showing.list_signs import ListSigns, circled, roman
from workflow.documents.content import Content, to_json
from workflow.documents.islands import KINDS
from workflow.domain.text import Text

Data = dict[str, Any]
EMU_A_PIXEL = 9525
"""English Metric Units in a pixel of CSS: 914 400 in an inch, which is 96 pixels."""
DEEPEST_HEADING = 6
"""Of HTML."""
LINES = ("paragraph", "heading", "list_item")


@dataclass(frozen=True, slots=True)
class ProseNote:
    """A note below the text: its label, the name that its mark leads to, and its lines."""

    label: str
    name: str
    lines: list[Data]
    endnote: bool


@dataclass(slots=True)
class Prose:
    """The blocks as data for templates; ``name`` begins every name on the page.

    ``above`` is the level of the page's heading above the text: its own go on from there.
    """

    section_id: int
    name: str
    above: int
    blocks: list[Data]
    notes: list[ProseNote] = field(default_factory=list)


def prose_of(content: Content, section_id: int, name: str = "text", above: int = 1) -> Prose:
    """One text of one section; two texts on a page need different names."""
    prose = Prose(section_id, name, above, to_json(content)["blocks"])
    _draw(prose, prose.blocks)
    prose.notes.sort(key=lambda one: one.endnote)
    return prose


def _draw(prose: Prose, blocks: list[Data]) -> None:
    signs = ListSigns()
    for block in blocks:
        sign = signs.next(block)
        if sign:
            block["sign"] = sign
        for line in _lines(block):
            _draw_inline(prose, line)
        if block["type"] == "heading":
            block["outline"] = min(prose.above + block["level"], DEEPEST_HEADING)
        elif block["type"] == "table":
            _draw_table(prose, block)
        elif block["type"] == "picture":
            _draw_picture(block)
        elif block["type"] == "island":
            block["label"] = island_label(block["kind"])


def _lines(block: Data) -> Iterator[Data]:
    yield from block.get("caption", ())
    if block["type"] in LINES:
        yield from block["runs"]


def _draw_inline(prose: Prose, one: Data) -> None:
    kind = one.get("type", "text")
    if kind == "island":
        one["label"] = island_label(one["kind"])
    elif kind == "note":
        _draw_note(prose, one)


def _draw_note(prose: Prose, note: Data) -> None:
    """Footnotes count ① ②, endnotes i ii, each kind for itself."""
    endnote = bool(note.get("endnote"))
    number = sum(one.endnote is endnote for one in prose.notes) + 1
    label = roman(number) if endnote else circled(number)
    name = f"{prose.name}-{'endnote' if endnote else 'note'}-{number}"
    note["label"], note["name"] = label, name
    note["said"] = "\n".join(_said(one) for one in note["blocks"])
    prose.notes.append(ProseNote(label, name, note["blocks"], endnote))
    _draw(prose, note["blocks"])


def _said(line: Data) -> str:
    return "".join(str(one.get("text", "")) for one in line["runs"])


def _draw_table(prose: Prose, table: Data) -> None:
    widths = table.get("widths", ())
    whole = sum(widths)
    table["shares"] = [round(100 * one / whole, 1) for one in widths] if whole else []
    table["head"] = _head_rows(table)
    for row in table["rows"]:
        for cell in row:
            _draw(prose, cell["blocks"])


def _head_rows(table: Data) -> int:
    """The header rows, unless a tall cell leads out of them: HTML would cut it off."""
    rows = int(table.get("header_rows", 0))
    tall = (
        n + cell.get("rows", 1) > rows for n, row in enumerate(table["rows"][:rows]) for cell in row
    )
    return 0 if any(tall) else rows


def _draw_picture(picture: Data) -> None:
    picture["visible"] = picture["media"] in IN_PAGES
    picture["across"] = max(1, round(picture["width"] / EMU_A_PIXEL))
    picture["down"] = max(1, round(picture["height"] / EMU_A_PIXEL))


def island_label(kind: str) -> Text:
    """What an island is called on its card."""
    return Text(*KINDS.get(kind, KINDS["other"]))


def island_kinds() -> dict[str, Text]:
    """The label of each kind of island, for pages that draw islands themselves."""
    return {kind: island_label(kind) for kind in KINDS}
