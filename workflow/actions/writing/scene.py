"""Who writes on a section of a report: working copies, the pen, and whose text it is."""

from __future__ import annotations

from functools import cached_property

from workflow.actions.chain.scene import ChainScene
from workflow.domain.absences import deputies_of
from workflow.domain.terms import SectionState
from workflow.store import Person, Section, WorkingCopy
from workflow.store.event import written_for_others
from workflow.store.working_copy import copies_in

WRITING = (SectionState.DRAFTING, SectionState.RETURNED)


class WritingScene(ChainScene):
    """The part of a scene that is about writing; each part is read when first asked for."""

    @cached_property
    def copies(self) -> dict[int, list[WorkingCopy]]:
        """Working copies by section, the newest first."""
        found: dict[int, list[WorkingCopy]] = {}
        for one in copies_in(self.report.id):
            found.setdefault(one.section_id, []).append(one)
        return found

    def own_copy(self, section: Section, person: Person) -> WorkingCopy | None:
        own = (one for one in self.copies.get(section.id, ()) if one.person_id == person.id)
        return next(own, None)

    def pen_of_another(self, section: Section, person: Person) -> WorkingCopy | None:
        """The copy of whoever else is writing on the section now."""
        others = self._of_others(section, person)
        return next((one for one in others if one.writes(self.now)), None)

    def newer_copy_of_another(self, section: Section, person: Person) -> WorkingCopy | None:
        """Somebody else's text that is in no draft, younger than the head, and not settled."""
        made = section.head.created_at if section.head else None
        others = [one for one in self._of_others(section, person) if one.waits]
        return next((one for one in others if made is None or one.updated_at > made), None)

    def _of_others(self, section: Section, person: Person) -> list[WorkingCopy]:
        """While the section is being written; in other states copies stand in no way."""
        if section.state not in WRITING:
            return []
        return [one for one in self.copies.get(section.id, ()) if one.person_id != person.id]

    @cached_property
    def _written_for_others(self) -> frozenset[tuple[int, int]]:
        return written_for_others(self.report.id)

    def stands_with_authors(self, section: Section, person_id: int) -> bool:
        """Whether it is their own text: as an author, as the deputy of one, or since they wrote
        in the name of one.
        """
        authors = self.authors(section)
        if person_id in authors | deputies_of(authors, self.mandates_for(section)):
            return True
        return (section.id, person_id) in self._written_for_others
