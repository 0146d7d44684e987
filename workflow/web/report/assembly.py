"""The assembled document as pages show it: under way, failed, current or out of date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflow.actions.assembly.assemblies import UNDER_WAY, is_finished
from workflow.domain.terms import AssemblyState, RenderingState
from workflow.domain.text import Text, say
from workflow.store import Assembly, Rendering
from workflow.web.clock import Clock, Moment
from workflow.web.report.assembly_warnings import SectionLink, WarningGroup, link_to, warning_groups

# The steps that the assembler names, in the reader's words.
STEPS = {
    "": Text("正在准备", "Getting ready"),
    "sections": Text("正在排入各部分", "Setting the sections"),
    "package": Text("正在生成文档", "Making the document"),
    "done": Text("正在保存", "Storing it"),
}
QUEUED = Text("排队等候合稿", "Waiting to be assembled")


@dataclass(frozen=True)
class PdfView:
    """The PDF of an assembled document; ``row`` is None where nobody asked for one yet."""

    row: Rendering | None

    @property
    def under_way(self) -> bool:
        return self.row is not None and self.row.is_under_way

    @property
    def done(self) -> bool:
        return self.row is not None and self.row.state is RenderingState.DONE

    @property
    def why(self) -> Text | None:
        """Why it failed."""
        zh, _, en = (self.row.error if self.row else "").partition("\n")
        return Text(zh, en) if zh else None

    @property
    def substitutes(self) -> list[Text]:
        """Which face stands in for which: the paper looks different where they are installed."""
        found = (self.row.substitutes if self.row else None) or ()
        return [say("{face} → {by}", "{face} → {by}", **one) for one in found]


@dataclass(frozen=True)
class Finished:
    """A document that can be downloaded; ``current``: it holds exactly what stands now."""

    row: Assembly
    when: Moment
    current: bool
    pdf: PdfView

    @property
    def warnings(self) -> list[WarningGroup]:
        return warning_groups(self.row)

    @property
    def gaps(self) -> list[SectionLink]:
        """The sections that the document lacks."""
        return [link_to(self.row, place) for place in self.row.gaps]


@dataclass(frozen=True)
class AssemblyView:
    """The newest assembly, and all finished ones, newest first."""

    newest: Assembly
    finished: tuple[Finished, ...]

    @property
    def under_way(self) -> bool:
        return self.newest.state in UNDER_WAY

    @property
    def waits(self) -> bool:
        """Whether something of it is being made: the document, or the PDF of one."""
        return self.under_way or any(one.pdf.under_way for one in self.finished)

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
    def why(self) -> Text | None:
        """Why it did not succeed, where that is known; an early one has one line for both."""
        zh, _, en = self.newest.error.partition("\n")
        return Text(zh, en or zh) if zh else None

    @property
    def failed_at(self) -> SectionLink | None:
        """The section because of which it did not succeed, where it was one."""
        place = self.newest.failed_part
        return None if place is None else link_to(self.newest, place)

    @property
    def step(self) -> Text:
        return step_of(self.newest)

    @property
    def part(self) -> float | None:
        return None if self.newest.state is AssemblyState.QUEUED else self.newest.progress / 100


def assembly_view(
    rows: Sequence[Assembly], pdfs: Mapping[int, Rendering], head: str, clock: Clock
) -> AssemblyView | None:
    """``pdfs`` by assembly; ``head``: the hash of the manifest computed now."""
    if not rows:
        return None
    finished = tuple(
        Finished(
            row,
            clock.at(row.finished_at or row.created_at),
            row.manifest_hash == head and is_finished(row),
            PdfView(pdfs.get(row.id)),
        )
        for row in rows
        if row.state is AssemblyState.DONE
    )
    return AssemblyView(rows[0], finished)


def step_of(row: Assembly) -> Text:
    """What is being done; while sections are set, which of how many."""
    if row.state is AssemblyState.QUEUED:
        return QUEUED
    step = STEPS.get(row.step, STEPS[""])
    if row.step != "sections" or not row.part:
        return step
    return say(
        "{step}：第 {part} / {total} 部分",
        "{step}: part {part} of {total}",
        step=step,
        part=row.part,
        total=len(row.manifest["sections"]),
    )


def document_name(title: str, row: Assembly, ending: str = "docx") -> str:
    """What the file is called on the reader's disk: title, and 未定稿 while it is no final."""
    return f"{plain_name(title)}{'' if row.all_signed else '（未定稿）'}.{ending}"


def plain_name(words: str) -> str:
    """Words as part of a file's name that every system takes."""
    return "".join("_" if one in '\\/:*?"<>|' or ord(one) < 32 else one for one in words)
