"""What the pages of an import show: the form for a new report, and the outline with its acts."""

from __future__ import annotations

import re

from flask import render_template, request

from workflow.actions.clock import today_of
from workflow.actions.outline import intake as intakes
from workflow.actions.outline.creation import Particulars
from workflow.actions.outline.rows import PREAMBLE, OutlineRow, pieces_of, rows_of
from workflow.store import Intake
from workflow.store.person import people_of
from workflow.web.access import me

SUMMARY = "outline-summary"
_YEAR = re.compile(r"(?:19|20|21)\d\d")


def particulars() -> Particulars:
    """A form that does not ask for the signature means the office's name; one left empty, none."""
    form = request.form
    return Particulars(
        title=form.get("title", ""),
        year=form.get("year", 0, type=int),
        director_id=form.get("director_id", type=int),
        signature=form.get("signature", me().office.name),
        signed_on=form.get("signed_on", ""),
    )


def new_page(problem: str = "") -> str:
    return render_template(
        "pages/report_new.html",
        problem=problem,
        people=_people(),
        year=request.form.get("year") or today_of(me()).year,
        form=request.form,
    )


def outline_page(taken: Intake, problem: str = "", opened: int | None = None) -> str:
    """The whole page; ``opened`` is the row whose acts are shown (-1: the preamble)."""
    return render_template(
        "pages/report_import.html",
        people=_people(),
        form=request.form,
        **_form_values(taken),
        **outline_values(taken, problem, opened),
    )


def outline_part(
    taken: Intake, problem: str = "", opened: int | None = None, focus: str = SUMMARY
) -> str:
    """The outline alone, for htmx; ``focus`` is the id of what the keyboard goes on with."""
    values = outline_values(taken, problem, opened)
    return render_template("parts/intake_outline.html", focus=focus, swap=True, **values)


def outline_values(taken: Intake, problem: str, opened: int | None) -> dict[str, object]:
    plain = intakes.proposed(taken)
    rows = rows_of(plain, shown := intakes.titled(taken, plain))
    return {
        "intake": taken,
        "outline": shown,
        "rows": rows,
        "open_questions": sum(1 for row in rows if row.question),
        "problem": problem,
        "opened": opened,
        "preamble": PREAMBLE,
        "pieces": pieces_of(taken, plain, opened) if opened is not None else (),
        "can_undo": intakes.can_undo(taken),
        "rejected": intakes.rejected_lines(taken),
    }


def focus_after(taken: Intake, correction: str, start: int) -> str:
    """Where the keyboard goes on: at the next question, at the same button, else at the row."""
    if correction in ("undo", "begin_again"):
        return "undo" if intakes.can_undo(taken) else SUMMARY
    plain = intakes.proposed(taken)
    rows = rows_of(plain, plain)
    if correction in ("accept", "reject") and (asked := [row for row in rows if row.question]):
        later = [row for row in asked if row.start > start]
        return f"yes-{(later or asked)[0].start}"
    here = [row for row in rows if row.start <= start and row.section]
    if correction == "level" and here:
        pressed = request.form.get("pressed", "").partition("-")[0]
        if (pressed == "up" and here[-1].up) or (pressed == "down" and here[-1].down):
            return f"{pressed}-{start}"
    return _opener(here[-1]) if here and correction != "accept" else SUMMARY


def _opener(row: OutlineRow) -> str:
    return f"open-{row.start}"


def _people() -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in people_of(me().office_id)]


def _form_values(taken: Intake) -> dict[str, object]:
    outline = intakes.proposed(taken)
    found = request.form.get("title") or (outline.title.text.strip() if outline.title else "")
    year = _YEAR.match(found)
    return {"title": found, "year": int(year[0]) if year else today_of(me()).year}
