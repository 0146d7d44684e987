"""A sheet of paper drawn from a house style: what a page will look like, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.actions.assembly.house_styles import Font, Profile
from workflow.actions.showing.faces import faces_of

TWIPS_IN_MM = 56.6929
MM_IN_HALF_POINT = 25.4 / 144
TITLE = "关于2026年度工作情况的报告"
HEADINGS = (("cn_dun", "一、工作情况"), ("cn_paren", "（一）制度建设"), ("ar_dot", "1.完善制度"))
PROSE = "全年共办理各类事项一千二百三十六件，比上年增长百分之八点二，按期办结率达到百分之九十九。"


@dataclass(frozen=True)
class Words:
    """A line of text: its edge, its base line and its size in millimetres.

    ``spacing``, in millimetres too, is added to each character.
    """

    x: float
    y: float
    size: float
    face: str
    bold: bool
    anchor: str
    text: str
    spacing: float = 0


class Sheet:
    """The first page: title, headings, prose, and the number at the foot."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        page = profile.page
        self.width, self.height = page.width / TWIPS_IN_MM, page.height / TWIPS_IN_MM
        self.left, self.top = page.left / TWIPS_IN_MM, page.top / TWIPS_IN_MM
        self.text_width = page.text_width / TWIPS_IN_MM
        self.text_height = page.text_height / TWIPS_IN_MM
        self.line = profile.line / TWIPS_IN_MM

    @property
    def lines(self) -> int:
        """Lines that a full page holds."""
        return int(self._profile.page.text_height // self._profile.line)

    @property
    def characters(self) -> int:
        """Characters of the text that a full line holds."""
        one = self._profile.body.size * 10 + self._profile.tracking
        return int(self._profile.page.text_width // one)

    @property
    def words(self) -> list[Words]:
        return [self._title(), *self._text(), self._number()]

    def _title(self) -> Words:
        title = self._profile.title
        y = self.top + title.line / TWIPS_IN_MM * 0.75
        return self._words(self.left + self.text_width / 2, y, title.font, TITLE, "middle")

    def _text(self) -> Iterator[Words]:
        """Headings each with a little prose, line by line down to the foot of the text."""
        title = self._profile.title
        y = self.top + (title.line + title.after) / TWIPS_IN_MM + self.line * 0.75
        for place, (font, text) in enumerate(self._lines()):
            at = y + place * self.line
            if at > self.top + self.text_height:
                return
            yield self._words(self.left, at, font, text)

    def _lines(self) -> Iterator[tuple[Font, str]]:
        profile = self._profile
        blank = "\u3000" * profile.indent
        while True:
            for kind, heading in HEADINGS:
                yield profile.level_font(kind), blank + heading
                prose = blank + PROSE * 3
                for start in range(0, self.characters * 3, self.characters):
                    yield profile.body, prose[start : start + self.characters]

    def _number(self) -> Words:
        number, page = self._profile.number, self._profile.page
        y = self.height - page.footer / TWIPS_IN_MM
        text = f"{number.before}1{number.after}"
        if number.place == "centre":
            return self._words(self.left + self.text_width / 2, y, number.font, text, "middle")
        em = number.font.size * MM_IN_HALF_POINT
        return self._words(self.left + self.text_width - em, y, number.font, text, "end")

    def _words(self, x: float, y: float, font: Font, text: str, anchor: str = "start") -> Words:
        size = font.size * MM_IN_HALF_POINT
        spacing = self._profile.tracking / TWIPS_IN_MM if font is self._profile.body else 0
        return Words(x, y, size, ", ".join(faces_of(font.name)), font.bold, anchor, text, spacing)
