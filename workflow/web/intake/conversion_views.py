"""The page of an old Word file while a worker converts and reads it."""

from __future__ import annotations

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import login_required

from workflow.actions.files import file_store
from workflow.actions.word import conversions
from workflow.actions.work import transaction
from workflow.domain.terms import Destination
from workflow.domain.text import Text
from workflow.settings import Settings
from workflow.store import Conversion
from workflow.store.conversion import conversion_of
from workflow.web.access import me
from workflow.web.posted import keeps_changes

bp = Blueprint("conversions", __name__)
READ = (".docx", ".docm")


def init_app(app: Flask) -> None:
    app.add_template_global(word_kinds)
    app.add_template_global(old_kinds)


def old_kinds() -> tuple[str, ...]:
    """The endings that are converted first; none where LibreOffice is not installed."""
    settings: Settings = current_app.extensions["settings"]
    return conversions.ENDINGS if settings.libreoffice else ()


def word_kinds(*more: str) -> str:
    """What a field for a Word file accepts, and other endings."""
    return ",".join((*READ, *more, *old_kinds()))


def begin(
    filename: str, data: bytes, destination: Destination, target_id: int | None = None
) -> ResponseReturnValue | None:
    """The way to the page of a file that has to be converted first; None for any other, and
    where nobody can convert it.
    """
    settings: Settings = current_app.extensions["settings"]
    if not settings.libreoffice or not conversions.is_old(filename, data, settings.limits):
        return None
    digest = file_store().put(data)
    keep = keeps_changes()
    with transaction() as work:
        asked = conversions.ask(work, me(), filename, digest, destination, target_id, keep)
        there = url_for("conversions.show", conversion_id=asked.id)
    return redirect(there, 303)


@bp.get("/conversions/<int:conversion_id>")
@login_required
def show(conversion_id: int) -> ResponseReturnValue:
    """That it is being read, what was read, or why not. htmx gets the state alone."""
    row = conversion_of(me().id, conversion_id)
    if row is None:
        abort(404)
    is_part = "HX-Request" in request.headers
    if row.result_id is not None:
        there = _result(row)
        if not is_part:
            return redirect(there, 303)
        answer = make_response("")
        answer.headers["HX-Redirect"] = there
        return answer
    zh, _, en = row.error.partition("\n")
    page = "parts/conversion_state.html" if is_part else "pages/conversion.html"
    return render_template(page, row=row, problem=Text(zh, en or zh), back=_back(row))


def _result(row: Conversion) -> str:
    """The page of what was read."""
    own, target = row.result_id, row.target_id
    if row.destination is Destination.SECTION:
        return url_for("section_word.review", section_id=target, upload_id=own)
    if row.destination is Destination.REPORT:
        return url_for("report_word.review", report_id=target, whole_id=own)
    return url_for("intake.show", intake_id=own)


def _back(row: Conversion) -> str:
    """Where the file was chosen, and another can be."""
    if row.destination is Destination.SECTION:
        return url_for("section_word.choose", section_id=row.target_id)
    if row.destination is Destination.REPORT:
        return url_for("report_word.choose", report_id=row.target_id)
    return url_for("intake.new")
