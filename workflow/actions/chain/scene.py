"""How the chain of each section stands: what was decided, what counts, whose turn it is."""

from __future__ import annotations

from datetime import datetime

from workflow.actions.chain.seating import Seating
from workflow.domain.chain import Chain
from workflow.domain.stages import Standing
from workflow.domain.terms import ReportState, SectionState
from workflow.store import Section, SignOff

AMENDED = "amend"
"""The cause of a draft that was made in review."""
WITH_DIRECTOR = (ReportState.CONDITIONAL, ReportState.AWAITING_APPROVAL)


class ChainScene(Seating):
    """The part of a scene that is about review; each part is read when first asked for."""

    def chain(self, section: Section) -> Chain:
        """How the chain stands for the section's newest draft."""
        return Chain(
            self.stages(section),
            tuple(one.as_decision() for one in self.sign_offs.get(section.id, ())),
            section.signed_hash,
            self.authors(section),
            self.tolerated(section),
            _amender(section),
        )

    def stages_now(self, section: Section) -> tuple[Standing, ...]:
        """The stages that have the section, side by side; none unless it is in review, nor while
        the report is with the director.
        """
        if not self._is_under_review(section):
            return ()
        return self.chain(section).open

    def turn(self, section: Section, person_id: int) -> Standing | None:
        """The open stage in which this person decides next, or of which they are a member."""
        return self.chain(section).turn(person_id) if self._is_under_review(section) else None

    def _is_under_review(self, section: Section) -> bool:
        in_review = section.state is SectionState.IN_REVIEW
        return in_review and self.report.state not in WITH_DIRECTOR

    def stale_sign_offs(self, section: Section) -> list[SignOff]:
        """The passes of earlier texts that do not count for the present one; oldest first. Upon a
        conditional approval nobody decides again: what differs is the director's to judge.
        """
        if self.report.state is ReportState.CONDITIONAL:
            return []
        now = section.signed_hash
        found = [one for one in self.chain(section).stale if one.content_hash != now]
        stale = {(one.stage_id, one.person_id) for one in found}
        decisions = self.sign_offs.get(section.id, ())
        last = {(one.stage_id, one.member_id): one for one in decisions}
        return [one for key, one in last.items() if key in stale]

    def removable(self, section: Section, person_id: int) -> list[tuple[int, int]]:
        """Stage and person of each added reviewer who has not decided and whom this person may
        take out: whom they added, all of them for the editor.
        """
        return [
            (step.stage.id, one.person_id)
            for step in self.stages_now(section)
            for one in self.placed_in(section, step.stage.id)
            if one.person_id in (*step.waiting, *step.later)
            and person_id in (one.by_id, self.report.editor_id)
        ]

    def stage_since(self, section: Section, step: Standing) -> datetime | None:
        """Since when an open stage has the section: the submission, an amendment since, or the
        last decision in this round by which it came there.
        """
        before = {one.stage.id for one in self.chain(section).before(step)}
        moments = [
            one.created_at
            for one in self.sign_offs.get(section.id, ())
            if one.round == section.round
            and (one.stage_id in before if one.passed else one.back_to_id is not None)
        ]
        came = (section.submitted_at, section.head.created_at if section.head else None)
        return max((one for one in (*moments, *came) if one is not None), default=None)


def _amender(section: Section) -> int | None:
    head = section.head
    return head.author_id if head is not None and head.cause == AMENDED else None
