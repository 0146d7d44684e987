"""Pass: the styles of the report, under Word's own names so that its navigation works."""

from __future__ import annotations

from workflow.documents.merge.xml import Element, el, element, run_properties, serialise, w
from workflow.documents.profile import Font, Profile

BODY, TITLE, SIGNATURE, HEADER, FOOTER = "Body", "Title", "Signature", "Header", "Footer"
LEVELS = 9
HEADING_KINDS = ("cn_dun", "cn_paren", "ar_dot", "ar_paren")


def heading_style(level: int) -> str:
    return f"Heading{min(max(level, 1), LEVELS)}"


def styles_part(profile: Profile) -> bytes:
    """``word/styles.xml``: no theme attribute anywhere, every face named."""
    root = element(
        "styles",
        element(
            "docDefaults",
            element("rPrDefault", run_properties(profile.body, profile)),
            element("pPrDefault", element("pPr")),
        ),
        _style("Normal", "Normal", (), profile, profile.body, default=True),
        _style(BODY, "Body Text", _body_spacing(profile), profile, profile.body),
        _style(TITLE, "Title", _title_spacing(), profile, profile.title),
        *(_heading(level, profile) for level in range(1, LEVELS + 1)),
        _style(SIGNATURE, "Signature", _signature_spacing(profile), profile, profile.body),
        _style(HEADER, "header", (el("jc", val="right"),), profile, Font("宋体", 18)),
        _style(FOOTER, "footer", (), profile, profile.number),
    )
    return serialise(root)


def _style(
    own: str,
    name: str,
    paragraph: tuple[Element, ...],
    profile: Profile,
    font: Font,
    default: bool = False,
) -> Element:
    made = el("style", el("name", val=name), type="paragraph", styleId=own)
    if default:
        made.set(w("default"), "1")
    else:
        made.append(el("basedOn", val="Normal"))
    made.append(el("qFormat"))
    made.append(element("pPr", *paragraph))
    made.append(run_properties(font, profile))
    return made


def _heading(level: int, profile: Profile) -> Element:
    kind = HEADING_KINDS[min(level, len(HEADING_KINDS)) - 1]
    paragraph = (
        el("keepNext"),
        *_body_spacing(profile),
        el("outlineLvl", val=level - 1),
    )
    font = profile.level_font(kind)
    return _style(heading_style(level), f"heading {level}", paragraph, profile, font)


def _body_spacing(profile: Profile) -> tuple[Element, ...]:
    """Exact spacing off the grid; the indent both in characters and in twips."""
    return (
        el("snapToGrid", val=0),
        el("spacing", before=0, after=0, line=profile.line, lineRule="exact"),
        el("ind", firstLineChars=200, firstLine=profile.body.size * 20),
        el("jc", val="both"),
    )


def _title_spacing() -> tuple[Element, ...]:
    return (
        el("snapToGrid", val=0),
        el("spacing", before=0, after=579, line=720, lineRule="exact"),
        el("jc", val="center"),
    )


def _signature_spacing(profile: Profile) -> tuple[Element, ...]:
    return (
        el("snapToGrid", val=0),
        el("spacing", before=0, after=0, line=profile.line, lineRule="exact"),
        el("jc", val="right"),
    )
