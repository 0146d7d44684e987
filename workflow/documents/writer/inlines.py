"""Runs and atoms of a line as elements of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from workflow.documents.chunk import Hole, Target
from workflow.documents.content import (
    Bookmark,
    FigureRef,
    Inline,
    InlineIsland,
    LineBreak,
    Run,
    shown,
)
from workflow.documents.content.model import SUBSCRIPT, SUPERSCRIPT
from workflow.documents.house.figures import figure_control
from workflow.documents.house.styles import LINK
from workflow.documents.house.xml import Element, R, el, element, run, run_properties
from workflow.documents.islands import load_island
from workflow.documents.pieces import hole
from workflow.documents.profile import Font
from workflow.documents.writer import remarks
from workflow.documents.writer.notes import note_mark
from workflow.documents.writer.room import NOTE, Room
from workflow.documents.writer.scribe import Scribe, storable

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_BOOKMARK = re.compile(r"[^\s\x00-\x20\"<>&]{1,120}")


@dataclass(frozen=True, slots=True)
class Hand:
    """How the text of one line is written: its room, its font, and the block's id."""

    room: Room
    font: Font
    block: str


def written(scribe: Scribe, line: Iterable[Inline], hand: Hand) -> list[Element]:
    """The elements of a stretch of a line; neighbouring runs of one link share it."""
    made: list[Element] = []
    for link, group in groupby(line, key=lambda one: one.link if isinstance(one, Run) else ""):
        inner = [each for one in group for each in _inline(scribe, one, hand, bool(link))]
        made += _linked(scribe, link, inner, hand) if link else inner
    return made


def _inline(scribe: Scribe, one: Inline, hand: Hand, is_link: bool) -> list[Element]:
    if isinstance(one, Run):
        marks = one.marks - {SUBSCRIPT} if SUPERSCRIPT in one.marks else one.marks
        style = LINK if is_link else None
        return [run(one.text, hand.font, scribe.profile, marks, style=style)] if one.text else []
    if isinstance(one, LineBreak):
        return [element("r", run_properties(hand.font, scribe.profile), el("br"))]
    if isinstance(one, Bookmark):
        return bookmark(scribe, one.name)
    if isinstance(one, FigureRef):
        return _figure(scribe, one, hand) if one.text else []
    if isinstance(one, InlineIsland):
        return [scribe.spliced(load_island(one.hash, scribe.blobs).chunk)]
    if hand.room.kind == NOTE:
        scribe.remarks.append(remarks.note_in_note(hand.block))
        words = "".join(shown(inner.runs) for inner in one.blocks)
        return [run(f"（{words}）", hand.font, scribe.profile)]
    return [note_mark(scribe, one, hand.font)]


def _figure(scribe: Scribe, one: FigureRef, hand: Hand) -> list[Element]:
    """The words in a control that names the figure, so that it is found again."""
    words = run(one.text, hand.font, scribe.profile)
    control = figure_control(one, words)
    if control is None:
        scribe.remarks.append(remarks.figure_plain(one.text, hand.block))
        return [words]
    return [control]


def bookmark(scribe: Scribe, name: str) -> list[Element]:
    """A place of this name, as its beginning and its end."""
    number = scribe.needs.add_bookmark(name, marked=True)
    own = hole(Hole.BOOKMARK, number)
    start = el("bookmarkStart", id=own, name=hole(Hole.BOOKMARK_NAME, number))
    return [start, el("bookmarkEnd", id=own)]


def _linked(scribe: Scribe, link: str, inner: list[Element], hand: Hand) -> list[Element]:
    """The runs within w:hyperlink; a link that Word cannot hold leaves them as text."""
    if not link.startswith("#"):
        made = element("hyperlink", *inner)
        number = scribe.needs.add_relation(Target(HYPERLINK, address=storable(link)))
        made.set(f"{{{R}}}id", hole(Hole.RELATION, number))
        return [made]
    if not _BOOKMARK.fullmatch(link[1:]):
        scribe.remarks.append(remarks.link_dropped(link, hand.block))
        return inner
    number = scribe.needs.add_bookmark(link[1:])
    return [el("hyperlink", *inner, anchor=hole(Hole.BOOKMARK_NAME, number))]
