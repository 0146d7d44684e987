"""The words of the day that a reminder carries, so that it reads without any other row."""

from __future__ import annotations

from typing import Any

from workflow.actions.reminding.facts import Facts
from workflow.domain.ladder import Rung
from workflow.store.alarm import Ringing


def details_of(facts: Facts, one: Ringing, rung: Rung) -> dict[str, Any]:
    """What the message says.

    ``about`` is the kind of alarm; ``days`` are working days left, negative when it is overdue;
    ``when`` is ``coming``, ``today`` or ``overdue``, which the days alone do not tell beside a
    weekend; ``provisional`` says that no official notice covers the days that were counted.
    """
    report = facts.report(one)
    return {
        **facts.dates(one),
        "about": str(one.kind),
        "thing": facts.label(one) or report.title,
        "report": report.title,
        "stage": facts.stage(one),
        "blanks": one.blanks or 0,
        "rung": rung.name,
        "people": sorted(one.people),
        "names": facts.names(one),
        **(_tried_before(facts, one) if rung.offset > 0 else {}),
    }


def _tried_before(facts: Facts, one: Ringing) -> dict[str, int]:
    """How often those who have it were reminded and nudged since they got it."""
    rungs = {rung for rung, person in facts.had(one) if person in one.people}
    return {"reminded": len(rungs), "nudged": facts.nudged(one)}
