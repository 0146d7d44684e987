"""A report as it stands, read once: its outline, chain, decisions, and facts for a person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from sqlalchemy import select

from workflow.actions.clock import day_start
from workflow.actions.placing import Placed, placed
from workflow.actions.writing.scene import WRITING, WritingScene
from workflow.domain.absences import deputies_of
from workflow.domain.calendar import WorkCalendar
from workflow.domain.roles import (
    ReportPeople,
    SectionPeople,
    deputy_roles,
    report_roles,
    section_roles,
)
from workflow.domain.terms import AlarmKind, ReportState, Role, SectionState, Verb
from workflow.store import (
    Alarm,
    Condition,
    Event,
    Person,
    Report,
    Section,
    StageChange,
    db,
)
from workflow.store.alarm import alarms_in
from workflow.store.comment import open_must_fix
from workflow.store.condition import conditions_now
from workflow.store.office import work_calendar


class Scene(WritingScene):
    """Everything the rules need of one report; each part is read when first asked for."""

    def look_again(self) -> None:
        """After an act on a section: what it may have written is read or computed anew.

        It adds no section and leaves the report's chain alone: these are rows of this
        session, which have their new values already.
        """
        for part in CHANGED_BY_ACTS:
            self.__dict__.pop(part, None)

    @cached_property
    def calendar(self) -> WorkCalendar:
        return work_calendar(self.report.office_id)

    @cached_property
    def outline(self) -> tuple[Placed, ...]:
        return placed(self.sections)

    @cached_property
    def text_sections(self) -> list[Placed]:
        """What counts: sections with text of their own that are not dropped."""
        return [
            one
            for one in self.outline
            if one.section.is_text and one.section.state is not SectionState.DROPPED
        ]

    def place(self, section: Section) -> Placed:
        return next(one for one in self.outline if one.section.id == section.id)

    @cached_property
    def must_fix(self) -> dict[int, int]:
        return open_must_fix([one.id for one in self.sections])

    @cached_property
    def conditions(self) -> dict[int, list[Condition]]:
        """What the director listed, by section, while that waits to be done."""
        found: dict[int, list[Condition]] = {}
        if self.report.state is ReportState.CONDITIONAL:
            for one in conditions_now(self.report.id):
                found.setdefault(one.section_id, []).append(one)
        return found

    @cached_property
    def alarms(self) -> dict[tuple[int, AlarmKind, int], Alarm]:
        """What the clock watches, by section, kind and stage (see store.alarm)."""
        return {one.key: one for one in alarms_in(self.report.id)}

    def alarms_of(self, section: Section) -> list[Alarm]:
        return [one for one in self.alarms.values() if one.section_id == section.id]

    @cached_property
    def report_people(self) -> ReportPeople:
        seats = [one.person_id for row in self.stage_rows for one in row.member_rows]
        changed = [one for rows in self._changes.values() for one in rows]
        found = {*seats, *_left_in(changed), self.report.editor_id, self.report.director_id}
        for section in self.sections:
            found |= self.authors(section)
            found |= {self.in_seat(section, role) for role in self.seat_roles}
            if self.seat_roles:
                found |= {one.person_id for one in self.sign_offs[section.id] if one.seat}
        found |= {one.person_id for one in self.copies_to_read(None)}
        people = frozenset(one for one in found if one is not None)
        people |= deputies_of(people, self.mandates)
        return ReportPeople(self.report.editor_id, self.report.director_id, people)

    def people(self, section: Section) -> SectionPeople:
        members = [person for step in self.stages_now(section) for person in step.stage.members]
        return SectionPeople(
            self.report_people,
            section.owner_id,
            frozenset(row.person_id for row in section.contributor_rows),
            frozenset(members),
            frozenset(one.person_id for one in self.copies_to_read(section)),
        )

    def holders(self, section: Section) -> frozenset[int]:
        """Who has it in hand: those the open stages wait for, else the owner."""
        if section.state is SectionState.IN_REVIEW and self.conditions:
            return frozenset({self.report.director_id}) if self.report.director_id else NOBODY
        if section.state is SectionState.IN_REVIEW:
            return frozenset(one for step in self.stages_now(section) for one in step.waiting)
        if section.state in WRITING and section.owner_id is not None:
            return frozenset({section.owner_id})
        return frozenset()

    @property
    def report_holders(self) -> frozenset[int]:
        """Who has the report in hand: the director while it is before them, else the editor."""
        awaits = self.report.state is ReportState.AWAITING_APPROVAL
        holder = self.report.director_id if awaits else self.report.editor_id
        return frozenset() if holder is None else frozenset({holder})

    def roles(self, section: Section, person: Person) -> frozenset[Role]:
        held = section_roles(person.id, self.people(section))
        return held | administrator_role(self.report, person)

    def handed_roles(
        self, principal: int, deputy: int, section: Section | None = None
    ) -> frozenset[Role]:
        """What the deputy may in this person's stead on the section, or on the report: nothing
        where that person has no part, or the mandate is for something else.
        """
        pair = (principal, deputy)
        given = [one for one in self.mandates_for(section) if (one.person, one.deputy) == pair]
        if not given:
            return NO_ROLES
        if section is None:
            held = report_roles(principal, self.report_people)
        else:
            held = section_roles(principal, self.people(section))
        if all(one.section for one in given):
            held -= {Role.EDITOR, Role.DIRECTOR}
        return deputy_roles(held - {Role.READER})

    def decided_in_round(self, section: Section) -> bool:
        return any(one.round == section.round for one in self.sign_offs.get(section.id, ()))

    @cached_property
    def nudged_today(self) -> frozenset[tuple[int, int]]:
        start = day_start(self.report.office.zone, self.now)
        rows = db.session.execute(
            select(Event.section_id, Event.actor_id).where(
                Event.report_id == self.report.id, Event.verb == Verb.NUDGE, Event.at >= start
            )
        )
        return frozenset((row[0] or 0, row[1] or 0) for row in rows)


NOBODY: frozenset[int] = frozenset()
NO_ROLES: frozenset[Role] = frozenset()
CHANGED_BY_ACTS = (
    "mandates",
    "outline",
    "text_sections",
    "sign_offs",
    "must_fix",
    "report_people",
    "copies",
    "_changes",
    "nudged_today",
    "_written_for_others",
)


def _left_in(changes: Iterable[StageChange]) -> set[int]:
    """People whom the changes left in a stage; of two about one person the later wins."""
    last = {(one.section_id, one.stage_id, one.person_id): one for one in changes}
    return {one.person_id for one in last.values() if one.added}


def administrator_role(report: Report, person: Person) -> frozenset[Role]:
    """The administrator of the same office: people and settings, no say over content."""
    if person.is_administrator and person.office_id == report.office_id:
        return frozenset({Role.ADMINISTRATOR})
    return frozenset()
