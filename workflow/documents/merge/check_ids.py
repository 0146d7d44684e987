"""Checks of ids that must be one of a kind, and of names that must lead to something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.cutting.drawings import CHANGES
from workflow.documents.word.tree import w

_DRAWING = f"{{{NAMESPACES['wp']}}}docPr"
_USES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_BODIES = (
    ("footnote", ("footnoteReference",)),
    ("endnote", ("endnoteReference",)),
    ("comment", ("commentReference", "commentRangeStart", "commentRangeEnd")),
)


def check_ids(stories: Sequence[etree._Element]) -> Iterator[str]:
    """Bookmarks, drawings, changes, notes and comments; marks that come in pairs."""
    starts = _ids(stories, "bookmarkStart")
    yield from _twice("bookmark id", starts)
    yield from _twice(
        "bookmark", [one.casefold() for one in _ids(stories, "bookmarkStart", "name")]
    )
    if Counter(starts) != Counter(_ids(stories, "bookmarkEnd")):
        yield "bookmarks begin and end unlike"
    drawings = [one.get("id", "") for story in stories for one in story.iter(_DRAWING)]
    yield from _twice("drawing", drawings)
    changes = [one.get(w("id"), "") for story in stories for one in story.iter(*CHANGES)]
    yield from _twice("change", changes)
    for body, marks in _BODIES:
        bodies = _ids(stories, body)
        yield from _twice(body, bodies)
        for mark in marks:
            named = _ids(stories, mark)
            yield from _twice(mark, named if body == "comment" else ())
            yield from _lost(f"{mark} names", named, bodies)


def check_names(
    stories: Sequence[etree._Element],
    styles: etree._Element | None,
    numbering: etree._Element | None,
) -> Iterator[str]:
    """Styles and lists: each is there once, and each that is named is there."""
    known = _styles(styles)
    yield from _twice("style", [own for _, own, _ in known])
    yield from _twice("style's name", [f"{kind} {name}" for kind, _, name in known])
    by_kind = [f"{kind} {own}" for kind, own, _ in known]
    roots = [one for one in (*stories, styles, numbering) if one is not None]
    for name, kind in _USES.items():
        named = [f"{kind} {one}" for one in _ids(roots, name, "val")]
        yield from _lost(f"{name} names", named, by_kind)
    for style in styles.iterchildren(w("style")) if styles is not None else ():
        named = [
            one.get(w("val"), "") for one in style.iterchildren(w("basedOn"), w("next"), w("link"))
        ]
        yield from _lost(f"style {style.get(w('styleId'))} names", named, [k[1] for k in known])
    yield from _lists(roots, numbering)


def _lists(roots: Sequence[etree._Element], numbering: etree._Element | None) -> Iterator[str]:
    holder = [] if numbering is None else [numbering]
    numbers, abstracts = _ids(holder, "num", "numId"), _ids(holder, "abstractNum", "abstractNumId")
    yield from _twice("list", numbers)
    yield from _twice("abstract list", abstracts)
    used = [one for one in _ids(roots, "numId", "val") if one != "0"]
    yield from _lost("numId names", used, numbers)
    yield from _lost("a list names", _ids(holder, "abstractNumId", "val"), abstracts)


def _styles(root: etree._Element | None) -> list[tuple[str, str, str]]:
    found = []
    for one in root.iterchildren(w("style")) if root is not None else ():
        named = one.find(w("name"))
        name = "" if named is None else named.get(w("val"), "")
        found.append((one.get(w("type"), ""), one.get(w("styleId"), ""), name.casefold()))
    return found


def _ids(roots: Iterable[etree._Element], name: str, attribute: str = "id") -> list[str]:
    return [one.get(w(attribute), "") for root in roots for one in root.iter(w(name))]


def _twice(kind: str, values: Iterable[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{kind} {value} is there {count} times"


def _lost(words: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    there = set(known)
    for one in dict.fromkeys(named):
        if one not in there:
            yield f"{words} {one}, which is not there"
