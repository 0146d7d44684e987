"""The acts that the table offers on a report where it is approved."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.domain.facts import ReportFacts
from workflow.domain.machine import offered
from workflow.domain.row import Row
from workflow.domain.terms import Note, Verb
from workflow.domain.text import Text

HERE = (
    Verb.APPROVE,
    Verb.APPROVE_CONDITIONALLY,
    Verb.PRESENT,
    Verb.RETURN,
    Verb.RECALL,
    Verb.WITHDRAW_APPROVAL,
    Verb.ASSEMBLE,
    Verb.ASSEMBLE_WITH_GAPS,
)


@dataclass(frozen=True)
class ReportAct:
    """A button of this page."""

    row: Row
    reason: Text | None

    @property
    def verb(self) -> Verb:
        return self.row.verb

    @property
    def tone(self) -> str:
        return str(self.row.tone)

    @property
    def note(self) -> Note:
        return self.row.note


def acts_of(facts: ReportFacts) -> dict[str, ReportAct]:
    """What the table offers this person here, by verb, in the page's order."""
    found = {one.row.verb: ReportAct(one.row, one.reason) for one in offered(facts)}
    return {str(verb): found[verb] for verb in HERE if verb in found}
