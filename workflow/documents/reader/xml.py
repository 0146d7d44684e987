"""Names of WordprocessingML and quick ways to its properties (ECMA-376 Part 1, clause 17).

The source has already turned Strict into transitional, so one namespace is enough.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TypeAlias

from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.tree import R, W

Element: TypeAlias = etree._Element
_W, _R = f"{{{W}}}", f"{{{R}}}"
_OFF = frozenset({"0", "false", "off", "none"})


def named(prefix: str, name: str) -> str:
    """The full name in the namespace of a prefix that chunks know ("mc", "m" ...)."""
    return f"{{{NAMESPACES[prefix]}}}{name}"


def tags(names: str) -> frozenset[str]:
    """Full names of the main namespace, for names between blanks."""
    return frozenset(_W + one for one in names.split())


def relation_id(element: Element, name: str = "id") -> str:
    """The relation that ``r:id`` (or ``r:embed`` ...) names, or ""."""
    return element.get(_R + name) or ""


def find(element: Element | None, *path: str) -> Element | None:
    """The first child along ``path`` of names of the main namespace, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(_W + name)
    return element


def val(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the main namespace, or None."""
    return None if element is None else element.get(_W + name)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is there and not switched off (17.17.4)."""
    return element is not None and (element.get(_W + "val") or "1") not in _OFF


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits, with its sign; None where it is none."""
    digits = (text or "").lstrip("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return None
    return int(text or "")


def local(element: Element) -> str:
    """The name without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_in_word(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(_W)


def said_by(properties: Element | None) -> Hashable:
    """Equal for properties that say the same, at one depth or deeper."""
    if properties is None:
        return None
    return tuple(
        [(one.tag, *one.items(), said_by(one) if len(one) else None) for one in properties]
    )


def elements(holder: Element) -> Iterator[Element]:
    """The child elements, comments and processing instructions left out."""
    return (one for one in holder if isinstance(one.tag, str))
