"""The page of a report's review chains."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workflow.actions.chain.edits import Reached, reached
from workflow.actions.chain.presets import PRESETS
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.domain.terms import (
    Neighbour,
    ReportState,
    SeatRole,
    SectionKind,
    SectionState,
    StageKind,
    StageRule,
    Tolerance,
    Verb,
)
from workflow.domain.text import Text
from workflow.store import Person
from workflow.web.chain.form import stage_data
from workflow.web.chain.picture import Picture, picture_of, sketch_of
from workflow.web.report.page import ReportPage

UNDER_WAY = (SectionState.IN_REVIEW, SectionState.RETURNED, SectionState.SIGNED_OFF)


@dataclass(frozen=True)
class UnderWay:
    """A section in its chain."""

    placed: Placed
    picture: Picture


class ChainPage(ReportPage):
    """One chain before one person: the report's, or that of a section's branch."""

    kinds, rules, neighbours = tuple(StageKind), tuple(StageRule), tuple(Neighbour)
    tolerances, seat_roles = tuple(Tolerance), tuple(SeatRole)

    def __init__(self, scene: Scene, reader: Person, section_id: int = 0) -> None:
        super().__init__(scene, reader)
        self.section_id = section_id
        found = (one for one in scene.outline if one.section.id == section_id)
        self.section: Placed | None = next(found, None)

    @property
    def editable(self) -> bool:
        return Verb.SET_CHAIN in self.acts and not self.acts[Verb.SET_CHAIN].reason

    @property
    def after_launch(self) -> bool:
        return self.report.state is not ReportState.PLANNING

    @cached_property
    def stored(self) -> list[dict[str, Any]]:
        home = self.section_id or None
        return [stage_data(row) for row in self.scene.stage_rows if row.section_id == home]

    @cached_property
    def reached(self) -> Reached:
        return reached(self.scene, self.section_id or None)

    @property
    def fixed(self) -> int:
        """How many stages stay as they are."""
        return len(self.reached.rows)

    @property
    def presets(self) -> dict[str, Text]:
        return {name: found[0] for name, found in PRESETS.items()}

    @cached_property
    def branches(self) -> list[Placed]:
        """Sections that have a chain of their own."""
        homes = {row.section_id for row in self.scene.stage_rows}
        return [one for one in self.scene.outline if one.section.id in homes]

    @property
    def without_own(self) -> list[Placed]:
        """Sections and branches that could be given one."""
        own = {one.section.id for one in self.branches} | {self.section_id}
        gone = SectionState.DROPPED
        return [
            one
            for one in self.scene.outline
            if one.section.id not in own and one.section.state is not gone
        ]

    def title_of(self, one: Placed) -> str | Text:
        return one.title if one.section.kind is SectionKind.PREAMBLE else one.label

    @cached_property
    def names(self) -> dict[int, str]:
        return {one.id: one.name for one in self.colleagues}

    def sketch(self, stages: list[dict[str, Any]]) -> Picture:
        return sketch_of(stages, self.names)

    @cached_property
    def under_way(self) -> list[UnderWay]:
        """Where each section stands that goes through this chain."""
        home = self.section_id or None
        return [
            UnderWay(one, picture_of(self.scene, one.section, self.clock))
            for one in self.scene.text_sections
            if one.section.state in UNDER_WAY and self.scene.chain_home(one.section) == home
        ]
