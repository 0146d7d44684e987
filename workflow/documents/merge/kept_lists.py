"""Numbers of a kept part that its styles give: nothing of them is lost in another style.

The house's styles carry no automatic numbers. Where a style of the house takes the place of
one that numbers its paragraphs ("heading 1" with 一、), each paragraph gets the list itself,
so its label stays what it was. A list that is tied to headings counts on through all parts
that define it alike: ten sections number 一 to 十. Any other list counts for its own part,
so its paragraphs get it too: the style may be one that several parts share.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from lxml import etree

from workflow.documents.blobs import digest_of
from workflow.documents.chunk import HOUSE_LISTS, Hole, ListDefinition, Needs, Pieces
from workflow.documents.merge.kept_looks import Names
from workflow.documents.merge.kept_remarks import numbers_kept
from workflow.documents.needs import folded_name
from workflow.documents.talk import Remark
from workflow.documents.word.aside import ASIDE
from workflow.documents.word.body_text import Aside
from workflow.documents.word.cutting.sheet import Sheet
from workflow.documents.word.cutting.styles import StyleIndex, name_of
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_STYLED = re.compile(r"""<w:pStyle w:val=["']([^"'<>]*)["']""")
_LINK, _END = b'<w:pStyle w:val="', b'"/>'
_BEFORE_NUMBERS = frozenset(
    map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"))
)
# The list and the level of a paragraph's style; whether a style of the house takes its place.
Place = tuple[str, str, bool]


def keep_numbers(source: Source, sheet: Sheet, house: Names) -> list[Remark]:
    """Write the list into each paragraph whose style will not number it as it did."""
    if house not in sheet.memory:
        sheet.memory[house] = _lost(sheet, house)
    lost = sheet.memory[house]
    assert isinstance(lost, dict)
    if not lost:
        return []
    source.thinned.put_back(source.body, lambda one: _may_be_of(one, lost))
    count = 0
    for paragraph in source.body.iter(w("p")):
        if paragraph.get(ASIDE):
            continue
        named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        own = lost.get("" if named is None else named.get(w("val"), ""))
        count += own is not None and _numbered(paragraph, own) and own[2]
    return [numbers_kept(count)] if count else []


def _may_be_of(aside: Aside, styles: Container[str]) -> bool:
    """Whether one of its paragraphs may have one of these styles; "" is that of no style."""
    pattern = aside.shape.pattern
    named = _STYLED.findall(pattern)
    others = [""] * (pattern.count("</w:p>") - len(named))
    return "&" in pattern or any(one in styles for one in (*named, *others))


def linked_lists(needs: Needs, house: Names) -> Needs:
    """Lists that are tied to headings count on through the report; ties to ``house`` go."""
    lists = tuple(_linked(one, needs, house) for one in needs.lists)
    return needs if lists == needs.lists else replace(needs, lists=lists)


def _linked(definition: ListDefinition, needs: Needs, house: Names) -> ListDefinition:
    pieces = definition.abstract
    ties = [n for n, one in enumerate(pieces) if _is_tie(pieces, n)]
    names = [needs.styles[int(pieces[n][1])] for n in ties]
    if not names:
        return definition
    group = definition.group
    if _is_outline([one.name for one in names]):
        words = b"".join(_word(one, needs) for one in pieces)
        group = f"{HOUSE_LISTS}linked:{digest_of(words)}"
    kept = [n for n, one in zip(ties, names, strict=True) if _key(one.name) not in house]
    dropped = [one for one in ties if one not in kept]
    return replace(definition, abstract=_without(pieces, dropped), group=group)


def _is_tie(pieces: Pieces, place: int) -> bool:
    before = pieces[place - 1] if place else b""
    is_style = not isinstance(pieces[place], bytes) and pieces[place][0] is Hole.STYLE
    return is_style and isinstance(before, bytes) and before.endswith(_LINK)


def _word(one: bytes | tuple[Hole, int], needs: Needs) -> bytes:
    if isinstance(one, bytes):
        return one
    if one[0] is Hole.STYLE:
        style = needs.styles[one[1]]
        return f"{style.type}:{folded_name(style.name)}:{style.look}".encode()
    return one[0].value.encode()


def _without(pieces: Pieces, ties: list[int]) -> Pieces:
    """The list without these ties between a level and a style."""
    made: list[bytes | tuple[Hole, int]] = []
    for place, one in enumerate(pieces):
        if place in ties:
            continue
        if isinstance(one, bytes):
            one = one.removesuffix(_LINK) if place + 1 in ties else one
            one = one.removeprefix(_END) if place - 1 in ties else one
        made.append(one)
    return tuple(made)


def _key(name: str) -> tuple[str, str]:
    return "paragraph", folded_name(name)


def _lost(sheet: Sheet, house: Names) -> dict[str, Place]:
    """Places in lists by the id of the style; "" is the default style."""
    found: dict[str, Place] = {}
    root, styles = sheet.styles_root, sheet.styles
    if root is None:
        return found
    for style in root.iterchildren(w("style")):
        if style.get(w("type"), "paragraph") != "paragraph":
            continue
        place = _place_of(_chain(style, styles), sheet, house)
        if place is not None:
            found[style.get(w("styleId"), "")] = place
            if style.get(w("default")) in ("1", "true", "on"):
                found[""] = place
    return found


def _chain(style: etree._Element, styles: StyleIndex) -> list[etree._Element]:
    made: list[etree._Element] = []
    one: etree._Element | None = style
    while one is not None and one not in made:
        made.append(one)
        based = one.find(w("basedOn"))
        one = None if based is None else styles.find("paragraph", based.get(w("val"), ""))
    return made


def _place_of(chain: list[etree._Element], sheet: Sheet, house: Names) -> Place | None:
    """The list that a style gives, where the style alone would not give it in the report."""
    level = ""
    replaced = False
    for style in chain:
        replaced = replaced or _key(name_of(style)) in house
        numbers = style.find(f"{w('pPr')}/{w('numPr')}")
        if numbers is None:
            continue
        level = level or _value(numbers, "ilvl")
        own = _value(numbers, "numId")
        if own:
            if own == "0" or sheet.lists.find(own) is None:
                return None
            if not replaced and _is_outline(_tied_names(own, sheet)):
                return None
            return own, level or sheet.lists.level_of(own, chain), replaced
    return None


def _tied_names(own: str, sheet: Sheet) -> list[str]:
    found = [sheet.styles.find("paragraph", one) for one in sheet.lists.ties(own)]
    return [name_of(one) for one in found if one is not None]


def _is_outline(names: list[str]) -> bool:
    """Whether a list that is tied to these styles numbers a text's headings."""
    return len(names) > 1 or any(folded_name(one).startswith("heading") for one in names)


def _value(holder: etree._Element, name: str) -> str:
    found = holder.find(w(name))
    return "" if found is None else found.get(w("val"), "")


def _numbered(paragraph: etree._Element, place: Place) -> bool:
    """Write the place into the paragraph, unless it says itself which list it is in."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = paragraph.makeelement(w("pPr"))
        paragraph.insert(0, properties)
    numbers = properties.find(w("numPr"))
    if numbers is not None and _value(numbers, "numId"):
        return False
    level = _value(numbers, "ilvl") if numbers is not None else ""
    if numbers is not None:
        properties.remove(numbers)
    made = properties.makeelement(w("numPr"))
    for name, value in (("ilvl", level or place[1]), ("numId", place[0])):
        etree.SubElement(made, w(name)).set(w("val"), value)
    at = sum(1 for one in properties if one.tag in _BEFORE_NUMBERS)
    properties.insert(at, made)
    return True
