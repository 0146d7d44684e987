"""Lists that a cut uses: the abstract list with its levels, and what one instance overrides.

A list that only names a list style (w:numStyleLink) gets that style's levels, and no list
style comes along: through a style of the report, lists of two sections would count as one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from workflow.documents.chunk import Hole
from workflow.documents.pieces import hole, pieces_of
from workflow.documents.word.aside import KINDS
from workflow.documents.word.cutting.prefixes import copied, scope_of
from workflow.documents.word.cutting.styles import Meet, StyleIndex
from workflow.documents.word.tree import remove, w

# The w:numId of the source -> the local number, or None where there is no such list.
Number = Callable[[str], int | None]
_LINKS = (w("numStyleLink"), w("styleLink"))
_NUMBER, _NO_LIST = w("numId"), "0"
_PLAIN_BULLET = "•"


class ListIndex:
    """The lists of a source: instances by w:numId, abstract lists by w:abstractNumId."""

    def __init__(self, root: etree._Element | None, styles: StyleIndex) -> None:
        self._styles, self._scope = styles, scope_of(root)
        self._lists = _by_id(root, "num", "numId")
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")

    def find(self, own: str) -> tuple[etree._Element, str] | None:
        """The instance of this w:numId and the id of its abstract list, where both are there."""
        instance = self._lists.get(own)
        named = None if instance is None else instance.find(w("abstractNumId"))
        abstract = "" if named is None else named.get(w("val"), "")
        if instance is None or abstract not in self._abstracts:
            return None
        return instance, abstract

    def level_of(self, own: str, chain: Sequence[etree._Element]) -> str:
        """The level of the list that is tied to one of these styles, the nearest first, or "0"."""
        found = self.find(own)
        levels = self._abstracts[found[1]].iterchildren(w("lvl")) if found else ()
        tied: dict[str, str] = {}
        for level in levels:
            named = level.find(w("pStyle"))
            if named is not None:
                tied[named.get(w("val"), "")] = level.get(w("ilvl"), "0")
        names = (style.get(w("styleId"), "") for style in chain)
        return next((tied[name] for name in names if name in tied), "0")

    def ties(self, own: str) -> list[str]:
        """The ids of the styles that levels of the list are tied to."""
        found = self.find(own)
        levels = self._abstracts[found[1]].iterchildren(w("lvl")) if found else ()
        named = [level.find(w("pStyle")) for level in levels]
        return [one.get(w("val"), "") for one in named if one is not None]

    def definition(self, abstract: str, remark: Callable[[str], None]) -> etree._Element:
        """A copy of the abstract list, whole in itself, under a hole for its own number."""
        made = copied(self._abstracts[abstract], self._scope)
        made.set(w("abstractNumId"), hole(Hole.LIST, 0))
        linked = self._linked(made)
        for element in list(made.iterchildren(w("nsid"), *_LINKS)):
            remove(element)
        if linked is not None:
            for level in list(made.iterchildren(w("lvl"))):
                remove(level)
            made.extend(copied(one, self._scope) for one in linked.iterchildren(w("lvl")))
        plain_bullets(made, remark)
        return made

    def overrides(self, instance: etree._Element, remark: Callable[[str], None]) -> bytes:
        """What stands in the instance beside the abstract list's number; it names no style."""
        made = [copied(one, self._scope) for one in instance.iterchildren(w("lvlOverride"))]
        if not made:
            return b""
        for one in made:
            for named in list(one.iter(w("pStyle"), w("rStyle"))):
                remove(named)
            plain_bullets(one, remark)
        return b"".join(one for one in pieces_of(*made) if isinstance(one, bytes))

    def _linked(self, abstract: etree._Element) -> etree._Element | None:
        """The list whose levels a list style gives, where the list names one."""
        link = abstract.find(w("numStyleLink"))
        style = None if link is None else self._styles.find("numbering", link.get(w("val"), ""))
        number = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        found = None if number is None else self.find(number.get(w("val"), ""))
        return None if found is None else self._abstracts[found[1]]


def plain_bullets(root: etree._Element, remark: Callable[[str], None]) -> None:
    """Pictures as bullets belong to their document: the level's sign stays, or a dot."""
    for picture in list(root.iter(w("lvlPicBulletId"))):
        level = picture.getparent()
        remove(picture)
        remark("picture_bullet")
        sign = None if level is None else level.find(w("lvlText"))
        if sign is not None and not sign.get(w("val")):
            sign.set(w("val"), _PLAIN_BULLET)


def cut_lists(root: etree._Element, number: Number, meet: Meet | None = None) -> None:
    """Holes where a list is named; numbering goes where there is no such list, 0 stays.

    ``meet`` as in ``cut_uses``.
    """
    for element in list(root.iter(_NUMBER, *(KINDS if meet else ()))):
        if meet and element.tag in KINDS:
            meet(element)
            continue
        own = element.get(w("val"), "")
        if own == _NO_LIST:
            continue
        found = number(own)
        if found is not None:
            element.set(w("val"), hole(Hole.LIST, found))
        else:
            properties = element.getparent()
            remove(element if properties is None or properties is root else properties)


def _by_id(root: etree._Element | None, name: str, own: str) -> dict[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for one in root.iterchildren(w(name)) if root is not None else ():
        found.setdefault(one.get(w(own), ""), one)
    return found
