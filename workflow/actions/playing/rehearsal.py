"""Play the whole job with made-up people: from a text to an approved report.

The clock is moved: the story begins two weeks ago and ends now, so deadlines come
near, reminders fall due, and what a worker does happens in real time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.chain import chains
from workflow.actions.chain import presets as chain_presets
from workflow.actions.outline import intake
from workflow.actions.outline.bodies import Bodies
from workflow.actions.outline.creation import Particulars, create_from_outline
from workflow.actions.outline.file import bodies_of, read_upload
from workflow.actions.placing import Placed
from workflow.actions.playing.troupe import OWNERS, REVIEWER, SIGNERS, Troupe
from workflow.actions.reminding.reminders import remind
from workflow.actions.scene import Scene
from workflow.actions.work import Work, transaction
from workflow.actions.writing.section_files import adopt
from workflow.documents.content import Content
from workflow.documents.outline import Outline
from workflow.documents.word.limits import DEFAULT_LIMITS
from workflow.domain.calendar import office_day
from workflow.domain.terms import AlarmKind, CommentKind, DeliveryState, SectionKind, Verb
from workflow.sample import cast
from workflow.store import Archive, Archiving, Assembly, Notice, Section, db
from workflow.store.alarm import alarms_in
from workflow.store.archive import archive_of
from workflow.store.archiving import archiving_of
from workflow.store.base import utc_now

DRAFTING_DAYS = 11


@dataclass(kw_only=True)
class Rehearsal(Troupe):
    """The story so far.

    ``settle`` lets the worker catch up once the reminders are out, since what is done meanwhile
    makes them obsolete.
    """

    settle: Callable[[Rehearsal], None]
    texts: dict[int, Content] = field(default_factory=dict)

    def play(self, filename: str, data: bytes) -> None:
        """Everything up to the point where a worker has to assemble."""
        self.gather()
        self._create(filename, data)
        self._assign_and_launch()
        self._time_passes_until_a_reminder_is_due()
        for place, one in enumerate(self._texts()):
            self._write_and_review(one.section.id, sent_back_once=place == 0)
        self.now = utc_now()
        self.do_report(cast.EDITOR.mail, Verb.ASSEMBLE)

    def finish(self) -> None:
        """Present what was assembled, and approve it."""
        self.do_report(cast.EDITOR.mail, Verb.PRESENT)
        seen = manifest_hash(manifest_of(Scene(self.report)))
        self.do_report(cast.DIRECTOR.mail, Verb.APPROVE, seen=seen)

    def ask_for_the_archive(self) -> None:
        """Have what was approved archived; the worker does it."""
        self.do_report(cast.EDITOR.mail, Verb.ARCHIVE)

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

    def _create(self, filename: str, data: bytes) -> None:
        """Import with every proposal accepted; the text waits for its owners."""
        editor = self.person(cast.EDITOR.mail)
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
            self.do(
                cast.EDITOR.mail,
                Verb.ASSIGN,
                one.section.id,
                owner_id=self.people[OWNERS[place % 2]],
                due_on=day + timedelta(days=DRAFTING_DAYS),
            )
        self.do_report(cast.EDITOR.mail, Verb.LAUNCH)

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
        self.do(owner, Verb.SAVE, section_id, content=self.texts[section_id])
        if sent_back_once:
            self._comment_and_return(owner, section_id)
        self.do(owner, Verb.SUBMIT, section_id)
        for mail in SIGNERS:
            self.do(mail, Verb.PASS, section_id)

    def _comment_and_return(self, owner: str, section_id: int) -> None:
        comment = self.do(
            cast.SECOND_COUNTERSIGNER.mail,
            Verb.COMMENT,
            section_id,
            kind=CommentKind.MUST_FIX,
            text="请核对本部分的数字。",
        )
        self.do(owner, Verb.ANSWER, section_id, note="已核对，与台账一致。", comment_id=comment.id)
        self.do(owner, Verb.SUBMIT, section_id)
        self.do(REVIEWER, Verb.SEND_BACK, section_id, note="请通读一遍后再送。")

    def _owner(self, section_id: int) -> str:
        owner_id = db.session.get_one(Section, section_id).owner_id
        return next(mail for mail in OWNERS if self.people[mail] == owner_id)

    def _texts(self) -> list[Placed]:
        return [
            one
            for one in Scene(self.report).text_sections
            if one.section.kind is not SectionKind.HEADING
        ]
