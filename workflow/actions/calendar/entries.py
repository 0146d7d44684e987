"""An alarm as an entry in the calendar of who is asked."""

from __future__ import annotations

from typing import Any

from workflow.domain.calendar_entry import Entry


def entry_of(alarm: Any, label: str, report: str, stage: str) -> Entry:
    """``alarm`` is an Alarm, or a row of its columns; ``label`` that of its section, "" where it
    has none; ``report`` the title of its report, ``stage`` the name of the stage that it watches,
    else "".
    """
    assert alarm.due_at is not None and alarm.armed_at is not None
    return Entry(
        alarm_id=alarm.id,
        sequence=alarm.arming,
        due_at=alarm.due_at,
        changed_at=alarm.armed_at,
        thing=label or report,
        report=report,
        stage=stage,
        section_id=alarm.section_id,
    )
