"""Makers of single styles, in the order of CT_Style (ECMA-376, 17.7.4.17)."""

from __future__ import annotations

from workflow.documents.house.xml import Element, el, element, run_properties, w
from workflow.documents.profile import Font, Profile

NORMAL, NORMAL_CHARACTER, NORMAL_TABLE = "Normal", "DefaultParagraphFont", "TableNormal"
OFF_THE_GRID = ("autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid")
"""With widow control, what would move text off 22 lines and 28 characters: all switched off."""
BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def defaults(profile: Profile) -> Element:
    """``docDefaults``: all four faces, Chinese as language, nothing that moves a line."""
    base = run_properties(profile.body, profile)
    base.append(el("lang", val="en-US", eastAsia="zh-CN"))
    return element(
        "docDefaults", element("rPrDefault", base), element("pPrDefault", _quiet(profile))
    )


def _quiet(profile: Profile) -> Element:
    """LibreOffice 7.4 reads overflowPunct the wrong way round: it never hangs where Word may."""
    return element(
        "pPr",
        el("widowControl", val=0),
        el("overflowPunct", val=int(profile.hanging)),
        *(el(name, val=0) for name in OFF_THE_GRID),
    )


def empty_styles(profile: Profile) -> list[Element]:
    """The three defaults that Word would otherwise bring in with values of its own."""
    return [
        _default(
            "paragraph", NORMAL, "Normal", _quiet(profile), run_properties(profile.body, profile)
        ),
        _default("character", NORMAL_CHARACTER, "Default Paragraph Font"),
        _default("table", NORMAL_TABLE, "Normal Table", element("tblPr", _margins(0))),
    ]


def paragraph_style(
    own: str, name: str, font: Font, profile: Profile, *properties: Element, following: str = ""
) -> Element:
    """A paragraph style; text of the body's size takes the body's space between characters."""
    made = el("style", el("name", val=name), el("basedOn", val=NORMAL), type="paragraph")
    made.set(w("styleId"), own)
    if following:
        made.append(el("next", val=following))
    spacing = profile.tracking if font.size == profile.body.size else 0
    made.append(el("qFormat"))
    made.append(element("pPr", *properties))
    made.append(run_properties(font, profile, spacing=spacing))
    return made


def character_style(own: str, name: str, *properties: Element) -> Element:
    made = el("style", el("name", val=name), type="character", styleId=own)
    made.append(el("basedOn", val=NORMAL_CHARACTER))
    made.append(element("rPr", *properties))
    return made


def table_style(own: str, name: str, profile: Profile) -> Element:
    """Lines around every cell; text in the middle of its height."""
    table = profile.table
    form = "single" if table.border else "none"
    lines = [el(side, val=form, sz=table.border, space=0, color="auto") for side in BORDERS]
    return el(
        "style",
        el("name", val=name),
        el("basedOn", val=NORMAL_TABLE),
        el("qFormat"),
        element("tblPr", element("tblBorders", *lines), _margins(table.padding, table.air)),
        element("tcPr", el("vAlign", val="center")),
        type="table",
        styleId=own,
    )


def _default(kind: str, own: str, name: str, *properties: Element) -> Element:
    made = el("style", el("name", val=name), *properties, type=kind, styleId=own)
    made.set(w("default"), "1")
    return made


def _margins(side: int, above: int = 0) -> Element:
    sides = (("top", above), ("left", side), ("bottom", above), ("right", side))
    return element("tblCellMar", *(el(name, w=width, type="dxa") for name, width in sides))
