"""The made-up people of a rehearsal, and what each of them does at the moved clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from workflow.actions import reports, sections
from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.work import transaction
from workflow.domain.phrases import phrase
from workflow.domain.terms import Role, Verb
from workflow.sample import cast
from workflow.store import Office, Person, Report, Section, db
from workflow.store.base import utc_now

BEGUN = timedelta(days=14)
OWNERS = (cast.FIRST_OWNER.mail, cast.SECOND_OWNER.mail)
REVIEWER = cast.REVIEWER.mail
SIGNERS = (REVIEWER, cast.FIRST_COUNTERSIGNER.mail, cast.SECOND_COUNTERSIGNER.mail)
PARTS: dict[str, tuple[Role, ...]] = {
    cast.EDITOR.mail: (Role.EDITOR,),
    cast.DIRECTOR.mail: (Role.DIRECTOR,),
    **dict.fromkeys(SIGNERS, (Role.REVIEWER, Role.READER)),
    **dict.fromkeys(OWNERS, (Role.OWNER,)),
}


@dataclass(frozen=True)
class Step:
    """One thing that somebody did, as the timeline prints it."""

    at: datetime
    actor: str
    role: Role
    verb: Verb
    section: str
    draft: int | None
    sentence: str


@dataclass(kw_only=True)
class Troupe:
    """The people of one office by their mail names; ``told`` is called with each step."""

    told: Callable[[Step], None]
    now: datetime = field(default_factory=lambda: utc_now() - BEGUN)
    people: dict[str, int] = field(default_factory=dict)
    report_id: int = 0
    steps: list[Step] = field(default_factory=list)

    @property
    def report(self) -> Report:
        return db.session.get_one(Report, self.report_id)

    def gather(self) -> None:
        with transaction(self.now) as work:
            office = Office(name=cast.OFFICE)
            db.session.add(office)
            db.session.flush()
            seed_calendar(work, office)
            for player in cast.PLAYERS:
                person = Person(
                    office_id=office.id,
                    name=player.name,
                    email=player.email,
                    is_editor=player.is_editor,
                    is_administrator=player.is_administrator,
                )
                db.session.add(person)
                db.session.flush()
                self.people[player.mail] = person.id

    def do(self, mail: str, verb: Verb, section_id: int, **given: Any) -> Any:
        self.now += timedelta(minutes=7)
        section = db.session.get_one(Section, section_id)
        given.setdefault("seen", str(section.head_id or ""))
        with transaction(self.now) as work:
            done = sections.act(work, self.person(mail), section, verb, **given)
            details = done.event.details if done.event else {}
        self._tell(mail, verb, done.row.roles, details, details.get("draft"))
        return done.result

    def do_report(self, mail: str, verb: Verb, **given: Any) -> None:
        with transaction(self.now) as work:
            done = reports.act(work, self.person(mail), self.report, verb, **given)
            details = done.event.details
        self._tell(mail, verb, done.row.roles, details, None)

    def _tell(
        self,
        mail: str,
        verb: Verb,
        roles: frozenset[Role],
        details: dict[str, Any],
        draft: int | None,
    ) -> None:
        player = next(one for one in cast.PLAYERS if one.mail == mail)
        words = phrase(verb, details).render("zh")
        role = next((one for one in PARTS[mail] if one in roles), Role.READER)
        thing = str(details.get("thing", ""))
        step = Step(self.now, player.name, role, verb, thing, draft or None, words)
        self.steps.append(step)
        self.told(step)

    def person(self, mail: str) -> Person:
        return db.session.get_one(Person, self.people[mail])
