"""How far a chain may still be changed: freely before the launch, after it only forwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow.actions.scene import Scene
from workflow.domain.machine import NotYet
from workflow.domain.terms import ReportState, SectionState
from workflow.domain.text import say
from workflow.store import Section, StageRow

Stages = Sequence[Mapping[str, Any]]
UNDER_REVIEW = (SectionState.IN_REVIEW, SectionState.SIGNED_OFF)


@dataclass(frozen=True)
class Reached:
    """The stages that some section has come to, and the section that went through them all."""

    rows: tuple[StageRow, ...] = ()
    through: str = ""


def reached(scene: Scene, section_id: int | None) -> Reached:
    """What stays as it is of the report's chain, or of the one of this section's branch."""
    rows = [row for row in scene.stage_rows if row.section_id == section_id]
    if scene.report.state is ReportState.PLANNING:
        return Reached()
    count = 0
    for one in scene.text_sections:
        if scene.chain_home(one.section) == section_id:
            if one.section.state is SectionState.SIGNED_OFF:
                return Reached(tuple(rows), one.label)
            count = max(count, _come_to(scene, one.section, rows))
    return Reached(tuple(rows[:count]))


def ahead(scene: Scene) -> bool:
    """Whether any stage of any chain is still to be reached by somebody."""
    homes = {scene.chain_home(one.section) for one in scene.text_sections}
    return any(
        len(found.rows) < len([row for row in scene.stage_rows if row.section_id == home])
        for home in homes
        if (found := reached(scene, home))
    )


def changed_tail(scene: Scene, section: Section | None, stages: Stages) -> Stages:
    """The stages after those that were reached, which have to be named by their ids first.

    Raises NotYet with the sentence where the change would touch what lies behind.
    """
    home = section.id if section else None
    found = reached(scene, home)
    _check_branch(scene, section, stages)
    if [int(one.get("id") or 0) for one in stages[: len(found.rows)]] != [
        row.id for row in found.rows
    ]:
        raise NotYet(
            say(
                "“{stage}”及之前的环节已有部分走到，不能再改；其后的环节可以增减。没有任何改动。",
                "Sections have come to “{stage}”: this stage and those before it stay as they are, "
                "later ones may change. Nothing was changed.",
                stage=found.rows[-1].name,
            )
        )
    tail = stages[len(found.rows) :]
    if found.through and tail:
        raise NotYet(
            say(
                "《{section}》已走完这一流程，不能再加环节；可以为其他部分单独设定流程。",
                "“{section}” has gone through this chain, so no stage can be added to it; other "
                "sections can be given a chain of their own.",
                section=found.through,
            )
        )
    return tail


def _check_branch(scene: Scene, section: Section | None, stages: Stages) -> None:
    """A branch gets or loses its own chain only while none of its texts is under review."""
    if section is None or scene.report.state is ReportState.PLANNING:
        return
    has_own = any(row.section_id == section.id for row in scene.stage_rows)
    if has_own == bool(stages):
        return
    busy = next(
        (one for one in scene.text_sections if _is_concerned(scene, one.section, section)), None
    )
    if busy is not None:
        raise NotYet(
            say(
                "《{section}》已经送审，这时不能换流程。请先撤回或退回。",
                "“{section}” is under review, so its chain cannot be exchanged now: it has to be "
                "withdrawn or sent back first.",
                section=busy.label,
            )
        )


def _is_concerned(scene: Scene, one: Section, branch: Section) -> bool:
    """Under review, within the branch, and without a nearer chain of its own."""
    if one.state not in UNDER_REVIEW:
        return False
    parents = {found.id: found.parent_id for found in scene.sections}
    place: int | None = one.id
    homes = {row.section_id for row in scene.stage_rows} - {branch.id}
    while place is not None and place != branch.id:
        if place in homes:
            return False
        place = parents[place]
    return place == branch.id


def _come_to(scene: Scene, section: Section, rows: Sequence[StageRow]) -> int:
    """How many stages this section has come to; those with a decision stay as well."""
    ids = [row.id for row in rows]
    seen = {one.stage_id for one in scene.sign_offs.get(section.id, ())}
    seen |= {step.stage.id for step in scene.stages_now(section)}
    return max((ids.index(one) + 1 for one in seen if one in ids), default=0)


def drawn(rows: Sequence[StageRow]) -> str:
    """一审 → 一校 ‖ 会签 → 二审: stages in their order, those side by side together."""
    return "".join(
        row.name + ("" if row is rows[-1] else " ‖ " if row.with_next else " → ") for row in rows
    )
