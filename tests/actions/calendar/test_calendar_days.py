"""The calendar in the administrator's hands: days, years, and which deadlines they touch."""

from __future__ import annotations

from datetime import date, time

import pytest

from tests.actions.calendar.test_calendar_table import NOTICE
from tests.actions.reminding.test_reminders import reminded, swept
from tests.approving import conditionally
from tests.cast import World
from tests.march import DUE, RULES, assigned, at
from workflow.actions.calendar import days as calendar_days
from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.calendar.table import read_table
from workflow.actions.calendar.touch import Touched
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed
from workflow.store import Office, db
from workflow.store.office import work_calendar

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def office(ctx: World) -> World:
    return assigned(ctx)


def set_day(world: World, day: date, working: bool | None) -> tuple[Touched, ...]:
    with transaction(at(1, 12)) as work:
        return calendar_days.set_day(work, world.person("administrator"), day, working, "调整")


def test_a_year_that_is_taken_in_is_no_longer_provisional(office: World) -> None:
    office_id = office.report.office_id
    with transaction(at(2)) as work:
        seed_calendar(work, db.session.get_one(Office, office_id))
        assert work_calendar(office_id).is_provisional(date(2027, 2, 8))
        lines = read_table(NOTICE, 2027)
        calendar_days.set_year(work, office.person("administrator"), 2027, lines, official=True)
    known = work_calendar(office_id)
    assert not known.is_provisional(date(2027, 2, 8))
    assert known.is_working(date(2027, 2, 14)) and not known.is_working(date(2027, 2, 8))
    # Of what was provisional nothing is left: by this notice 5 April is worked.
    assert known.is_working(date(2027, 4, 5))


def test_one_day_by_hand_leaves_its_year_provisional_and_is_kept(office: World) -> None:
    set_day(office, date(2027, 3, 8), False)
    office_id = office.report.office_id
    with transaction(at(2)) as work:
        seed_calendar(work, db.session.get_one(Office, office_id))
    known = work_calendar(office_id)
    assert known.is_provisional(date(2027, 3, 8)) and not known.is_working(date(2027, 3, 8))
    assert not known.is_working(date(2027, 4, 5))


def test_a_change_moves_sending_times_and_never_a_deadline(office: World) -> None:
    due_at = office.section().due_at
    (touched,) = set_day(office, date(2027, 3, 9), False)
    assert touched.placed.section.id == office.section_ids[RULES]
    assert not touched.not_worked and touched.was == at(3) and touched.will == at(2, 9)
    assert office.section().due_at == due_at
    swept(*(at(day) for day in range(2, 11)))
    assert reminded(office) == [("owner", days) for days in (5, 2, 1, 0)]


def test_a_rung_that_a_change_moves_into_the_past_is_told_at_once(office: World) -> None:
    swept(at(3, 8))
    with transaction(at(3, 8, 30)) as work:
        administrator = office.person("administrator")
        calendar_days.set_day(work, administrator, date(2027, 3, 9), False, "调整")
    swept(at(3, 8, 31), at(3, 9))
    assert reminded(office) == [("owner", 4)]


def test_upon_edits_a_change_of_the_hours_is_followed_too(ctx: World) -> None:
    """What a director wants changed has a deadline like any other."""
    conditionally(ctx, {"section": "rules", "text": "请写明期数。"})
    with transaction(at(3)) as work:
        hours = (time(8), time(22), time(7))
        calendar_days.set_hours(work, ctx.person("administrator"), *hours)
    alarms = [one for one in ctx.scene().alarms.values() if not one.rests]
    assert alarms and {one.remind_at for one in alarms} == {at(3)}


def test_a_section_that_is_signed_has_no_deadline_to_touch(office: World) -> None:
    office.sign_off()
    assert set_day(office, DUE, False) == ()


def test_a_deadline_that_lies_on_a_free_day_now_is_named(office: World) -> None:
    (touched,) = set_day(office, DUE, False)
    assert touched.not_worked and touched.due_at == office.section().due_at
    assert set_day(office, DUE, None) == set_day(office, DUE, None) == ()


def test_what_a_year_would_touch_is_told_before_it_is_taken_in(office: World) -> None:
    lines = read_table("2027-03-10,休", 2027)
    (touched,) = calendar_days.would_touch(at(2), office.report.office_id, 2027, lines)
    assert touched.not_worked
    assert work_calendar(office.report.office_id).is_working(DUE)


def test_another_offices_deadlines_stay_as_they_are(office: World) -> None:
    before = [one.remind_at for one in office.scene().alarms_of(office.section())]
    with transaction(at(2)) as work:
        stranger = office.person("stranger")
        stranger.is_administrator = True
        assert calendar_days.set_day(work, stranger, DUE, False) == ()
    assert [one.remind_at for one in office.scene().alarms_of(office.section())] == before


def test_only_the_administrator_keeps_the_calendar(office: World) -> None:
    with transaction(at(2)) as work, pytest.raises(NotAllowed):
        calendar_days.set_day(work, office.person("editor"), DUE, False)
