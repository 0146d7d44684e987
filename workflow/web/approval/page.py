"""What the approval page shows: what is ready, what blocks, and the text as it would go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from workflow.actions.assembly.manifest import manifest_of
from workflow.actions.assembly.manuscripts import Manuscript, manuscript_of
from workflow.actions.assembly.page_places import pages_of_sections
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.domain.terms import Tone, Verb
from workflow.store import Approval, Assembly, Person, Sight
from workflow.store.approval import approvals_of
from workflow.store.sight import sight_of
from workflow.web.approval.acts import ReportAct, acts_of
from workflow.web.approval.lines import Changed, Line, changed_since, lines_of
from workflow.web.approval.listed_edits import ListedSection, listed_sections
from workflow.web.approval.waiting import Waiting, waiting_in
from workflow.web.locale import speak
from workflow.web.report.assembly import Finished
from workflow.web.report.before import ReportBefore


class ApprovalPage(ReportBefore):
    """For whoever decides on it, and for those who prepare it; ``kept_edits`` are rows of edits
    that a refused form held.
    """

    def __init__(
        self,
        scene: Scene,
        reader: Person,
        kept: Mapping[str, str] | None = None,
        kept_ids: tuple[str, ...] = (),
        kept_edits: Sequence[Mapping[str, str]] = (),
    ) -> None:
        super().__init__(scene, reader, kept, kept_ids)
        self.kept_edits = kept_edits

    @property
    def seen(self) -> str:
        """The hash of the manifest before the reader's eyes."""
        return self.facts.head

    @cached_property
    def acts(self) -> dict[str, ReportAct]:
        return acts_of(self.facts)

    @cached_property
    def main(self) -> ReportAct | None:
        """The primary act; assembling comes first while that is what is missing."""
        main = next((one for one in self.acts.values() if one.tone == Tone.PRIMARY), None)
        assemble = self.acts.get(Verb.ASSEMBLE)
        if main and main.reason and assemble and not self.waiting and not self.facts.assembled:
            return assemble
        return main

    @property
    def others(self) -> list[ReportAct]:
        apart = (self.main, self.with_gaps)
        return [one for one in self.acts.values() if one not in apart]

    @property
    def with_gaps(self) -> ReportAct | None:
        """Going on without a section at which assembling stopped: offered beside the fault."""
        return self.acts.get(Verb.ASSEMBLE_WITH_GAPS)

    @cached_property
    def waiting(self) -> list[Waiting]:
        return waiting_in(self)

    @property
    def may_nudge(self) -> bool:
        return any(one.nudge for one in self.waiting)

    @cached_property
    def listed(self) -> list[ListedSection]:
        """The edits of an approval upon conditions, while they wait to be made."""
        return listed_sections(self.scene, self.reader, self.name.chosen)

    @property
    def edits_made(self) -> int:
        return sum(one.is_done for one in self.listed)

    @property
    def may_list(self) -> bool:
        """Whether words of the text can be listed as an edit."""
        act = self.acts.get(Verb.APPROVE_CONDITIONALLY)
        return act is not None and act.reason is None

    @cached_property
    def ready(self) -> int:
        return len(self.scene.text_sections) - len(self.waiting)

    @cached_property
    def must_fix(self) -> int:
        """Must-fix comments that nobody has answered."""
        return sum(self.scene.must_fix.values())

    @cached_property
    def own_sections(self) -> list[Placed]:
        """The director's own text among what they approve: allowed, and said."""
        director = self.report.director_id
        return [
            one
            for one in self.scene.text_sections
            if director and director in self.scene.authors(one.section)
        ]

    @property
    def own_titles(self) -> str:
        return "、".join(speak(one.title) for one in self.own_sections)

    # the assembled document

    @cached_property
    def manifest(self) -> dict[str, Any]:
        return manifest_of(self.scene)

    @cached_property
    def manuscript(self) -> Manuscript:
        """The text as it stands: what the current assembly holds, where there is one."""
        return manuscript_of(self.manifest)

    @cached_property
    def lines(self) -> list[Line]:
        """The manifest, line by line."""
        pages = pages_of_sections(self.printed.pdf.row, self.manifest) if self.printed else {}
        return lines_of(self.scene, self.manifest, pages)

    @property
    def current(self) -> Finished | None:
        """The document that holds what stands now."""
        shown = self.assembly.shown if self.assembly else None
        return shown if shown and shown.current else None

    @property
    def printed(self) -> Finished | None:
        """The same where its pages can be looked at."""
        current = self.current
        return current if current and current.pdf.done else None

    # what the reader has seen before

    @cached_property
    def history(self) -> list[Approval]:
        return approvals_of(self.report.id)

    @cached_property
    def last_seen(self) -> Assembly | None:
        """The assembly that the reader just tried to decide on, else the one that they saw
        before this, else the one that they decided on last.
        """
        tried = (one for one in self.assemblies if one.manifest_hash == self.kept.get("seen"))
        own = (one.assembly for one in self.history if one.person_id == self.reader.id)
        return next((one for one in (*tried, self._seen_before, *own) if one is not None), None)

    @cached_property
    def _sight(self) -> Sight | None:
        return sight_of(self.report.id, self.reader.id)

    @property
    def saw_it_before(self) -> bool:
        """Whether it is the reader's second look at this document."""
        row, current = self._sight, self.current
        return row is not None and current is not None and row.assembly_id == current.row.id

    @property
    def _seen_before(self) -> Assembly | None:
        row = self._sight
        if row is None:
            return None
        return row.before if self.saw_it_before else row.assembly

    @cached_property
    def changed(self) -> list[Changed]:
        return changed_since(self.manifest, self.last_seen)
