"""One section and its clock, in the product and on paper at once: what is told has to agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tasks.sweeping import run_sweep
from tests.actions.reminding.diary import HERE, Diary, Saying
from tests.cast import World
from workflow.actions.reminding.reminders import remind
from workflow.actions.reminding.repeating import repeat
from workflow.actions.telling import deliveries
from workflow.actions.telling.attempts import Did, Outcome
from workflow.actions.telling.outcomes import record
from workflow.actions.work import transaction
from workflow.domain.snooze import AGAIN
from workflow.domain.terms import DeliveryState, SectionState
from workflow.store import Alarm, Delivery, Notice, Reminder, Section, db
from workflow.store.system import alarms_to_remind, put_off_until

BEGIN = datetime(2027, 3, 1, 10, 0, tzinfo=HERE)


@dataclass(frozen=True)
class Step:
    """After so many hours, in which the clock ran or stood still, somebody does something."""

    act: str
    hours: int = 1
    runs: bool = True
    days: int = 0
    who: str = "owner"
    other: str = "outsider"


class Telling:
    """One section, the clock, and what is told; see ``acts`` for what people do."""

    def __init__(self, world: World) -> None:
        self.world, self.now, self.last_row = world, BEGIN, 0
        self.last_notice = 0
        self.names = {number: name for name, number in world.ids.items()}
        self.diary = Diary()

    def live(self, step: Step) -> None:
        until = self.now + timedelta(hours=step.hours, minutes=1)
        while step.runs and (moment := self.next_look(until)):
            self.now = moment
            self.sweep(step)
        self.now = until
        act: Callable[[Step], None] = getattr(self, step.act)
        act(step)
        assert self.new_rows() == []

    def next_look(self, until: datetime) -> datetime | None:
        """The next moment before the end at which the clock has something to do: at seven and
        nine, and when something is wanted again.
        """
        wanted = [at for at, _ in self.diary.again]
        coming = [at for at in (*wanted, *mornings(self.now, until)) if self.now < at < until]
        return min(coming, default=None)

    @property
    def section(self) -> Section:
        return self.world.section()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def in_review(self) -> bool:
        return self.section.state is SectionState.IN_REVIEW

    @property
    def is_done(self) -> bool:
        return self.section.state is SectionState.SIGNED_OFF

    @property
    def is_written(self) -> bool:
        return self.section.state in (SectionState.DRAFTING, SectionState.RETURNED)

    def new_rows(self) -> list[Saying]:
        """What was told of the section since this was asked last."""
        query = db.select(Reminder).join(Alarm).where(Alarm.section_id == self.section.id)
        rows = db.session.scalars(query.where(Reminder.id > self.last_row)).all()
        self.last_row = max((one.id for one in rows), default=self.last_row)
        return sorted((int(one.rung), self.names[one.person_id]) for one in rows)

    def new_repeats(self) -> list[Saying]:
        """What was told again since this was asked last."""
        query = db.select(Notice).where(Notice.kind == "reminder", Notice.id > self.last_notice)
        rows = db.session.scalars(query.where(Notice.section_id == self.section.id)).all()
        self.last_notice = max((one.id for one in rows), default=self.last_notice)
        again = [one for one in rows if AGAIN in one.details]
        return sorted((int(one.details["rung"]), self.names[one.person_id]) for one in again)

    def sweep(self, step: Step) -> None:
        """Two of them: what the slower one had read before is dealt with when its turn comes."""
        read_before = alarms_to_remind(self.now)
        put_off_before = put_off_until(self.now)
        run_sweep(self.now)
        assert self.new_rows() == sorted(self.diary.say(self.now)), self.now
        assert self.new_repeats() == self.diary.say_again(self.now), self.now
        with transaction(self.now) as work:
            assert remind(work, read_before) == set()
            repeat(work, put_off_before)
        assert self.new_rows() == self.new_repeats() == []

    def post(self, step: Step) -> None:
        """The messages of reminders go out, after whatever time."""
        query = db.select(Delivery.id).join(Notice).where(Notice.kind == "reminder")
        query = query.where(
            Notice.section_id == self.section.id, Delivery.state == DeliveryState.QUEUED
        )
        sent = []
        with transaction(self.now) as work:
            for number in db.session.scalars(query).all():
                for attempt, row in deliveries.to_send(work, number).letters:
                    notice = row.notice
                    deliveries.claim(work, {attempt: row.message_id})
                    record(work, [Outcome(attempt, Did.KEPT, self.now)])
                    sent.append((int(notice.details["rung"]), self.names[notice.person_id]))
        assert sorted(sent) == self.diary.send(self.now), self.now

    @property
    def holders(self) -> list[str]:
        """Who has it, by the paper."""
        return sorted(self.diary.page.holders) if self.diary.page else []


def mornings(begin: datetime, end: datetime) -> Iterator[datetime]:
    """Seven and nine o'clock of all days between."""
    day = begin.date()
    while day <= end.date():
        for hour in (7, 9):
            moment = datetime.combine(day, time(hour), HERE)
            if begin < moment < end:
                yield moment
        day += timedelta(days=1)
