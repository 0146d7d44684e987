"""Many rows at once, on both databases alike."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from tests.cast import World
from workflow.domain.terms import DeliveryState
from workflow.store import Delivery, Notice, Person, db
from workflow.store.base import utc_now
from workflow.store.many import FEW, among, write_all, written

WORDS = '引号"、反斜杠\\、制表\t、换行\n、\\N'


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1])
def test_they_come_back_as_they_were_written_in_their_order(ctx: World, count: int) -> None:
    now = utc_now()
    rows = [
        {
            "person_id": ctx.ids["owner"],
            "report_id": None,
            "kind": "nudge",
            "details": {"thing": WORDS, "n": n, "none": None},
            "created_at": now,
        }
        for n in range(count)
    ]
    ids = written(Notice, rows)
    assert len(set(ids)) == count
    write_all(Delivery, [{"notice_id": one, "channel": "mail", "next_at": now} for one in ids])
    query = db.select(Notice).where(among(Notice.id, ids)).order_by(Notice.id)
    found = list(db.session.scalars(query))
    assert [one.id for one in found] == sorted(ids)
    by_id = {one.id: one for one in found}
    for number, row in zip(ids, rows, strict=True):
        one = by_id[number]
        (delivery,) = one.deliveries
        assert (one.details, one.created_at, one.report_id) == (row["details"], now, None)
        assert (one.snoozes, one.read_at) == (0, None)
        assert (delivery.state, delivery.attempts) == (DeliveryState.QUEUED, 0)
        assert (delivery.journal, delivery.message_id, delivery.error) == ("", "", "")


def test_what_the_database_refuses_is_written_by_none(ctx: World) -> None:
    row = {"notice_id": 10**6, "channel": "mail", "next_at": utc_now()}
    with pytest.raises((DBAPIError, psycopg.Error)):
        write_all(Delivery, [row])
        db.session.commit()
    db.session.rollback()
    assert db.session.scalar(db.select(Delivery.id).where(Delivery.notice_id == 10**6)) is None


def test_nobody_is_among_none(ctx: World) -> None:
    ids = list(ctx.ids.values())
    for wanted in ([], [None], [ids[0], None], ids):
        query = db.select(Person.id).where(among(Person.id, wanted))
        assert set(db.session.scalars(query)) == set(wanted) - {None}
