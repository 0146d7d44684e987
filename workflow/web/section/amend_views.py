"""The text of a section in review before a reviewer who may change it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import sections
from workflow.actions.showing.reading import as_sent
from workflow.actions.whereabouts import where_now
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.terms import Verb
from workflow.store import Section
from workflow.web import acting
from workflow.web.access import me, own_section
from workflow.web.errors import status_of
from workflow.web.happened import done_words
from workflow.web.locale import speak
from workflow.web.section.page import SectionPage
from workflow.web.section.views import NOT_NOW, UNCHANGED
from workflow.web.takes import given_for

bp = Blueprint("amend", __name__)


@bp.get("/sections/<int:section_id>/amend")
@login_required
def edit(section_id: int) -> ResponseReturnValue:
    page = SectionPage.of(section_id)
    offer = page.offers.get(Verb.AMEND)
    if offer is None or offer.reason is not None:
        flash(speak(offer.reason if offer and offer.reason else NOT_NOW), "warning")
        return redirect(url_for("sections.show", section_id=section_id), 303)
    return _page(page)


@bp.post("/sections/<int:section_id>/amend")
@login_required
def save(section_id: int) -> ResponseReturnValue:
    """The edit, and with ``then`` the pass that binds to it: both or neither."""
    try:
        said = _saved(own_section(section_id))
    except Refused as refused:
        yours = as_sent(request.form.get("content", ""))
        return _page(SectionPage.of(section_id), refused, yours_json=yours)
    flash(said, "success")
    return redirect(url_for("sections.show", section_id=section_id), 303)


def _saved(section: Section) -> str:
    form, note = request.form, acting.note()
    given = given_for(Verb.AMEND, form)
    with transaction() as work:
        done = sections.act(work, me(), section, Verb.AMEND, note=note, seen=acting.seen(), **given)
        if form.get("then") == Verb.PASS:
            seen, ticks = str(done.section.head_id), given_for(Verb.PASS, form)
            done = sections.act(work, me(), section, Verb.PASS, note=note, seen=seen, **ticks)
        if done.event is None:
            return speak(UNCHANGED)
        return speak(done_words(done.row.verb, where_now(done.scene, done.section)))


def _page(page: SectionPage, refused: Refused | None = None, **more: Any) -> ResponseReturnValue:
    page.editing = True
    html = render_template("pages/section_amend.html", page=page, refused=refused, **more)
    return html, status_of(refused) if refused else 200
