"""What people do with a section and its reminders, as both the product and the diary hear of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.actions.reminding.diary import ABSENCE, REPORT, SECTION, StandIn, nine, worked_after
from tests.actions.reminding.telling import Step, Telling
from tests.cast import World
from workflow.actions.calendar.days import set_day
from workflow.actions.office import absences
from workflow.actions.reminding.snoozing import snooze
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.snooze import Pause
from workflow.domain.terms import Verb
from workflow.store import Notice, db
from workflow.store.absence import absences_of

OWNERS, SEATS = ("owner", "second_owner", "editor"), ("reviewer", "director")
SIGNERS = ("countersigner", "second_countersigner")
PEOPLE = (*OWNERS, *SEATS, *SIGNERS, "outsider")
STAGE_DAYS = 2
FAR_AWAY = date(2027, 12, 1)


class Story(Telling):
    """What the state of things forbids is left out of the story."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.due = self.today
        self.assign(Step("assign", days=5))

    def assign(self, step: Step) -> None:
        owner = step.who if step.who in OWNERS else OWNERS[0]
        if self.is_done:
            return
        self.due = self.today + timedelta(days=step.days)
        given: dict[str, Any] = {"owner_id": self.world.ids[owner], "due_on": self.due}
        before = self.names.get(self.section.owner_id or 0, "")
        self.world.do("editor", Verb.ASSIGN, now=self.now, **given)
        if owner != before:
            self.diary.ends(before, SECTION, self.today)
        self.owner_has_it()

    def extend(self, step: Step) -> None:
        if self.is_done:
            return
        before, self.due = self.due, self.today + timedelta(days=step.days)
        self.world.do("editor", Verb.EXTEND, note="展期", due_on=self.due, now=self.now)
        if self.due != before:
            self.owner_has_it()

    def owner_has_it(self) -> None:
        if self.is_written:
            self.diary.turn([self.names[self.section.owner_id or 0]], self.due, self.now)

    def submit(self, step: Step) -> None:
        """Stages whose pass counts on are left out, for the words stay the same."""
        if self.is_written:
            self.world.do(self.names[self.section.owner_id or 0], Verb.SUBMIT, now=self.now)
            self.stage_has_it()

    def decide(self, step: Step) -> None:
        """One of those who have it passes it; then it is with the others, or goes on."""
        if not self.in_review:
            return
        before = self.holders
        who = step.who if step.who in before else before[0]
        if is_allowed(lambda: self.world.do(who, Verb.PASS, now=self.now)):
            if len(before) > 1:
                assert self.diary.page is not None
                self.diary.page.holders.remove(who)
            else:
                self.stage_has_it()

    def stage_has_it(self) -> None:
        if not self.in_review:
            self.diary.rest()
            return
        holders = [self.names[one] for one in self.world.scene().holders(self.section)]
        self.diary.turn(holders, worked_after(self.today, STAGE_DAYS), self.now)

    def send_back(self, step: Step) -> None:
        """To the owner, from review or once it was signed."""
        if self.is_written:
            return
        verb = Verb.SEND_BACK if self.in_review else Verb.REOPEN
        self.world.do("editor", verb, note="再改", now=self.now)
        self.owner_has_it()

    def seat(self, step: Step) -> None:
        """Whoever reviews hands it to the other reviewer, and ends what was entrusted."""
        page = self.diary.page
        if not self.in_review or page is None or not page.holders <= set(SEATS):
            return
        (leaver,) = page.holders
        other = SEATS[1 - SEATS.index(leaver)]
        given: dict[str, Any] = {"person_id": self.world.ids[other]}
        given["from_id"] = self.world.ids[leaver]
        self.world.do(leaver, Verb.HAND_OVER, now=self.now, **given)
        self.diary.ends(leaver, SECTION, self.today)
        self.diary.turn([other], page.due, self.now)

    def settings(self, step: Step) -> None:
        """Rules and calendar are looked at and stay what they are, as far as this section goes."""
        self.world.do_report("editor", Verb.SET_REMINDERS, now=self.now, remind_at=None)
        with transaction(self.now) as work:
            set_day(work, self.world.person("administrator"), FAR_AWAY, working=False)

    def put_off(self, step: Step) -> None:
        """Somebody wants to hear the newest reminder again later: best of all who had one."""
        had = sorted({who for _, who in self.diary.page.had}) if self.diary.page else []
        who = had[step.hours % len(had)] if had and step.who not in had else step.who
        query = db.select(Notice.id).where(
            Notice.kind == "reminder",
            Notice.section_id == self.section.id,
            Notice.person_id == self.world.ids[who],
        )
        newest = db.session.scalars(query.order_by(Notice.id.desc())).first() or 0
        pause = list(Pause)[step.days % 3]
        until = {
            Pause.HOURS: self.now + timedelta(hours=3),
            Pause.NEXT_DAY: nine(worked_after(self.today, 1)),
            Pause.SECOND_DAY: nine(worked_after(self.today, 2)),
        }[pause]

        def ask() -> None:
            with transaction(self.now) as work:
                snooze(work, self.world.person(who), newest, pause)

        assert is_allowed(ask) == self.diary.puts_off(who, until, self.now), (step, self.now)

    def away(self, step: Step) -> None:
        """Somebody is away from one of the next days on, for some days, with a deputy."""
        given = absences.Given(*self.days_of(step), self.world.ids[step.other])

        def enter() -> None:
            with transaction(self.now) as work:
                person = self.world.person(step.who)
                absences.add(work, person, person.id, given)

        if is_allowed(enter):
            self.stands_in(step, ABSENCE)

    def back(self, step: Step) -> None:
        """They end what they have entered of absences to come, and the present one."""
        for row in absences_of(self.world.ids[step.who], self.today):
            with transaction(self.now) as work:
                absences.end(work, self.world.person(step.who), row.person_id, row.id)
        self.diary.ends(step.who, ABSENCE, self.today)

    def entrust(self, step: Step) -> None:
        """The holder their part in the section; editor and director theirs in the report."""
        first, last = self.days_of(step)
        given: dict[str, Any] = {"person_id": self.world.ids[step.other]}
        given |= {"first_on": first, "last_on": last}
        by = SECTION if step.who in self.holders else REPORT
        do = self.world.do if by == SECTION else self.world.do_report
        if is_allowed(lambda: do(step.who, Verb.DELEGATE, now=self.now, **given)):
            self.stands_in(step, by)

    def take_back(self, step: Step) -> None:
        if is_allowed(lambda: self.world.do(step.who, Verb.REVOKE, now=self.now)):
            self.diary.ends(step.who, SECTION, self.today)
        if is_allowed(lambda: self.world.do_report(step.who, Verb.REVOKE, now=self.now)):
            self.diary.ends(step.who, REPORT, self.today)

    def days_of(self, step: Step) -> tuple[date, date]:
        first = self.today + timedelta(days=step.days % 3)
        return first, first + timedelta(days=step.days % 5)

    def stands_in(self, step: Step, by: str) -> None:
        self.diary.standing_in.append(StandIn(step.who, step.other, *self.days_of(step), by))


def is_allowed(act: Callable[[], object]) -> bool:
    """Whether the state of things allows it; else nothing was changed."""
    try:
        act()
    except Refused:
        return False
    return True
