"""Reminders on the real store: once, to the right people, in time, and silent when done."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from flask import Flask

from tasks import sweeping
from tasks.sweeping import run_sweep
from tests.at_once import at_once
from tests.cast import World
from tests.march import DUE, RULES, assigned, at
from workflow.actions.reminding.reminders import remind
from workflow.actions.telling import deliveries
from workflow.actions.work import Work, transaction
from workflow.domain.terms import AlarmKind, DeliveryState, SectionState, Verb
from workflow.queue import ListQueue
from workflow.store import Delivery, Notice, Reminder, db
from workflow.store.system import alarms_to_remind


@pytest.fixture
def office(ctx: World) -> World:
    return assigned(ctx)


def swept(*moments: datetime) -> None:
    for moment in moments:
        run_sweep(moment)


def reminded(world: World, about: str = "drafting") -> list[tuple[str, int]]:
    """Who was told of which working days left, in order."""
    names = {number: name for name, number in world.ids.items()}
    rows = db.session.scalars(
        db.select(Notice).where(Notice.kind == "reminder").order_by(Notice.id)
    )
    said = [row for row in rows if row.details["about"] == about]
    return [(names[row.person_id], int(row.details["days"])) for row in said]


def alarm_of(world: World, section: str = RULES, kind: AlarmKind = AlarmKind.DRAFTING) -> int:
    """The id of the section's alarm."""
    return next(
        one.id for one in world.scene().alarms_of(world.section(section)) if one.kind is kind
    )


def told(world: World, who: str, kind: str) -> int:
    query = db.select(Notice).where(Notice.person_id == world.ids[who], Notice.kind == kind)
    return len(list(db.session.scalars(query)))


def test_each_rung_reaches_those_it_means_and_no_others(office: World) -> None:
    """pkp/pkp-lib#2687, frappe/frappe#19205."""
    swept(*(at(day) for day in range(1, 25)))
    assert Counter(reminded(office)) == Counter(
        [("owner", days) for days in (5, 2, 1, 0, -1, -3)]
        + [("editor", -1), ("editor", -3), ("director", -3)]
    )


def test_a_sweep_a_minute_sends_each_rung_once(office: World) -> None:
    swept(at(3), *(at(8, 8, 58) + timedelta(minutes=n) for n in range(8)))
    assert reminded(office) == [("owner", 5), ("owner", 2)]


def test_the_clock_stood_still_for_six_hours(office: World) -> None:
    """celery/celery#6438, #9074: what was missed is sent once."""
    swept(at(3), at(8, 8, 59), at(8, 15), at(8, 15, 1))
    assert reminded(office) == [("owner", 5), ("owner", 2)]


def test_after_days_of_standstill_only_the_newest_is_sent(office: World) -> None:
    """celery/celery#6438, #9074: what is obsolete is dropped."""
    swept(at(2), at(9, 15), at(9, 15, 1))
    assert reminded(office) == [("owner", 1)]


def test_sent_on_a_friday_the_next_one_is_on_monday(office: World) -> None:
    """getprobo/probo#1591."""
    office.do("editor", Verb.EXTEND, due_on=date(2027, 3, 15), note="推迟", now=at(2))
    swept(*(at(day) for day in (11, 12, 13, 14, 15)))
    assert reminded(office) == [("owner", 2), ("owner", 1), ("owner", 0)]
    swept(at(15, 9, 5))
    assert len(reminded(office)) == 3


def test_an_extension_moves_every_rung(office: World) -> None:
    """4teamwork/opengever.core#4709."""
    swept(at(3), at(8))
    office.do("editor", Verb.EXTEND, due_on=date(2027, 3, 24), note="材料未齐", now=at(8, 10))
    swept(*(at(day) for day in range(9, 17)))
    assert reminded(office) == [("owner", 5), ("owner", 2)]
    swept(*(at(day) for day in range(17, 25)))
    assert reminded(office)[2:] == [("owner", 5), ("owner", 2), ("owner", 1), ("owner", 0)]


def test_reassigned_the_former_owner_hears_it_once_and_then_nothing(office: World) -> None:
    """go-vikunja/vikunja#1581."""
    swept(at(3))
    before = told(office, "owner", "assign")
    office.do("editor", Verb.ASSIGN, owner_id=office.ids["second_owner"], now=at(4))
    assert told(office, "owner", "assign") == before + 1
    swept(*(at(day) for day in range(4, 25)))
    assert told(office, "owner", "assign") == before + 1
    assert told(office, "owner", "reminder") == 1
    assert told(office, "second_owner", "reminder") == 5


def test_handed_over_the_successor_is_reminded_in_the_owners_stead(office: World) -> None:
    swept(at(3))
    office.do("owner", Verb.HAND_OVER, person_id=office.ids["second_owner"], now=at(8, 10))
    swept(at(9))
    assert reminded(office) == [("owner", 5), ("second_owner", 1)]


def test_a_mail_that_waits_for_the_former_owner_is_not_sent(office: World) -> None:
    """go-vikunja/vikunja#1581: neither is what was written before the reassignment."""
    swept(at(3))
    office.do("editor", Verb.ASSIGN, owner_id=office.ids["second_owner"], now=at(3, 9, 1))
    assert state_of_reminders(at(3, 9, 2)) == [DeliveryState.OBSOLETE]


def test_handed_in_work_is_left_alone_and_sent_back_it_is_armed_again(office: World) -> None:
    """YunaiV/ruoyi-vue-pro#1018."""
    swept(at(3))
    office.write("owner", "制度建设的正文。")
    office.do("owner", Verb.SUBMIT, now=at(4))
    swept(*(at(day) for day in (8, 9)))
    assert reminded(office) == [("owner", 5)]
    office.do("reviewer", Verb.SEND_BACK, note="请补充", now=at(9, 10))
    swept(at(9, 11), at(10))
    assert reminded(office)[1:] == [("owner", 0)]
    office.write("owner", "制度建设的正文,已补充。")
    office.do("owner", Verb.SUBMIT, now=at(10, 10))
    swept(at(11))
    office.do("reviewer", Verb.SEND_BACK, note="再改", now=at(11, 10))
    swept(at(12))
    assert Counter(reminded(office)[2:]) == Counter([("owner", -2), ("editor", -2)])


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.DROP, Verb.DECLINE, Verb.CANCEL])
def test_nothing_is_sent_for_what_is_handed_in_dropped_declined_or_cancelled(
    office: World, verb: Verb
) -> None:
    if verb is Verb.SUBMIT:
        office.write("owner", "正文。")
    if verb is Verb.CANCEL:
        office.do_report("editor", verb, note="不再需要", now=at(2))
    else:
        who = "editor" if verb is Verb.DROP else "owner"
        office.do(who, verb, note="不再需要", now=at(2))
    swept(*(at(day) for day in range(3, 25)))
    assert reminded(office) == []


def test_a_signed_section_is_silent_and_reopened_it_is_armed(office: World) -> None:
    office.sign_off()
    swept(*(at(day) for day in (3, 8)))
    assert office.section().state is SectionState.SIGNED_OFF
    assert reminded(office) == []
    office.do("editor", Verb.REOPEN, note="数据有误", now=at(8, 10))
    swept(at(9))
    assert reminded(office) == [("owner", 1)]


def test_assigned_after_nine_on_the_due_day_it_is_told_the_next_morning(office: World) -> None:
    office.do("editor", Verb.ASSIGN, owner_id=office.ids["second_owner"], now=at(10, 10))
    swept(at(10, 11))
    assert reminded(office) == []
    swept(at(11))
    assert Counter(reminded(office)) == Counter([("second_owner", -1), ("editor", -1)])


def test_a_deadline_that_had_passed_at_assignment_is_reminded_of(office: World) -> None:
    office.do("editor", Verb.ASSIGN, owner_id=office.ids["second_owner"], now=at(17, 10))
    swept(at(17, 11))
    assert reminded(office) == []
    swept(at(18))
    assert Counter(reminded(office)) == Counter([("second_owner", -6), ("editor", -6)])


def test_before_midnight_in_shanghai_it_is_due_today_whatever_the_server_says(
    office: World,
) -> None:
    """chrisvel/tududi#258: 23:50 there is 15:50 UTC, and 0:10 there is still the day before."""
    office.report.office.quiet_until = office.report.office.quiet_from
    db.session.commit()
    swept(at(9, 23), at(10, 23, 50))
    details = db.session.scalars(db.select(Notice.details).order_by(Notice.id.desc())).first()
    assert details is not None and (details["when"], details["due"]) == ("today", "2027-03-10")
    swept(at(11, 0, 10))
    assert reminded(office) == [("owner", 1), ("owner", 0)]


def test_who_has_left_gets_nothing_and_stops_nobody_else(office: World) -> None:
    office.person("owner").active = False
    db.session.commit()
    swept(at(3), at(11))
    assert reminded(office) == [("editor", -1)]


def test_a_broken_section_does_not_stop_the_others(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.do("editor", Verb.ASSIGN, "team", due_on=DUE, now=at(1))
    broken = alarm_of(office)

    def remind_all_but_one(work: Work, alarm_ids: list[int]) -> set[int]:
        if broken in alarm_ids:
            raise RuntimeError("broken")
        return remind(work, alarm_ids)

    monkeypatch.setattr(sweeping, "remind", remind_all_but_one)
    swept(at(3))
    assert reminded(office) == [("second_owner", 5)]
    assert alarms_to_remind(at(3)) == [broken]


@pytest.mark.faults
def test_two_sweeps_at_once_send_one_notice(office: World, app: Flask) -> None:
    """celery/kombu#337: one message a section, person and rung."""
    at_once(app, run_sweep, [at(11)] * 4)
    assert Counter(reminded(office)) == Counter([("owner", -1), ("editor", -1)])
    assert len(db.session.scalars(db.select(Reminder)).all()) == 2


def test_the_sweep_hints_at_each_message_of_a_reminder(office: World, queue: ListQueue) -> None:
    db.session.execute(db.update(Delivery).values(state=DeliveryState.OBSOLETE))
    db.session.commit()
    queue.sent.clear()
    swept(at(3))
    waiting = db.session.scalars(
        db.select(Delivery.id).join(Notice).where(Notice.kind == "reminder")
    ).all()
    assert len(waiting) == 1
    assert waiting[0] in [args[0] for job, args in queue.sent]


def test_a_reminder_that_a_newer_one_overtook_is_not_mailed(office: World) -> None:
    """The mail server was away from Monday to Tuesday: only Tuesday's words are sent."""
    swept(at(8), at(9))
    assert state_of_reminders(at(9, 9, 1)) == [DeliveryState.OBSOLETE, DeliveryState.SENDING]


def state_of_reminders(now: datetime) -> list[DeliveryState]:
    """How the messages of reminders stand once a worker has taken each of them."""
    query = db.select(Delivery).join(Notice).where(Notice.kind == "reminder").order_by(Delivery.id)
    for number in [one.id for one in db.session.scalars(query)]:
        with transaction(now) as work:
            found = deliveries.to_send(work, number)
            deliveries.claim(work, {one: "" for one, _ in found.letters})
    return [one.state for one in db.session.scalars(query)]
