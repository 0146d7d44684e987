"""Fields: where they begin and end, what they say, and the links among them (17.16).

A field is a stretch of neighbours, of runs in a paragraph or of paragraphs, in which each
begin has its end; one that never ends is no field, and what it shows is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.reader.splitting import alone, cut_before
from workflow.documents.reader.xml import Element, tags, val
from workflow.documents.word.tree import w

_MARK, _CODE, _RUN = w("fldChar"), w("instrText"), w("r")
_CHANGES = tags("ins del moveFrom moveTo")
_STEPS = {"begin": 1, "end": -1}
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_NAME = re.compile(r"[^\s\"\\]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbours that belong together: one element, or all that a field reaches over."""

    nodes: tuple[Element, ...]
    is_field: bool = False


def split_runs(paragraph: Element) -> None:
    """Give each mark of a field a run of its own, so that fields begin and end at runs, and
    begin and end the tracked changes that they are in.
    """
    for mark in list(paragraph.iter(_MARK)):
        run = mark.getparent()
        if run is None or run.tag != _RUN:
            continue
        own = alone(run, mark)
        wrapper = own.getparent()
        if wrapper is None or wrapper.tag not in _CHANGES:
            continue
        following = own.getnext()
        if val(mark, "fldCharType") == "begin":
            cut_before(wrapper, own)
        elif val(mark, "fldCharType") == "end" and following is not None:
            cut_before(wrapper, following)


def stretches(nodes: Sequence[Element]) -> Iterator[Stretch]:
    """The nodes in order, those of a field together; a lone end and a lone begin stay single."""
    steps = [_steps(node) for node in nodes]
    place = 0
    while place < len(nodes):
        last = _end_of(steps, place) if steps[place] > 0 else place
        if last > place:
            yield Stretch(tuple(nodes[place : last + 1]), is_field=True)
        else:
            yield Stretch((nodes[place],))
        place = last + 1


def code_of(nodes: Sequence[Element]) -> str:
    """The code of the outermost field, the results of fields within it left out."""
    depth, shows, pieces = 0, False, []
    for one in (found for node in nodes for found in node.iter(_MARK, _CODE)):
        kind = val(one, "fldCharType")
        if one.tag == _CODE:
            pieces += [one.text or ""] if depth == 1 and not shows else []
            continue
        depth += _STEPS.get(kind or "", 0)
        shows = shows or (kind == "separate" and depth == 1)
    return "".join(pieces)


def result_of(nodes: Sequence[Element]) -> tuple[Element, ...] | None:
    """The runs that a field shows, or None where its marks are not among the nodes themselves."""
    shown: list[Element] = []
    depth, inside = 0, False
    for node in nodes:
        mark = node.find(_MARK) if node.tag == _RUN else None
        kind = val(mark, "fldCharType")
        if mark is None and not inside and next(node.iter(_MARK), None) is not None:
            return None
        depth += _STEPS.get(kind or "", 0)
        if kind == "end" and depth == 0:
            return tuple(shown)
        if inside:
            shown.append(node)
        inside = inside or (kind == "separate" and depth == 1)
    return None


def link_of(code: str) -> str | None:
    """The address of a HYPERLINK field, ``#`` and a name for a place of the text; else None."""
    words = [_unquoted(one) for one in _WORD.finditer(code)]
    if not words or words[0].upper() != "HYPERLINK":
        return None
    address, place, rest = "", "", iter(words[1:])
    for word in rest:
        if word == "\\l":
            place = next(rest, "")
        elif word in ("\\o", "\\t"):
            next(rest, "")
        elif not word.startswith("\\"):
            address = address or word
    return address + (f"#{place}" if place else "")


def _unquoted(word: re.Match[str]) -> str:
    return word[2] if word[1] is None else word[1].replace("\\\\", "\\")


def names_in(code: str) -> set[str]:
    """The words of a code, bookmarks' names among them."""
    return set(_NAME.findall(code))


def _steps(node: Element) -> int:
    return sum(_STEPS.get(val(one, "fldCharType") or "", 0) for one in node.iter(_MARK))


def _end_of(steps: Sequence[int], first: int) -> int:
    """The place where all that begins at ``first`` has ended, ``first`` where it never does."""
    depth = 0
    for place in range(first, len(steps)):
        depth += steps[place]
        if depth <= 0:
            return place
    return first
