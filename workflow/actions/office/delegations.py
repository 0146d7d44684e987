"""Entrust one's part in a section or in a report for some days, and take it back at any time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.actions.colleagues import colleague
from workflow.actions.office.absences import NOT_ONESELF, checked_days
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Delegation, Person, Section, db


def entrust(
    work: Work,
    scene: Scene,
    section: Section | None,
    whose: int,
    given: Mapping[str, Any],
    note: str,
) -> Delegation:
    """``person_id`` acts for ``whose`` from ``first_on`` to ``last_on`` (dates)."""
    deputy = colleague(scene.report.office_id, given["person_id"])
    if deputy.id == whose:
        raise NotYet(NOT_ONESELF)
    if section is not None and whose != section.owner_id:
        _may_decide(scene, section, deputy)
    first, last = checked_days(_day(given, "first_on"), _day(given, "last_on"), scene.today)
    row = Delegation(
        report_id=scene.report.id,
        section_id=section.id if section else None,
        person_id=whose,
        deputy=deputy,
        first_on=first,
        last_on=last,
        note=note.strip(),
        created_at=work.now,
    )
    db.session.add(row)
    scene.delegations.append(row)
    return row


def _may_decide(scene: Scene, section: Section, deputy: Person) -> None:
    """A decision is entrusted to nobody who writes the section."""
    if scene.stands_with_authors(section, deputy.id):
        raise NotYet(
            say(
                "{who} 参与撰写这一部分，不能代您审核，请另选一人。",
                "{who} has a hand in the text of this section and cannot decide on it for you: "
                "choose somebody else.",
                who=deputy.name,
            )
        )


def end_delegations(work: Work, scene: Scene, section: Section | None, whose: int) -> set[int]:
    """What this person entrusted to others here is theirs again; the deputies' ids."""
    wanted = section.id if section else None
    ended = [
        one for one in scene.delegations if one.person_id == whose and one.section_id == wanted
    ]
    for one in ended:
        one.ended_at = work.now
        scene.delegations.remove(one)
    return {one.deputy_id for one in ended}


def words_of(row: Delegation) -> dict[str, Any]:
    """What the event and the notices say of it."""
    return {
        "person": row.deputy.name,
        "first": row.first_on.isoformat(),
        "last": row.last_on.isoformat(),
    }


def _day(given: Mapping[str, Any], name: str) -> date | None:
    value = given.get(name)
    return value if isinstance(value, date) else None
