"""Whatever people do in whatever order: each rung once an arming, to the right people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tasks.sweeping import run_sweep
from tests.cast import World
from workflow.actions.reminders import remind
from workflow.actions.work import transaction
from workflow.domain.calendar import office_day
from workflow.domain.ladder import Deadline, Rung, moments
from workflow.domain.terms import Role, SectionState, Verb
from workflow.store import Reminder, Section, db
from workflow.store.office import work_calendar
from workflow.store.system import sections_to_remind

ZONE = "Asia/Shanghai"
BEGIN = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
WITH_THE_OWNER = (SectionState.DRAFTING, SectionState.RETURNED)
OWNERS = ("owner", "second_owner")

steps = st.lists(
    st.tuples(
        st.sampled_from(["sweep", "sweep", "sweep", "assign", "extend", "submit", "send_back"]),
        st.integers(0, 90),  # hours until it happens
        st.integers(-3, 9),  # days from then to a new deadline
        st.sampled_from(OWNERS),
    ),
    min_size=4,
    max_size=14,
)


@dataclass
class Story:
    """One section and its clock; what is asked for in a state that forbids it is left out."""

    world: World
    now: datetime = BEGIN

    @property
    def section(self) -> Section:
        return self.world.section()

    def due_in(self, days: int) -> dict[str, Any]:
        return {"due_on": office_day(self.now, ZONE) + timedelta(days=days), "now": self.now}

    def begin(self) -> None:
        if self.section.state is SectionState.IN_REVIEW:
            self.send_back(0, "")
        self.assign(5, "owner")

    def sweep(self, days: int, owner: str) -> None:
        """Two sweeps: what the slower one had read before is dealt with when its turn comes."""
        read_before = sections_to_remind(self.now)
        run_sweep(self.now)
        for section_id in read_before:
            with transaction(self.now) as work:
                assert remind(work, section_id) == []

    def assign(self, days: int, owner: str) -> None:
        given = {"owner_id": self.world.ids[owner]} | self.due_in(days)
        self.world.do("editor", Verb.ASSIGN, **given)

    def extend(self, days: int, owner: str) -> None:
        self.world.do("editor", Verb.EXTEND, note="展期", **self.due_in(days))

    def submit(self, days: int, owner: str) -> None:
        if self.section.state in WITH_THE_OWNER:
            names = {number: name for name, number in self.world.ids.items()}
            holder = names[self.section.owner_id or 0]
            self.world.do(holder, Verb.SUBMIT, now=self.now)

    def send_back(self, days: int, owner: str) -> None:
        if self.section.state is SectionState.IN_REVIEW:
            self.world.do("editor", Verb.SEND_BACK, note="再改", now=self.now)


def rows(section: Section) -> list[Reminder]:
    query = db.select(Reminder).where(
        Reminder.thing_id == section.id, Reminder.arming == section.arming
    )
    return list(db.session.scalars(query))


def check(story: Story, before: set[int], swept: bool) -> None:
    """After each step, against the ladder itself."""
    section = story.section
    people = {
        Role.OWNER: section.owner_id,
        Role.EDITOR: story.world.ids["editor"],
        Role.DIRECTOR: story.world.ids["director"],
    }
    meant = {rung.name: {people[role] for role in rung.roles} for rung, _ in ladder(section)}
    due_from = {rung.name: at for rung, at in ladder(section)}
    had = rows(section)
    new = [row for row in had if row.id not in before]
    assert len({(row.person_id, row.rung) for row in had}) == len(had)
    for row in had:
        assert row.person_id in meant[row.rung] and row.created_at >= due_from[row.rung]
    if section.state not in WITH_THE_OWNER or not swept:
        assert new == []
        return
    assert len({row.rung for row in new}) <= 1
    passed = [(at, rung.offset, rung.name) for rung, at in ladder(section) if at <= story.now]
    if passed:
        newest = max(passed)[2]
        assert {row.person_id for row in had if row.rung == newest} == meant[newest]


def ladder(section: Section) -> list[tuple[Rung, datetime]]:
    assert section.due_at is not None and section.since is not None
    deadline = Deadline(section.due_at, section.since)
    return list(moments(deadline, work_calendar(section.report.office_id), ZONE))


@pytest.mark.faults
def test_each_rung_comes_once_and_none_that_is_due_is_missing(ctx: World) -> None:
    ctx.write("owner", "正文。")

    @given(steps)
    @hypothesis_settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    def whatever_happens(taken: list[tuple[str, int, int, str]]) -> None:
        story = Story(ctx)
        story.begin()
        for name, hours, days, owner in taken:
            story.now += timedelta(hours=hours, minutes=1)
            before = {row.id for row in db.session.scalars(db.select(Reminder))}
            step: Callable[[int, str], None] = getattr(story, name)
            step(days, owner)
            check(story, before, swept=name == "sweep")

    whatever_happens()
