"""Of many events one message: gathered by the sweep, sent once, with its way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tasks.delivering import run_delivery
from tasks.sweeping import run_sweep
from tests.cast import World
from tests.services import Mailbox
from workflow.domain.telling import DIGEST
from workflow.domain.terms import DeliveryState, Verb
from workflow.store import Delivery, Notice, db
from workflow.store.base import utc_now
from workflow.store.notice import notices_of, unread_count


@pytest.fixture
def waiting(ctx: World) -> datetime:
    """Five hundred notices for the owner that wait for the digest; gives its moment."""
    person = ctx.person("owner")
    person.choices = {"returned": "digest"}
    at = utc_now() + timedelta(hours=3)
    for number in range(500):
        details = {"actor": "审核人甲", "thing": f"第 {number} 部分", "draft": 1, "note": "改"}
        notice = Notice(
            person_id=person.id,
            report_id=ctx.report_id,
            kind=Verb.SEND_BACK,
            details={**details, "report": "2026 年度工作报告"},
            digest_at=at,
        )
        db.session.add(notice)
    db.session.execute(db.update(Delivery).values(state=DeliveryState.OBSOLETE))
    db.session.commit()
    return at


def digests() -> list[Notice]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Notice).where(Notice.kind == DIGEST)))


def test_five_hundred_events_make_one_mail_that_can_be_stopped(
    ctx: World, waiting: datetime, app: Flask, smtp_server: Mailbox
) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=smtp_server.url)
    run_sweep(waiting - timedelta(minutes=1))
    assert digests() == []
    for _ in range(3):
        run_sweep(waiting)
    (digest,) = digests()
    assert digest.details == {"count": 500}
    for _ in range(2):
        (delivery,) = digest.deliveries
        delivery.next_at = utc_now() - timedelta(minutes=1)
        db.session.commit()
        run_delivery(digest.deliveries[0].id)
    (mail,) = smtp_server.messages
    assert mail["Subject"] == "今日摘要：500 条通知"
    text = str(next(mail.iter_parts()).get_content())
    assert "第 0 部分" in text and "另有 460 条" in text and "2026 年度工作报告" in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip(" <>")
    path = link.removeprefix(app.extensions["settings"].base_url)
    assert app.test_client().post(path).status_code == 200
    db.session.rollback()
    assert ctx.person("owner").choices == {"returned": "in_app"}


def test_after_six_hours_of_standstill_the_digest_comes_once(ctx: World, waiting: datetime) -> None:
    """celery/celery#6438."""
    for minutes in range(3):
        run_sweep(waiting + timedelta(hours=6, minutes=minutes))
    assert [one.details for one in digests()] == [{"count": 500}]


def test_a_digest_is_no_notice_of_its_own_in_the_house(ctx: World, waiting: datetime) -> None:
    before = unread_count(ctx.ids["owner"])
    run_sweep(waiting)
    assert unread_count(ctx.ids["owner"]) == before
    assert all(one.kind != DIGEST for one in notices_of(ctx.ids["owner"]))


def test_what_was_read_meanwhile_is_left_out_and_of_nothing_there_is_no_digest(
    ctx: World, waiting: datetime
) -> None:
    rows = db.session.scalars(db.select(Notice).where(Notice.digest_at.is_not(None))).all()
    for notice in rows[3:]:
        notice.read_at = utc_now()
    db.session.commit()
    run_sweep(waiting)
    assert [one.details for one in digests()] == [{"count": 3}]
    db.session.execute(db.update(Notice).values(digest_at=waiting, read_at=waiting))
    db.session.commit()
    run_sweep(waiting + timedelta(days=1))
    assert len(digests()) == 1
    assert db.session.scalars(db.select(Notice).where(Notice.digest_at.is_not(None))).all() == []
