"""A mail of work or of time brings its deadline as a file for the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar, Event

from tasks.delivering import run_delivery
from tasks.sweeping import run_sweep
from tests.cast import World
from tests.march import at
from tests.services import Mailbox
from workflow.domain.ladder import REMINDER
from workflow.domain.terms import DeliveryState, Verb
from workflow.store import Delivery, Notice, db
from workflow.store.base import utc_now


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
    delivery.state, delivery.next_at = DeliveryState.QUEUED, utc_now() - timedelta(minutes=1)
    db.session.commit()
    run_delivery(number)
    message_id = db.session.get_one(Delivery, number).message_id
    mail = next(one for one in server.messages if one["Message-ID"] == message_id)
    found = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    assert all(one.get_param("method") == "PUBLISH" for one in found)
    assert all(one.get_filename() == "deadline.ics" for one in found)
    calendars = [Calendar.from_ical(one.get_content()) for one in found]
    assert all(one["METHOD"] == "PUBLISH" for one in calendars)
    return [event for one in calendars for event in one.events]
