"""Bookmarks of a cut, and the places that name one: links within the text, and fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from workflow.documents.chunk import Hole
from workflow.documents.needs import NeedsBuilder
from workflow.documents.pieces import hole
from workflow.documents.word.fields import fields_of
from workflow.documents.word.tree import remove, w

_START, _END, _P = w("bookmarkStart"), w("bookmarkEnd"), w("p")
_LAST_EDIT, _NAMED = "_GoBack", w("name")
_LINK, _ANCHOR = w("hyperlink"), w("anchor")
_CODE = w("instr")
_NAME = r'(?:"(?P<quoted>[^"]+)"|(?P<plain>[^\s"\\]+))'
# ECMA-376 Part 1, 17.16.5: fields whose first word is a bookmark, and switches that take one.
_CODES = (
    re.compile(rf"\s*(?:REF|PAGEREF|NOTEREF|GOTOBUTTON|ASK|SET)\s+{_NAME}", re.IGNORECASE),
    re.compile(rf"\s*HYPERLINK\b.*?\\l\s*{_NAME}", re.IGNORECASE | re.DOTALL),
    re.compile(rf"\s*(?:TOC|INDEX|TA|TC|XE)\b.*?\\[br]\s+{_NAME}", re.IGNORECASE | re.DOTALL),
)

Names = Mapping[str, str]


def bookmark_names(
    roots: Iterator[etree._Element],
    set_aside: Callable[[etree._Element], Iterable[str]] | None = None,
) -> Names:
    """The names that a document defines, by their folded form: Word takes A and a for one.

    ``set_aside`` tells those that a paragraph stands for, where any may.
    """
    found: dict[str, str] = {}
    kinds = (_START, _P) if set_aside else (_START,)
    for root in roots:
        for one in root.iter(*kinds):
            is_text = one.tag == _P
            for name in set_aside(one) if set_aside and is_text else (one.get(_NAMED, ""),):
                if name and name != _LAST_EDIT:
                    found.setdefault(name.casefold(), name)
    return found


def cut_bookmarks(
    root: etree._Element,
    names: Names,
    builder: NeedsBuilder,
    remark: Callable[[str], None],
) -> None:
    """Set holes in bookmarks that are whole, take others away, set holes where one is named.

    A bookmark that is cut through is remarked once, where it begins.
    """
    marks: list[etree._Element] = []
    links: list[etree._Element] = []
    for one in root.iter(_START, _END, _LINK):
        (links if one.tag == _LINK else marks).append(one)
    pairs = _pairs(marks)
    for mark in marks:
        if mark not in pairs:
            remove(mark)
            if mark.get(w("name"), _LAST_EDIT) != _LAST_EDIT:
                remark("open_bookmark")
    for mark, end in pairs.items():
        if mark.tag == _START:
            _fill(mark, end, builder)
    for link in links:
        name = names.get(link.get(_ANCHOR, "").casefold())
        if name is not None:
            link.set(_ANCHOR, _hole(name, builder))
    _fill_fields(root, names, builder)


def _pairs(marks: Iterable[etree._Element]) -> dict[etree._Element, etree._Element]:
    """Both marks of each bookmark that begins and then ends here, each leading to the other."""
    begun: dict[str, etree._Element] = {}
    pairs: dict[etree._Element, etree._Element] = {}
    for mark in marks:
        own = mark.get(w("id"), "")
        if mark.tag == _START:
            if mark.get(w("name"), _LAST_EDIT) != _LAST_EDIT:
                begun[own] = mark
        elif own in begun:
            start = begun.pop(own)
            pairs[start], pairs[mark] = mark, start
    return pairs


def _fill(start: etree._Element, end: etree._Element, builder: NeedsBuilder) -> None:
    number = builder.add_bookmark(start.get(w("name"), ""), marked=True)
    for mark in (start, end):
        mark.set(w("id"), hole(Hole.BOOKMARK, number))
    start.set(w("name"), hole(Hole.BOOKMARK_NAME, number))


def _fill_fields(root: etree._Element, names: Names, builder: NeedsBuilder) -> None:
    fields, simple_ones = fields_of(root)
    for field in fields:
        filled = _filled(field.code, names, builder)
        if filled is not None:
            field.set_code(filled)
    for simple in simple_ones:
        filled = _filled(simple.get(_CODE, ""), names, builder)
        if filled is not None:
            simple.set(_CODE, filled)


def _filled(code: str, names: Names, builder: NeedsBuilder) -> str | None:
    """The field's code with a hole for the bookmark's name, or None where it names none."""
    for pattern in _CODES:
        found = pattern.match(code)
        if found is None:
            continue
        group = "quoted" if found["quoted"] else "plain"
        name = names.get(found[group].casefold())
        if name is not None:
            return code[: found.start(group)] + _hole(name, builder) + code[found.end(group) :]
    return None


def _hole(name: str, builder: NeedsBuilder) -> str:
    return hole(Hole.BOOKMARK_NAME, builder.add_bookmark(name))
