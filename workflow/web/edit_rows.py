"""The edits that a director lists, read from the rows of a form."""

from __future__ import annotations

from typing import Any

from workflow.web.acting import Form

EDIT_FIELDS = ("kind", "section_id", "block_id", "quote", "start", "replacement", "text")


def listed_edits(form: Form) -> dict[str, Any]:
    """The edits in the order of the form; one that was left empty is none."""
    rows = edit_rows(form)
    return {"edits": [_edit(row) for row in rows if row["quote"].strip() or row["text"].strip()]}


def edit_rows(form: Form) -> list[dict[str, str]]:
    """What the fields of each listed edit hold, as they came."""
    columns = [form.getlist(f"edit_{name}") for name in EDIT_FIELDS]
    return [dict(zip(EDIT_FIELDS, row, strict=True)) for row in zip(*columns, strict=False)]


def _edit(row: dict[str, str]) -> dict[str, Any]:
    """Words and what they become, or a change told in words, which may hang on words."""
    clean = {name: value.replace("\0", "").replace("\r\n", "\n") for name, value in row.items()}
    where = {name: clean[name] for name in ("section_id", "block_id", "quote")}
    start = int(clean["start"]) if clean["start"].isascii() and clean["start"].isdigit() else None
    what = "text" if clean["kind"] == "told" else "replacement"
    return {**where, "start": start, what: clean[what]}
