"""A report: how it stands, its trail, and every act of the table upon it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from workflow.actions import access, reports
from workflow.actions.capacities import principals
from workflow.actions.report_facts import report_facts
from workflow.actions.scene import Scene
from workflow.actions.work import transaction
from workflow.api.access import chosen_of, me, speak, there
from workflow.api.body import schema_of, sent_with
from workflow.api.shapes import (
    ActionShape,
    AssemblyShape,
    EventShape,
    PersonShape,
    ReportShape,
    SectionShape,
)
from workflow.domain.machine import offered
from workflow.domain.phrases import phrase
from workflow.domain.terms import Thing
from workflow.store.assembly import assemblies_of
from workflow.store.event import newest_events
from workflow.store.person import people_by_ids

MOST = 200


def add_routes(bp: Blueprint) -> None:
    here = "/reports/<int:report_id>"
    bp.add_url_rule(here, endpoint="report", view_func=show)
    bp.add_url_rule(f"{here}/trail", endpoint="trail", view_func=trail)
    bp.add_url_rule(f"{here}/<verb>", endpoint="report_act", view_func=act, methods=["POST"])


def show(report_id: int) -> ResponseReturnValue:
    return _data(there(access.scene_for(me(), report_id)))


def trail(report_id: int) -> ResponseReturnValue:
    """Newest first; ``limit`` (at most 200) and ``skip``."""
    report = there(access.report_for(me(), report_id))
    limit = min(max(1, request.args.get("limit", 50, type=int)), MOST)
    skip = min(max(0, request.args.get("skip", 0, type=int)), 2**31 - 1)
    events = newest_events(report.id, limit, skip)
    return {"count": report.trail_count, "events": EventShape(many=True).dump(events)}


def act(report_id: int, verb: str) -> ResponseReturnValue:
    report = there(access.report_for(me(), report_id))
    wanted, schema = schema_of(Thing.REPORT, verb)
    note, seen, given = sent_with(schema)
    with transaction() as work:
        done = reports.act(work, me(), report, wanted, note=note, seen=seen, **given)
        said = speak(phrase(done.event.verb, done.event.details))
        answer = {"sentence": said, "event": done.event.seq, "report": _data(Scene(done.report))}
    return answer


def _data(scene: Scene) -> dict[str, Any]:
    able = principals(scene, me().id)
    facts = report_facts(scene, me(), chosen_of(able))
    return {
        **ReportShape().dump(scene.report),
        "head": facts.head,
        "sections": SectionShape(many=True).dump(scene.outline),
        "assemblies": AssemblyShape(many=True).dump(assemblies_of(scene.report.id)),
        "deputy_for": PersonShape(many=True).dump(people_by_ids(able)),
        "actions": ActionShape(many=True).dump(offered(facts)),
    }
