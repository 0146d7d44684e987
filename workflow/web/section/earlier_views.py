"""Last year's text: brought to a report, shown beside a section, compared with its draft."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import reports
from workflow.actions.outline import earlier
from workflow.actions.outline.earlier_reading import read_file
from workflow.actions.showing.reading import changed_blocks, content_of
from workflow.actions.work import transaction
from workflow.domain.machine import Refused
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.store.draft import draft_of
from workflow.store.earlier_text import earlier_choice, earlier_texts_of
from workflow.web import acting
from workflow.web.access import me, own_report, own_section
from workflow.web.locale import speak
from workflow.web.posted import posted_file
from workflow.web.report.settings_views import refused_page
from workflow.web.section.page import SectionPage

bp = Blueprint("earlier", __name__)

NO_FILE = Text("请先选择文件，或选择一份已签批的报告。", "Choose a file, or an approved report.")
PAIRED = Text(
    "已带入“{source}”，{n} 个部分按标题配上了往年文本；配得不对的，在该部分的页面上改选。",
    "“{source}” is there; {n} sections were paired by their headings. Where a pair is wrong, "
    "choose another on the page of the section.",
)


@bp.post("/reports/<int:report_id>/earlier")
@login_required
def bring(report_id: int) -> ResponseReturnValue:
    """A file is read outside of the transaction; a report of the office within it."""
    report = own_report(report_id)
    file = posted_file()
    try:
        given: dict[str, Any] = {"from_report": acting.number(request.form.get("from_report"))}
        if file is not None:
            limits = current_app.extensions["settings"].limits
            given = {"brought": read_file(*file, limits)}
        with transaction() as work:
            done = reports.act(work, me(), report, Verb.BRING_EARLIER, **given)
            source, paired = done.event.details["note"], done.result
    except Refused as refused:
        return refused_page(report_id, refused)
    flash(speak(say(PAIRED.zh, PAIRED.en, source=source, n=paired)), "success")
    return redirect(url_for("reports.settings", report_id=report_id) + "#earlier", 303)


@bp.get("/sections/<int:section_id>/earlier")
@login_required
def show(section_id: int) -> ResponseReturnValue:
    """The earlier text and the newest draft: side by side, and what changed."""
    page = SectionPage.of(section_id)
    choice = page.beside.earlier
    row = choice.earlier if choice else None
    if choice is None and not page.beside.holds_earlier:
        abort(404)
    number = request.args.get("draft", type=int)
    draft = page.section.head if number is None else draft_of(section_id, number)
    if draft is None and number is not None:
        abort(404)
    changes = earlier.since_then(draft, row) if row and draft else ()
    return render_template(
        "pages/section_earlier.html",
        page=page,
        choice=choice,
        row=row,
        draft=draft,
        now=content_of(draft),
        content=earlier.earlier_content(row) if row else None,
        changes=changes,
        changed=changed_blocks(changes),
        others=earlier_texts_of(page.report.id),
    )


@bp.get("/sections/<int:section_id>/earlier/text")
@login_required
def text(section_id: int) -> ResponseReturnValue:
    """The earlier text alone, for the panel beside the editor."""
    own_section(section_id)
    choice = earlier_choice(section_id)
    if choice is None or choice.earlier is None:
        abort(404)
    return render_template(
        "parts/earlier_text.html",
        content=earlier.earlier_content(choice.earlier),
        section_id=section_id,
    )
