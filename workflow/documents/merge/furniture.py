"""Pass: what stands around the text: page numbers, the mark of a draft, settings."""

from __future__ import annotations

from workflow.documents.merge.styles import FOOTER, HEADER
from workflow.documents.merge.xml import (
    Element,
    el,
    element,
    paragraph,
    run,
    run_properties,
    serialise,
)
from workflow.documents.profile import Font, Profile

STYLES, NUMBERING, SETTINGS = "rId1", "rId2", "rId3"
ODD_FOOTER, EVEN_FOOTER, DRAFT_HEAD = "rId4", "rId5", "rId6"
DRAFT_WORDS = "未定稿"
COMPATIBLE_WITH = "15"


def settings_part() -> bytes:
    """``word/settings.xml``: odd and even pages differ; the layout of Word 2013 and later."""
    compatibility = el(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=COMPATIBLE_WITH,
    )
    return serialise(
        element(
            "settings",
            el("evenAndOddHeaders"),
            el("characterSpacingControl", val="compressPunctuation"),
            element("compat", compatibility),
        )
    )


def footer_part(profile: Profile, even: bool) -> bytes:
    """— 1 — : on the right of odd pages, on the left of even ones (GB/T 9704-2012, 7.5)."""
    side = "left" if even else "right"
    unit = profile.number.size * 10
    place: tuple[Element, ...]
    if profile.centred_number:
        place = (el("jc", val="center"),)
    elif even:
        place = (el("ind", leftChars=100, left=unit), el("jc", val=side))
    else:
        place = (el("ind", rightChars=100, right=unit), el("jc", val=side))
    font = profile.number
    page = [_field(kind, profile) for kind in ("begin", "instr", "separate", "1", "end")]
    runs = [run("— ", font, profile), *page, run(" —", font, profile)]
    return serialise(element("ftr", paragraph(FOOTER, *runs, properties=place)))


def header_part(profile: Profile) -> bytes:
    """A quiet word in the head of each page of a text that is not signed."""
    font = Font("宋体", 18)
    return serialise(element("hdr", paragraph(HEADER, run(DRAFT_WORDS, font, profile))))


def _field(kind: str, profile: Profile) -> Element:
    """A run of the PAGE field: begin, instruction, separate, shown text, end."""
    properties = run_properties(profile.number, profile)
    if kind == "instr":
        return element("r", properties, element("instrText", text="PAGE"))
    if kind == "1":
        return element("r", properties, element("t", text="1"))
    return element("r", properties, el("fldChar", fldCharType=kind))
