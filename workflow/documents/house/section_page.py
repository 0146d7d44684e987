"""The page and what stands in its head and foot (GB/T 9704-2012, 5, 7.4 and 7.5)."""

from __future__ import annotations

from collections.abc import Collection

from workflow.documents.house.furniture import (
    DRAFT_HEAD,
    EVEN_FOOTER,
    KINDS,
    ODD_FOOTER,
    notes_properties,
)
from workflow.documents.house.xml import Element, R, el, element
from workflow.documents.profile import Page, Profile


def section_properties(
    profile: Profile, draft_mark: bool, *, landscape: bool = False, notes: Collection[str] = ()
) -> Element:
    """A section's page, its number, and the head where it is unsigned (ECMA-376, 17.6.17).

    ``landscape``: the sheet lies on its side, for wide tables. ``notes``: the kinds of notes
    that the document has, "footnote" and "endnote".
    """
    made = element("sectPr", *_references(draft_mark))
    made.extend(notes_properties(one, profile) for one in KINDS if one in notes)
    made.append(el("type", val="nextPage"))
    page = turned(profile.page) if landscape else profile.page
    made.append(_size(page, landscape))
    made.append(_margins(page))
    return made


def turned(page: Page) -> Page:
    """The sheet on its side: what was at the binding is above (7.4), on every page alike."""
    return Page(
        width=page.height,
        height=page.width,
        top=page.left,
        right=page.top,
        bottom=page.right,
        left=page.bottom,
        header=page.header,
        footer=min(page.footer, page.right // 2),
    )


def _references(draft_mark: bool) -> list[Element]:
    rows = [("headerReference", kind, DRAFT_HEAD) for kind in ("default", "even") if draft_mark]
    rows += [("footerReference", "default", ODD_FOOTER), ("footerReference", "even", EVEN_FOOTER)]
    made = []
    for name, kind, own in rows:
        reference = el(name, type=kind)
        reference.set(f"{{{R}}}id", own)
        made.append(reference)
    return made


def _size(page: Page, landscape: bool) -> Element:
    if landscape:
        return el("pgSz", w=page.width, h=page.height, orient="landscape")
    return el("pgSz", w=page.width, h=page.height)


def _margins(page: Page) -> Element:
    return el(
        "pgMar", top=page.top, right=page.right, bottom=page.bottom, left=page.left,
        header=page.header, footer=page.footer, gutter=0,
    )  # fmt: skip
