"""Fetch and authorise in one step, so that it cannot be forgotten.

A thing of another office, or of a report in which one has no part, reads as absent. Pages
take a scene; an act, a file or a way on needs only the row, for an act reads the scene
anew once it holds the locks.
"""

from __future__ import annotations

from flask import abort
from flask_login import current_user

from workflow.actions.scene import Scene
from workflow.domain.roles import report_roles
from workflow.store import Person, Report, Section
from workflow.store.overview import report_with_part, section_with_part
from workflow.store.report import report_of
from workflow.store.section import section_of


def me() -> Person:
    """The person who is asking (the view requires a log-in)."""
    person = current_user._get_current_object()
    assert isinstance(person, Person)
    return person


def report_scene(report_id: int) -> Scene:
    """The report's scene for one of its people; 404 for all others."""
    return _scene(report_of(me().office_id, report_id))


def section_scene(section_id: int) -> tuple[Scene, Section]:
    """The section and its report's scene for one of the report's people; 404 for others."""
    section = section_of(me().office_id, section_id)
    if section is None or not section.is_text:
        abort(404)
    return _scene(section.report), section


def own_report(report_id: int) -> Report:
    """The report for one of its people, in one query; 404 for all others."""
    report = report_with_part(me().office_id, me().id, report_id)
    if report is None:
        abort(404)
    return report


def has_part(report: Report) -> bool:
    """Whether the person who asks is one of the report's people now."""
    return report_with_part(me().office_id, me().id, report.id) is not None


def own_section(section_id: int) -> Section:
    """The section for one of its report's people, in one query; 404 for all others."""
    section = section_with_part(me().office_id, me().id, section_id)
    if section is None or not section.is_text:
        abort(404)
    return section


def _scene(report: Report | None) -> Scene:
    if report is None:
        abort(404)
    scene = Scene(report)
    if not report_roles(me().id, scene.report_people):
        abort(404)
    return scene
