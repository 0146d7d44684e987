"""A report before one person, as each of its pages has it; read once and only where it is used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from workflow.actions.report_facts import report_facts
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.domain.facts import ReportFacts, SectionFacts
from workflow.domain.roles import report_roles
from workflow.domain.text import Text
from workflow.store import Assembly, Person, Section
from workflow.store.assembly import assemblies_of
from workflow.store.rendering import renderings_of
from workflow.web.clock import Clock
from workflow.web.report.assembly import AssemblyView, assembly_view
from workflow.web.section.stale_signatures import stale_in
from workflow.web.standing_in import InWhoseName, in_whose_name


class ReportBefore:
    """``kept`` is what a refused form held, ``kept_ids`` the sections that were ticked in it."""

    def __init__(
        self,
        scene: Scene,
        reader: Person,
        kept: Mapping[str, str] | None = None,
        kept_ids: tuple[str, ...] = (),
    ) -> None:
        self.scene, self.report, self.reader = scene, scene.report, reader
        self.clock = Clock(scene.report.office, lambda: scene.calendar)
        self.kept, self.kept_ids = kept or {}, kept_ids

    @cached_property
    def name(self) -> InWhoseName:
        """In whose name the report is seen to, or decided on."""
        held = report_roles(self.reader.id, self.scene.report_people)
        return in_whose_name(self.scene, self.reader, held, self.scene.report_holders)

    @cached_property
    def facts(self) -> ReportFacts:
        return report_facts(self.scene, self.reader, self.name.chosen)

    def facts_of(self, section: Section) -> SectionFacts:
        return section_facts(self.scene, section, self.reader, self.name.chosen)

    @cached_property
    def blanks(self) -> int:
        """Open blanks (X) of all heads: they warn, and the report may say that they block."""
        return sum(one.section.head.blanks for one in self.scene.text_sections if one.section.head)

    @cached_property
    def stale(self) -> dict[int, Text]:
        """By section: whose passes its text has outgrown."""
        return stale_in(self.scene, (one.section for one in self.scene.text_sections))

    @cached_property
    def assemblies(self) -> list[Assembly]:
        return assemblies_of(self.report.id)

    @cached_property
    def assembly(self) -> AssemblyView | None:
        return assembly_view(
            self.assemblies, renderings_of(self.report.id), self.facts.head, self.clock
        )
