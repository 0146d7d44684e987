"""Fetch and authorise in one step, so that it cannot be forgotten.

A thing of another office, or of a report in which one has no part, reads as absent. Pages
take a scene; an act, a file or a way on needs only the row, for an act reads the scene
anew once it holds the locks.
"""

from __future__ import annotations

from typing import TypeVar

from flask import abort
from flask_login import current_user

from workflow.actions import access
from workflow.actions.scene import Scene
from workflow.store import Person, Report, Section

Found = TypeVar("Found")


def me() -> Person:
    """The person who is asking (the view requires a log-in)."""
    person = current_user._get_current_object()
    assert isinstance(person, Person)
    return person


def report_scene(report_id: int) -> Scene:
    """The report's scene for one of its people; 404 for all others."""
    return _there(access.scene_for(me(), report_id))


def section_scene(section_id: int) -> tuple[Scene, Section]:
    """The section and its report's scene for one of the report's people; 404 for others."""
    return _there(access.section_scene_for(me(), section_id))


def own_report(report_id: int) -> Report:
    """The report for one of its people, in one query; 404 for all others."""
    return _there(access.report_for(me(), report_id))


def has_part(report: Report) -> bool:
    """Whether the person who asks is one of the report's people now."""
    return access.report_for(me(), report.id) is not None


def own_section(section_id: int) -> Section:
    """The section for one of its report's people, in one query; 404 for all others."""
    return _there(access.section_for(me(), section_id))


def _there(found: Found | None) -> Found:
    if found is None:
        abort(404)
    return found
