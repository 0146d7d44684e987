"""Equations on one line: x^2, a/b, √(c), so that they can be searched and read aloud (22.1)."""

from __future__ import annotations

from collections.abc import Callable

from workflow.documents.reader.xml import Element, elements, local, named

Inner = Callable[[Element], str]


def written(element: Element, inner: Inner) -> str:
    """A fraction, script, root or the like; ``inner`` reads what an element holds."""
    parts = {local(one): inner(one) for one in elements(element)}
    return WRITTEN[local(element)](element, parts)


def _fraction(_: Element, parts: dict[str, str]) -> str:
    return f"{_grouped(parts.get('num', ''))}/{_grouped(parts.get('den', ''))}"


def _scripts(_: Element, parts: dict[str, str]) -> str:
    below, above = parts.get("sub", ""), parts.get("sup", "")
    return (
        parts.get("e", "")
        + (f"_{_grouped(below)}" if below else "")
        + (f"^{_grouped(above)}" if above else "")
    )


def _root(_: Element, parts: dict[str, str]) -> str:
    degree = parts.get("deg", "")
    return f"{degree}√{_grouped(parts.get('e', ''))}"


def _operator(element: Element, parts: dict[str, str]) -> str:
    """A sum, product or integral; the sign is an integral's where none is named."""
    sign = _property(element, "naryPr", "chr")
    limits = _scripts(element, {**parts, "e": "∫" if sign is None else sign})
    return limits + parts.get("e", "")


def _property(element: Element, holder: str, name: str) -> str | None:
    found = element.find(f"{named('m', holder)}/{named('m', name)}")
    return None if found is None else found.get(named("m", "val"))


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


WRITTEN: dict[str, Callable[[Element, dict[str, str]], str]] = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "rad": _root,
    "nary": _operator,
}
"""The elements that are more than what they hold, one thing behind the other."""
