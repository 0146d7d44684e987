"""The page of a section, and everything that a person does there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import sections
from workflow.actions.compared import compared
from workflow.actions.reading import as_sent, posted_content, readable
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import where_now
from workflow.actions.work import transaction
from workflow.domain.machine import Refused, Stale
from workflow.domain.roles import report_roles
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.store import Section
from workflow.web import acting
from workflow.web.access import me, section_scene
from workflow.web.errors import status_of
from workflow.web.locale import speak
from workflow.web.section_page import SectionPage

bp = Blueprint("sections", __name__)

UNCHANGED = Text("内容没有变化，没有新增稿次。", "Nothing had changed, so no new draft was made.")
NOT_NOW = Text(
    "现在不能修改正文。已有稿件都在，您可以提意见。",
    "The text cannot be changed now. All drafts are kept, and you can comment.",
)


@bp.get("/sections/<int:section_id>")
@login_required
def show(section_id: int) -> ResponseReturnValue:
    scene, section = section_scene(section_id)
    return _page("section", SectionPage(scene, section, me()))


@bp.get("/sections/<int:section_id>/edit")
@login_required
def edit(section_id: int) -> ResponseReturnValue:
    scene, section = section_scene(section_id)
    page = SectionPage(scene, section, me())
    if not page.may_write:
        flash(speak(NOT_NOW), "warning")
        return redirect(url_for("sections.show", section_id=section_id), 303)
    return _page("section_edit", page)


@bp.post("/sections/<int:section_id>/save")
@login_required
def save(section_id: int) -> ResponseReturnValue:
    """A new draft; a stale base comes back as both texts, and nothing is lost."""
    _, section = section_scene(section_id)
    try:
        content = posted_content(request.form.get("content", ""))
        with transaction() as work:
            done = sections.act(work, me(), section, Verb.SAVE, seen=acting.seen(), content=content)
    except Stale as refused:
        return _both_texts(section_id, refused)
    except Refused as refused:
        return _not_saved(section_id, refused)
    if done.event is None:
        flash(speak(UNCHANGED), "info")
    else:
        saved = say("已保存为第 {n} 稿。", "Saved as draft {n}.", n=done.result.number)
        flash(speak(saved), "success")
    return redirect(acting.way_back(url_for("sections.edit", section_id=section_id)), 303)


@bp.post("/sections/<int:section_id>/<verb>")
@login_required
def act(section_id: int, verb: str) -> ResponseReturnValue:
    """Any other verb of the table: parse, one act, then who has it now."""
    _, section = section_scene(section_id)
    wanted = acting.section_verb(verb)
    try:
        given = acting.given_for(wanted, request.form)
        with transaction() as work:
            done = sections.act(
                work,
                me(),
                section,
                wanted,
                note=acting.note(),
                seen=acting.seen(),
                **given,
            )
    except Refused as refused:
        return _refused(section_id, wanted, refused)
    return _after(done.section, wanted, unchanged=done.event is None)


def _after(section: Section, verb: Verb, unchanged: bool) -> ResponseReturnValue:
    """Say what happened; whoever gave their part away has nothing more to see here."""
    scene = Scene(section.report)
    done = UNCHANGED if unchanged else acting.happened(verb, where_now(scene, section))
    flash(speak(done), "success")
    if not report_roles(me().id, scene.report_people):
        return redirect(url_for("desk.show"), 303)
    here = url_for("sections.show", section_id=section.id)
    return redirect(acting.way_back(here), 303)


def _refused(section_id: int, verb: Verb, refused: Refused) -> ResponseReturnValue:
    """The same page with the sentence on top and the person's words still in the form."""
    scene, section = section_scene(section_id)
    page = SectionPage(scene, section, me(), {**request.form, "verb": verb})
    return _page("section", page, refused)


def _not_saved(section_id: int, refused: Refused) -> ResponseReturnValue:
    """What was sent stays on the page: in the editor, or to be copied where one may not write."""
    scene, section = section_scene(section_id)
    page = SectionPage(scene, section, me())
    sent = request.form.get("content", "")
    if page.may_write:
        return _page("section_edit", page, refused, yours=readable(sent), yours_json=as_sent(sent))
    return _page("section", page, refused, yours=readable(sent))


def _both_texts(section_id: int, refused: Stale) -> ResponseReturnValue:
    """Theirs is the newest draft, yours what was sent; yours can be saved upon theirs."""
    scene, section = section_scene(section_id)
    page = SectionPage(scene, section, me())
    sent = request.form.get("content", "")
    yours = posted_content(sent)
    return _page(
        "section_stale",
        page,
        refused,
        yours=yours,
        yours_json=as_sent(sent),
        changes=compared(page.content, yours),
    )


def _page(
    name: str, page: SectionPage, refused: Refused | None = None, **more: Any
) -> ResponseReturnValue:
    html = render_template(f"pages/{name}.html", page=page, refused=refused, **more)
    return html, status_of(refused) if refused else 200
