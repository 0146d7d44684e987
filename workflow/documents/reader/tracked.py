"""Tracked changes that are kept: what becomes a suggestion, and what has to be accepted.

A suggestion is text, or whole paragraphs or tables. A paragraph's mark alone (it was split
or joined), single rows and cells, and formatting are accepted (17.13.5).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from workflow.documents.reader.accepting import (
    DELETED,
    INSERTED,
    accept,
    accept_mark,
    accept_rows,
    drop_formatting_changes,
    is_mark,
    mark_of,
    row_mark,
)
from workflow.documents.reader.xml import Element, find, local, tags, val
from workflow.documents.word.tree import remove, unwrap, w

_P, _TBL, _TR = w("p"), w("tbl"), w("tr")
# What stands in a paragraph and is no part of what a reader sees.
_UNSEEN = tags(
    "pPr proofErr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd "
    "permStart permEnd rPr sdtPr smartTagPr customXmlPr"
)
_TRANSPARENT = tags("hyperlink smartTag customXml dir bdo")


class Fate(Enum):
    """What a tracked change says of a whole paragraph or table."""

    STAYS = "stays"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a change; ``at`` is ISO 8601 or ""."""

    name: str
    at: str


def author_of(change: Element) -> Author:
    return Author(val(change, "author") or "", val(change, "date") or "")


def settle(body: Element) -> Counter[str]:
    """Leave in the tree just what becomes a suggestion; how many of the others were accepted."""
    found = Counter({"formatted": drop_formatting_changes(body)})
    for table in list(body.iter(_TBL)):
        comes = _stands_alone(table) and _all_rows(table, INSERTED) is not None
        if not comes and _all_rows(table, DELETED) is None:
            found["structure"] += _accept_rows(table)
    for paragraph in list(body.iter(_P)):
        _give_on_mark(paragraph, INSERTED)
        _give_on_mark(paragraph, DELETED)
    for paragraph in list(body.iter(_P)):
        found["structure"] += _settle_mark(paragraph)
    for one in list(body.iter(*INSERTED, *DELETED)):
        parent = one.getparent()
        if parent is not None and local(parent) == "numPr":
            remove(one)
    return found


def fate(block: Element) -> tuple[Fate, Author]:
    """What becomes of a paragraph or a table of a settled body, and by whom."""
    for kinds, found in ((INSERTED, Fate.INSERTED), (DELETED, Fate.DELETED)):
        change = mark_of(block, kinds) if block.tag == _P else None
        if block.tag == _TBL:
            change = _all_rows(block, kinds)
        if change is not None:
            return found, author_of(change)
    return Fate.STAYS, Author("", "")


def reject(root: Element) -> None:
    """Bring back the text before the changes, in what is deleted as a whole."""
    drop_formatting_changes(root)
    for one in list(root.iter(*INSERTED)):
        remove(one)
    for one in list(root.iter(*DELETED)):
        remove(one) if is_mark(one) else unwrap(one)
    restore_text(root)


def restore_text(root: Element) -> None:
    """Deleted text and field codes under the names of text that stands."""
    for name, plain in (("delText", "t"), ("delInstrText", "instrText")):
        for one in list(root.iter(w(name))):
            one.tag = w(plain)


def _all_rows(table: Element, kinds: tuple[str, ...]) -> Element | None:
    """The change of the first row where all rows have one of the kind."""
    rows = [row_mark(row, kinds) for row in table.iterchildren(_TR)]
    return rows[0] if rows and all(one is not None for one in rows) else None


def _accept_rows(table: Element) -> int:
    found = accept_rows(table).total()
    for row in list(table.iterchildren(_TR)):
        change = row_mark(row, INSERTED)
        if change is not None:
            found += 1
            remove(change)
            accept(row)
    return found


def _give_on_mark(paragraph: Element, kinds: tuple[str, ...]) -> None:
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


def _settle_mark(paragraph: Element) -> int:
    """Accept the change at a paragraph's mark unless the whole paragraph comes or goes."""
    inserted, deleted = mark_of(paragraph, INSERTED), mark_of(paragraph, DELETED)
    if inserted is None and deleted is None:
        return 0
    if find(paragraph, "pPr", "sectPr") is None and _stands_alone(paragraph):
        if deleted is None and _is_wholly(paragraph, INSERTED):
            return 0
        if inserted is None and _is_wholly(paragraph, DELETED):
            return 0
    if inserted is not None:
        remove(inserted)
    accept_mark(paragraph)
    return 1


def _stands_alone(block: Element) -> bool:
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
