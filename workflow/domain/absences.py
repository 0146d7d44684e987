"""Who is away on a day, and who acts for whom.

Days are those of the office's calendar, the first and the last included. A mandate lets a
deputy act for a person; it is never handed on: a deputy of a deputy does not act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Away:
    """``person`` is away; ``deputy`` (None: nobody) acts for them meanwhile."""

    person: int
    first: date
    last: date
    deputy: int | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, first: date, last: date) -> bool:
        """Whether any of its days lies between these two."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True)
class Mandate:
    """``deputy`` acts for ``person`` in a report, or on one ``section`` of it alone."""

    person: int
    deputy: int
    section: int | None = None


def mandates_of(absences: Iterable[Away], day: date) -> tuple[Mandate, ...]:
    """Those in force on that day."""
    return tuple(
        Mandate(one.person, one.deputy)
        for one in absences
        if one.deputy is not None and one.holds(day)
    )


def covering(mandates: Iterable[Mandate], section: int | None) -> tuple[Mandate, ...]:
    """Those that reach the section; without one, those for the report as such."""
    return tuple(one for one in mandates if one.section in (None, section))


def principals_of(deputy: int, mandates: Iterable[Mandate]) -> tuple[int, ...]:
    """For whom this person may act, each once."""
    return tuple(dict.fromkeys(one.person for one in mandates if one.deputy == deputy))


def deputies_of(people: Collection[int], mandates: Iterable[Mandate]) -> frozenset[int]:
    """Who may act for one of these people."""
    return frozenset(one.deputy for one in mandates if one.person in people)


def away_on(absences: Iterable[Away], day: date) -> frozenset[int]:
    return frozenset(one.person for one in absences if one.holds(day))


def days_within(absences: Iterable[Away], first: date, last: date) -> Mapping[int, frozenset[date]]:
    """The days from ``first`` to ``last`` on which each is away; who never is, is left out."""
    found: dict[int, set[date]] = {}
    for one in absences:
        for day in _days(max(first, one.first), min(last, one.last)):
            found.setdefault(one.person, set()).add(day)
    return {person: frozenset(days) for person, days in found.items()}


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY
