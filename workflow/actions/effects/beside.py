"""What verbs about the things beside a section's text change."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.evidence import evidence
from workflow.actions.outline import earlier
from workflow.domain.terms import Verb


def match_earlier(act: Act) -> Effect:
    """``earlier_id``: the text of an earlier report that stands beside it, 0 for none."""
    label = earlier.choose(act.work, act.actor, act.section, int(act.given["earlier_id"]))
    return Effect({"note": label or "—"})


def attach(act: Act) -> Effect:
    """See evidence.attach for what is given."""
    row = evidence.attach(act.work, act.section, act.actor, act.given)
    return Effect({"note": row.name, "hash": row.hash}, result=row)


def detach(act: Act) -> Effect:
    """``evidence_id``: which file."""
    row = evidence.detach(act.work, act.section, act.actor, int(act.given["evidence_id"]))
    return Effect({"note": row.name, "hash": row.hash}, result=row)


BESIDE: Mapping[Verb, Maker] = {
    Verb.MATCH_EARLIER: match_earlier,
    Verb.ATTACH: attach,
    Verb.DETACH: detach,
}
