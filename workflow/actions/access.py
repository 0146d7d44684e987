"""Fetch and authorise in one step: what a person has no part in reads as absent."""

from __future__ import annotations

from workflow.actions.clock import today_of
from workflow.actions.scene import Scene
from workflow.domain.roles import report_roles, section_roles
from workflow.store import Person, Report, Section
from workflow.store.overview import report_with_part, section_with_part
from workflow.store.report import report_of
from workflow.store.section import section_of


def scene_for(person: Person, report_id: int) -> Scene | None:
    """The report's scene for one of its people."""
    return _seen_by(person, report_of(person.office_id, report_id))


def section_scene_for(person: Person, section_id: int) -> tuple[Scene, Section] | None:
    """A text section and its report's scene for one of the report's people, or for
    whoever has a copy of it for reading.
    """
    section = section_of(person.office_id, section_id)
    if section is None or not section.is_text:
        return None
    scene = Scene(section.report)
    return (scene, section) if section_roles(person.id, scene.people(section)) else None


def report_for(person: Person, report_id: int) -> Report | None:
    """The report alone, in one query."""
    return report_with_part(person.office_id, person.id, report_id, today_of(person))


def section_for(person: Person, section_id: int) -> Section | None:
    """The text section alone, in one query."""
    section = section_with_part(person.office_id, person.id, section_id, today_of(person))
    return section if section is not None and section.is_text else None


def _seen_by(person: Person, report: Report | None) -> Scene | None:
    if report is None:
        return None
    scene = Scene(report)
    return scene if report_roles(person.id, scene.report_people) else None
