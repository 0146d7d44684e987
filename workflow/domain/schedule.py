"""Back-schedule: from the day of release backwards to the day on which each section is due.

Everything is counted in working days. Between the release and the last signature lie approval
and assembly; before them the stages in their order, each with its days (of those side by side
the longest counts); before these the writing. A person who is away does not work: a stage begins
so early that those it needs have their days, and so does the writing of an owner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from workflow.domain.calendar import ONE_DAY, WorkCalendar
from workflow.domain.stages import Stage, side_by_side

Absent = Callable[[int], Set[date]]
"""The days on which a person (by id) is away."""
BESIDE = "‖"
"""Between the names of stages side by side."""
LONGEST = 400
"""Calendar days that a stretch may reach back."""


@dataclass(frozen=True)
class Frame:
    """What the plan goes by: the last day, and working days for approval, assembly, writing."""

    release_on: date
    today: date
    approval: int = 1
    assembly: int = 1
    writing: int = 5


@dataclass(frozen=True)
class Work:
    """One section: who writes it, and the stages that it goes through."""

    key: int
    owner: int | None
    stages: tuple[Stage, ...]
    authors: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Stretch:
    """Working days of one step; ``first`` and ``last`` are the days on which it is worked.

    ``lost`` are working days within on which people who are needed are away.
    """

    name: str
    first: date
    last: date
    needs: int
    lost: tuple[date, ...] = ()


@dataclass(frozen=True)
class Plan:
    """When a section is due, and its steps in order, the writing first.

    ``short_by`` are the working days that lack between today and the day on which writing has
    to begin; zero where there is time.
    """

    key: int
    due_on: date
    start_on: date
    steps: tuple[Stretch, ...]
    short_by: int


def plan(work: Work, frame: Frame, calendar: WorkCalendar, absent: Absent) -> Plan:
    """The latest dates by which the section makes it to the release."""
    last = _before_the_release(frame, calendar)
    steps: list[Stretch] = []
    for stages in reversed(list(side_by_side(work.stages, attrgetter("with_next")))):
        found = [_review(stage, work.authors, last, calendar, absent) for stage in stages]
        steps = [*found, *steps]
        last = calendar.shift(min(one.first for one in found), -1)
    writers = () if work.owner is None else (work.owner,)
    writing = _stretch("", last, frame.writing, calendar, Group(writers, 1, absent))
    # Today may still be worked; a day that has passed may not.
    lacking = max(0, calendar.between(writing.first - ONE_DAY, frame.today - ONE_DAY))
    return Plan(work.key, last, writing.first, (writing, *steps), lacking)


def _review(
    stage: Stage, authors: frozenset[int], last: date, calendar: WorkCalendar, absent: Absent
) -> Stretch:
    people = stage.eligible(authors)
    needed = min(stage.required(authors), max(1, len(people)))
    return _stretch(stage.name, last, stage.days, calendar, Group(people, needed, absent))


def plans(
    works: Iterable[Work], frame: Frame, calendar: WorkCalendar, absent: Absent
) -> list[Plan]:
    """A plan for each section; absences are asked for once a person."""
    known: dict[int, Set[date]] = {}

    def away(person: int) -> Set[date]:
        return known.setdefault(person, absent(person))

    return [plan(work, frame, calendar, away) for work in works]


@dataclass(frozen=True)
class Need:
    """How many working days there are, and for what they are needed.

    ``by_step``: the days of writing, then name and days of each stage; those side by side are
    one, with the days of the longest. ``lost``: days on which people who are needed are away.
    """

    available: int
    needed: int
    by_step: tuple[tuple[str, int], ...]
    lost: int


def need(found: Plan, frame: Frame, calendar: WorkCalendar) -> Need:
    """The sum of a plan: what stands against what, for the sentence that says so."""
    available = max(0, calendar.between(frame.today - ONE_DAY, frame.release_on))
    together = [tuple(steps) for _, steps in groupby(found.steps, attrgetter("last"))]
    longest = [max(steps, key=lambda one: one.needs + len(one.lost)) for steps in together]
    by_step = tuple(
        (BESIDE.join(one.name for one in steps), counts.needs)
        for steps, counts in zip(together, longest, strict=True)
    )
    lost = sum(len(step.lost) for step in longest)
    rest = sum(days for _, days in by_step) + lost + frame.approval + frame.assembly
    return Need(available, rest, by_step, lost)


def tightest(found: Sequence[Plan]) -> Plan | None:
    """The plan that lacks most days; None where all have time."""
    worst = max(found, key=lambda one: one.short_by, default=None)
    return worst if worst and worst.short_by else None


@dataclass(frozen=True)
class Group:
    """People of a step, and how many of them it needs."""

    people: tuple[int, ...]
    needed: int
    absent: Absent

    def is_done_by(self, days: Sequence[date], wanted: int) -> bool:
        """Whether as many as are needed have their working days among these."""
        if not self.people:
            return len(days) >= wanted
        served = sum(
            len(days) - sum(day in self.absent(person) for day in days) >= wanted
            for person in self.people
        )
        return served >= self.needed


def _before_the_release(frame: Frame, calendar: WorkCalendar) -> date:
    """The day by whose end the last signature is there."""
    return calendar.shift(calendar.shift(frame.release_on, 0), -(frame.approval + frame.assembly))


def _stretch(name: str, last: date, wanted: int, calendar: WorkCalendar, group: Group) -> Stretch:
    """The shortest run of working days up to ``last`` in which the people have their days."""
    days = [calendar.shift(last, 0)]
    while not group.is_done_by(days, wanted) and (last - days[-1]).days < LONGEST:
        days.append(calendar.shift(days[-1], -1))
    days.reverse()
    lost = tuple(days[: len(days) - wanted]) if len(days) > wanted else ()
    return Stretch(name, days[0], last, wanted, lost)
