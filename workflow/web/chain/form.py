"""A review chain as a form holds it: every field carries the place of its stage."""

from __future__ import annotations

from typing import Any

from flask import abort

from workflow.domain.terms import Neighbour, SeatRole, StageKind, StageRule, Tolerance
from workflow.store import StageRow
from workflow.web.acting import Form, number, words

CHOICES = {
    "kind": StageKind,
    "rule": StageRule,
    "neighbour": Neighbour,
    "tolerates": Tolerance,
}
NEW_STAGE: dict[str, Any] = {
    "id": 0,
    "name": "",
    "kind": StageKind.REVIEW,
    "rule": StageRule.ANY,
    "needs": 1,
    "days": 2,
    "with_next": False,
    "neighbour": Neighbour.MAY,
    "tolerates": Tolerance.NONE,
    "may_edit": False,
    "duties": "",
    "checklist": [],
    "member_ids": [],
    "roles": [],
}


def chain_of(form: Form) -> list[dict[str, Any]]:
    """The stages as the form holds them, in its order (400 for a word that no term has)."""
    return [_stage(form, key) for key in form.getlist("stage") if key.isalnum()]


def stage_data(row: StageRow) -> dict[str, Any]:
    """A stage that is stored, as the form takes it."""
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "rule": row.rule,
        "needs": row.needs,
        "days": row.days,
        "with_next": row.with_next,
        "neighbour": row.neighbour,
        "tolerates": row.tolerates,
        "may_edit": row.may_edit,
        "duties": row.duties,
        "checklist": row.checklist,
        "member_ids": [one.person_id for one in row.member_rows if one.person_id],
        "roles": [one.role for one in row.member_rows if one.role],
    }


def _stage(form: Form, key: str) -> dict[str, Any]:
    roles = form.getlist(f"roles-{key}")
    if not set(roles) <= set(SeatRole):
        abort(400)
    return {
        **NEW_STAGE,
        **{name: _chosen(form, name, key) for name in CHOICES},
        "id": number(form.get(f"id-{key}")),
        "name": words(form, f"name-{key}"),
        "needs": number(form.get(f"needs-{key}")) or 1,
        "days": number(form.get(f"days-{key}")) or 1,
        "with_next": form.get(f"with_next-{key}") == "1",
        "may_edit": form.get(f"may_edit-{key}") == "1",
        "duties": words(form, f"duties-{key}"),
        "checklist": words(form, f"checklist-{key}").splitlines(),
        "member_ids": [number(one) for one in form.getlist(f"members-{key}")],
        "roles": [SeatRole(one) for one in roles],
    }


def _chosen(form: Form, name: str, key: str) -> Any:
    """A term's member; what the form leaves out is as in a new stage."""
    value = form.get(f"{name}-{key}", str(NEW_STAGE[name]))
    if value not in tuple(CHOICES[name]):
        abort(400)
    return CHOICES[name](value)
