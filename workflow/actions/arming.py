"""Arm a section's ladder of reminders, or put it to rest."""

from __future__ import annotations

from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.ladder import Deadline, next_moment
from workflow.domain.terms import ReportState, SectionState
from workflow.store import Section

WITH_THE_OWNER = (SectionState.DRAFTING, SectionState.RETURNED)


def arm(work: Work, scene: Scene, section: Section) -> None:
    """Start the ladder anew: a higher arming makes every rung of it unsent."""
    section.since = work.now
    section.arming += 1
    section.remind_at = None
    report = scene.report
    if section.due_at is None or report.state is not ReportState.COLLECTING:
        return
    deadline = Deadline(section.due_at, section.since)
    section.remind_at = next_moment(deadline, work.now, scene.calendar, report.office.zone)


def disarm(section: Section) -> None:
    """Done or gone: nothing more is sent for it."""
    section.remind_at = None
