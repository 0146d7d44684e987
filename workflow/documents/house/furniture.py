"""Pass: what stands around the text: page numbers, the mark of a draft, notes, settings."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lxml import etree

from workflow.documents.house.fields import simple_field
from workflow.documents.house.styles import FOOTER, HEADER
from workflow.documents.house.xml import Element, el, element, paragraph, run, serialise
from workflow.documents.profile import Profile

STYLES, NUMBERING, SETTINGS = "rId1", "rId2", "rId3"
ODD_FOOTER, EVEN_FOOTER, DRAFT_HEAD = "rId4", "rId5", "rId6"
DRAFT_WORDS = "未定稿"
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
"""Word's two lines above notes and their ids; notes themselves are numbered from 1 on."""

COMPATIBLE_WITH = "15"
MICROSOFT = "http://schemas.microsoft.com/office/word"
KINDS = ("footnote", "endnote")
ORDER = (
    "evenAndOddHeaders",
    "characterSpacingControl",
    "updateFields",
    "footnotePr",
    "endnotePr",
    "compat",
)


def settings_part(
    profile: Profile | None = None, *, contents: bool = False, notes: Collection[str] = ()
) -> bytes:
    """``word/settings.xml`` in the order of CT_Settings (ECMA-376, 17.15.1.78).

    Odd and even pages differ; the layout is that of Word 2013 and later. ``contents``: there
    is a table of contents, whose page numbers Word asks to update. ``notes``: the kinds
    that the document has, "footnote" and "endnote".
    """
    made = [el("updateFields", val="true")] if contents else []
    made += [el("evenAndOddHeaders"), el("characterSpacingControl", val="compressPunctuation")]
    if profile is not None:
        made += [notes_properties(one, profile, separators=True) for one in KINDS if one in notes]
    made.append(element("compat", el("compatSetting", **_compatible())))
    return serialise(element("settings", *sorted(made, key=_rank)))


def notes_properties(kind: str, profile: Profile, separators: bool = False) -> Element:
    """How notes are numbered (ECMA-376, 17.11.11); endnotes run through the document."""
    form = "decimalEnclosedCircleChinese" if profile.notes.circled else "decimal"
    anew = kind == "footnote" and profile.notes.each_page
    made = el(f"{kind}Pr", el("numFmt", val=form))
    made.append(el("numRestart", val="eachPage" if anew else "continuous"))
    if separators:
        made.extend(el(kind, id=own) for _, own in SEPARATORS)
    return made


def footer_part(profile: Profile, even: bool) -> bytes:
    """— 1 — : on the right of odd pages, on the left of even ones (GB/T 9704-2012, 7.5)."""
    number = profile.number
    face = number.font.name
    runs = [
        run(number.before, number.font, profile, latin=face),
        *simple_field("PAGE", "1", number.font, profile, latin=face),
        run(number.after, number.font, profile, latin=face),
    ]
    return serialise(element("ftr", paragraph(FOOTER, *runs, properties=_side(profile, even))))


def header_part(profile: Profile) -> bytes:
    """A quiet word in the head of each page of a text that is not signed."""
    return serialise(element("hdr", paragraph(HEADER, run(DRAFT_WORDS, profile.head, profile))))


def notes_part(kind: str, notes: Iterable[Element]) -> bytes:
    """``word/footnotes.xml`` or ``endnotes.xml``: ``kind`` is "footnote" or "endnote".

    ``notes`` are finished ``w:footnote`` or ``w:endnote`` elements with ids from 1 on.
    """
    lines = [_separator(kind, name, own) for name, own in SEPARATORS]
    return serialise(element(f"{kind}s", *lines, *notes))


def _separator(kind: str, name: str, own: int) -> Element:
    spacing = el("spacing", before=0, after=0, line=240, lineRule="auto")
    line = element("p", element("pPr", spacing), element("r", el(name)))
    return el(kind, line, type=name, id=own)


def _side(profile: Profile, even: bool) -> tuple[Element, ...]:
    if profile.number.place == "centre":
        return (el("jc", val="center"),)
    unit = profile.number.font.size * 10
    if even:
        return el("ind", leftChars=100, left=unit), el("jc", val="left")
    return el("ind", rightChars=100, right=unit), el("jc", val="right")


def _compatible() -> dict[str, str]:
    return {"name": "compatibilityMode", "uri": MICROSOFT, "val": COMPATIBLE_WITH}


def _rank(one: Element) -> int:
    return ORDER.index(etree.QName(one).localname)
