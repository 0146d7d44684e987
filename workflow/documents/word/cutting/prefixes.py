"""Prefixes that stand in attribute values, which a parser does not follow (ECMA-376 Part 3)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from lxml import etree

from workflow.documents.pieces import IGNORABLE as IGNORED
from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.declared import IGNORABLE, Declared, declared_by
from workflow.documents.word.mentions import Mentions
from workflow.documents.word.tree import MC, V

_LISTS = (
    "Requires",
    IGNORABLE,
    f"{{{MC}}}MustUnderstand",
    f"{{{MC}}}ProcessContent",
    f"{{{MC}}}PreserveElements",
    f"{{{MC}}}PreserveAttributes",
)
_HOLDERS = etree.XPath(
    "descendant-or-self::*[self::mc:Choice/@Requires or @mc:*]", namespaces={"mc": MC}
)
_USUAL = {uri: prefix for prefix, uri in NAMESPACES.items()}
_KNOWN = frozenset(NAMESPACES[one] for one in IGNORED.split())
# Elements in one of the namespaces, or with an attribute in one; "|urn:a|urn:b|".
_USERS = etree.XPath(
    "descendant-or-self::*[contains($spaces, concat('|', namespace-uri(), '|'))"
    " or @*[contains($spaces, concat('|', namespace-uri(), '|'))]]"
)
Spaces = dict[str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the root of a part declares: ``known`` namespaces by prefix, and of those that older
    readers may pass over (but for the usual ones) the ``ignored`` prefixes by namespace.
    ``plain``: no value within the part names a prefix. ``usual``: nor is there any prefix but
    those that stand above every piece. ``drawn``: it may hold old drawings (VML).
    """

    known: Mapping[str, str]
    ignored: Mapping[str, str]
    plain: bool = False
    usual: bool = False
    drawn: bool = True


def scope_of(root: etree._Element | None) -> Scope:
    """The scope of a part's root; an empty one where there is no part."""
    if root is None:
        return Scope({}, {})
    declared = declared_by(root)
    return Scope(declared.spaces, _ignored(declared))


def scope_within(root: etree._Element, declared: Declared, mentions: Mentions) -> Scope:
    """The scope of a part by what its root declared when it was read.

    Declarations that nothing within needs are taken off the root; those that are left tell
    which prefixes are used.
    """
    root.attrib.pop(IGNORABLE, "")
    etree.cleanup_namespaces(root)
    used = cast(Mapping[str, str], root.nsmap)
    uris = set(used.values())
    ignored = {
        uri: one
        for uri, one in _ignored(declared).items()
        if uri in uris or not mentions.declared_at_most(1, uri)
    }

    def is_unused(uri: str) -> bool:
        """Neither below the root's own declaration, nor declared further within."""
        times = int(uri in declared.spaces.values())
        return uri not in uris and mentions.declared_at_most(times, uri)

    plain = is_unused(MC)
    strange = [one for one, uri in used.items() if _USUAL.get(uri) != one]
    usual = plain and not ignored and not strange
    return Scope(declared.spaces, ignored, plain, usual, not is_unused(V))


def _ignored(declared: Declared) -> dict[str, str]:
    listed = [(declared.spaces.get(one), one) for one in declared.ignorable]
    return {uri: _USUAL.get(uri, one) for uri, one in listed if uri and uri not in _KNOWN}


def copied(original: etree._Element, scope: Scope) -> etree._Element:
    """A copy that can stand alone: its values name only prefixes that it declares, or that
    stand above every piece.
    """
    made = copy.deepcopy(original)
    made.tail = None
    if scope.plain:
        return _ignorable(made, scope.ignored) if scope.ignored else made
    originals = cast(list[etree._Element], _HOLDERS(original))
    copies = cast(list[etree._Element], _HOLDERS(made))
    for before, after in zip(originals, copies, strict=True):
        known = {**scope.known, **cast(Mapping[str, str], before.nsmap)}
        kept = _kept(known, after)
        made = kept if after is made else made
    return _ignorable(made, scope.ignored) if scope.ignored else made


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


def _ignorable(made: etree._Element, ignored: Mapping[str, str]) -> etree._Element:
    """What older readers may pass over stays so: attributes go, elements say it."""
    used: Spaces = {}
    users = cast(list[etree._Element], _USERS(made, spaces=f"|{'|'.join(ignored)}|"))
    for element in users:
        for name in [one for one in element.attrib if _space(str(one)) in ignored]:
            del element.attrib[name]
        uri = _space(element.tag)
        if uri in ignored:
            used[ignored[uri]] = uri
    if not used:
        return made
    made = _declaring(made, used)
    made.set(IGNORABLE, " ".join(dict.fromkeys([*made.get(IGNORABLE, "").split(), *used])))
    return made


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
