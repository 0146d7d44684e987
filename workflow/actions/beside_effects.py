"""What verbs about the things beside a section's text change."""

from __future__ import annotations

from workflow.actions import earlier
from workflow.actions.act import Act, Effect


def match_earlier(act: Act) -> Effect:
    """``earlier_id``: the text of an earlier report that stands beside it, 0 for none."""
    label = earlier.choose(act.work, act.actor, act.section, int(act.given["earlier_id"]))
    return Effect({"note": label or "—"})
