"""The look of a kept part, where it is to stay: its own styles, and the defaults below them.

A document's defaults (w:docDefaults) hold for all of its text, so a report has one set alone.
Those of the source are written into its styles that are based on nothing, together with what
the specification says where they are silent and the house is not; and what has no style gets
the source's default one. Text within tables takes a size from a paragraph's style before it
takes one from the table's (17.7.2), so there a written default wins over a table style.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from workflow.documents.blobs import digest_of
from workflow.documents.chunk import Chunk, Hole, Needs, Style
from workflow.documents.needs import folded_name
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

# Styles by type and folded name.
Names = frozenset[tuple[str, str]]
_BASED = b'<w:basedOn w:val="'
_ON = ("1", "true", "on")
# What holds where a document says nothing (ECMA-376 Part 1, 17.3), and a house style may not.
_SILENT = {
    "pPr": (
        *(("widowControl", {"val": "1"}), ("overflowPunct", {"val": "1"})),
        *(("autoSpaceDE", {"val": "1"}), ("autoSpaceDN", {"val": "1"})),
        *(("adjustRightInd", {"val": "1"}), ("snapToGrid", {"val": "1"})),
    ),
    "rPr": (
        (
            "rFonts",
            dict.fromkeys(("ascii", "eastAsia", "hAnsi", "cs"), "Times New Roman"),
        ),
        *(("sz", {"val": "20"}), ("szCs", {"val": "20"})),
    ),
}
# The order of CT_PPrBase and CT_RPr (17.3.1.26, 17.3.2.28), which Word insists on.
_PARAGRAPH = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
_RUN = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
"""
_ORDERS = {"pPr": _PARAGRAPH.split(), "rPr": _RUN.split()}
_THEMES = {
    "asciiTheme": "ascii",
    "eastAsiaTheme": "eastAsia",
    "hAnsiTheme": "hAnsi",
    "cstheme": "cs",
}
_HOLDERS = {"p": ("pPr", "pStyle", "paragraph"), "tbl": ("tblPr", "tblStyle", "table")}
_STORIES = ("footnotes", "endnotes", "comments", "header", "footer")


def keep_looks(source: Source) -> None:
    """Write defaults into styles, and default styles into what names none."""
    root = source.styles_root
    if root is None:
        return
    defaults = root.find(w("docDefaults"))
    for style in list(root.iterchildren(w("style"))):
        if style.get(w("type"), "paragraph") == "paragraph" and style.find(w("basedOn")) is None:
            for kind in ("pPr", "rPr"):
                _fill(style, kind, defaults)
    for story in _stories(source):
        for name, (holder, reference, kind) in _HOLDERS.items():
            _name_default(story, name, holder, reference, _default(root, kind))


def with_looks(chunk: Chunk) -> Chunk:
    """The chunk, each of its styles with the name of its look."""
    needs = chunk.needs
    looks: dict[int, str] = {}
    styles = tuple(
        replace(one, look=_look(number, needs, looks)) for number, one in enumerate(needs.styles)
    )
    furniture = tuple(replace(one, chunk=with_looks(one.chunk)) for one in needs.furniture)
    return replace(chunk, needs=replace(needs, styles=styles, furniture=furniture))


def _look(number: int, needs: Needs, looks: dict[int, str]) -> str:
    """A digest of the style and of all that it is based on; others are only named."""
    if number in looks:
        return looks[number]
    looks[number] = ""
    words, style = [], needs.styles[number]
    for place, one in enumerate(style.xml):
        if isinstance(one, bytes):
            words.append(one)
        elif one[0] is Hole.STYLE:
            words.append(_name(needs.styles[one[1]]))
            before = style.xml[place - 1]
            if isinstance(before, bytes) and before.endswith(_BASED):
                words.append(_look(one[1], needs, looks).encode())
        elif one[0] is Hole.LIST:
            words.append(needs.lists[one[1]].group.encode())
    looks[number] = digest_of(b"|".join(words))[:32]
    return looks[number]


def _name(style: Style) -> bytes:
    return f"{style.type}:{folded_name(style.name)}".encode()


def _default(root: etree._Element, kind: str) -> str:
    for style in root.iterchildren(w("style")):
        is_default = style.get(w("default")) in _ON
        if is_default and style.get(w("type"), "paragraph") == kind:
            return style.get(w("styleId"), "")
    return ""


def _name_default(
    story: etree._Element, name: str, holder: str, reference: str, default: str
) -> None:
    for one in list(story.iter(w(name))) if default else ():
        properties = one.find(w(holder))
        if properties is None:
            properties = one.makeelement(w(holder))
            one.insert(0, properties)
        if properties.find(w(reference)) is None:
            made = properties.makeelement(w(reference))
            made.set(w("val"), default)
            properties.insert(0, made)


def _fill(style: etree._Element, kind: str, defaults: etree._Element | None) -> None:
    """The style's properties of this kind, with defaults where it is silent."""
    own = style.find(w(kind))
    if own is None:
        own = style.makeelement(w(kind))
        following = style.find(w("rPr")) if kind == "pPr" else None
        places = [n for n, one in enumerate(style) if one.tag in (w("tblPr"), w("trPr"))]
        at = min(places, default=len(style))
        style.insert(list(style).index(following) if following is not None else at, own)
    given = None if defaults is None else defaults.find(f"{w(kind + 'Default')}/{w(kind)}")
    for one in given.iterchildren("*") if given is not None else ():
        _add(own, deepcopy(one))
    for name, attributes in _SILENT[kind]:
        made = own.makeelement(w(name))
        for key, value in attributes.items():
            made.set(w(key), value)
        _add(own, made)
    own[:] = sorted(own.iterchildren("*"), key=lambda one: _rank(kind, str(one.tag)))


def _add(own: etree._Element, default: etree._Element) -> None:
    """The default where the style says nothing; single attributes where it says a part."""
    there = own.find(str(default.tag))
    if there is None:
        own.append(default)
        return
    if default.tag not in (w("rFonts"), w("spacing"), w("ind"), w("lang")):
        return
    said = {_THEMES.get(etree.QName(str(one)).localname, "") for one in there.attrib}
    for name, value in default.attrib.items():
        own_name = etree.QName(str(name)).localname
        if name not in there.attrib and own_name not in said:
            if own_name in _THEMES and w(_THEMES[own_name]) in there.attrib:
                continue
            there.set(str(name), str(value))


def _stories(source: Source) -> Iterator[etree._Element]:
    yield source.body
    for kind in _STORIES:
        for name in dict.fromkeys(source.related(kind)):
            root = source.root(name)
            if root is not None:
                yield root


def _rank(kind: str, tag: str) -> int:
    name, order = etree.QName(tag).localname, _ORDERS[kind]
    return order.index(name) if name in order else len(order)
