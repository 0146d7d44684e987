"""Where blocks stand: on a page, in a cell, in a note; each has its styles, font and space."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workflow.documents.house.section_page import turned
from workflow.documents.house.styles import (
    BODY,
    ENDNOTE_TEXT,
    LIST,
    NOTE_TEXT,
    TABLE_FIGURE,
    TABLE_HEAD,
    TABLE_TEXT,
)
from workflow.documents.profile import EMU, Font, Profile

PAGE, CELL, NOTE = "page", "cell", "note"


@dataclass(frozen=True, slots=True)
class Room:
    """``kind`` is PAGE, CELL or NOTE; ``width`` and ``height`` are of the free space, in twips.

    ``style`` and ``list_style`` are ids of paragraph styles.
    """

    kind: str
    style: str
    list_style: str
    font: Font
    width: int
    height: int

    def narrowed(self, width: int) -> Room:
        """The same with less width, never less than a hair."""
        return replace(self, width=max(width, 1))

    def fitted(self, width: int, height: int, below: int = 0) -> tuple[int, int]:
        """A picture's size in EMU, made small enough to leave ``below`` twips; never enlarged."""
        room = self.width * EMU, max(self.height - below, 1) * EMU
        share = min(1.0, room[0] / max(width, 1), room[1] / max(height, 1))
        return max(1, int(width * share)), max(1, int(height * share))


def page_room(profile: Profile, landscape: bool) -> Room:
    """The text area of an upright page, or of one on its side."""
    page = turned(profile.page) if landscape else profile.page
    return Room(PAGE, BODY, LIST, profile.body, page.text_width, page.text_height)


def cell_room(profile: Profile, around: Room, width: int, header: bool, figure: bool) -> Room:
    """A cell's inside; ``width`` is the cell's own, in twips. ``figure``: it holds a number."""
    style = TABLE_HEAD if header else TABLE_FIGURE if figure else TABLE_TEXT
    font = profile.table.header if header else profile.table.font
    inside = max(width - 2 * profile.table.padding, 1)
    return Room(CELL, style, style, font, inside, around.height)


def note_room(profile: Profile, endnote: bool) -> Room:
    style = ENDNOTE_TEXT if endnote else NOTE_TEXT
    page = profile.page
    return Room(NOTE, style, style, profile.notes.font, page.text_width, page.text_height)
