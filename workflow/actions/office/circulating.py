"""Give copies for reading, and acknowledge that one has read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.actions.colleagues import colleague
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Circulation, Person, Section, db


def circulate(
    work: Work, scene: Scene, section: Section | None, actor: Person, wanted: Iterable[Any]
) -> list[Person]:
    """To each of these people (ids) who has no unread copy yet; raises NotYet for nobody."""
    people = [colleague(scene.report.office_id, one) for one in dict.fromkeys(wanted)]
    have = {one.person_id for one in scene.copies_to_read(section) if one.read_at is None}
    fresh = [one for one in people if one.id not in have and one.id != actor.id]
    if not fresh:
        raise NotYet(
            say(
                "请选择传阅给谁；已送而未阅的人不再重复送。",
                "Please choose who is to read it; whoever has an unread copy gets no second one.",
            )
        )
    rows = [
        Circulation(
            report_id=scene.report.id,
            section_id=section.id if section else None,
            person=person,
            person_id=person.id,
            by_id=actor.id,
            created_at=work.now,
        )
        for person in fresh
    ]
    db.session.add_all(rows)
    scene.circulations.extend(rows)
    return fresh


def acknowledge(work: Work, scene: Scene, section: Section | None, reader: Person) -> set[int]:
    """All unread copies of it count as read; whoever gave them."""
    own = [
        one
        for one in scene.copies_to_read(section)
        if one.person_id == reader.id and one.read_at is None
    ]
    for one in own:
        one.read_at = work.now
    return {one.by_id for one in own}
