"""Ladders of an office at work go on as alarms: nothing that was told is told again, and what was
not watched before is watched from then on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from tasks.sweeping import run_sweep
from tests.migrations.older import Row, brought_to, fill
from workflow.app import create_app
from workflow.domain.calendar import WorkCalendar, office_day
from workflow.domain.terms import AlarmKind
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import Alarm, Reminder, db
from workflow.store.schema import bring_up_to_date

DRAFTING, BLANKS, STAGE = "drafting", "blanks", "stage"
OWNER, EDITOR, REVIEWER = 1, 2, 3
ZONE = "Asia/Shanghai"
NOW = datetime.now(UTC)
"""The migration has the clock of the wall."""
SINCE, DUE = NOW - timedelta(days=40), NOW + timedelta(days=40)


def person(number: int) -> Row:
    settings: dict[str, Any] = {"active": True, "channels": [], "choices": {}}
    place = {"id": number, "office_id": 1, "department_id": 1, "email": str(number)}
    return "person", {**place, **settings}


def report(number: int, state: str) -> Row:
    who = {"editor_id": EDITOR, "director_id": None}
    return "report", {"id": number, "office_id": 1, "state": state, **who}


def section(number: int, report_id: int, state: str, arming: int = 2) -> Row:
    """With the owner for forty days, and due in as many."""
    when: dict[str, Any] = {"since": SINCE, "due_at": DUE, "submitted_at": SINCE, "round": 1}
    place = {"id": number, "report_id": report_id, "position": number, "kind": "text"}
    watched = {"arming": arming, "remind_at": DUE - timedelta(days=7) if arming else None}
    return "section", {**place, "state": state, "owner_id": OWNER, **when, **watched}


STRICT = {"days": 2, "neighbour": "may", "tolerates": "none", "checklist": []}
WRITTEN, RETURNED, REVIEWED, SIGNED, PLANNED, ON_CONDITIONS = range(1, 7)
ROWS: tuple[Row, ...] = (
    ("office", {"id": 1, "zone": ZONE}),
    ("department", {"id": 1, "office_id": 1}),
    *(person(one) for one in (OWNER, EDITOR, REVIEWER)),
    report(1, "collecting"),
    report(2, "conditional"),
    report(3, "planning"),
    ("stage", {"id": 1, "report_id": 1, "kind": "review", "rule": "all", **STRICT}),
    ("stage_member", {"id": 1, "stage_id": 1, "person_id": REVIEWER}),
    section(WRITTEN, 1, "drafting"),
    section(RETURNED, 1, "returned", arming=5),
    section(REVIEWED, 1, "in_review"),
    section(SIGNED, 1, "signed_off"),
    section(PLANNED, 3, "planned", arming=0),
    section(ON_CONDITIONS, 2, "returned"),
    ("notice", {"id": 1, "person_id": OWNER, "report_id": 1, "section_id": WRITTEN}),
    (
        "reminder",
        {"thing": "section", "thing_id": WRITTEN, "person_id": OWNER, "rung": "-5"}
        | {"arming": 2, "notice_id": 1, "created_at": SINCE},
    ),
)


BY_THE_OWNER = {
    (one, kind) for one in (WRITTEN, RETURNED, ON_CONDITIONS) for kind in (DRAFTING, BLANKS)
}


@pytest.fixture
def upgraded(engine: Engine, tmp_path: Path) -> Iterator[None]:
    """The application over the office's database after the update."""
    brought_to(engine, "0024")
    fill(engine, ROWS)
    assert bring_up_to_date(engine)
    values = {"HUIGAO_VAR": str(tmp_path), "SECRET_KEY": "only-for-tests-" * 3}
    values |= {"DATABASE_URL": engine.url.render_as_string(False), "HUIGAO_LIBREOFFICE": "off"}
    values |= {"REDIS_URL": f"unix://{tmp_path}/redis.sock"}
    app = create_app(Settings.from_environment(values), ListQueue())
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def alarms() -> dict[tuple[int, str], Alarm]:
    """Those that run, by section and kind."""
    db.session.rollback()
    rows = db.session.scalars(db.select(Alarm).where(Alarm.due_at.is_not(None)))
    return {(one.section_id, str(one.kind)): one for one in rows}


def test_each_ladder_goes_on_where_it_was_and_the_next_sweep_watches_the_rest(
    upgraded: None,
) -> None:
    found = alarms()
    for number, arming in ((WRITTEN, 2), (RETURNED, 5), (ON_CONDITIONS, 2)):
        one = found[number, DRAFTING]
        assert (one.people, one.arming, one.part) == ([OWNER], arming, 0)
        assert (one.due_at, one.since, one.armed_at) == (DUE, SINCE, SINCE)
    (told,) = db.session.scalars(db.select(Reminder))
    assert told.alarm is found[WRITTEN, DRAFTING]
    assert (told.rung, told.arming, told.person_id, told.notice_id) == ("-5", 2, OWNER, 1)

    run_sweep(next_noon(NOW + timedelta(minutes=1)))
    found = alarms()
    assert set(found) == BY_THE_OWNER | {(REVIEWED, STAGE)}
    assert found[REVIEWED, STAGE].people == [REVIEWER]
    assert told_on() == [WRITTEN]

    fifth = WorkCalendar().shift(office_day(DUE, ZONE), -5)
    run_sweep(datetime.combine(fifth, time(10), ZoneInfo(ZONE)))
    assert told_on() == [WRITTEN, RETURNED, ON_CONDITIONS]


def next_noon(moment: datetime) -> datetime:
    """When the office may be spoken to."""
    day = WorkCalendar().shift(office_day(moment, ZONE), 1)
    return datetime.combine(day, time(12), ZoneInfo(ZONE))


def told_on() -> list[int]:
    """The sections of which their owner was reminded as they were written."""
    db.session.rollback()
    query = db.select(Alarm.section_id).join(Reminder).order_by(Reminder.id)
    return list(db.session.scalars(query.where(Alarm.kind == AlarmKind.DRAFTING)))
