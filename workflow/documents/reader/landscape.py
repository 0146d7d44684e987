"""Sections of the page: which are wide, how each begins, what of them is dropped (17.6)."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.xml import Element, find, is_on, val, whole
from workflow.documents.word.tree import w

_SECTION = w("sectPr")
_SAME_PAGE = frozenset({"continuous", "nextColumn"})
_DROPPED = {
    "pgBorders": "page_borders",
    "lnNumType": "line_numbers",
    "vAlign": "page_alignment",
    "textDirection": "page_direction",
}


@dataclass(frozen=True, slots=True)
class Section:
    """``breaks`` says that it begins on a new page."""

    landscape: bool = False
    breaks: bool = True


class Sections:
    """Walks through the sections of a body as its blocks are read."""

    def __init__(self, body: Element, remarks: Remarks) -> None:
        found = [one for one in body.iter(_SECTION) if _is_of_body(one, body)]
        self._sections = [_section(one) for one in found]
        if not found or found[-1].getparent() is not body:
            self._sections.append(Section())
        self._place = 0
        for one in found:
            _note_dropped(one, remarks)

    @property
    def landscape(self) -> bool:
        return self._now.landscape

    @property
    def _now(self) -> Section:
        return self._sections[min(self._place, len(self._sections) - 1)]

    def leave(self, block: Element) -> bool:
        """Step over the sections that end within a block; whether a page ends there too.

        Where the page is turned, a new one begins by itself.
        """
        ended = sum(1 for one in block.iter(_SECTION) if _is_break(one))
        if not ended:
            return False
        before = self._now
        self._place += ended
        after = self._now
        return after.breaks and after.landscape == before.landscape


def _is_break(section: Element) -> bool:
    """A ``w:sectPr`` of a paragraph, not an old one that a tracked change remembers."""
    holder = section.getparent()
    return holder is not None and holder.tag == w("pPr") and not _is_boxed(section)


def _is_boxed(section: Element) -> bool:
    return next(section.iterancestors(w("txbxContent"), w("pPrChange")), None) is not None


def _is_of_body(section: Element, body: Element) -> bool:
    return section.getparent() is body or _is_break(section)


def _section(element: Element) -> Section:
    size = find(element, "pgSz")
    wide, high = whole(val(size, "w")), whole(val(size, "h"))
    is_wide = wide > high if wide and high else val(size, "orient") == "landscape"
    return Section(is_wide, (val(find(element, "type")) or "nextPage") not in _SAME_PAGE)


def _note_dropped(element: Element, remarks: Remarks) -> None:
    columns = find(element, "cols")
    if (whole(val(columns, "num")) or 1) > 1 or find(columns, "col") is not None:
        remarks.add("columns")
    for name, code in _DROPPED.items():
        dropped = find(element, name)
        if dropped is not None and val(dropped) not in ("top", "lrTb"):
            remarks.add(code)
    if is_on(find(element, "bidi")):
        remarks.add("page_direction")
