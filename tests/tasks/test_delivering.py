"""From the outbox to the mail server: what each answer of the server makes of the row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar, Event

from tasks import sending
from tasks.delivering import run_delivery
from tasks.sweeping import run_sweep
from tests.cast import World
from tests.march import at
from tests.services import Mailbox
from workflow.actions.telling import deliveries
from workflow.actions.telling.deliveries import LEASE
from workflow.actions.work import transaction
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import DeliveryState, Verb
from workflow.notify.channels import PermanentFailure, TemporaryFailure
from workflow.store import Delivery, Notice, db
from workflow.store.base import utc_now

S = DeliveryState


@pytest.fixture
def waiting(ctx: World) -> int:
    """The message to the owner that the section was sent back; the only one that waits."""
    ctx.write("owner", "稿件里的机密文字。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("reviewer", Verb.SEND_BACK, note="数字有误")
    query = db.select(Delivery.id).join(Notice).where(Notice.kind == Verb.SEND_BACK)
    waiting = int(db.session.scalars(query).one())
    with transaction():
        others = db.update(Delivery).where(Delivery.id != waiting)
        db.session.execute(others.values(state=DeliveryState.OBSOLETE))
    return waiting


@pytest.fixture
def mail_server(app: Flask, smtp_server: Mailbox) -> Mailbox:
    app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=smtp_server.url)
    return smtp_server


def row(delivery_id: int) -> Delivery:
    db.session.rollback()
    return db.session.get_one(Delivery, delivery_id)


def answering(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[Any]:
    """Every channel fails with this; gives what was to be sent."""
    seen: list[Any] = []

    class Failing:
        limits, target = (), ""

        def close(self) -> None:
            pass

        def send(self, message: Any) -> bool:
            assert not db.session().in_transaction()
            seen.append(message)
            raise error

    monkeypatch.setattr(sending, "channel_named", lambda name, settings, fields: Failing())
    return seen


def test_a_message_really_goes_by_mail_once(waiting: int, mail_server: Mailbox) -> None:
    for _ in range(3):
        run_delivery(waiting)
    (mail,) = mail_server.messages
    assert "退回了《（一）制度建设》" in mail["Subject"]
    assert mail["X-Envelope-To"] == "owner@office.example"
    assert "机密" not in mail.as_string()
    assert (row(waiting).state, row(waiting).attempts) == (S.SENT, 1)
    assert row(waiting).message_id == mail["Message-ID"]


def test_without_a_server_it_is_kept_for_the_mailbox_page(waiting: int) -> None:
    run_delivery(waiting)
    assert row(waiting).state is S.KEPT and row(waiting).sent_at is not None


def test_after_a_worker_died_between_sending_and_noting_it_the_repeat_has_the_same_id(
    waiting: int, mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*args: Any, **given: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "arrived", dies)
        with pytest.raises(SystemExit):
            run_delivery(waiting)
    assert row(waiting).state is S.SENDING
    run_delivery(waiting)
    assert len(mail_server.messages) == 1
    with transaction():
        row(waiting).lease_until = utc_now() - LEASE
    run_delivery(waiting)
    first, second = mail_server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert row(waiting).state is S.SENT


def test_a_temporary_failure_is_tried_again_later_and_a_final_one_is_not(
    waiting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = answering(monkeypatch, TemporaryFailure("451 later"))
    run_delivery(waiting)
    run_delivery(waiting)
    assert len(seen) == 1
    assert (row(waiting).state, row(waiting).error) == (S.QUEUED, "451 later")
    with transaction():
        row(waiting).next_at = utc_now() - timedelta(seconds=1)
    answering(monkeypatch, PermanentFailure("550 no"))
    run_delivery(waiting)
    assert (row(waiting).state, row(waiting).error) == (S.FAILED, "550 no")
    assert row(waiting).attempts == 2


def test_a_fault_of_our_own_is_put_off_and_leaves_a_sentence(
    waiting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, RuntimeError("bug"))
    run_delivery(waiting)
    assert row(waiting).state is S.QUEUED and "日志" in row(waiting).error
    assert row(waiting).next_at > utc_now()


def test_a_message_that_cannot_be_written_is_put_off_too(
    waiting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        row(waiting).notice.kind = "no such verb"
    run_delivery(waiting)
    assert (row(waiting).state, row(waiting).attempts) == (S.QUEUED, 1)


def test_a_mail_of_work_or_of_time_brings_the_deadline_for_the_calendar(
    ctx: World, mail_server: Mailbox
) -> None:
    """The same entry each time, its sequence the arming; who only sees to it gets none."""
    due = date(2027, 3, 10)
    ctx.do("editor", Verb.ASSIGN, due_on=due, now=at(1))
    ctx.do("editor", Verb.EXTEND, due_on=due + timedelta(days=2), note="推迟", now=at(1, 10))
    run_sweep(at(15))
    (first,) = entries_to(ctx, mail_server, Verb.ASSIGN, "owner")
    (extended,) = entries_to(ctx, mail_server, Verb.EXTEND, "owner")
    (reminded,) = entries_to(ctx, mail_server, REMINDER, "owner")
    assert first["UID"] == extended["UID"] == reminded["UID"]
    alarm = next(one for one in ctx.scene().alarms_of(ctx.section()) if one.kind == "drafting")
    assert reminded["SEQUENCE"] == alarm.arming == 3
    assert reminded.decoded("DTSTART") == due + timedelta(days=2)
    assert str(reminded["SUMMARY"]) == "送审截止：（一）制度建设"
    assert entries_to(ctx, mail_server, REMINDER, "editor") == []


def entries_to(world: World, server: Mailbox, kind: str, who: str) -> list[Event]:
    """What stands in the calendar file of the newest mail of a kind to somebody."""
    db.session.rollback()
    query = db.select(Delivery).join(Notice).order_by(Delivery.id.desc())
    meant = query.where(Notice.kind == kind, Notice.person_id == world.ids[who])
    delivery = db.session.scalars(meant).first()
    assert delivery is not None
    number = delivery.id
    delivery.state, delivery.next_at = S.QUEUED, utc_now() - timedelta(minutes=1)
    db.session.commit()
    run_delivery(number)
    message_id = row(number).message_id
    mail = next(one for one in server.messages if one["Message-ID"] == message_id)
    found = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    assert all(one.get_param("method") == "PUBLISH" for one in found)
    assert all(one.get_filename() == "deadline.ics" for one in found)
    calendars = [Calendar.from_ical(one.get_content()) for one in found]
    assert all(one["METHOD"] == "PUBLISH" for one in calendars)
    return [event for one in calendars for event in one.events]
