"""What the rules look at: a section or a report as one person meets it.

Facts are read once from the database and handed to the machine and the guards,
so the rules stay plain functions of plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from workflow.domain.terms import ReportState, Role, SectionState, Thing
from workflow.domain.text import Text


@dataclass(frozen=True)
class SectionFacts:
    """One text section before one person.

    ``head`` is the id of the newest draft as text ("" when there is none);
    a decision must name it, so nobody signs what they have not seen. ``writer`` is somebody
    else who has the pen, ``newer_copy_of`` somebody else whose text is younger than the head.
    ``delegated``: they have entrusted their part to somebody.
    ``waits_for`` are the reviewers who decide before this person, ``acted_before`` says that
    they acted in the neighbouring stage and may not in this one.
    ``to_stage``: what is sent back goes to an earlier stage, not to the owner.
    ``may_decide``: is one of those that an open stage waits for; ``may_amend``: that stage lets
    its members change the text; ``may_remove``: there is somebody whom this person may take out.
    ``has_own_text``: this person has written what is in no draft yet; submitting saves it.
    ``edits_…``: of a section that a conditional approval names. ``edits_unmade`` counts those
    that are all that the text lacks to be as listed; ``edits_untouched``: it is as approved.
    """

    state: SectionState
    report_state: ReportState
    roles: frozenset[Role]
    head: str = ""
    open_must_fix: int = 0
    open_blanks: int = 0
    blanks_block: bool = False
    decided_in_round: bool = False
    completes_chain: bool = False
    chain_complete: bool = False
    is_author: bool = False
    already_decided: bool = False
    waits_for: tuple[str, ...] = ()
    acted_before: bool = False
    to_stage: bool = False
    may_decide: bool = False
    may_amend: bool = False
    may_remove: bool = False
    stage_without_people: str = ""
    nudged_today: bool = False
    waits_on_oneself: bool = False
    writer: str = ""
    writing_since: Text | None = None
    newer_copy_of: str = ""
    newer_copy_at: Text | None = None
    has_own_text: bool = False
    delegated: bool = False
    unread_copy: bool = False
    edits_described: bool = False
    edits_made: bool = False
    edits_unmade: int = 0
    edits_untouched: bool = False
    extension_asked: bool = False
    thing: Thing = Thing.SECTION


@dataclass(frozen=True)
class ReportFacts:
    """A report before one person.

    ``head`` is the hash of the manifest computed now; approving names the one
    that the director saw. ``assembled`` says that a finished assembly has it, ``gaps`` are
    the sections that it lacks. ``part_failed``: assembling stopped at one section.
    ``conditions_met``: all edits of a conditional approval were made and are signed;
    ``conditions_broken``: something else was sent in.
    ``own_of_deputy``: the sections that this person wrote, where they act for somebody else.
    ``stages_ahead``: some stage is still to be reached by some section.
    ``archiving``: a worker makes the archive; ``archive_made``: it has made it just now.
    """

    state: ReportState
    roles: frozenset[Role]
    head: str = ""
    text_sections: int = 0
    without_owner_or_deadline: tuple[str, ...] = ()
    not_signed_off: tuple[str, ...] = ()
    stale_signatures: tuple[str, ...] = ()
    without_chain: bool = False
    stages_ahead: bool = False
    stage_without_people: str = ""
    assembled: bool = False
    gaps: tuple[str, ...] = ()
    part_failed: bool = False
    conditions_met: bool = False
    conditions_broken: bool = False
    delegated: bool = False
    unread_copy: bool = False
    nudged_today: bool = False
    waits_on_oneself: bool = False
    own_of_deputy: tuple[str, ...] = ()
    archiving: bool = False
    archive_made: bool = False
    thing: Thing = Thing.REPORT

    @property
    def report_state(self) -> ReportState:
        return self.state


Facts: TypeAlias = SectionFacts | ReportFacts
