"""Tracked changes made final in the tree itself (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from collections import Counter

from workflow.documents.reader.xml import Element, find, local, tags, val
from workflow.documents.word.tree import remove, unwrap, w

INSERTED, DELETED = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
# Holders whose w:ins and w:del are about themselves: a paragraph's mark, a row, a number.
_HOLDERS = tags("rPr trPr numPr")
_FORMATTING = tuple(
    w(one + "Change")
    for one in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering")
)
_RANGES = tuple(
    w(f"{one}Range{end}")
    for one in (
        *("moveFrom", "moveTo", "customXmlIns", "customXmlDel"),
        *("customXmlMoveFrom", "customXmlMoveTo"),
    )
    for end in ("Start", "End")
)
CELLS = (w("cellIns"), w("cellDel"), w("cellMerge"))
_P, _TBL, _TR, _TC, _PPR = w("p"), w("tbl"), w("tr"), w("tc"), w("pPr")
_UNSEEN = tags("pPr bookmarkStart bookmarkEnd proofErr")
_LINK = w("hyperlink")


def accept(root: Element) -> Counter[str]:
    """Accept all changes below ``root``; how many "inserted", "deleted" and "formatted"."""
    found = Counter({"formatted": drop_formatting_changes(root)})
    for table in list(root.iter(_TBL)):
        found += accept_rows(table)
    for one in list(root.iter(*DELETED)):
        if not is_mark(one):
            found["deleted"] += 1
            remove(one)
    for one in list(root.iter(*INSERTED)):
        found["inserted"] += 1
        remove(one) if is_mark(one) else unwrap(one)
    for paragraph in list(root.iter(_P)):
        found["deleted"] += accept_mark(paragraph)
    for one in list(root.iter(*DELETED)):
        remove(one)
    return found


def drop_formatting_changes(root: Element) -> int:
    """Take away what was noted about changed formatting, which stays as it is now."""
    for one in list(root.iter(*_RANGES)):
        remove(one)
    found = list(root.iter(*_FORMATTING))
    for one in found:
        remove(one)
    return len(found)


def is_mark(change: Element) -> bool:
    """Whether a change is about its holder, not about what it wraps."""
    parent = change.getparent()
    return parent is not None and parent.tag in _HOLDERS


def mark_of(paragraph: Element, kinds: tuple[str, ...]) -> Element | None:
    """The change of one of ``kinds`` (INSERTED, DELETED) at the paragraph's own mark."""
    properties = find(paragraph, "pPr", "rPr")
    if properties is None:
        return None
    return next((one for one in properties if one.tag in kinds), None)


def row_mark(row: Element, kinds: tuple[str, ...]) -> Element | None:
    """The change at a table's row."""
    properties = row.find(w("trPr"))
    if properties is None:
        return None
    return next((one for one in properties if one.tag in kinds), None)


def accept_rows(table: Element) -> Counter[str]:
    """Deleted rows and cells go, and the table with its last row; inserted ones stay."""
    found: Counter[str] = Counter()
    for row in list(table.iter(_TR)):
        if row_mark(row, DELETED) is not None:
            found["deleted"] += 1
            remove(row)
    for one in list(table.iter(*CELLS)):
        found["deleted" if local(one) == "cellDel" else "inserted"] += 1
        _accept_cell(one)
    if table.find(_TR) is None and next(table.iter(_TR), None) is None:
        _remove_table(table)
    return found


def _accept_cell(change: Element) -> None:
    properties = change.getparent()
    cell = properties.getparent() if properties is not None else None
    if local(change) == "cellDel" and cell is not None and cell.tag == _TC:
        row = cell.getparent()
        remove(cell)
        if row is not None and next(row.iter(_TC), None) is None:
            remove(row)
        return
    if local(change) == "cellMerge" and properties is not None:
        merged = val(change, "vMerge")
        if merged and properties.find(w("vMerge")) is None:
            made = properties.makeelement(w("vMerge"))
            made.set(w("val"), "restart" if merged == "rest" else "continue")
            properties.append(made)
    remove(change)


def _remove_table(table: Element) -> None:
    """A cell must end in a paragraph, so one stays where the table was all that it had."""
    cell = table.getparent()
    if cell is not None and cell.tag == _TC and cell.find(_P) is None:
        table.addprevious(table.makeelement(_P))
    remove(table)


def accept_mark(paragraph: Element) -> bool:
    """Where the paragraph's mark is deleted, join it to the next; whether it was."""
    change = mark_of(paragraph, DELETED)
    if change is None:
        return False
    remove(change)
    following = paragraph.getnext()
    while following is not None and following.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        following = following.getnext()
    if find(paragraph, "pPr", "sectPr") is not None:
        return True
    if following is not None and following.tag == _P:
        _join(paragraph, following)
    elif not _shows(paragraph) and _is_spare(paragraph):
        remove(paragraph)
    return True


def _join(paragraph: Element, following: Element) -> None:
    """The paragraph that stays has the properties of the mark that stays (Word's rule)."""
    place = 1 if following.find(_PPR) is not None else 0
    for one in [one for one in paragraph if one.tag != _PPR][::-1]:
        following.insert(place, one)
    remove(paragraph)


def _shows(paragraph: Element) -> bool:
    """Whether anything is left to be seen; a link whose words went is not."""
    return any(one.tag not in _UNSEEN and (one.tag != _LINK or len(one)) for one in paragraph)


def _is_spare(paragraph: Element) -> bool:
    """Whether its holder ends in another paragraph."""
    holder = paragraph.getparent()
    last = [one.tag for one in holder if one is not paragraph] if holder is not None else []
    return bool(last) and (last[-1] == _P or last[-1] == w("sectPr"))
