"""A reminder that its receiver puts off: it comes again once, if it still says something."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from tasks.sweeping import run_sweep
from tests.at_once import at_once
from tests.cast import World
from tests.march import assigned, at
from workflow.actions.reminding import repeating
from workflow.actions.reminding.snoozing import choices_for, snooze, stay_silent
from workflow.actions.telling.deliveries import to_send
from workflow.actions.work import transaction
from workflow.domain.machine import NotYet
from workflow.domain.snooze import MOST, Pause
from workflow.domain.terms import DeliveryState, Verb
from workflow.notify.message import headline
from workflow.store import Absence, Notice, Reminder, db
from workflow.store.system import put_off_until


@pytest.fixture
def office(ctx: World) -> World:
    """The owner was told on 8 March that the section is due on the 10th."""
    world = assigned(ctx)
    run_sweep(at(8))
    return world


def reminders(world: World, who: str = "owner") -> list[Notice]:
    """Oldest first, as they stand in the database."""
    db.session.rollback()
    query = db.select(Notice).where(
        Notice.kind == "reminder",
        Notice.person_id == world.ids[who],
        Notice.section_id.is_not(None),
    )
    return list(db.session.scalars(query.order_by(Notice.id)))


def put_off(
    world: World, now: datetime, pause: Pause = Pause.HOURS, who: str = "owner"
) -> datetime:
    """The newest reminder."""
    notice_id = reminders(world, who)[-1].id
    with transaction(now) as work:
        return snooze(work, world.person(who), notice_id, pause)


def choices(world: World, now: datetime, who: str = "owner") -> dict[Pause, datetime]:
    newest = reminders(world, who)[-1]
    return choices_for([newest], now).get(newest.id, {})


def test_it_comes_again_once_at_the_moment_that_was_chosen(office: World) -> None:
    assert put_off(office, at(8, 9, 30)) == at(8, 12, 30)
    (first,) = reminders(office)
    assert first.read_at == at(8, 9, 30)
    run_sweep(at(8, 12, 29))
    assert len(reminders(office)) == 1
    run_sweep(at(8, 12, 30))
    run_sweep(at(8, 12, 31))
    first, again = reminders(office)
    assert first.again_at is None and again.read_at is None
    assert [one.state for one in again.deliveries] == [DeliveryState.QUEUED]
    assert headline(again, "zh").endswith("（按要求再次提醒）")
    assert db.session.scalar(db.select(Reminder.notice_id).where(Reminder.notice_id == again.id))


def test_what_waits_to_be_sent_is_not_sent_meanwhile(office: World) -> None:
    """A mail that could not go out yet would otherwise come in the pause."""
    put_off(office, at(8, 9, 30))
    mail = reminders(office)[0].deliveries[0].id
    with transaction(at(8, 9, 31)) as work:
        assert to_send(work, mail).letters == []


def test_it_speaks_in_the_words_of_the_day_on_which_it_comes(office: World) -> None:
    office.do("editor", Verb.EXTEND, due_on=date(2027, 3, 17), note="材料未齐", now=at(8, 10))
    run_sweep(at(10))
    assert put_off(office, at(10, 10), Pause.SECOND_DAY) == at(12)
    run_sweep(at(12))
    assert [one.details["days"] for one in reminders(office)] == [2, 5, 3]


def test_the_choices_end_before_the_next_rung_and_the_deadline(office: World) -> None:
    assert choices(office, at(8, 9, 30)) == {Pause.HOURS: at(8, 12, 30)}
    run_sweep(at(10))
    assert choices(office, at(10, 18)) == {Pause.HOURS: at(10, 21)}
    assert choices(office, at(10, 20)) == {}
    run_sweep(at(11))
    assert set(choices(office, at(11, 10))) == {Pause.HOURS, Pause.NEXT_DAY}
    run_sweep(at(15))
    assert choices(office, at(15, 10))[Pause.SECOND_DAY] == at(17)


def test_the_next_rung_of_others_is_no_limit(office: World) -> None:
    """The rung of the third day is the director's first one, and the editor's second."""
    run_sweep(at(11))
    assert Pause.SECOND_DAY not in choices(office, at(11, 10), "editor")
    run_sweep(at(15))
    assert Pause.SECOND_DAY in choices(office, at(15, 10), "director")


def test_three_times_and_no_more(office: World) -> None:
    run_sweep(at(15))
    for day in (15, 16, 17):
        put_off(office, at(day, 10), Pause.NEXT_DAY)
        run_sweep(at(day + 1))
    assert reminders(office)[-1].snoozes == MOST
    with pytest.raises(NotYet):
        put_off(office, at(18, 10), Pause.NEXT_DAY)


def test_twice_at_once_counts_once(office: World) -> None:
    put_off(office, at(8, 9, 30))
    with pytest.raises(NotYet):
        put_off(office, at(8, 9, 30))
    assert reminders(office)[0].snoozes == 1


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.EXTEND, Verb.ASSIGN, None])
def test_what_has_nothing_to_say_any_more_does_not_come(office: World, verb: Verb | None) -> None:
    """Submitted, extended, given to somebody else; or the next rung spoke meanwhile."""
    run_sweep(at(8))
    put_off(office, at(8, 9, 30))
    given: dict[Verb, tuple[str, dict[str, Any]]] = {
        Verb.EXTEND: ("editor", {"due_on": date(2027, 3, 24), "note": "材料未齐"}),
        Verb.ASSIGN: ("editor", {"owner_id": office.ids["second_owner"]}),
        Verb.SUBMIT: ("owner", {}),
    }
    if verb is Verb.SUBMIT:
        office.write("owner", "正文。")
    if verb:
        who, values = given[verb]
        office.do(who, verb, now=at(8, 11), **values)
    moment = at(8, 13) if verb else at(9)
    run_sweep(moment)
    told = [one.details["rung"] for one in reminders(office)]
    assert told == (["-2"] if verb else ["-2", "-1"])
    assert put_off_until(at(30)) == []


def test_a_changed_mind(office: World) -> None:
    put_off(office, at(8, 9, 30))
    with transaction(at(8, 10)):
        stay_silent(office.person("owner"), reminders(office)[0].id)
    run_sweep(at(8, 13))
    assert len(reminders(office)) == 1


def test_in_the_quiet_hours_it_waits_for_their_end(office: World) -> None:
    """The sweep stood still until the night."""
    put_off(office, at(8, 9, 30))
    run_sweep(at(8, 23))
    assert len(reminders(office)) == 1
    assert put_off_until(at(9, 6, 59)) == [] and put_off_until(at(9, 7)) != []


def test_of_two_sweeps_at_once_one_speaks(app: Flask, office: World) -> None:
    put_off(office, at(8, 9, 30))
    at_once(app, run_sweep, [at(8, 13)] * 2)
    assert len(reminders(office)) == 2


def test_of_a_report_that_somebody_is_at_work_on_it_is_told_by_the_next_sweep(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_off(office, at(8, 9, 30))
    monkeypatch.setattr(repeating, "free_reports", lambda ids: {})
    run_sweep(at(8, 13))
    assert len(reminders(office)) == 1
    monkeypatch.undo()
    run_sweep(at(8, 13, 1))
    assert len(reminders(office)) == 2


def test_a_deputy_hears_again_while_they_act_for_the_owner(office: World) -> None:
    away = Absence(
        person_id=office.ids["owner"],
        deputy_id=office.ids["outsider"],
        first_on=date(2027, 3, 9),
        last_on=date(2027, 3, 12),
        entered_by_id=office.ids["owner"],
    )
    db.session.add(away)
    db.session.commit()
    run_sweep(at(11))
    put_off(office, at(11, 9, 30), who="outsider")
    run_sweep(at(11, 13))
    again = headline(reminders(office, "outsider")[-1], "zh")
    assert again.startswith("（代 责任人甲）") and again.endswith("（按要求再次提醒）")
    put_off(office, at(11, 13, 30), who="outsider")
    db.session.merge(away).ended_at = at(11, 14)
    db.session.commit()
    run_sweep(at(11, 17))
    assert len(reminders(office, "outsider")) == 2


def test_somebody_elses_reminder_cannot_be_put_off(office: World) -> None:
    notice_id = reminders(office)[0].id
    with pytest.raises(NotYet), transaction(at(8, 9, 30)) as work:
        snooze(work, office.person("editor"), notice_id, Pause.HOURS)
    assert reminders(office)[0].again_at is None


def test_a_colleagues_words_stand_as_they_are(office: World) -> None:
    office.do("editor", Verb.NUDGE, now=at(8, 10))
    nudge = db.session.scalars(db.select(Notice).where(Notice.kind == Verb.NUDGE)).one()
    assert choices_for([nudge], at(8, 10)) == {}
