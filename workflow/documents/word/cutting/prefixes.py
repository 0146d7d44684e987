"""Prefixes that stand in attribute values, which a parser does not follow (ECMA-376 Part 3)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import cast

from lxml import etree

from workflow.documents.chunk import IGNORABLE, NAMESPACES
from workflow.documents.word.tree import MC

_IGNORABLE = f"{{{MC}}}Ignorable"
_LISTS = (
    "Requires",
    _IGNORABLE,
    f"{{{MC}}}MustUnderstand",
    f"{{{MC}}}ProcessContent",
    f"{{{MC}}}PreserveElements",
    f"{{{MC}}}PreserveAttributes",
)
_HOLDERS = etree.XPath(
    "descendant-or-self::*[self::mc:Choice/@Requires or @mc:*]", namespaces={"mc": MC}
)
_USUAL = {uri: prefix for prefix, uri in NAMESPACES.items()}
_KNOWN = frozenset(NAMESPACES[one] for one in IGNORABLE.split())
Spaces = dict[str, str]


def copied(original: etree._Element) -> etree._Element:
    """A copy that can stand alone: its values name only prefixes that it declares, or that
    stand above every piece.
    """
    made = copy.deepcopy(original)
    made.tail = None
    originals = cast(list[etree._Element], _HOLDERS(original))
    copies = cast(list[etree._Element], _HOLDERS(made))
    for before, after in zip(originals, copies, strict=True):
        kept = _kept(cast(Mapping[str, str], before.nsmap), after)
        made = kept if after is made else made
    return _ignorable(original, made)


def _kept(known: Mapping[str, str], element: etree._Element) -> etree._Element:
    lacking: Spaces = {}
    for name in _LISTS:
        if name in element.attrib:
            words = [_word(one, known, lacking) for one in element.get(name, "").split()]
            _set(element, name, [one for one in words if one])
    return _declaring(element, lacking)


def _word(word: str, known: Mapping[str, str], lacking: Spaces) -> str:
    """One entry of such a list, "w14" or "w14:cap", under the prefix it has from now on."""
    prefix, colon, own = word.partition(":")
    uri = known.get(prefix)
    if uri is None:
        return ""
    if uri not in _USUAL:
        lacking[prefix] = uri
    return _USUAL.get(uri, prefix) + colon + own


def _set(element: etree._Element, name: str, words: list[str]) -> None:
    if words:
        element.set(name, " ".join(words))
    elif name != "Requires":
        del element.attrib[name]


def _ignorable(original: etree._Element, made: etree._Element) -> etree._Element:
    """What the document lets older readers pass over stays so: attributes go, elements say it."""
    spaces = _ignored_above(original)
    if not spaces:
        return made
    used: Spaces = {}
    for element in made.iter("*"):
        for name in [one for one in element.attrib if _space(str(one)) in spaces]:
            del element.attrib[name]
        uri = _space(element.tag)
        if uri in spaces:
            used[spaces[uri]] = uri
    if not used:
        return made
    made = _declaring(made, used)
    made.set(_IGNORABLE, " ".join(dict.fromkeys([*made.get(_IGNORABLE, "").split(), *used])))
    return made


def _ignored_above(original: etree._Element) -> Spaces:
    """Prefixes by namespace that the element's ancestors list, but for those known anyway."""
    found: Spaces = {}
    for above in original.iterancestors():
        for prefix in above.get(_IGNORABLE, "").split():
            uri = cast(Mapping[str, str], above.nsmap).get(prefix, "")
            if uri and uri not in _KNOWN:
                found[uri] = _USUAL.get(uri, prefix)
    return found


def _space(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _declaring(element: etree._Element, spaces: Spaces) -> etree._Element:
    """The element anew, with these declarations: they cannot be given to one that is there."""
    if not spaces:
        return element
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    made = etree.Element(element.tag, attributes, nsmap=spaces)
    made.text, made.tail = element.text, element.tail
    made.extend(list(element))
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, made)
    return made
