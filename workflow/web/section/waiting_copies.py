"""Copies that wait for the owner: compared, put into the text, or set aside; one's own given up."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.showing.compared import compared
from workflow.actions.showing.reading import changed_blocks
from workflow.actions.work import transaction
from workflow.actions.writing import pens
from workflow.actions.writing.copy_merging import merged_copy
from workflow.actions.writing.working_copies import give_up, text_of
from workflow.domain.machine import NotAllowed, Refused
from workflow.domain.text import Text, say
from workflow.store import WorkingCopy
from workflow.store.base import utc_now
from workflow.web import acting
from workflow.web.access import me, own_section
from workflow.web.errors import status_of
from workflow.web.locale import speak
from workflow.web.section.page import SectionPage

bp = Blueprint("waiting_copies", __name__)

SET_ASIDE = Text(
    "已放到一边，不再挡住送审；文字仍在其本人那里。",
    "Set aside: it no longer stands in the way, and stays with its writer.",
)
GIVEN_UP = Text("已改回最新稿。", "The newest draft is shown again.")


@bp.get("/sections/<int:section_id>/copies/<int:person_id>")
@login_required
def show(section_id: int, person_id: int) -> ResponseReturnValue:
    """A copy beside the newest draft, and what putting it in would give."""
    return _shown(section_id, person_id)


@bp.post("/sections/<int:section_id>/copies/<int:person_id>/merge")
@login_required
def merge(section_id: int, person_id: int) -> ResponseReturnValue:
    """Into the actor's own working copy, to be looked at and saved."""
    section = own_section(section_id)
    try:
        with transaction() as work:
            name, clashes = pens.take_in(
                work, me(), section, person_id, acting.number(request.form.get("revision"))
            )
    except NotAllowed:
        abort(404)
    except Refused as refused:
        return _shown(section_id, person_id, refused)
    flash(speak(_joined(name, clashes)), "warning" if clashes else "success")
    return redirect(url_for("sections.edit", section_id=section_id), 303)


@bp.post("/sections/<int:section_id>/copies/<int:person_id>/aside")
@login_required
def aside(section_id: int, person_id: int) -> ResponseReturnValue:
    section = own_section(section_id)
    try:
        with transaction() as work:
            pens.settle(work, me(), section, person_id)
    except NotAllowed:
        abort(404)
    flash(speak(SET_ASIDE), "success")
    return redirect(url_for("sections.show", section_id=section_id), 303)


@bp.post("/sections/<int:section_id>/copy/drop")
@login_required
def drop(section_id: int) -> ResponseReturnValue:
    """One's own text is given up, just as it was shown."""
    own_section(section_id)
    with transaction():
        give_up(section_id, me().id, acting.number(request.form.get("revision")))
    flash(speak(GIVEN_UP), "success")
    return redirect(url_for("sections.edit", section_id=section_id), 303)


@bp.get("/sections/<int:section_id>/writer")
@login_required
def writer(section_id: int) -> ResponseReturnValue:
    """The line that says who writes, and asks again by itself; the rules are read only then."""
    own_section(section_id)
    other = pens.standing(section_id, me().id, utc_now()).other
    page = SectionPage.of(section_id) if other else None
    return render_template("parts/writer.html", section_id=section_id, page=page)


def _joined(name: str, clashes: int) -> Text:
    if clashes:
        return say(
            "{who} 的副本已并入，尚未成稿。有 {n} 处双方都改过，现按其副本，请逐处核对后保存。",
            "The copy of {who} is in your text, not yet a version. In {n} places both had "
            "changed the words and the copy's stand: check them, then save.",
            who=name,
            n=clashes,
        )
    return say(
        "{who} 的副本已并入，尚未成稿。看过后请保存版本。",
        "The copy of {who} is in your text, not yet a version: look at it, then save.",
        who=name,
    )


def _shown(section_id: int, person_id: int, refused: Refused | None = None) -> ResponseReturnValue:
    page = SectionPage.of(section_id)
    copy = _waiting(page, person_id)
    changes = compared(page.content, text_of(copy))
    html = render_template(
        "pages/section_copy.html",
        page=page,
        copy=copy,
        changes=changes,
        changed=changed_blocks(changes),
        clashes=merged_copy(page.section, copy).clashes,
        refused=refused,
    )
    return html, status_of(refused) if refused else 200


def _waiting(page: SectionPage, person_id: int) -> WorkingCopy:
    try:
        return pens.waiting_copy(page.scene, page.section, page.reader, person_id)
    except NotAllowed:
        abort(404)
