"""The assembled document as pages show it: under way, failed, current or out of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflow.actions.assemblies import UNDER_WAY
from workflow.domain.terms import AssemblyState
from workflow.domain.text import Text
from workflow.store import Assembly
from workflow.web.clock import Clock, Moment

# The steps that the assembler names, in the reader's words.
STEPS = {
    "": Text("正在准备", "Getting ready"),
    "sections": Text("正在排入各部分", "Setting the sections"),
    "package": Text("正在生成文档", "Making the document"),
    "done": Text("正在保存", "Storing it"),
}
QUEUED = Text("排队等候合稿", "Waiting to be assembled")


@dataclass(frozen=True)
class Finished:
    """A document that can be downloaded; ``current``: it holds exactly what stands now."""

    row: Assembly
    when: Moment
    current: bool

    @property
    def warnings(self) -> list[dict[str, Any]]:
        return self.row.warnings


@dataclass(frozen=True)
class AssemblyView:
    """The newest assembly, and all finished ones, newest first."""

    newest: Assembly
    finished: tuple[Finished, ...]

    @property
    def under_way(self) -> bool:
        return self.newest.state in UNDER_WAY

    @property
    def failed(self) -> bool:
        return self.newest.state is AssemblyState.FAILED

    @property
    def shown(self) -> Finished | None:
        """The current one, else the newest that is done."""
        return next((one for one in self.finished if one.current), None) or next(
            iter(self.finished), None
        )

    @property
    def step(self) -> Text:
        if self.newest.state is AssemblyState.QUEUED:
            return QUEUED
        return STEPS.get(self.newest.step, STEPS[""])

    @property
    def part(self) -> float | None:
        return None if self.newest.state is AssemblyState.QUEUED else self.newest.progress / 100


def assembly_view(rows: Sequence[Assembly], head: str, clock: Clock) -> AssemblyView | None:
    """``head``: the hash of the manifest computed now."""
    if not rows:
        return None
    finished = tuple(
        Finished(row, clock.at(row.finished_at or row.created_at), row.manifest_hash == head)
        for row in rows
        if row.state is AssemblyState.DONE
    )
    return AssemblyView(rows[0], finished)


def document_name(title: str, row: Assembly) -> str:
    """What the file is called on the reader's disk: title, and 未定稿 while it is no final."""
    return f"{plain_name(title)}{'' if row.all_signed else '（未定稿）'}.docx"


def plain_name(words: str) -> str:
    """Words as part of a file's name that every system takes."""
    return "".join("_" if one in '\\/:*?"<>|' or ord(one) < 32 else one for one in words)
