"""Headings of a kept part: a bookmark at each, for its line in the table of contents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from workflow.documents.chunk import Needs
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_NAME = "_TocPart"
_TEXT = w("t")


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's words, its level in its own file from 1, and its bookmark's number.

    ``numbered``: an automatic number stands before it, which depends on what goes before.
    """

    text: str
    level: int
    bookmark: int = -1
    numbered: bool = False


def mark_headings(source: Source) -> list[Mark]:
    """Set a bookmark into each heading of the body itself; tables and boxes have none."""
    found: list[Mark] = []
    for paragraph in source.body.iter(w("p")):
        label = source.numbering.label(paragraph) if source.numbering_root is not None else ""
        if paragraph.getparent() is not source.body:
            continue
        level = source.styles.level(paragraph)
        words = "".join(one.text or "" for one in paragraph.iter(_TEXT)).strip()
        if level is not None and words:
            _bookmark(paragraph, len(found))
            found.append(Mark(words, level, numbered=bool(label)))
    return found


def with_bookmarks(marks: list[Mark], needs: Needs) -> tuple[Mark, ...]:
    """The headings with their bookmarks' numbers, once they are cut."""
    numbers = {name: number for number, name in enumerate(needs.bookmarks)}
    return tuple(
        replace(one, bookmark=numbers[f"{_NAME}{n}"])
        for n, one in enumerate(marks)
        if f"{_NAME}{n}" in numbers
    )


def _bookmark(paragraph: etree._Element, number: int) -> None:
    place = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    for name in ("bookmarkEnd", "bookmarkStart"):
        mark = paragraph.makeelement(w(name))
        mark.set(w("id"), f"{_NAME}{number}")
        if name == "bookmarkStart":
            mark.set(w("name"), f"{_NAME}{number}")
        paragraph.insert(place, mark)
