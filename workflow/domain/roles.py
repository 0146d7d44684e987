"""Who somebody is to a section or a report."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from workflow.domain.terms import Role


@dataclass(frozen=True)
class ReportPeople:
    """The ids of the people of a report; participants are all with a part in it."""

    editor: int | None
    director: int | None
    participants: frozenset[int] = frozenset()


@dataclass(frozen=True)
class SectionPeople:
    """The ids of the people of one section; reviewers are those of the current stage,
    readers have a copy of this section.
    """

    report: ReportPeople
    owner: int | None = None
    contributors: frozenset[int] = frozenset()
    reviewers: frozenset[int] = frozenset()
    readers: frozenset[int] = frozenset()

    @property
    def authors(self) -> frozenset[int]:
        owner = frozenset() if self.owner is None else frozenset({self.owner})
        return owner | self.contributors


def report_roles(person: int, people: ReportPeople) -> frozenset[Role]:
    found = {
        Role.EDITOR: person == people.editor,
        Role.DIRECTOR: person == people.director,
        Role.READER: person in people.participants,
    }
    return _held(found)


def section_roles(person: int, people: SectionPeople) -> frozenset[Role]:
    found = {
        Role.OWNER: person == people.owner,
        Role.CONTRIBUTOR: person in people.contributors,
        Role.REVIEWER: person in people.reviewers,
        Role.READER: person in people.readers,
    }
    return _held(found) | report_roles(person, people.report)


def deputy_roles(held: frozenset[Role]) -> frozenset[Role]:
    """What somebody may who acts for a person with these roles; nothing where that one has none.

    The care of people and settings is nobody's to hand on.
    """
    handed = held - {Role.ADMINISTRATOR}
    return handed | {Role.DEPUTY} if handed else frozenset()


def people_with(role: Role, people: SectionPeople) -> frozenset[int]:
    """Whom a role means here, for telling them."""
    single = {
        Role.OWNER: people.owner,
        Role.EDITOR: people.report.editor,
        Role.DIRECTOR: people.report.director,
    }
    many: dict[Role, Collection[int]] = {
        Role.CONTRIBUTOR: people.contributors,
        Role.REVIEWER: people.reviewers,
        Role.READER: people.report.participants,
    }
    if role in single:
        person = single[role]
        return frozenset() if person is None else frozenset({person})
    return frozenset(many.get(role, ()))


def _held(found: dict[Role, bool]) -> frozenset[Role]:
    return frozenset(role for role, held in found.items() if held)
