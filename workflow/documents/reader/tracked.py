"""Tracked changes that are kept: what becomes a suggestion, and what has to be accepted.

A suggestion is text, or whole paragraphs, tables or rows. A paragraph's mark alone (it was
split or joined), cells, rows of tables with cells merged downwards, and formatting are
accepted (17.13.5).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from workflow.documents.reader.accepting import (
    CELLS,
    DELETED,
    INSERTED,
    accept,
    accept_rows,
    drop_formatting_changes,
    is_mark,
    mark_of,
    row_mark,
)
from workflow.documents.reader.tracked_marks import give_on_mark, settle_mark, stands_alone
from workflow.documents.reader.xml import Element, local, val
from workflow.documents.word.tree import remove, unwrap, w

_P, _TBL, _TR = w("p"), w("tbl"), w("tr")


class Fate(Enum):
    """What a tracked change says of a whole paragraph, table or row."""

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
        if not _keeps_rows(table):
            found["structure"] += _accept_rows(table)
    paragraphs = [one for one in body.iter(_P) if not _is_in_tracked_row(one)]
    for paragraph in paragraphs:
        give_on_mark(paragraph, INSERTED)
        give_on_mark(paragraph, DELETED)
    for paragraph in paragraphs:
        found["structure"] += settle_mark(paragraph)
    for one in list(body.iter(*INSERTED, *DELETED)):
        parent = one.getparent()
        if parent is not None and local(parent) == "numPr":
            remove(one)
    return found


def fate(block: Element) -> tuple[Fate, Author]:
    """What becomes of a paragraph, a table or a row of a settled body, and by whom."""
    for kinds, found in ((INSERTED, Fate.INSERTED), (DELETED, Fate.DELETED)):
        change = _mark(block, kinds)
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


def _mark(block: Element, kinds: tuple[str, ...]) -> Element | None:
    if block.tag == _P:
        return mark_of(block, kinds)
    return row_mark(block, kinds) if block.tag == _TR else _all_rows(block, kinds)


def _keeps_rows(table: Element) -> bool:
    """Whether a table's rows can come and go by suggestions: all of them, or some of a table
    whose rows do not hang together. One that is all new has to be one of the body's.
    """
    if next(table.iter(*CELLS), None) is not None:
        return False
    if _all_rows(table, INSERTED) is not None:
        return stands_alone(table)
    merged = (one for one in table.iter(w("vMerge")) if _table_of(one) is table)
    return _all_rows(table, DELETED) is not None or next(merged, None) is None


def _table_of(element: Element) -> Element | None:
    return next(element.iterancestors(_TBL), None)


def _is_in_tracked_row(paragraph: Element) -> bool:
    """Whether a row around it comes or goes, and it with that."""
    rows = paragraph.iterancestors(_TR)
    return any(row_mark(one, INSERTED + DELETED) is not None for one in rows)


def _accept_rows(table: Element) -> int:
    found = accept_rows(table).total()
    for row in list(table.iterchildren(_TR)):
        change = row_mark(row, INSERTED)
        if change is not None:
            found += 1
            remove(change)
            accept(row)
    return found
