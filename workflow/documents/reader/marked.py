"""Marks in the place of words and ids, and readers' tools by which each of them comes out again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workflow.documents.content import Note, Paragraph, Run, new_id
from workflow.documents.reader.desk import Scene
from workflow.documents.reader.fields import link_of
from workflow.documents.reader.holes import Pieces
from workflow.documents.reader.links import Links
from workflow.documents.reader.media import Media
from workflow.documents.reader.xml import Element, relation_id, val
from workflow.documents.word.relations import Relationship
from workflow.documents.word.shapes import HOLE

_BEGIN, _END = "\ue000", "\ue001"
_MARK = re.compile(f"{_BEGIN}([0-9]+){_END}")
MOST = 100
"""A pattern with more holes, in which things stand, is not learned."""


def marked(pattern: str) -> str:
    """The pattern with a mark in each of its holes."""
    first, *rest = pattern.split(HOLE)
    return first + "".join(_mark(n) + one for n, one in enumerate(rest))


def _mark(number: int) -> str:
    return f"{_BEGIN}{number}{_END}"


NAMES = {_mark(n).casefold(): _mark(n) for n in range(MOST)}
"""Each mark as a bookmark that is there."""


def pieces_of(text: str) -> Pieces:
    """The numbers of the marks in a text, and what stands between them."""
    cut = _MARK.split(text)
    found = (int(one) if n % 2 else one for n, one in enumerate(cut))
    return tuple(one for one in found if one != "")


def hole_of(text: str) -> int | None:
    """The number of the mark that a text is; None where it is none."""
    found = _MARK.fullmatch(text)
    return int(found[1]) if found else None


class MarkedLinks(Links):
    """Every link leads somewhere, every bookmark is kept."""

    def named(self, name: str) -> str:
        return name

    def of_hyperlink(self, link: Element, relations: Mapping[str, Relationship]) -> str:
        """A mark, or ``#`` and one; "" for a link that has both a relation and a place."""
        own, place = relation_id(link), val(link, "anchor") or ""
        return "" if own and place else own or f"#{place}"

    def of_field(self, code: str) -> str | None:
        return None if link_of(code) is None else ""


class MarkedMedia(Media):
    """Every picture is there, under its mark in the place of its hash."""

    def of(self, own: str, origin: str) -> tuple[str, str] | None:
        return (own, "image/png") if own else None


def marked_note(kind: str, own: str, scene: Scene) -> Note:
    """A note whose text is the mark."""
    return Note((Paragraph(new_id(), (Run(own),)),), kind == "endnotes")
