"""Ladders of review stages and of blanks: kinds of their own, with rules that the editor sets."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.actions.reminding.test_reminders import reminded, swept
from tests.cast import World
from tests.march import DUE, RULES, assigned, at
from workflow.actions.whereabouts import holder_due
from workflow.actions.work import transaction
from workflow.domain.calendar import due_moment
from workflow.domain.machine import NotYet, Refused
from workflow.domain.terms import AlarmKind, Verb
from workflow.notify.sentences import asked
from workflow.store import CalendarDay, Notice, db
from workflow.store.alarm import alarms_in

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STAGE, BLANKS = "stage", "blanks"


@pytest.fixture
def office(ctx: World) -> World:
    return assigned(ctx)


def submitted(world: World, day: int = 4, text: str = "制度建设的正文。") -> None:
    world.write("owner", text)
    world.do("owner", Verb.SUBMIT, now=at(day))


def test_a_stage_is_reminded_from_when_it_got_the_section(office: World) -> None:
    """Thursday the 4th, two working days: due on Monday the 8th; then it climbs."""
    submitted(office)
    swept(*(at(day, 9) for day in range(4, 13)))
    assert reminded(office) == []
    assert Counter(reminded(office, STAGE)) == Counter(
        [("reviewer", days) for days in (1, 0, -1, -3)]
        + [("editor", -1), ("editor", -3), ("director", -3)]
    )


def test_the_next_stage_gets_its_own_days_and_the_first_is_silent(office: World) -> None:
    submitted(office)
    office.do("reviewer", Verb.PASS, now=at(5, 10))
    swept(*(at(day) for day in (5, 8, 9)))
    told = reminded(office, STAGE)
    assert Counter(told) == Counter(
        [(who, days) for who in ("countersigner", "second_countersigner") for days in (1, 0)]
    )


def test_of_two_who_are_waited_for_only_the_one_who_has_not_passed_is_told(office: World) -> None:
    """frappe/frappe#19205: only people who have something to do are told."""
    submitted(office)
    office.do("reviewer", Verb.PASS, now=at(5, 10))
    office.do("countersigner", Verb.PASS, now=at(5, 11))
    swept(at(8), at(9))
    assert reminded(office, STAGE) == [("second_countersigner", 1), ("second_countersigner", 0)]


def test_sent_back_the_stage_is_silent_and_submitted_again_it_is_armed_again(office: World) -> None:
    """YunaiV/ruoyi-vue-pro#1018."""
    submitted(office)
    swept(at(5))
    office.do("reviewer", Verb.SEND_BACK, note="请补充", now=at(5, 10))
    swept(at(8))
    assert reminded(office, STAGE) == [("reviewer", 1)]
    submitted(office, 8, "补充过的正文。")
    swept(at(9), at(10))
    assert reminded(office, STAGE) == [("reviewer", days) for days in (1, 1, 0)]


def test_handed_over_the_successor_is_told_in_the_reviewers_stead(office: World) -> None:
    """go-vikunja/vikunja#1581."""
    submitted(office)
    swept(at(5))
    given: dict[str, Any] = {
        "person_id": office.ids["outsider"],
        "from_id": office.ids["reviewer"],
    }
    office.do("reviewer", Verb.HAND_OVER, now=at(5, 10), **given)
    swept(at(8), at(9))
    told = [one for one in reminded(office, STAGE) if one[0] != "editor"]
    assert told == [("reviewer", 1), ("outsider", 0), ("outsider", -1)]


def test_a_stage_keeps_its_due_day_when_the_calendar_changes(office: World) -> None:
    """Due dates are stored, and never computed anew in silence."""
    submitted(office)
    office_id, zone = office.report.office_id, office.report.office.zone
    with transaction():
        db.session.add(CalendarDay(office_id=office_id, day=date(2027, 3, 5), working=False))
    assert holder_due(office.scene(), office.section()) == due_moment(date(2027, 3, 8), zone)
    swept(at(8))
    assert reminded(office, STAGE) == [("reviewer", 0)]


def test_open_blanks_are_told_before_the_due_day_beside_the_deadline(office: World) -> None:
    office.write("owner", "全年共办理事项 X 件。")
    swept(*(at(day) for day in range(2, 11)))
    assert reminded(office, BLANKS) == [("owner", 3), ("owner", 1)]
    assert reminded(office) == [("owner", days) for days in (5, 2, 1, 0)]


def test_filled_blanks_are_not_spoken_of_and_come_again_with_new_ones(office: World) -> None:
    office.write("owner", "全年共办理事项 X 件。")
    swept(at(5))
    office.write("owner", "全年共办理事项 12 件。")
    swept(at(9))
    assert reminded(office, BLANKS) == [("owner", 3)]
    office.write("owner", "全年共办理事项 12 件，其中 X 件超期。")
    swept(at(9, 9, 5))
    assert reminded(office, BLANKS) == [("owner", 3)]


def ladders(**kinds: list[tuple[int | None, list[str]]]) -> dict[str, Any]:
    return {
        "ladders": {
            kind: [{"days": days, "roles": roles} for days, roles in lines]
            for kind, lines in kinds.items()
        }
    }


def test_the_editor_sets_the_rungs_and_what_was_told_is_not_told_again(office: World) -> None:
    swept(at(3))
    rules = ladders(drafting=[(-5, ["owner"]), (-3, ["owner", "editor"]), (2, ["director"])])
    office.do_report("editor", Verb.SET_REMINDERS, now=at(3, 10), **rules)
    swept(*(at(day) for day in range(3, 16)))
    assert Counter(reminded(office)) == Counter(
        [("owner", 5), ("owner", 3), ("editor", 3), ("director", -2)]
    )


@pytest.mark.parametrize(("changed", "looks"), [(at(12, 11), at(12, 12)), (at(13, 16), at(15, 7))])
def test_rules_that_change_while_a_rung_waits_do_not_drop_it(
    office: World, changed: datetime, looks: datetime
) -> None:
    """Nothing ran on Friday morning; at the weekend it waits for Monday."""
    office.do("editor", Verb.EXTEND, due_on=date(2027, 3, 15), note="推迟", now=at(2))
    swept(at(11), *[at(13, 15)] * (changed > at(13)))
    assert reminded(office) == [("owner", 2)]
    office.do_report("editor", Verb.SET_REMINDERS, now=changed, **ladders(blanks=[]))
    swept(looks)
    assert len(reminded(office)) == 2


def test_kinds_are_independent(office: World) -> None:
    office.do_report("editor", Verb.SET_REMINDERS, now=at(1, 10), **ladders(drafting=[]))
    office.write("owner", "全年共办理事项 X 件。")
    swept(*(at(day) for day in range(2, 16)))
    assert reminded(office) == []
    assert reminded(office, BLANKS) == [("owner", 3), ("owner", 1)]


def test_the_report_has_an_hour_of_its_own(office: World) -> None:
    office.do_report("editor", Verb.SET_REMINDERS, remind_at=time(14, 30), now=at(1, 10))
    swept(at(3, 9), at(3, 14, 29))
    assert reminded(office) == []
    swept(at(3, 14, 30))
    assert reminded(office) == [("owner", 5)]


@pytest.mark.parametrize(
    "rungs",
    [[(-5, [])], [(-5, ["owner"]), (-5, ["editor"])], [(400, ["owner"])], [(None, ["owner"])]],
)
def test_rules_that_make_no_sense_are_refused(office: World, rungs: list[Any]) -> None:
    with pytest.raises(NotYet):
        office.do_report("editor", Verb.SET_REMINDERS, **ladders(drafting=rungs))
    assert office.report.ladders == {}


def test_only_the_editor_sets_them(office: World) -> None:
    for who in ("owner", "director", "administrator"):
        with pytest.raises(Refused):
            office.do_report(who, Verb.SET_REMINDERS, **ladders(drafting=[]))


def test_nothing_goes_out_in_the_quiet_hours_or_at_a_weekend(office: World) -> None:
    """The clock stood still from Friday morning to Saturday: it is told on Monday at seven."""
    office.do("editor", Verb.EXTEND, due_on=date(2027, 3, 15), note="推迟", now=at(2))
    swept(at(13, 15), at(14, 15), at(15, 6, 59))
    assert reminded(office) == []
    swept(at(15, 7), at(15, 7, 1))
    assert reminded(office) == [("owner", 0)]


def test_an_hour_in_the_quiet_hours_waits_for_their_end(office: World) -> None:
    office.report.office.quiet_until = time(10, 0)
    db.session.commit()
    office.do("editor", Verb.ASSIGN, RULES, due_on=DUE, now=at(1, 11))
    swept(at(3, 9, 30))
    assert reminded(office) == []
    swept(at(3, 10))
    assert reminded(office) == [("owner", 5)]


def test_what_the_clock_watches_is_looked_up_by_an_index(office: World) -> None:
    plan = db.session.execute(
        db.text("EXPLAIN QUERY PLAN SELECT id FROM alarm WHERE remind_at <= '2027-03-03'")
    )
    assert any("ix_alarm_remind_at" in str(row) for row in plan)


def test_an_extension_by_two_acts_at_once_arms_once(office: World) -> None:
    """4teamwork/opengever.core#4709: each alarm of the owner follows, the arming counts up."""
    before = {one.key: one.arming for one in alarms_in(office.report_id)}
    office.do("editor", Verb.EXTEND, due_on=DUE + timedelta(days=7), note="材料未齐", now=at(2))
    after = {one.key: one for one in alarms_in(office.report_id)}
    for kind in (AlarmKind.DRAFTING, AlarmKind.BLANKS):
        key = (office.section_ids[RULES], kind, 0)
        assert after[key].arming == before[key] + 1
        zone = office.report.office.zone
        assert after[key].due_at == due_moment(DUE + timedelta(days=7), zone)


def test_the_words_say_what_is_asked_of_whom(office: World) -> None:
    submitted(office)
    swept(at(9))
    told = {row.person_id: row for row in db.session.scalars(db.select(Notice)) if row.details}
    details = told[office.ids["reviewer"]].details
    assert details["stage"] == "初审" and details["names"] == "审核人甲"


def test_who_sees_to_it_reads_what_was_tried_before(office: World) -> None:
    swept(*(at(day) for day in (3, 8, 9, 10)))
    office.do("editor", Verb.NUDGE, now=at(10, 10))
    swept(at(11))
    query = db.select(Notice).where(Notice.person_id == office.ids["editor"])
    notice = db.session.scalars(query.order_by(Notice.id.desc())).first()
    assert notice is not None
    ask = asked(notice)
    assert ask is not None
    assert ask.render() == (
        "责任人责任人甲尚未送审（已提醒 4 次、催办 1 次），请联系本人或调整期限。"
    )
