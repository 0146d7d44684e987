"""Tracked ends of paragraphs: whole paragraphs that come or go, or a split and a join."""

from __future__ import annotations

from workflow.documents.reader.accepting import DELETED, INSERTED, accept_mark, mark_of
from workflow.documents.reader.xml import Element, find, local, tags
from workflow.documents.word.tree import remove, w

_P = w("p")
# What stands in a paragraph and is no part of what a reader sees.
_UNSEEN = tags(
    "pPr proofErr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd "
    "permStart permEnd rPr sdtPr smartTagPr customXmlPr"
)
_TRANSPARENT = tags("hyperlink smartTag customXml dir bdo")


def give_on_mark(paragraph: Element, kinds: tuple[str, ...]) -> None:
    """A new paragraph behind an old one is tracked at the old one's mark; move it on.

    "old" and its inserted mark, then inserted text and an old mark, reads the same as "old"
    and its old mark, then a paragraph that is inserted as a whole. Deleted ones likewise.
    """
    change = mark_of(paragraph, kinds)
    if change is None or _is_wholly(paragraph, kinds):
        return
    last = paragraph.getnext()
    while last is not None and last.tag == _P and _is_wholly(last, kinds):
        if mark_of(last, kinds) is None:
            if _shows(last):
                _move_mark(change, last)
            return
        last = last.getnext()


def _move_mark(change: Element, paragraph: Element) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, properties)
    own = properties.find(w("rPr"))
    if own is None:
        own = properties.makeelement(w("rPr"))
        properties.append(own)
    own.insert(0, change)


def settle_mark(paragraph: Element) -> int:
    """Accept the change at a paragraph's mark unless the whole paragraph comes or goes."""
    inserted, deleted = mark_of(paragraph, INSERTED), mark_of(paragraph, DELETED)
    if inserted is None and deleted is None:
        return 0
    if find(paragraph, "pPr", "sectPr") is None and stands_alone(paragraph):
        if deleted is None and _is_wholly(paragraph, INSERTED):
            return 0
        if inserted is None and _is_wholly(paragraph, DELETED):
            return 0
    if inserted is not None:
        remove(inserted)
    accept_mark(paragraph)
    return 1


def stands_alone(block: Element) -> bool:
    """Whether it is one of the body's; in a cell, a note or a control nothing comes whole."""
    parent = block.getparent()
    return parent is not None and local(parent) == "body"


def _is_wholly(paragraph: Element, kinds: tuple[str, ...]) -> bool:
    """Whether all that is seen of a paragraph is inserted, or deleted."""
    return all(one.tag in kinds for one in _seen(paragraph))


def _shows(paragraph: Element) -> bool:
    return any(True for _ in _seen(paragraph))


def _seen(holder: Element) -> list[Element]:
    found: list[Element] = []
    for one in holder:
        if one.tag in _TRANSPARENT:
            found += _seen(one)
        elif isinstance(one.tag, str) and one.tag not in _UNSEEN:
            found.append(one)
    return found
