"""Fields: the page number, a reference to a page (ECMA-376, 17.16)."""

from __future__ import annotations

from workflow.documents.house.xml import XML_SPACE, Element, el, element, run, run_properties
from workflow.documents.profile import Font, Profile


def simple_field(
    instruction: str, shown: str, font: Font, profile: Profile, *, latin: str | None = None
) -> list[Element]:
    """The runs of a field: begin, instruction, separator, what is shown now, end."""
    return [
        field_sign("begin", font, profile, latin=latin),
        field_instruction(instruction, font, profile, latin=latin),
        field_sign("separate", font, profile, latin=latin),
        run(shown, font, profile, latin=latin),
        field_sign("end", font, profile, latin=latin),
    ]


def field_sign(
    kind: str, font: Font, profile: Profile, *, latin: str | None = None, dirty: bool = False
) -> Element:
    """One bracket of a field: "begin", "separate" or "end".

    ``dirty`` has Word compute the field anew when it opens the document.
    """
    sign = el("fldChar", fldCharType=kind)
    if dirty:
        sign = el("fldChar", fldCharType=kind, dirty="true")
    return element("r", run_properties(font, profile, latin=latin), sign)


def field_instruction(
    words: str, font: Font, profile: Profile, *, latin: str | None = None
) -> Element:
    instruction = element("instrText", text=f" {words} ")
    instruction.set(XML_SPACE, "preserve")
    return element("r", run_properties(font, profile, latin=latin), instruction)
