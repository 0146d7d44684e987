"""Footnotes and endnotes: the mark in the text, and the note's own paragraphs."""

from __future__ import annotations

from collections.abc import Callable

from workflow.documents.chunk import Hole, Pieces
from workflow.documents.content import Note
from workflow.documents.house.styles import ENDNOTE_MARK, NOTE_MARK
from workflow.documents.house.xml import Element, el, paragraph, run
from workflow.documents.pieces import hole
from workflow.documents.profile import Font
from workflow.documents.writer.room import Room, note_room
from workflow.documents.writer.scribe import Scribe


def note_mark(scribe: Scribe, note: Note, font: Font) -> Element:
    """The run that refers to a note; the note goes into the needs (ECMA-376, 17.11)."""
    name, style = ("endnote", ENDNOTE_MARK) if note.endnote else ("footnote", NOTE_MARK)
    kind = Hole.ENDNOTE if note.endnote else Hole.NOTE
    add: Callable[[Pieces], int] = (
        scribe.needs.add_endnote if note.endnote else scribe.needs.add_note
    )
    made = run("", font, scribe.profile, style=style)
    made.append(el(f"{name}Reference", id=hole(kind, add(_body(scribe, note, name, style)))))
    return made


def _body(scribe: Scribe, note: Note, name: str, style: str) -> Pieces:
    """The note's paragraphs, the first with its number and a blank before the text."""
    room = note_room(scribe.profile, note.endnote)
    paragraphs = scribe.inner(note.blocks, room) or [paragraph(room.style)]
    paragraphs[0][1:1] = _number(scribe, name, style, room)
    return scribe.pieces(*paragraphs)


def _number(scribe: Scribe, name: str, style: str, room: Room) -> list[Element]:
    mark = run("", room.font, scribe.profile, style=style)
    mark.append(el(f"{name}Ref"))
    return [mark, run(" ", room.font, scribe.profile)]
