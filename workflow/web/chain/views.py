"""The review chains of a report: presets, editing, and where each section stands."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.chain.presets import PRESETS, preset
from workflow.domain.machine import Refused
from workflow.web.access import me, report_scene
from workflow.web.acting import number
from workflow.web.chain.form import NEW_STAGE, chain_of
from workflow.web.chain.page import ChainPage
from workflow.web.errors import status_of

MOST = 12


def add_routes(bp: Blueprint) -> None:
    here = "/reports/<int:report_id>/chain"
    bp.add_url_rule(here, endpoint="chain", view_func=show)
    bp.add_url_rule(here, endpoint="reshape_chain", view_func=reshape, methods=["POST"])


@login_required
def show(report_id: int) -> ResponseReturnValue:
    """``section``: the chain of its branch, or the beginning of one."""
    page = _asked(report_id, request.args.get("section"))
    return _page(page, page.stored)


@login_required
def reshape(report_id: int) -> ResponseReturnValue:
    """Add, remove or move a stage of the form, or put a preset in; nothing is stored yet."""
    page = _asked(report_id, request.form.get("section_id"))
    stages = chain_of(request.form)
    what, _, which = request.form.get("do", "").partition("-")
    if what == "preset" and which in PRESETS:
        people = [one["member_ids"] for one in stages[page.fixed :]]
        language = page.report.office.language
        stages[page.fixed :] = [{**NEW_STAGE, **one} for one in preset(which, people, language)]
    else:
        _reshaped(
            stages, what, int(which) if which.isascii() and which.isdigit() else -1, page.fixed
        )
    return _page(page, stages)


def refused_page(report_id: int, refused: Refused) -> ResponseReturnValue:
    """The form as it was sent, with the sentence on top."""
    page = _asked(report_id, request.form.get("section_id"))
    return _page(page, chain_of(request.form), refused)


def _asked(report_id: int, section_id: str | None) -> ChainPage:
    page = ChainPage(report_scene(report_id), me(), number(section_id))
    if page.section_id and page.section is None:
        abort(404)
    return page


def _reshaped(stages: list[dict[str, Any]], what: str, place: int, fixed: int) -> None:
    """What was reached stays where it is: the first ``fixed`` stages."""
    if what == "add" and len(stages) < MOST:
        stages.append(dict(NEW_STAGE))
    elif what == "remove" and fixed <= place < len(stages):
        del stages[place]
    elif what == "up" and fixed < place < len(stages):
        stages.insert(place - 1, stages.pop(place))
    elif what != "draw":
        abort(400)


def _page(
    page: ChainPage, stages: list[dict[str, Any]], refused: Refused | None = None
) -> ResponseReturnValue:
    html = render_template("pages/chain.html", page=page, stages=stages, refused=refused)
    return html, status_of(refused) if refused else 200
