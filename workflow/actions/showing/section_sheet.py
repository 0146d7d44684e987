"""A section as it will stand in the report: its headings, and its text in the house style."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.actions.assembly.house_styles import style_named
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.showing.list_signs import circled, letter, roman
from workflow.actions.showing.prose import Prose, prose_of
from workflow.actions.showing.reading import Content, content_of
from workflow.documents.content import Block, Paragraph, Table
from workflow.documents.numerals import chinese_number
from workflow.documents.profile import BY_DEPTH, EMU, Lists, Profile
from workflow.documents.writer.tables import is_figure
from workflow.domain.terms import SectionState
from workflow.store import Section


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """A heading as it is printed: its words, and what its font goes by."""

    words: str
    kind: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class SectionSheet:
    """``above``: headings without text that stand straight before it. ``runs_in``: its own
    heading shares the line of its first paragraph. ``wide``: parts are on pages on their side.
    """

    profile: Profile
    above: tuple[SheetHeading, ...]
    heading: SheetHeading | None
    prose: Prose
    runs_in: bool
    wide: bool


def section_sheet(scene: Scene, section: Section, content: Content | None = None) -> SectionSheet:
    """The newest draft in the report's house style, or the content that is given."""
    profile = style_named(scene.report.office_id, scene.report.profile)
    place = scene.place(section)
    content = content_of(section.head) if content is None else content
    prose = prose_of(content, section.id, above=max(place.level, 1))
    _in_house(prose.blocks, content.blocks, profile, place.level)
    shares = section.run_in and content.blocks[:1] and isinstance(content.blocks[0], Paragraph)
    return SectionSheet(
        profile,
        tuple(_heading(one) for one in _above(scene.outline, section)),
        _heading(place) if _words(place) else None,
        prose,
        runs_in=bool(shares and _words(place)),
        wide=any(one.landscape for one in content.blocks),
    )


def _above(outline: Sequence[Placed], section: Section) -> list[Placed]:
    """The headings between this section and the text before it."""
    found: list[Placed] = []
    for one in outline:
        if one.section.id == section.id:
            break
        if one.section.state is SectionState.DROPPED:
            continue
        found = [] if one.section.is_text else [*found, one]
    return found


def _heading(place: Placed) -> SheetHeading:
    return SheetHeading(_words(place), place.section.numeral_kind, _depth(place.level))


def _words(place: Placed) -> str:
    return f"{place.numeral}{place.section.title}{place.section.tail}".strip()


def _depth(level: int) -> int:
    return min(max(level, 1), len(BY_DEPTH))


def _in_house(
    drawn: list[dict[str, Any]], blocks: Sequence[Block], profile: Profile, level: int
) -> None:
    """What the house style decides of each block: signs, headings' fonts, where figures stand."""
    signs = _Signs(profile.lists)
    for one, block in zip(drawn, blocks, strict=True):
        if one["type"] == "list_item":
            one["sign"] = signs.next(one)
        else:
            signs.close()
        if one["type"] == "heading":
            one["font_depth"] = _depth(level + one["level"])
        elif one["type"] == "picture":
            wide, _ = profile.page.fitted(one["width"], one["height"])
            one["share"] = round(100 * wide / (profile.page.text_width * EMU), 1)
        elif isinstance(block, Table):
            _table_in_house(one, block, profile, level)


def _table_in_house(drawn: dict[str, Any], table: Table, profile: Profile, level: int) -> None:
    for row, cells in zip(drawn["rows"], table.rows, strict=True):
        for one, cell in zip(row, cells, strict=True):
            one["is_figure"] = is_figure(cell)
            _in_house(one["blocks"], cell.blocks, profile, level)


class _Signs:
    """Counts list items as the document counts them, in the forms of its house style."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._open: dict[int, tuple[bool, int]] = {}

    def close(self) -> None:
        self._open.clear()

    def next(self, item: Mapping[str, Any]) -> str:
        depth, ordered = item.get("depth", 0), item.get("ordered", False)
        self._open = {level: one for level, one in self._open.items() if level <= depth}
        kind, count = self._open.get(depth, (ordered, 0))
        start = item.get("start")
        if start is not None or kind is not ordered:
            count = 0 if start is None else start - 1
        self._open[depth] = (ordered, count + 1)
        return self._sign(ordered, depth, count + 1)

    def _sign(self, ordered: bool, depth: int, number: int) -> str:
        if not ordered:
            return self._lists.bullets[min(depth, len(self._lists.bullets) - 1)]
        one = self._lists.numbers[min(depth, len(self._lists.numbers) - 1)]
        return one.text.replace("#", FORMS[one.form](number))


FORMS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalEnclosedCircleChinese": circled,
    "chineseCounting": chinese_number,
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}
