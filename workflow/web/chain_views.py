"""The review chain of a report: presets, and free editing of its stages before launch."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import chains
from workflow.domain.machine import Refused
from workflow.domain.terms import StageKind, StageRule, Verb
from workflow.store.stage import StageRow
from workflow.web import report_forms
from workflow.web.access import me, report_scene
from workflow.web.errors import status_of
from workflow.web.report_page import ReportPage

MOST = 12
NEW_STAGE: dict[str, Any] = {
    "name": "",
    "kind": StageKind.REVIEW,
    "rule": StageRule.ANY,
    "needs": 1,
    "days": 2,
    "member_ids": [],
}


def add_routes(bp: Blueprint) -> None:
    here = "/reports/<int:report_id>/chain"
    bp.add_url_rule(here, endpoint="chain", view_func=show)
    bp.add_url_rule(here, endpoint="reshape_chain", view_func=reshape, methods=["POST"])


@login_required
def show(report_id: int) -> ResponseReturnValue:
    page = ReportPage(report_scene(report_id), me())
    return _page(page, [_stage(row) for row in page.scene.stage_rows])


@login_required
def reshape(report_id: int) -> ResponseReturnValue:
    """Add, remove or move a stage of the form, or put a preset in; nothing is stored yet."""
    page = ReportPage(report_scene(report_id), me())
    stages = report_forms.chain_of(request.form)
    what, _, place = request.form.get("do", "").partition("-")
    _reshaped(stages, what, int(place) if place.isascii() and place.isdigit() else -1)
    return _page(page, stages)


def refused_page(report_id: int, refused: Refused) -> ResponseReturnValue:
    """The form as it was sent, with the sentence on top."""
    page = ReportPage(report_scene(report_id), me())
    return _page(page, report_forms.chain_of(request.form), refused)


def _reshaped(stages: list[dict[str, Any]], what: str, place: int) -> None:
    if what == "preset":
        members = [one["member_ids"] for one in stages] + [[], []]
        stages[:] = chains.two_stages(members[0], members[1])[: max(1, min(place, 2))]
    elif what == "add" and len(stages) < MOST:
        stages.append(dict(NEW_STAGE))
    elif what == "remove" and 0 <= place < len(stages):
        del stages[place]
    elif what == "up" and 0 < place < len(stages):
        stages.insert(place - 1, stages.pop(place))
    else:
        abort(400)


def _stage(row: StageRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind": row.kind,
        "rule": row.rule,
        "needs": row.needs,
        "days": row.days,
        "member_ids": [one.person_id for one in row.member_rows],
    }


def _page(
    page: ReportPage, stages: list[dict[str, Any]], refused: Refused | None = None
) -> ResponseReturnValue:
    html = render_template(
        "pages/chain.html",
        page=page,
        stages=stages,
        refused=refused,
        editable=Verb.SET_CHAIN in page.acts,
        kinds=tuple(StageKind),
        rules=tuple(StageRule),
        names={one.id: one.name for one in page.colleagues},
    )
    return html, status_of(refused) if refused else 200
