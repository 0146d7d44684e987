"""The outline of a report: adding, renaming and moving its sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.actions.writing import drafts
from workflow.documents.numerals import DEFAULT_FRAME
from workflow.domain.machine import NotYet
from workflow.domain.terms import SectionKind, SectionState
from workflow.domain.text import say
from workflow.store import Person, Section, db

KIND_OF_LEVEL = {1: "cn_dun", 2: "cn_paren", 3: "ar_dot", 4: "ar_paren"}
LONGEST_TITLE = 300


def section_in(scene: Scene, section_id: Any) -> Section:
    """A section of this report; raises NotYet for any other id."""
    found = next((one for one in scene.sections if str(one.id) == str(section_id)), None)
    if found is None:
        raise NotYet(say("本报告没有这个部分。", "This report has no such section."))
    return found


def add(scene: Scene, given: Mapping[str, Any]) -> Section:
    """A new section at the end of its parent (``parent_id`` 0: of the report).

    A parent that had no text of its own yet becomes a heading.
    """
    title = str(given.get("title", "")).strip()[:LONGEST_TITLE]
    if not title:
        raise NotYet(say("标题不能为空。", "The title cannot be empty."))
    parent = section_in(scene, given["parent_id"]) if given.get("parent_id") else None
    level = scene.place(parent).level + 1 if parent else 1
    kind = str(given.get("numeral_kind") or KIND_OF_LEVEL.get(level, "ar_paren"))
    siblings = [one for one in scene.sections if one.parent_id == (parent.id if parent else None)]
    section = Section(
        report_id=scene.report.id,
        parent_id=parent.id if parent else None,
        position=max((one.position for one in siblings), default=0) + 1,
        kind=SectionKind.HEADING if given.get("is_heading") else SectionKind.TEXT,
        title=title,
        numeral_kind=kind,
        numeral_frame=DEFAULT_FRAME[kind],
    )
    if parent and parent.kind is SectionKind.TEXT and _is_untouched(parent):
        parent.kind = SectionKind.HEADING
    db.session.add(section)
    db.session.flush()
    return section


def rename(work: Work, scene: Scene, section: Section, title: str, actor: Person) -> None:
    """A new title is new content: sign-offs of the old one go stale, and a signed one reopens."""
    section.title = title[:LONGEST_TITLE]
    drafts.retitled(work, section, actor)
    if section.state is SectionState.SIGNED_OFF:
        section.state = SectionState.RETURNED
        section.since = work.now


def shift(scene: Scene, section: Section, by: int) -> None:
    """One place up (-1) or down (+1) among its siblings; at the end nothing moves."""
    siblings = [one for one in scene.sections if one.parent_id == section.parent_id]
    siblings.sort(key=lambda one: (one.position, one.id))
    old = siblings.index(section)
    new = min(max(old + (1 if by > 0 else -1), 0), len(siblings) - 1)
    siblings.insert(new, siblings.pop(old))
    for place, one in enumerate(siblings, start=1):
        one.position = place


def _is_untouched(section: Section) -> bool:
    return section.head_id is None and section.owner_id is None
