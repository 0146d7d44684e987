"""What the page of a report shows, read once and only where it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import holder_due
from workflow.domain.calendar import office_day
from workflow.domain.machine import offered
from workflow.domain.terms import ReportState, SectionKind, SectionState, Verb
from workflow.domain.text import Text, say
from workflow.store import Archive, Person
from workflow.store.archive import archive_of
from workflow.store.archiving import archiving_of
from workflow.store.person import people_of
from workflow.web.clock import Moment
from workflow.web.people.absence_hints import coming_absences
from workflow.web.report.acts import (
    ON_THE_APPROVAL_PAGE,
    Button,
    beside,
    buttons,
    in_the_menu,
    main_of,
)
from workflow.web.report.archiving import ArchivingView
from workflow.web.report.before import ReportBefore
from workflow.web.section.page import SectionPage


@dataclass(frozen=True)
class Line:
    """A row of the outline; ``due`` is the deadline of whoever has it now, ``stale`` says whose
    passes its text has outgrown.
    """

    placed: Placed
    title: str | Text
    due: Moment | None
    must_fix: int
    assignable: bool
    stale: Text | None = None


class ReportPage(ReportBefore):
    """With one section chosen, or none."""

    def __init__(
        self,
        scene: Scene,
        reader: Person,
        chosen_id: int | None = None,
        kept: Mapping[str, str] | None = None,
        kept_ids: tuple[str, ...] = (),
    ) -> None:
        super().__init__(scene, reader, kept, kept_ids)
        found = (one for one in scene.outline if one.section.id == chosen_id)
        self.chosen: Placed | None = next(found, None)

    # how far it is

    @cached_property
    def counts(self) -> dict[str, int]:
        return Counter(str(one.section.state) for one in self.scene.text_sections)

    @property
    def signed(self) -> int:
        return self.counts.get(SectionState.SIGNED_OFF, 0)

    @property
    def total(self) -> int:
        return len(self.scene.text_sections)

    @property
    def progress(self) -> Text:
        return say("定稿 {n} / {m}", "Signed off {n} / {m}", n=self.signed, m=self.total)

    @cached_property
    def must_fix(self) -> int:
        return sum(self.scene.must_fix.get(one.section.id, 0) for one in self.scene.text_sections)

    @property
    def overdue(self) -> int:
        return sum(one.due is not None and one.due.tone == "overdue" for one in self.lines)

    @cached_property
    def release(self) -> Text | None:
        """How many working days are left until the report goes out."""
        if self.report.release_on is None:
            return None
        today = office_day(self.clock.now, self.report.office.zone)
        left = self.scene.calendar.between(today, self.report.release_on)
        if left < 0:
            return say("已过发布日 {n} 个工作日", "{n} working days past the release", n=-left)
        return say("距发布 {n} 个工作日", "{n} working days to the release", n=left)

    # the outline

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(one) for one in self.scene.outline]

    def _line(self, one: Placed) -> Line:
        section = one.section
        if not section.is_text:
            return Line(one, one.label, None, 0, False)
        return Line(
            one,
            one.title,
            self.clock.due(holder_due(self.scene, section)),
            self.scene.must_fix.get(section.id, 0),
            any(offer.row.verb is Verb.ASSIGN for offer in offered(self.facts_of(section))),
            self.stale.get(section.id),
        )

    @cached_property
    def parents(self) -> list[Placed]:
        """Where a new section can stand below."""
        return [
            one
            for one in self.scene.outline
            if one.section.kind is not SectionKind.PREAMBLE
            and one.section.state is not SectionState.DROPPED
            and one.level < 4
        ]

    @cached_property
    def panel(self) -> SectionPage | None:
        """The chosen section in the side panel; a heading has no panel of this kind."""
        if self.chosen is None or not self.chosen.section.is_text:
            return None
        page = SectionPage(self.scene, self.chosen.section, self.reader, self.kept)
        page.clock = self.clock
        return page

    # what may be done

    @cached_property
    def acts(self) -> dict[str, Button]:
        """What the table offers this person here, by verb."""
        return buttons(self.scene, self.facts)

    @cached_property
    def main(self) -> Button | None:
        return main_of(self.acts, self.facts)

    @property
    def beside(self) -> list[Button]:
        return beside(self.acts, self.main)

    @property
    def menu(self) -> list[Button]:
        return in_the_menu(self.acts)

    @property
    def decides(self) -> bool:
        """Whether a decision awaits this person on the approval page."""
        return any(verb in self.acts for verb in ON_THE_APPROVAL_PAGE)

    @cached_property
    def may_assign(self) -> bool:
        return any(one.assignable for one in self.lines)

    @cached_property
    def absences(self) -> list[Text]:
        """Who is away in the next months, for whoever gives work."""
        return coming_absences(self.scene)

    @cached_property
    def colleagues(self) -> list[Person]:
        return people_of(self.report.office_id)

    @cached_property
    def archive(self) -> Archive | None:
        return archive_of(self.report.id) if self.report.state is ReportState.ARCHIVED else None

    @cached_property
    def archiving(self) -> ArchivingView | None:
        """The archive on its way, or why it was not made."""
        if self.report.state is not ReportState.APPROVED:
            return None
        row = archiving_of(self.report.id)
        return ArchivingView(row) if row else None
