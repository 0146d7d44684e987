"""Play the whole job with made-up people: from a text to an approved report.

The clock is moved: the story begins two weeks ago and ends now, so deadlines come
near, reminders fall due, and what a worker does happens in real time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from workflow.actions import reports, sections
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.calendar.calendars import seed_calendar
from workflow.actions.chain import chains
from workflow.actions.chain import presets as chain_presets
from workflow.actions.outline import intake
from workflow.actions.outline.bodies import Bodies
from workflow.actions.outline.creation import Particulars, create_from_outline
from workflow.actions.outline.file import bodies_of, read_upload
from workflow.actions.placing import Placed
from workflow.actions.reminding.reminders import remind
from workflow.actions.scene import Scene
from workflow.actions.work import Work, transaction
from workflow.actions.writing.section_files import adopt
from workflow.documents.content import Content
from workflow.documents.outline import Outline
from workflow.documents.word.limits import DEFAULT_LIMITS
from workflow.domain.calendar import office_day
from workflow.domain.phrases import phrase
from workflow.domain.terms import AlarmKind, CommentKind, DeliveryState, Role, SectionKind, Verb
from workflow.sample import cast
from workflow.store import Archive, Archiving, Assembly, Notice, Office, Person, Report, Section, db
from workflow.store.alarm import alarms_in
from workflow.store.archive import archive_of
from workflow.store.archiving import archiving_of
from workflow.store.base import utc_now

BEGUN = timedelta(days=14)
DRAFTING_DAYS = 11
OWNERS = (cast.FIRST_OWNER.mail, cast.SECOND_OWNER.mail)
REVIEWER = cast.REVIEWER.mail
SIGNERS = (REVIEWER, cast.FIRST_COUNTERSIGNER.mail, cast.SECOND_COUNTERSIGNER.mail)


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


@dataclass
class Rehearsal:
    """The story so far.

    ``told`` is called with each step as it happens; ``settle`` lets the worker catch up
    once the reminders are out, since what is done meanwhile makes them obsolete.
    """

    told: Callable[[Step], None]
    settle: Callable[[Rehearsal], None]
    now: datetime = field(default_factory=lambda: utc_now() - BEGUN)
    people: dict[str, int] = field(default_factory=dict)
    report_id: int = 0
    texts: dict[int, Content] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def play(self, filename: str, data: bytes) -> None:
        """Everything up to the point where a worker has to assemble."""
        self._people()
        self._create(filename, data)
        self._assign_and_launch()
        self._time_passes_until_a_reminder_is_due()
        for place, one in enumerate(self._texts()):
            self._write_and_review(one.section.id, sent_back_once=place == 0)
        self.now = utc_now()
        self._report(cast.EDITOR.mail, Verb.ASSEMBLE)

    def finish(self) -> None:
        """Present what was assembled, and approve it."""
        self._report(cast.EDITOR.mail, Verb.PRESENT)
        seen = manifest_hash(manifest_of(Scene(self.report)))
        self._report(cast.DIRECTOR.mail, Verb.APPROVE, seen=seen)

    def ask_for_the_archive(self) -> None:
        """Have what was approved archived; the worker does it."""
        self._report(cast.EDITOR.mail, Verb.ARCHIVE)

    def archived(self) -> Archive | None:
        """The archive, freshly read; None until it is made."""
        db.session.rollback()
        return archive_of(self.report_id)

    def archiving(self) -> Archiving:
        """How far the making of it is."""
        db.session.rollback()
        found = archiving_of(self.report_id)
        assert found is not None
        return found

    @property
    def report(self) -> Report:
        return db.session.get_one(Report, self.report_id)

    def assembly(self) -> Assembly:
        """The newest assembly, freshly read."""
        db.session.rollback()
        query = db.select(Assembly).where(Assembly.report_id == self.report_id)
        return db.session.scalars(query.order_by(Assembly.id.desc()).limit(1)).one()

    def notices(self) -> list[Notice]:
        query = db.select(Notice).where(Notice.report_id == self.report_id)
        return list(db.session.scalars(query.order_by(Notice.id)))

    def undelivered(self) -> int:
        """Messages that the worker has still to deal with."""
        db.session.rollback()
        under_way = (DeliveryState.QUEUED, DeliveryState.SENDING)
        return sum(one.state in under_way for notice in self.notices() for one in notice.deliveries)

    def blanks(self) -> int:
        """Blanks left in the text: they warn and stand in nobody's way."""
        return sum(one.section.head.blanks for one in self._texts() if one.section.head)

    def _people(self) -> None:
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

    def _create(self, filename: str, data: bytes) -> None:
        """Import with every proposal accepted; the text waits for its owners."""
        editor = self._person(cast.EDITOR.mail)
        upload = read_upload(filename, data, DEFAULT_LIMITS)
        with transaction(self.now) as work:
            taken = intake.take_in(work, editor, upload)
            intake.accept_all(taken)
            outline = intake.outline_of(taken)
            given = Particulars(
                title=outline.title.text.strip() if outline.title else filename,
                year=office_day(self.now, editor.office.zone).year,
                director_id=self.people[cast.DIRECTOR.mail],
            )
            bodies = bodies_of(taken, outline)
            report = create_from_outline(work, editor, given, outline, False, bodies)
            self.report_id = report.id
            self._keep_texts(work, Scene(report), outline, bodies)
            reviewers = [self.people[mail] for mail in SIGNERS]
            chains.replace(report, chain_presets.two_stages(reviewers[:1], reviewers[1:]))

    def _keep_texts(self, work: Work, scene: Scene, outline: Outline, bodies: Bodies) -> None:
        """What each owner will write: the section's own content, taken out of its brief."""
        rows = sorted(scene.sections, key=lambda one: one.id)
        for section, content in zip(rows, bodies.in_order(outline), strict=True):
            self.texts[section.id], section.brief = content, ""
            adopt(work, section, content, bodies.blobs)

    def _assign_and_launch(self) -> None:
        day = office_day(self.now, self.report.office.zone)
        for place, one in enumerate(self._texts()):
            self._do(
                cast.EDITOR.mail,
                Verb.ASSIGN,
                one.section.id,
                owner_id=self.people[OWNERS[place % 2]],
                due_on=day + timedelta(days=DRAFTING_DAYS),
            )
        self._report(cast.EDITOR.mail, Verb.LAUNCH)

    def _time_passes_until_a_reminder_is_due(self) -> None:
        """Move the clock on to the first rung that comes, and let the sweep look."""
        alarms = [one for one in alarms_in(self.report_id) if one.kind is AlarmKind.DRAFTING]
        moments = [one.remind_at for one in alarms if one.remind_at]
        self.now = max([self.now, *moments[:1]]) + timedelta(minutes=1)
        with transaction(self.now) as work:
            remind(work, [one.id for one in alarms])
        self.settle(self)

    def _write_and_review(self, section_id: int, sent_back_once: bool) -> None:
        owner = self._owner(section_id)
        self._do(owner, Verb.SAVE, section_id, content=self.texts[section_id])
        if sent_back_once:
            self._comment_and_return(owner, section_id)
        self._do(owner, Verb.SUBMIT, section_id)
        for mail in SIGNERS:
            self._do(mail, Verb.PASS, section_id)

    def _comment_and_return(self, owner: str, section_id: int) -> None:
        comment = self._do(
            cast.SECOND_COUNTERSIGNER.mail,
            Verb.COMMENT,
            section_id,
            kind=CommentKind.MUST_FIX,
            text="请核对本部分的数字。",
        )
        self._do(owner, Verb.ANSWER, section_id, note="已核对，与台账一致。", comment_id=comment.id)
        self._do(owner, Verb.SUBMIT, section_id)
        self._do(REVIEWER, Verb.SEND_BACK, section_id, note="请通读一遍后再送。")

    def _do(self, mail: str, verb: Verb, section_id: int, **given: Any) -> Any:
        self.now += timedelta(minutes=7)
        section = db.session.get_one(Section, section_id)
        given.setdefault("seen", str(section.head_id or ""))
        with transaction(self.now) as work:
            done = sections.act(work, self._person(mail), section, verb, **given)
            details = done.event.details if done.event else {}
        self._tell(mail, verb, done.row.roles, details, details.get("draft"))
        return done.result

    def _report(self, mail: str, verb: Verb, **given: Any) -> None:
        with transaction(self.now) as work:
            done = reports.act(work, self._person(mail), self.report, verb, **given)
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

    def _person(self, mail: str) -> Person:
        return db.session.get_one(Person, self.people[mail])

    def _owner(self, section_id: int) -> str:
        owner_id = db.session.get_one(Section, section_id).owner_id
        return next(mail for mail in OWNERS if self.people[mail] == owner_id)

    def _texts(self) -> list[Placed]:
        return [
            one
            for one in Scene(self.report).text_sections
            if one.section.kind is not SectionKind.HEADING
        ]


PARTS: dict[str, tuple[Role, ...]] = {
    cast.EDITOR.mail: (Role.EDITOR,),
    cast.DIRECTOR.mail: (Role.DIRECTOR,),
    **dict.fromkeys(SIGNERS, (Role.REVIEWER, Role.READER)),
    **dict.fromkeys(OWNERS, (Role.OWNER,)),
}
