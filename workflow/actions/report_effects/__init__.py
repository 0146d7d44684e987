"""What each verb changes on a report, after the table has let it through; one file a family."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.report_act import Maker
from workflow.actions.report_effects.approving import APPROVING
from workflow.actions.report_effects.building import BUILDING
from workflow.actions.report_effects.seats import SEATS
from workflow.domain.terms import Verb

REPORT_EFFECTS: Mapping[Verb, Maker] = {**BUILDING, **APPROVING, **SEATS}
