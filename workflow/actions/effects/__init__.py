"""What each verb changes on a section, after the table has let it through; one file a family.

An effect returns the words that only it knows, people to tell beyond the row's, and
a result for the caller. The state itself is moved by ``sections.act``.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.act import Maker
from workflow.actions.effects.amending import AMENDING, give_back, send_in
from workflow.actions.effects.beside import BESIDE
from workflow.actions.effects.handing import HANDING
from workflow.actions.effects.reviewers import REVIEWERS
from workflow.actions.effects.reviewing import REVIEWING
from workflow.actions.effects.talking import TALKING
from workflow.actions.effects.writing import WRITING
from workflow.domain.terms import ReportState, Verb

EFFECTS: Mapping[Verb, Maker] = {
    **WRITING,
    **REVIEWING,
    **REVIEWERS,
    **HANDING,
    **TALKING,
    **BESIDE,
    **AMENDING,
}
CONDITIONALLY: Mapping[Verb, Maker] = {Verb.SUBMIT: send_in, Verb.SEND_BACK: give_back}


def effect_of(verb: Verb, state: ReportState) -> Maker:
    """Of a report that was approved with conditions sections go to the director, to no stage."""
    own = CONDITIONALLY.get(verb) if state is ReportState.CONDITIONAL else None
    return own or EFFECTS[verb]
