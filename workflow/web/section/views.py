"""The page of a section, and everything that a person does there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import sections
from workflow.actions.showing.reading import as_sent, readable
from workflow.actions.whereabouts import where_now
from workflow.actions.work import transaction
from workflow.domain.machine import Refused, Stale
from workflow.domain.roles import section_roles
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.web import acting
from workflow.web.access import me, own_section
from workflow.web.errors import status_of
from workflow.web.happened import done_words
from workflow.web.locale import speak
from workflow.web.people.absence_hints import flash_warning, warned
from workflow.web.section.page import SectionPage
from workflow.web.section.two_texts import refused_save
from workflow.web.takes import given_for

bp = Blueprint("sections", __name__)

UNCHANGED = Text("内容没有变化，没有新增稿次。", "Nothing had changed, so no new draft was made.")
NOT_NOW = Text(
    "现在不能修改正文。已有稿件都在，您可以提意见。",
    "The text cannot be changed now. All drafts are kept, and you can comment.",
)


@bp.get("/sections/<int:section_id>")
@login_required
def show(section_id: int) -> ResponseReturnValue:
    return _page("section", SectionPage.of(section_id))


@bp.get("/sections/<int:section_id>/edit")
@login_required
def edit(section_id: int) -> ResponseReturnValue:
    page = SectionPage.of(section_id)
    if not page.may_write:
        flash(speak(NOT_NOW), "warning")
        return redirect(url_for("sections.show", section_id=section_id), 303)
    return _page("section_edit", page)


@bp.post("/sections/<int:section_id>/save")
@login_required
def save(section_id: int) -> ResponseReturnValue:
    """A new draft; a stale base comes back as both texts, and nothing is lost."""
    section = own_section(section_id)
    try:
        given = given_for(Verb.SAVE, request.form)
        with transaction() as work:
            done = sections.act(work, me(), section, Verb.SAVE, seen=acting.seen(), **given)
            said, tone = _saved(done), "success" if done.event else "info"
    except Stale as refused:
        return refused_save(section_id, refused)
    except Refused as refused:
        return _not_saved(section_id, refused)
    flash(said, tone)
    return redirect(acting.way_back(url_for("sections.edit", section_id=section_id)), 303)


def _saved(done: sections.Done) -> str:
    if done.event is None:
        return speak(UNCHANGED)
    return speak(say("已保存为第 {n} 稿。", "Saved as draft {n}.", n=done.result.number))


@bp.post("/sections/<int:section_id>/<verb>")
@login_required
def act(section_id: int, verb: str) -> ResponseReturnValue:
    """Any other verb of the table: parse, one act, then who has it now."""
    section = own_section(section_id)
    wanted = acting.section_verb(verb)
    try:
        given = given_for(wanted, request.form)
        with transaction() as work:
            done = sections.act(
                work,
                me(),
                section,
                wanted,
                **acting.sent(),
                **given,
            )
            said, there = _happened(done, wanted), _way_on(done)
            warning = warned(done.scene, done.section, wanted)
    except Refused as refused:
        return _refused(section_id, wanted, refused)
    flash(said, "success")
    flash_warning(warning)
    return redirect(there, 303)


def _happened(done: sections.Done, verb: Verb) -> str:
    if done.event is None:
        return speak(UNCHANGED)
    return speak(done_words(verb, where_now(done.scene, done.section)))


def _way_on(done: sections.Done) -> str:
    """Whoever gave their part away has nothing more to see here."""
    if not section_roles(me().id, done.scene.people(done.section)):
        return url_for("desk.show")
    return acting.way_back(url_for("sections.show", section_id=done.section.id))


def _refused(section_id: int, verb: Verb, refused: Refused) -> ResponseReturnValue:
    """The same page with the sentence on top and the person's words still in the form."""
    page = SectionPage.of(section_id, {**request.form, "verb": verb})
    return _page("section", page, refused)


def _not_saved(section_id: int, refused: Refused) -> ResponseReturnValue:
    """What was sent stays on the page: in the editor, or to be copied where one may not write."""
    page = SectionPage.of(section_id)
    sent = request.form.get("content", "")
    if page.may_write:
        return _page("section_edit", page, refused, yours_json=as_sent(sent))
    return _page("section", page, refused, yours=readable(sent))


def _page(
    name: str, page: SectionPage, refused: Refused | None = None, **more: Any
) -> ResponseReturnValue:
    page.editing = name == "section_edit"
    html = render_template(f"pages/{name}.html", page=page, refused=refused, **more)
    return html, status_of(refused) if refused else 200
