"""The making of an archive as the page of a report shows it."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.domain.terms import ArchivingState
from workflow.domain.text import Text
from workflow.store import Archiving

QUEUED = Text("排队等候归档", "Waiting to be archived")
STEPS = {
    "": Text("正在准备", "Getting ready"),
    "pdf": Text("正在生成定稿的 PDF", "Printing the final text as PDF"),
    "sheet": Text("正在生成审签单的 PDF", "Printing the approval sheet as PDF"),
    "pack": Text("正在归集各稿、佐证材料和留痕", "Gathering drafts, evidence and the trail"),
}
"""The steps that the worker names, in the reader's words."""


@dataclass(frozen=True)
class ArchivingView:
    """One that is under way, or that failed."""

    row: Archiving

    @property
    def under_way(self) -> bool:
        return self.row.is_under_way

    @property
    def step(self) -> Text:
        if self.row.state is ArchivingState.QUEUED:
            return QUEUED
        return STEPS.get(self.row.step, STEPS[""])

    @property
    def why(self) -> Text | None:
        """Why it was not made."""
        zh, _, en = self.row.error.partition("\n")
        return Text(zh, en) if zh else None
