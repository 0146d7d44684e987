"""Fields of Word: their codes, put together from all runs that hold a piece (17.16.18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from workflow.documents.word.tree import remove_from_run, w

_CODES = (w("instrText"), w("delInstrText"))
_MARK, _SIMPLE = w("fldChar"), w("fldSimple")


@dataclass(slots=True)
class Field:
    """``codes`` hold the code's text, ``marks`` are its begin, separator and end."""

    codes: list[etree._Element] = field(default_factory=list)
    marks: list[etree._Element] = field(default_factory=list)
    shows: bool = False

    @property
    def code(self) -> str:
        return "".join(one.text or "" for one in self.codes)

    def set_code(self, code: str) -> None:
        """Write the whole code into the first element that held a piece of it."""
        first, *others = self.codes
        first.text = code
        first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for one in others:
            remove_from_run(one)

    def dissolve(self) -> None:
        """Take code and marks away; what the field shows stays as plain text."""
        for one in (*self.codes, *self.marks):
            remove_from_run(one)


def fields_of(root: etree._Element) -> tuple[list[Field], list[etree._Element]]:
    """The fields below ``root`` that are made of runs, inner ones before outer ones, and those
    that are one element (w:fldSimple).

    Pieces of a field that begins or ends elsewhere come as a field of their own.
    """
    found = list(root.iter(_MARK, *_CODES, _SIMPLE))
    simple = [one for one in found if one.tag == _SIMPLE]
    of_runs = [one for one in found if one.tag != _SIMPLE] if simple else found
    return list(_put_together(of_runs)), simple


def _put_together(elements: list[etree._Element]) -> Iterator[Field]:
    stack = [Field()]
    for element in elements:
        if element.tag != _MARK:
            if not stack[-1].shows:
                stack[-1].codes.append(element)
            continue
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            stack.append(Field())
        stack[-1].marks.append(element)
        if kind == "separate":
            stack[-1].shows = True
        elif kind == "end":
            yield stack.pop()
            stack = stack or [Field()]
    yield from (one for one in reversed(stack) if one.codes or one.marks)
