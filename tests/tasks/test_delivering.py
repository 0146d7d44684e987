"""From the outbox to the mail server: what each answer of the server makes of the row."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tasks import delivering, sending
from tasks.delivering import run_delivery
from tasks.sweeping import run_sweep
from tests.cast import World
from tests.services import Mailbox
from workflow.actions.telling.deliveries import LEASE
from workflow.actions.telling.journal import Journal
from workflow.actions.telling.outcomes import UNKNOWN
from workflow.actions.work import Work, transaction
from workflow.domain.terms import DeliveryState, Verb
from workflow.notify.channels import PermanentFailure, TemporaryFailure
from workflow.store import Delivery, Notice, Person, db
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
        patched.setattr(Journal, "end", dies)
        with pytest.raises(SystemExit):
            run_delivery(waiting)
    assert row(waiting).state is S.SENDING
    run_delivery(waiting)
    assert len(mail_server.messages) == 1
    with transaction():
        row(waiting).lease_until = utc_now() - LEASE
    run_sweep()
    run_delivery(waiting)
    first, second = mail_server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert (row(waiting).state, row(waiting).error) == (S.SENT, UNKNOWN)


def test_what_cannot_be_noted_is_not_sent_and_waits(
    waiting: int,
    mail_server: Mailbox,
    app: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither where no journal can be kept, nor where the disk is full in the middle of one."""
    settings = replace(app.extensions["settings"], var=tmp_path)
    app.extensions["settings"], folder = settings, settings.journals_folder
    folder.write_bytes(b"")
    with pytest.raises(OSError):
        run_delivery(waiting)
    assert mail_server.messages == [] and row(waiting).state is S.QUEUED
    folder.unlink()
    with transaction():
        db.session.execute(db.update(Delivery).values(state=S.QUEUED))
    count = len(db.session.scalars(db.select(Delivery.id)).all())
    lines = iter(range(3))
    real = Journal._write

    def fills_up(made: Journal, *step: Any) -> None:
        if next(lines, None) is None:
            raise OSError("the disk is full")
        real(made, *step)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_write", fills_up)
        run_delivery(waiting)
    assert len(mail_server.messages) == 1
    stand = db.session.execute(db.select(Delivery.state, Delivery.attempts))
    found = Counter(map(tuple, stand))
    assert found == {(S.SENT, 1): 1, (S.QUEUED, 0): count - 1} and count > 1
    run_delivery(waiting)
    assert len(mail_server.messages) == count


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


def all_waiting() -> list[int]:
    """All messages there are wait again, oldest first."""
    with transaction():
        db.session.execute(db.update(Delivery).values(state=S.QUEUED))
    return list(db.session.scalars(db.select(Delivery.id).order_by(Delivery.next_at, Delivery.id)))


def test_one_that_cannot_be_written_holds_up_no_other(waiting: int, mail_server: Mailbox) -> None:
    ids = all_waiting()
    assert waiting in ids[1:]
    with transaction():
        row(waiting).notice.kind = "no such verb"
    run_delivery(ids[0])
    assert len(mail_server.messages) == len(ids) - 1
    assert [one for one in ids if row(one).state is not S.SENT] == [waiting]
    assert (row(waiting).state, row(waiting).attempts) == (S.QUEUED, 1)


def test_what_needs_no_sending_any_more_does_not_end_the_job(
    ctx: World, waiting: int, mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at once, and the first two say nothing any more: the third goes all the same."""
    monkeypatch.setattr(delivering, "MESSAGES_AT_ONCE", 2)
    ids = all_waiting()
    with transaction():
        early = db.update(Delivery).where(Delivery.id != waiting)
        db.session.execute(early.values(next_at=utc_now() - timedelta(hours=1)))
        others = db.update(Person).where(Person.id != ctx.ids["owner"])
        db.session.execute(others.values(active=False))
    over = [one for one in ids if row(one).notice.person_id != ctx.ids["owner"]]
    assert len(over) >= 2
    run_delivery(over[0])
    assert row(waiting).state is S.SENT
    assert {row(one).state for one in over} == {S.OBSOLETE}


@pytest.mark.parametrize(("seconds", "then"), [(1.0, 40), (0.0, 1)])
def test_of_a_quick_channel_more_are_claimed_at_once(
    waiting: int, monkeypatch: pytest.MonkeyPatch, seconds: float, then: int
) -> None:
    for name, value in (("MESSAGES_AT_ONCE", 1), ("MANY", 40), ("QUICK", seconds)):
        monkeypatch.setattr(delivering, name, value)
    ids, asked, real = all_waiting(), [], delivering.deliveries.to_send

    def to_send(work: Work, delivery_id: int, most: int) -> Any:
        asked.append(most)
        return real(work, delivery_id, most)

    monkeypatch.setattr(delivering.deliveries, "to_send", to_send)
    run_delivery(ids[0])
    assert asked[:2] == [1, then]
    assert row(ids[0]).state is S.KEPT
