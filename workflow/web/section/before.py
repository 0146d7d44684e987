"""A section before one person, as each of its pages has it; read once and only where it is used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

from workflow.actions.placing import PREAMBLE
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.actions.showing.reading import (
    BlankPlace,
    Content,
    blank_places,
    content_data,
    content_of,
)
from workflow.actions.whereabouts import holder_due, holder_since, where_now
from workflow.domain.facts import SectionFacts
from workflow.domain.roles import report_roles
from workflow.domain.text import Text
from workflow.store import Person, Section
from workflow.web.access import me, section_scene
from workflow.web.clock import Clock, Moment
from workflow.web.standing_in import in_whose_name


class SectionBefore:
    """``kept`` is what a refused form held."""

    def __init__(
        self,
        scene: Scene,
        section: Section,
        reader: Person,
        kept: Mapping[str, str] | None = None,
    ) -> None:
        self.scene, self.section, self.reader = scene, section, reader
        self.shown = section.head
        self.report = scene.report
        self.clock = Clock(scene.report.office, lambda: scene.calendar)
        self.kept = kept or {}
        self.name = in_whose_name(
            scene, reader, scene.roles(section, reader), scene.holders(section), section
        )
        # Whether it shows the editor, with the reader's own text in it.
        self.editing = False

    @classmethod
    def of(cls, section_id: int, kept: Mapping[str, str] | None = None) -> Self:
        """The page before whoever asks for it; 404 where it is none of theirs."""
        scene, section = section_scene(section_id)
        return cls(scene, section, me(), kept)

    @cached_property
    def heading(self) -> str:
        """As it stands in the report: "(二)强化组织保障"; empty for the preamble."""
        place = self.scene.place(self.section)
        return place.label if place.level else ""

    @property
    def sees_report(self) -> bool:
        """Whoever has a copy of this section alone does not."""
        return bool(report_roles(self.reader.id, self.scene.report_people))

    @property
    def title(self) -> str | Text:
        return self.heading or PREAMBLE

    @property
    def seen(self) -> str:
        """The draft before the reader's eyes."""
        return str(self.shown.id) if self.shown else ""

    @cached_property
    def facts(self) -> SectionFacts:
        return section_facts(self.scene, self.section, self.reader, self.name.chosen)

    @cached_property
    def content(self) -> Content:
        return content_of(self.shown)

    @property
    def content_json(self) -> dict[str, Any]:
        return content_data(self.content)

    @cached_property
    def where(self) -> Text:
        """Who has it; until when stands beside it."""
        return where_now(self.scene, self.section, until=False)

    @cached_property
    def due(self) -> Moment | None:
        return self.clock.due(holder_due(self.scene, self.section))

    @cached_property
    def since(self) -> Moment | None:
        return self.clock.since(holder_since(self.scene, self.section))

    @cached_property
    def blanks(self) -> list[BlankPlace]:
        return list(blank_places(self.content))

    @property
    def characters(self) -> int:
        return self.section.head.characters if self.section.head else 0

    @property
    def limits(self) -> str:
        """The wished length: "600–900", "600+", "≤ 900" or nothing."""
        low, high = self.section.quota_min, self.section.quota_max
        if low and high:
            return f"{low}–{high}"
        return f"≥ {low}" if low else f"≤ {high}" if high else ""
