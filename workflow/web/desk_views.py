"""My desk: the first page after the log-in."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.desk.desk import my_desk
from workflow.actions.desk.model import EXCEPTIONS, Ask, Item
from workflow.domain.text import Text, say
from workflow.store.base import utc_now
from workflow.web.access import me
from workflow.web.clock import Clock
from workflow.web.locale import speak

bp = Blueprint("desk", __name__)

WRITING = (Ask.REVISE, Ask.WRITE, Ask.HELP)


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    desk = my_desk(me(), utc_now())
    return render_template(
        "pages/desk.html",
        desk=desk,
        desk_count=desk.count,
        clock=Clock(me().office, lambda: desk.calendar),
        place_of=place_of,
        line_of=line_of,
        exceptions=EXCEPTIONS,
    )


def place_of(item: Item) -> str:
    """Where its one primary action leads; the address says for whom one acts there."""
    section, whose = item.section, item.for_id
    if section is not None and item.ask in WRITING:
        return url_for("sections.edit", section_id=section.id, on_behalf_of=whose)
    if section is not None and item.ask in (Ask.REVIEW, Ask.AMEND, Ask.ACCEPT, Ask.READ):
        return url_for("sections.show", section_id=section.id, on_behalf_of=whose)
    if item.ask is Ask.APPROVE:
        return url_for("approval.show", report_id=item.report.id, on_behalf_of=whose)
    if item.ask is Ask.STAFF and section is None:
        return url_for("reports.settings", report_id=item.report.id)
    chosen = section.id if section else None
    return url_for("reports.show", report_id=item.report.id, section=chosen, on_behalf_of=whose)


def line_of(item: Item) -> str:
    """What is asked in words: the report, why, and what changed since one decided on it."""
    parts: list[Text | str] = [item.report.title] if item.placed else []
    if item.for_name:
        parts.insert(0, say("代 {who}", "for {who}", who=item.for_name))
    parts.append(item.line)
    if item.changed is not None:
        parts.append(_since(item.changed, item.numbers))
    return " · ".join(speak(one) for one in parts)


def _since(changed: int, numbers: int) -> Text:
    holes: Mapping[str, int] = {"n": changed, "m": numbers}
    if not changed:
        return Text("自我上次签署后正文没有改动", "Unchanged since you decided")
    if not numbers:
        return say("自我上次签署后改动 {n} 处", "Changes since you decided: {n}", **holes)
    return say(
        "自我上次签署后改动 {n} 处（数字 {m}）",
        "Changes since you decided: {n} (in figures: {m})",
        **holes,
    )
