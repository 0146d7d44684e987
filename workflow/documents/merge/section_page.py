"""The page and what stands in its head and foot (GB/T 9704-2012, 5 and 7.5)."""

from __future__ import annotations

from workflow.documents.merge.furniture import DRAFT_HEAD, EVEN_FOOTER, ODD_FOOTER
from workflow.documents.merge.xml import Element, R, el, element
from workflow.documents.profile import Profile


def section_properties(profile: Profile, draft_mark: bool) -> Element:
    """The page and its number, and the head where it is unsigned (ECMA-376, 17.6.17)."""
    page = profile.page
    references = [
        ("footerReference", "default", ODD_FOOTER),
        ("footerReference", "even", EVEN_FOOTER),
    ]
    if draft_mark:
        heads = [("headerReference", kind, DRAFT_HEAD) for kind in ("default", "even")]
        references = heads + references
    made = element("sectPr")
    for name, kind, own in references:
        reference = el(name, type=kind)
        reference.set(f"{{{R}}}id", own)
        made.append(reference)
    made.append(el("pgSz", w=page.width, h=page.height))
    made.append(
        el(
            "pgMar", top=page.top, right=page.right, bottom=page.bottom, left=page.left,
            header=851, footer=page.footer, gutter=0,
        )
    )  # fmt: skip
    return made
