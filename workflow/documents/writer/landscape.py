"""Sections of pages on their side: where they begin and end (ECMA-376, 17.6.18)."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.house.fillers import filler, is_filler
from workflow.documents.house.furniture import KINDS
from workflow.documents.house.section_page import section_properties
from workflow.documents.house.xml import Element, w
from workflow.documents.profile import Profile
from workflow.documents.writer.tracking import TRACKED, is_tracked


def closed(
    elements: Sequence[Element], profile: Profile, landscape: bool, draft_mark: bool
) -> list[Element]:
    """The elements as the end of a section, upright or on its side.

    The section's properties stand in the last paragraph, where that has text; else in an
    invisible one of their own, so that no empty line is added that somebody would see.
    """
    properties = section_properties(profile, draft_mark, landscape=landscape, notes=KINDS)
    made = list(elements)
    if made and _can_close(made[-1]):
        holder = made[-1].find(w("pPr"))
        assert holder is not None
        holder.append(properties)
        return made
    if made and is_filler(made[-1]):
        made.pop()
    return [*made, filler(properties=(properties,))]


def _can_close(last: Element) -> bool:
    """A paragraph of ours with words that nobody wants in or gone, and no turn of the page."""
    if last.tag != w("p") or last.find(w("pPr")) is None or is_tracked(last):
        return False
    is_turn = any(one.get(w("type")) == "page" for one in last.iter(w("br")))
    return not is_turn and any(_stays(one) for one in last.iter(w("t"), w("drawing")))


def _stays(one: Element) -> bool:
    """Whether it is there whatever becomes of tracked changes."""
    return next(one.iterancestors(*(w(kind) for kind in TRACKED)), None) is None
