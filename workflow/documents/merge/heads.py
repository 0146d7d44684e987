"""Headings of parts: their words, their paragraph, and the bookmark that contents lead to."""

from __future__ import annotations

from workflow.documents.blobs import digest_of
from workflow.documents.chunk import Hole, Pieces
from workflow.documents.house.contents_table import bookmark_name
from workflow.documents.house.styles import heading_style
from workflow.documents.house.xml import Element, el, paragraph, run
from workflow.documents.merge.manuscript import KeptPart, Part
from workflow.documents.pieces import hole, pieces_of
from workflow.documents.profile import Profile
from workflow.documents.writer import FirstLine

NAMES = 900_000_000
"""How many bookmarks of headings have a name of nine digits, as Word's own have."""


def words_of(part: Part | KeptPart) -> str:
    """The heading as it is printed."""
    return part.numeral + part.title + part.tail


def name_of(part: Part | KeptPart) -> str:
    """What warnings call the part."""
    if isinstance(part, KeptPart):
        return part.title or part.name
    return part.title or part.numeral or "导语"


def first_line(part: Part | KeptPart, profile: Profile) -> FirstLine | None:
    """Numeral, title and tail in the level's font."""
    words = words_of(part)
    if not words.strip():
        return None
    font = profile.level_font(part.kind, part.level)
    return FirstLine(heading_style(part.level), (run(words, font, profile),))


def mark_pieces(number: int) -> Pieces:
    """A bookmark, by its number in the needs, straight before a heading."""
    return pieces_of(*mark_elements(number))


def mark_elements(number: int) -> tuple[Element, Element]:
    """The beginning and the end of a bookmark, by its number in the needs."""
    own, name = hole(Hole.BOOKMARK, number), hole(Hole.BOOKMARK_NAME, number)
    return el("bookmarkStart", id=own, name=name), el("bookmarkEnd", id=own)


def line_pieces(line: FirstLine | None) -> Pieces:
    """A heading's paragraph, where there is one."""
    return () if line is None else pieces_of(paragraph(line.style, *line.runs))


def bookmark_of(words: str) -> str:
    """A name that depends on words alone, and not on how many headings stand before."""
    return bookmark_name(int(digest_of(words.encode("utf-8", "surrogatepass"))[:12], 16) % NAMES)
