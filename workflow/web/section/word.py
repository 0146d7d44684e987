"""A section goes out as a file for Word and WPS, and comes back."""

from __future__ import annotations

import io

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions import sections
from workflow.actions.word.returned import read_returned
from workflow.actions.word.section_upload import Accepted, take_in
from workflow.actions.word.section_word import section_document
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, Refused
from workflow.domain.terms import Destination, Verb
from workflow.domain.text import Text, say
from workflow.store import Upload
from workflow.store.upload import upload_of
from workflow.web import acting
from workflow.web.access import me, own_section, section_scene
from workflow.web.errors import status_of
from workflow.web.intake import conversion_views
from workflow.web.locale import speak
from workflow.web.posted import keeps_changes, posted_file
from workflow.web.report.assembly import plain_name
from workflow.web.report.assembly_views import DOCX
from workflow.web.section.page import SectionPage
from workflow.web.section.upload_page import UploadPage, choices_in

bp = Blueprint("section_word", __name__)

NO_FILE = Text("请先选择从 Word 或 WPS 存好的 .docx 文件。", "Choose the .docx file first.")
NOT_NOW = Text(
    "现在不能修改正文，文件没有读入。已有稿件都在，您可以提意见。",
    "The text cannot be changed now, so the file was not read. All drafts are kept, and you "
    "can comment.",
)


@bp.get("/sections/<int:section_id>/word")
@login_required
def download(section_id: int) -> ResponseReturnValue:
    """The newest draft with its open comments, for the report's people."""
    scene, section = section_scene(section_id)
    data = section_document(scene, section)
    number = section.head.number if section.head else 0
    title = plain_name(scene.place(section).label)
    name = speak(say("{title}（第{n}稿）.docx", "{title} (draft {n}).docx", title=title, n=number))
    return send_file(io.BytesIO(data), DOCX, as_attachment=True, download_name=name)


@bp.post("/sections/<int:section_id>/word")
@login_required
def upload(section_id: int) -> ResponseReturnValue:
    """Read the file; nothing is saved before its differences were looked at."""
    page = SectionPage.of(section_id)
    if not page.may_write:
        raise NotAllowed(NOT_NOW)
    file = posted_file()
    if file is None:
        return _asked_again(page, speak(NO_FILE), 422)
    old = conversion_views.begin(*file, Destination.SECTION, section_id)
    if old is not None:
        return old
    try:
        limits = current_app.extensions["settings"].limits
        returned = read_returned(*file, limits, keeps_changes())
        with transaction() as work:
            taken = take_in(work, me(), *section_scene(section_id), returned)
            there = url_for("section_word.review", section_id=section_id, upload_id=taken.id)
    except Refused as refused:
        return _asked_again(page, speak(refused.sentence), status_of(refused))
    return redirect(there, 303)


@bp.get("/sections/<int:section_id>/word/new")
@login_required
def choose(section_id: int) -> ResponseReturnValue:
    """Which file, and what becomes of its tracked changes."""
    page = SectionPage.of(section_id)
    if not page.may_write:
        raise NotAllowed(NOT_NOW)
    return _asked_again(page)


@bp.get("/sections/<int:section_id>/word/<int:upload_id>")
@login_required
def review(section_id: int, upload_id: int) -> ResponseReturnValue:
    """What the file would change."""
    taken = _mine(section_id, upload_id)
    if taken.draft_id is not None:
        return redirect(url_for("sections.show", section_id=section_id), 303)
    return _shown(section_id, taken)


@bp.post("/sections/<int:section_id>/word/<int:upload_id>")
@login_required
def accept(section_id: int, upload_id: int) -> ResponseReturnValue:
    """The file becomes a draft, unless the text was changed since its differences were shown."""
    _mine(section_id, upload_id)
    try:
        with transaction() as work:
            section = own_section(section_id)
            done = sections.act(
                work,
                me(),
                section,
                Verb.UPLOAD,
                seen=acting.seen(),
                upload_id=upload_id,
                choices=choices_in(upload_id),
            )
            accepted = done.result
    except Refused as refused:
        return _shown(section_id, _mine(section_id, upload_id), refused)
    flash(speak(_happened(accepted)), "success" if done.event else "info")
    return redirect(url_for("sections.show", section_id=section_id), 303)


def _shown(section_id: int, taken: Upload, refused: Refused | None = None) -> ResponseReturnValue:
    page = SectionPage.of(section_id)
    html = render_template(
        "pages/section_upload.html", page=page, upload=UploadPage(page, taken), refused=refused
    )
    return html, status_of(refused) if refused else 200


def _happened(done: Accepted) -> Text:
    """What became of the file."""
    number, comments = done.draft.number, done.comments
    if done.is_new:
        return say("已存为第 {n} 稿。", "Saved as draft {n}.", n=number)
    if comments:
        return say(
            "文字与第 {n} 稿相同，没有新增稿次；文件里的 {m} 条新意见已加入。",
            "Same text as draft {n}: no new one. New comments of the file that have joined: {m}.",
            n=number,
            m=comments,
        )
    return say(
        "文件与第 {n} 稿相同，没有新增稿次。", "Same text as draft {n}: no new one.", n=number
    )


def _asked_again(page: SectionPage, problem: str = "", status: int = 200) -> ResponseReturnValue:
    return render_template("pages/section_upload_new.html", page=page, problem=problem), status


def _mine(section_id: int, upload_id: int) -> Upload:
    """An upload of one's own; everybody else's reads as absent."""
    own_section(section_id)
    found = upload_of(me().id, section_id, upload_id)
    if found is None:
        abort(404)
    return found
