"""A deadline as a calendar program shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.domain.text import Text, say


@dataclass(frozen=True)
class Entry:
    """``sequence`` grows with each change of the same deadline (RFC 5545, 3.8.7.4)."""

    alarm_id: int
    sequence: int
    due_at: datetime
    changed_at: datetime
    thing: str
    report: str
    stage: str
    section_id: int

    @property
    def title(self) -> Text:
        """What is to be done until then."""
        if self.stage:
            return say(
                "{stage}截止：{thing}", "{stage} due: {thing}", stage=self.stage, thing=self.thing
            )
        return say("送审截止：{thing}", "Submit by today: {thing}", thing=self.thing)
