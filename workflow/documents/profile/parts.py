"""The parts of a house style: fonts, page, title, tables and the rest, each a record.

Source: GB/T 9704-2012, clauses 5 to 7. Lengths are in twentieths of a point (twips), font
sizes in half-points, indents in characters of the text's own size.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

SONG, HEI, FANG = "宋体", "黑体", "仿宋_GB2312"
KAI, TITLE_SONG, TIMES = "楷体_GB2312", "方正小标宋简体", "Times New Roman"
EMU = 635
"""English Metric Units, the unit of pictures, in a twip."""


def limited(default: int, least: int, most: int) -> Any:
    """A whole number with its bounds, both included; ``as_json`` holds to them."""
    return field(default=default, metadata={"bounds": (least, most)})


@dataclass(frozen=True, slots=True)
class Font:
    """An East Asian face and its size in half-points (32 is 三号, 44 is 二号)."""

    name: str
    size: int = limited(32, 10, 144)
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A4 and its margins (clause 5.2: 37 mm above, 28 mm at the binding, 156 x 225 mm of text).

    ``header`` and ``footer`` are the distances of head and page number from the paper's edge.
    """

    width: int = limited(11906, 4000, 31680)
    height: int = limited(16838, 4000, 31680)
    top: int = limited(2098, 0, 8000)
    bottom: int = limited(1984, 0, 8000)
    left: int = limited(1587, 0, 8000)
    right: int = limited(1474, 0, 8000)
    header: int = limited(851, 0, 8000)
    footer: int = limited(1304, 0, 8000)

    @property
    def text_width(self) -> int:
        """Twips between the side margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Twips between the upper and the lower margin."""
        return self.height - self.top - self.bottom

    def fitted(self, width: int, height: int) -> tuple[int, int]:
        """A picture's size in EMU, made small enough for the text area; never enlarged."""
        room = self.text_width * EMU, self.text_height * EMU
        share = min(1.0, room[0] / max(width, 1), room[1] / max(height, 1))
        return max(1, int(width * share)), max(1, int(height * share))


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title (7.3.1): ``line`` exact, ``after`` below it, both in twips.

    A title over ``widest`` characters is broken by meaning.
    """

    font: Font = Font(TITLE_SONG, 44)
    line: int = limited(720, 200, 3000)
    after: int = limited(579, 0, 3000)
    widest: int = limited(20, 6, 60)


@dataclass(frozen=True, slots=True)
class Levels:
    """The font of a heading by the kind of its numeral (7.3.3)."""

    zhang: Font = Font(HEI)
    jie: Font = Font(KAI)
    tiao: Font = Font(HEI)
    cn_dun: Font = Font(HEI)
    cn_paren: Font = Font(KAI)
    ar_dot: Font = Font(FANG)
    ar_paren: Font = Font(FANG)
    circled: Font = Font(FANG)


@dataclass(frozen=True, slots=True)
class Number:
    """The page number (7.5): in one face altogether, between ``before`` and ``after``.

    ``outside``: right on odd pages and left on even ones, in by one character.
    """

    font: Font = Font(SONG, 28)
    place: Literal["outside", "centre"] = "outside"
    before: str = "— "
    after: str = " —"


Side = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Table:
    """Tables: single line spacing; ``header`` is the font of the rows that are repeated.

    ``border`` is the width of lines in eighths of a point, 0 for none; ``padding`` stands
    left and right of a cell's text, ``air`` above and below it. ``text`` and ``figures`` say
    where words stand, and cells that hold a number alone; header rows are centred. No clause
    speaks of it: it is the custom of offices.
    """

    font: Font = Font(FANG, 24)
    header: Font = Font(HEI, 24)
    border: int = limited(4, 0, 48)
    padding: int = limited(85, 0, 600)
    air: int = limited(45, 0, 600)
    text: Side = "left"
    figures: Side = "right"


ListFormat = Literal[
    "decimal",
    "decimalEnclosedCircleChinese",
    "chineseCounting",
    "lowerLetter",
    "upperLetter",
    "lowerRoman",
    "upperRoman",
]
"""Forms of numbers in lists that Word and LibreOffice both know (ECMA-376, 17.18.59)."""


@dataclass(frozen=True, slots=True)
class ListNumber:
    """How an ordered list counts at one depth; ``#`` in ``text`` stands for the number."""

    form: ListFormat = "decimal"
    text: str = "#."


@dataclass(frozen=True, slots=True)
class Lists:
    """Ordered and bulleted lists by depth; deeper items take the last entry.

    Each item begins as a paragraph does; ``step`` is by how many characters a depth stands
    further in than the one around it (0: the numeral alone tells the depth, as in 7.3.3).
    """

    numbers: tuple[ListNumber, ...] = (
        ListNumber("decimal", "#."),
        ListNumber("decimal", "（#）"),
        ListNumber("decimalEnclosedCircleChinese", "#"),
        ListNumber("lowerLetter", "#."),
        ListNumber("lowerRoman", "#."),
    )
    bullets: tuple[str, ...] = ("●", "○", "■", "□", "◆")
    step: int = limited(0, 0, 4)


@dataclass(frozen=True, slots=True)
class Notes:
    """Footnotes and endnotes; ``circled`` numbers them ① ②, ``each_page`` begins anew."""

    font: Font = Font(SONG, 18)
    circled: bool = True
    each_page: bool = True


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment's page: the mark 附件1, and its title on the third line (7.3.6)."""

    mark: Font = Font(HEI)
    title: Font = Font(TITLE_SONG, 44)


@dataclass(frozen=True, slots=True)
class Signature:
    """Signature and date (7.3.5): at the end, ``lines_before`` empty lines below the text.

    ``seal`` leaves room for one: the date in by four and the signature centred above it.
    ``under_title`` is the custom of speeches and duty reports.
    """

    font: Font = Font(FANG)
    place: Literal["end", "under_title"] = "end"
    seal: bool = False
    lines_before: int = limited(1, 0, 5)


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: whether a report has one by default, and how deep it goes."""

    on: bool = False
    depth: int = limited(3, 1, 4)
    title: Font = Font(TITLE_SONG, 44)
    font: Font = Font(FANG)
    first: Font = Font(HEI)
