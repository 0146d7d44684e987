"""The outline of a report: one section's side panel, acts on it, and assigning several at once."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import sections
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import where_now
from workflow.actions.work import Work, transaction
from workflow.domain.machine import NotYet, Refused
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.store.report import locked_report
from workflow.web import acting
from workflow.web.access import me, own_report, own_section
from workflow.web.happened import done_words
from workflow.web.locale import speak
from workflow.web.people.absence_hints import flash_warning, warned
from workflow.web.report.showing import report_page, shown
from workflow.web.takes import given_for

IN_THE_PANEL = (
    Verb.ASSIGN,
    Verb.EXTEND,
    Verb.REFUSE_EXTENSION,
    Verb.NUDGE,
    Verb.HAND_OVER,
    Verb.DROP,
    Verb.REOPEN,
)
NONE_TICKED = Text("请先勾选要分派的部分。", "Tick the sections to assign first.")
NOTHING_CHOSEN = Text(
    "请选择责任人或期限，至少一项。", "Choose an owner or a deadline, at least one of them."
)
NOT_HERE = Text(
    "所选的部分有的已不在本报告中，没有分派任何一个。请刷新后再选。",
    "Some of the chosen sections are not part of this report, so none was assigned. "
    "Reload and choose again.",
)


def add_routes(bp: Blueprint) -> None:
    bp.add_url_rule("/reports/<int:report_id>/assign", view_func=assign, methods=["POST"])
    here = "/reports/<int:report_id>/sections/<int:section_id>"
    bp.add_url_rule(f"{here}/panel", view_func=panel)
    bp.add_url_rule(f"{here}/<verb>", view_func=section_act, methods=["POST"])


@login_required
def panel(report_id: int, section_id: int) -> ResponseReturnValue:
    """What the outline shows beside it: alone for htmx, else the whole page."""
    page = report_page(report_id, section_id)
    if page.chosen is None:
        abort(404)
    whole = "HX-Request" not in request.headers
    return render_template("pages/report.html" if whole else "parts/report_panel.html", page=page)


@login_required
def section_act(report_id: int, section_id: int, verb: str) -> ResponseReturnValue:
    """An act of the side panel; the report comes back with the same section chosen."""
    section = own_section(section_id)
    if section.report_id != report_id:
        abort(404)
    wanted = acting.section_verb(verb)
    if wanted not in IN_THE_PANEL:
        abort(404)
    given = given_for(wanted, request.form)
    try:
        with transaction() as work:
            done = sections.act(
                work, me(), section, wanted, note=acting.note(), seen=acting.seen(), **given
            )
            said = speak(done_words(wanted, where_now(done.scene, done.section)))
            warning = warned(done.scene, done.section, wanted)
    except Refused as refused:
        return shown(report_id, section_id, refused)
    flash(said, "success")
    flash_warning(warning)
    here = url_for("reports.show", report_id=report_id, section=section_id)
    return redirect(acting.way_back(here), 303)


@login_required
def assign(report_id: int) -> ResponseReturnValue:
    """All of the ticked sections get this owner and deadline, or none does."""
    own_report(report_id)
    ids = request.form.getlist("section_ids")
    try:
        with transaction() as work:
            warnings = _assign_all(work, report_id, ids)
    except Refused as refused:
        return shown(report_id, None, refused)
    done = say("已分派 {n} 个部分。", "Sections assigned: {n}.", n=len(set(ids)))
    flash(speak(done), "success")
    for warning in warnings:
        flash_warning(warning)
    return redirect(url_for("reports.show", report_id=report_id), 303)


def _assign_all(work: Work, report_id: int, ids: list[str]) -> list[str]:
    """Gives the warnings about deadlines that lie in an absence."""
    given = given_for(Verb.ASSIGN, request.form)
    if not ids:
        raise NotYet(NONE_TICKED)
    if "owner_id" not in given and "due_on" not in given:
        raise NotYet(NOTHING_CHOSEN)
    found: list[str] = []
    texts = {str(one.section.id): one for one in Scene(locked_report(report_id)).text_sections}
    for section_id in dict.fromkeys(ids):
        if section_id not in texts:
            raise NotYet(NOT_HERE)
        done = sections.act(work, me(), texts[section_id].section, Verb.ASSIGN, **given)
        found.append(warned(done.scene, done.section, Verb.ASSIGN))
    return found
