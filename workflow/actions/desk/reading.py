"""What a person was given to read, as it lies on the desk until they acknowledge it."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.actions.desk.model import Ask, Item, Names
from workflow.actions.scene import Scene
from workflow.domain.text import say
from workflow.store import Circulation, Person, Report, Section, db
from workflow.store.circulation import unread_of


def to_read(person: Person, names: Names) -> Iterator[Item]:
    """One line a copy; a report or section circulated twice stands once."""
    seen: set[tuple[int, int | None]] = set()
    for one in unread_of(person.id):
        key = (one.report_id, one.section_id)
        if key not in seen:
            seen.add(key)
            yield _item(one, names)


def _item(one: Circulation, names: Names) -> Item:
    report = db.session.get_one(Report, one.report_id)
    section = db.session.get(Section, one.section_id) if one.section_id else None
    placed = Scene(report).place(section) if section else None
    who = names[one.by_id].name if one.by_id in names else "—"
    line = say("{who} 传阅，阅后请确认", "Circulated by {who}: confirm once read", who=who)
    return Item(Ask.READ, report, placed, line)
