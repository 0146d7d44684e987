"""From a form to one act: which verb, with what word of explanation, upon what was seen.

The form may name a page of ours to come back to (``next``), and always carries what
the person had before their eyes (``seen_draft``, or ``seen`` for a manifest).
"""

from __future__ import annotations

from typing import Any, TypeAlias

from flask import abort, request
from werkzeug.datastructures import MultiDict

from workflow.domain.terms import Thing, Verb
from workflow.domain.transitions import rows_of

Form: TypeAlias = MultiDict[str, str]


def section_verb(name: str) -> Verb:
    """A verb of the table for sections; 404 for any other word."""
    return _verb(Thing.SECTION, name)


def report_verb(name: str) -> Verb:
    """A verb of the table for reports; 404 for any other word."""
    return _verb(Thing.REPORT, name)


def _verb(thing: Thing, name: str) -> Verb:
    found = next((row.verb for row in rows_of(thing) if row.verb == name), None)
    if found is None:
        abort(404)
    return found


def note(form: Form | None = None) -> str:
    """The word of explanation that goes with the act."""
    return words(request.form if form is None else form, "note")


def seen(form: Form | None = None) -> str:
    """What the person had before their eyes: a draft's id, or a manifest's hash."""
    form = request.form if form is None else form
    return form.get("seen_draft") or form.get("seen") or ""


def on_behalf_of(form: Form | None = None) -> int | None:
    """Whose part the act is done in, as the page said it: one's own id, or that of the person
    for whom one acts. None where the form leaves it open.
    """
    form = request.form if form is None else form
    return number(form["on_behalf_of"]) if "on_behalf_of" in form else None


def sent() -> dict[str, Any]:
    """What every form of an act sends, whichever verb it is, as the actions take it."""
    return {"note": note(), "seen": seen(), "on_behalf_of": on_behalf_of()}


def way_back(default: str) -> str:
    """The page of ours that the form names, else the default; never another site."""
    wanted = request.form.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else default


def words(form: Form, name: str) -> str:
    """A field's text; NUL, which PostgreSQL cannot store, is left out."""
    return form.get(name, "").replace("\0", "")


def number(text: str | None) -> int:
    """A row's id from a form; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
