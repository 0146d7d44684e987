"""Whatever people do in whatever order: each rung once an arming, to the right people, and none
that was due and still says something is missing. The clock is made up; outages are gaps in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tasks.sweeping import run_sweep
from tests.cast import World
from workflow.actions.reminding.reminders import remind
from workflow.actions.work import transaction
from workflow.domain.calendar import due_moment, office_day
from workflow.domain.ladder import Deadline, Ladder, Rung, moments
from workflow.domain.ladder_rules import DEFAULT_RUNGS, HOLDER
from workflow.domain.terms import AlarmKind, Role, SectionState, Verb
from workflow.store import Alarm, Reminder, Section, db
from workflow.store.office import work_calendar
from workflow.store.system import alarms_to_remind

ZONE = "Asia/Shanghai"
BEGIN = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
WITH_THE_OWNER = (SectionState.DRAFTING, SectionState.RETURNED)
OWNERS = ("owner", "second_owner")
STAGE_DAYS = 2

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["sweep", "sweep", "sweep", "sweep", "assign", "extend", "submit", "send_back", "seat"]
        ),
        st.integers(0, 90),  # hours until it happens: an outage where it is long
        st.integers(-3, 9),  # days from then to a new deadline
        st.sampled_from(OWNERS),
    ),
    min_size=4,
    max_size=14,
)


@dataclass
class Story:
    """One section and its clock; what is asked for in a state that forbids it is left out.

    ``armed`` is when the ladder that runs now began, ``stage_due`` when the stage is due.
    """

    world: World
    now: datetime = BEGIN
    armed: datetime = BEGIN
    stage_due: datetime = BEGIN
    seats: list[str] = field(default_factory=lambda: ["reviewer", "outsider"])

    @property
    def section(self) -> Section:
        return self.world.section()

    @property
    def in_review(self) -> bool:
        return self.section.state is SectionState.IN_REVIEW

    def due_in(self, days: int) -> dict[str, Any]:
        return {"due_on": office_day(self.now, ZONE) + timedelta(days=days), "now": self.now}

    def begin(self) -> None:
        """Each example at a second of its own, or the owner would have it already."""
        self.armed = self.now
        if self.in_review:
            self.send_back(0, "")
        self.assign(5, "owner")

    def sweep(self, days: int, owner: str) -> None:
        """Two sweeps: what the slower one had read before is dealt with when its turn comes."""
        read_before = alarms_to_remind(self.now)
        run_sweep(self.now)
        told = len(db.session.scalars(db.select(Reminder.id)).all())
        with transaction(self.now) as work:
            assert remind(work, read_before) == set()
        assert len(db.session.scalars(db.select(Reminder.id)).all()) == told

    def assign(self, days: int, owner: str) -> None:
        given = {"owner_id": self.world.ids[owner]} | self.due_in(days)
        self.world.do("editor", Verb.ASSIGN, **given)
        self._owner_has_it()

    def extend(self, days: int, owner: str) -> None:
        before = self.section.due_at
        self.world.do("editor", Verb.EXTEND, note="展期", **self.due_in(days))
        if self.section.due_at != before:
            self._owner_has_it()

    def submit(self, days: int, owner: str) -> None:
        if self.section.state not in WITH_THE_OWNER:
            return
        names = {number: name for name, number in self.world.ids.items()}
        self.world.do(names[self.section.owner_id or 0], Verb.SUBMIT, now=self.now)
        calendar = work_calendar(self.section.report.office_id)
        self.armed = self.now
        day = calendar.shift(office_day(self.now, ZONE), STAGE_DAYS)
        self.stage_due = due_moment(day, ZONE)

    def send_back(self, days: int, owner: str) -> None:
        if self.in_review:
            self.world.do("editor", Verb.SEND_BACK, note="再改", now=self.now)
            self._owner_has_it()

    def seat(self, days: int, owner: str) -> None:
        """Whoever reviews hands it to the other reviewer."""
        if not self.in_review:
            return
        (holder,) = self.world.scene().holders(self.section)
        leaver, other = sorted(self.seats, key=lambda name: self.world.ids[name] != holder)
        given: dict[str, Any] = {"person_id": self.world.ids[other], "from_id": holder}
        self.world.do(leaver, Verb.HAND_OVER, now=self.now, **given)
        self.armed = self.now

    def _owner_has_it(self) -> None:
        if not self.in_review:
            self.armed = self.now

    def kind(self) -> AlarmKind:
        return AlarmKind.STAGE if self.in_review else AlarmKind.DRAFTING

    def ladder(self) -> list[tuple[Rung, datetime]]:
        """What is to be sent, by the ladder itself."""
        due = self.stage_due if self.in_review else self.section.due_at
        assert due is not None
        calendar = work_calendar(self.section.report.office_id)
        rungs = Ladder(DEFAULT_RUNGS[self.kind()])
        return list(moments(Deadline(due, self.armed), calendar, ZONE, rungs))

    def meant(self, rung: Rung) -> set[int]:
        people = {
            HOLDER[self.kind()]: set(self.world.scene().holders(self.section)),
            Role.EDITOR: {self.world.ids["editor"]},
            Role.DIRECTOR: {self.world.ids["director"]},
        }
        return set[int]().union(*(people[role] for role in rung.roles))

    def is_open(self) -> bool:
        office, calendar = self.section.report.office, work_calendar(self.section.report.office_id)
        return office.hours.next_open(self.now, calendar, ZONE) == self.now


def rows(story: Story) -> list[Reminder]:
    """What the ladder that runs now has told."""
    query = (
        db.select(Reminder)
        .join(Alarm)
        .where(Alarm.section_id == story.section.id, Alarm.kind == story.kind())
        .where(Reminder.arming == Alarm.arming)
    )
    return list(db.session.scalars(query))


def check(story: Story, before: set[int], swept: bool) -> None:
    """After each step, against the ladder itself."""
    due_from = {rung.name: (at, rung) for rung, at in story.ladder()}
    had = rows(story)
    new = [row for row in had if row.id not in before]
    assert len({(row.person_id, row.rung) for row in had}) == len(had)
    for row in had:
        at, rung = due_from[row.rung]
        assert row.created_at >= at
        assert row.id in before or row.person_id in story.meant(rung)
    if not swept or not story.is_open():
        assert new == []
        return
    assert len({row.rung for row in new}) <= 1
    passed = [(at, rung.offset, rung) for at, rung in due_from.values() if at <= story.now]
    if passed:
        newest = max(passed, key=lambda one: one[:2])[2]
        told = {row.person_id for row in had if row.rung == newest.name}
        assert told >= story.meant(newest)


@pytest.mark.faults
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_rung_comes_once_and_none_that_is_due_is_missing(ctx: World) -> None:
    """celery/celery#6438, celery/kombu#337, 4teamwork/opengever.core#4709, and the like."""
    ctx.write("owner", "正文。")
    seconds = count()

    @given(steps)
    @hypothesis_settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    def whatever_happens(taken: list[tuple[str, int, int, str]]) -> None:
        story = Story(ctx, BEGIN + timedelta(seconds=next(seconds)))
        story.begin()
        for name, hours, days, owner in taken:
            story.now += timedelta(hours=hours, minutes=1)
            before = {row.id for row in db.session.scalars(db.select(Reminder))}
            step: Callable[[int, str], None] = getattr(story, name)
            step(days, owner)
            check(story, before, swept=name == "sweep")

    whatever_happens()
