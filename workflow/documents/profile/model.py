"""A house style as one record. Nothing here draws; ``merge`` reads it.

Source: GB/T 9704-2012, clauses 5 to 7. Lengths are in twentieths of a point (twips), font
sizes in half-points, indents in characters of the text's own size.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workflow.documents.profile.parts import (
    FANG,
    HEI,
    SONG,
    TIMES,
    Attachment,
    Contents,
    Font,
    Levels,
    Lists,
    Notes,
    Number,
    Page,
    Signature,
    Table,
    Title,
    limited,
)

CHARACTERS = 28
"""Characters of a full line (GB/T 9704-2012, 5.3)."""
BY_DEPTH = ("cn_dun", "cn_paren", "ar_dot", "ar_paren")
"""The numeral that a heading of this depth has by rule; deeper ones are like the last."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named house style.

    ``line`` is the exact line spacing of text: 579 gives 22 lines a page, 580 only 21.
    ``indent`` is that of a paragraph's first line. ``latin`` is the face of digits and
    Latin letters; None gives each text its own East Asian face. ``characters_28`` fits 28
    characters on a line (clause 5.3); without it, 三号 text has 27. ``hanging``: a comma or
    full stop may stand behind the end of a full line, as Word has it by default.
    """

    name: str
    zh: str
    en: str
    page: Page = field(default=Page())
    title: Title = field(default=Title())
    body: Font = field(default=Font(FANG))
    line: int = limited(579, 200, 3000)
    indent: int = limited(2, 0, 8)
    latin: str | None = TIMES
    characters_28: bool = False
    hanging: bool = True
    levels: Levels = field(default=Levels())
    number: Number = field(default=Number())
    table: Table = field(default=Table())
    caption: Font = field(default=Font(HEI, 24))
    lists: Lists = field(default=Lists())
    notes: Notes = field(default=Notes())
    attachment: Attachment = field(default=Attachment())
    signature: Signature = field(default=Signature())
    contents: Contents = field(default=Contents())
    head: Font = field(default=Font(SONG, 18))

    def level_font(self, kind: str | None, level: int = 1) -> Font:
        """The font of a heading with this kind of numeral; without one, by its level."""
        kind = kind or BY_DEPTH[min(max(level, 1), len(BY_DEPTH)) - 1]
        found: Font = getattr(self.levels, kind, self.body)
        return found

    def latin_of(self, font: Font) -> str:
        """The face of digits and Latin letters in a text of this font."""
        return self.latin or font.name

    @property
    def tracking(self) -> int:
        """Twips added to each character of the body so that 28 fill a line; else 0."""
        if not self.characters_28:
            return 0
        return self.page.text_width // CHARACTERS - self.body.size * 10
