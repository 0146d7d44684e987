"""What a careful secretary would tell whom, with a diary on paper and no program.

Nothing of the product is used here. Whoever gets the section has a page, on which the day of
each rung is looked up in a list of working days; a colleague who stands in hears what is said to
whom they stand in for. Days and hours are those of Shanghai's walls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
FREE = (date(2027, 3, 15), date(2027, 3, 16))
MADE_UP = (date(2027, 3, 13), date(2027, 3, 21))
"""A Monday and a Tuesday that are free, for a Saturday and a Sunday that are worked."""
DAYS = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
WORKED = [day for day in DAYS if day in MADE_UP or (day.weekday() < 5 and day not in FREE)]
EDITOR, DIRECTOR = "editor", "director"
TOLD_TOO = {-5: (), -2: (), -1: (), 0: (), 1: (EDITOR,), 3: (EDITOR, DIRECTOR)}
"""By rung, who is told beside the holder."""
MOST = 3
"""How often one thing can be put off."""
ABSENCE, REPORT, SECTION = "absence", "report", "section"
Saying = tuple[int, str]
"""A rung and a person."""


def nine(day: date) -> datetime:
    return datetime.combine(day, time(9), HERE)


@dataclass
class Page:
    """The ladder of those who have it, from when they do; ``had`` is what was said by it."""

    holders: set[str]
    due: date
    begun: datetime
    had: set[Saying] = field(default_factory=set)
    put_off: Counter[Saying] = field(default_factory=Counter)

    def newest(self, now: datetime) -> int | None:
        """The last rung whose morning has come; earlier ones say nothing any more."""
        passed = [(day, rung) for day, rung in self._days() if self.begun < nine(day) <= now]
        return max(passed)[1] if passed else None

    def _days(self) -> Iterator[tuple[date, int]]:
        late = max(self.due, self.begun.astimezone(HERE).date())
        yield max(day for day in WORKED if day <= self.due), 0
        before = [day for day in WORKED if day < self.due]
        after = [day for day in WORKED if day > late]
        for rung in (-5, -2, -1):
            yield before[rung], rung
        for rung in (1, 3):
            yield after[rung - 1], rung

    def coming(self, now: datetime) -> Iterator[tuple[datetime, int]]:
        """The mornings of rungs that are still to come."""
        return ((nine(day), rung) for day, rung in self._days() if nine(day) > max(now, self.begun))

    def meant(self, rung: int) -> set[str]:
        return {*self.holders, *TOLD_TOO[rung]}


@dataclass
class StandIn:
    """``deputy`` acts for ``person`` on these days (both included), by an absence or since the
    person's part in the report, or in this ``section`` alone, was entrusted to them.
    """

    person: str
    deputy: str
    first: date
    last: date
    by: str


@dataclass
class Letter:
    """Something that was said, on its way."""

    page: Page
    rung: int
    who: str

    def is_of(self, page: Page, rung: int, who: str) -> bool:
        return self.page is page and (self.rung, self.who) == (rung, who)


@dataclass
class Diary:
    """The page that counts now, who stands in for whom, what waits to be sent, and what somebody
    wants to hear again, with the moment from which they do.
    """

    page: Page | None = None
    standing_in: list[StandIn] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    again: list[tuple[datetime, Letter]] = field(default_factory=list)

    def turn(self, holders: Iterable[str], due: date, begun: datetime) -> None:
        """A new page; what the old one says counts no more."""
        self.page = Page(set(holders), due, begun)

    def rest(self) -> None:
        """Nobody has it: all is done."""
        self.page = None

    def ends(self, person: str, by: str, today: date) -> None:
        """Whoever stood in so for this person, now or later, does so no more."""
        self.standing_in = [
            one
            for one in self.standing_in
            if (one.person, one.by) != (person, by) or one.last < today
        ]

    def say(self, now: datetime) -> set[Saying]:
        """What is to be said at this moment; it then was said."""
        page = self.page
        rung = page.newest(now) if page else None
        if (
            page is None
            or rung is None
            or not is_open(now)
            or any(rung == said for said, _ in page.had)
        ):
            return set()
        new = {(rung, one) for one in self._reached(rung, page, now)}
        page.had |= new
        self.letters += [Letter(page, rung, who) for _, who in new]
        return new

    def puts_off(self, who: str, until: datetime, now: datetime) -> bool:
        """Whether they may hear the newest thing that was said to them again from then on."""
        page = self.page
        said = [rung for rung, one in page.had if one == who] if page else []
        if page is None or not said:
            return False
        letter = Letter(page, max(said), who)
        saying = (letter.rung, who)
        waits = any(one.is_of(page, *saying) for _, one in self.again)
        if (
            waits
            or page.put_off[saying] == MOST
            or not self._says_something(letter, now)
            or not is_open(until)
            or any(until >= one for one in self._ends(who, page, now))
        ):
            return False
        page.put_off[saying] += 1
        self.letters = [one for one in self.letters if not one.is_of(page, *saying)]
        self.again.append((until, letter))
        return True

    def _ends(self, who: str, page: Page, now: datetime) -> Iterator[datetime]:
        """When they are told more anyway, or it is too late."""
        due = datetime.combine(page.due, time(23, 59), HERE)
        if due > now:
            yield due
        yield from (at for at, rung in page.coming(now) if who in self._reached(rung, page, now))

    def say_again(self, now: datetime) -> list[Saying]:
        """What is to be said again at this moment; what says nothing any more is not."""
        due = [one for at, one in self.again if at <= now and self._says_something(one, now)]
        if not is_open(now):
            self.again = [(at, one) for at, one in self.again if at > now or one in due]
            return []
        self.again = [(at, one) for at, one in self.again if at > now]
        self.letters += due
        return sorted((one.rung, one.who) for one in due)

    def send(self, now: datetime) -> list[Saying]:
        """The letters that still say something to whom they are for; all others are thrown away."""
        waiting, self.letters = self.letters, []
        return sorted((one.rung, one.who) for one in waiting if self._says_something(one, now))

    def _says_something(self, letter: Letter, now: datetime) -> bool:
        page = letter.page
        is_newest = letter.rung == max(rung for rung, who in page.had if who == letter.who)
        reached = self._reached(letter.rung, page, now)
        return page is self.page and is_newest and letter.who in reached

    def _reached(self, rung: int, page: Page, now: datetime) -> set[str]:
        people = page.meant(rung)
        return people | self._deputies(people, page, now)

    def _deputies(self, people: Iterable[str], page: Page, now: datetime) -> set[str]:
        today = now.astimezone(HERE).date()
        return {
            one.deputy
            for one in self.standing_in
            if one.person in people
            and one.first <= today <= one.last
            and (one.by != SECTION or one.person in page.holders)
        }


def is_open(now: datetime) -> bool:
    """Worked days from seven to ten at night."""
    wall = now.astimezone(HERE)
    return wall.date() in WORKED and 7 <= wall.hour < 22


def worked_after(day: date, days: int) -> date:
    return [one for one in WORKED if one > day][days - 1]
