"""Putting a review chain in place, of a report or of a branch of its outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete

from workflow.actions.colleagues import colleague
from workflow.domain.machine import NotYet
from workflow.domain.terms import Neighbour, SeatRole, StageKind, StageRule, Tolerance
from workflow.domain.text import Text, say
from workflow.store import Report, StageChange, StageMember, StageRow, db
from workflow.store.stage import stage_rows

LONGEST_NAME, LONGEST_LINE, MOST_LINES = 100, 200, 20
EMPTY = Text("审核流程至少要有一个环节。", "A review chain has at least one stage.")

LACKING = Text("每个审核环节都要有名称和人员。", "Each stage needs a name and a person.")


def replace(
    report: Report,
    stages: Sequence[Mapping[str, Any]],
    section_id: int | None = None,
    kept: Sequence[StageRow] = (),
) -> list[StageRow]:
    """Put this chain in place of the report's, or of a section's own; gives its rows in order.
    The first ones, ``kept``, stay as they are.

    A stage has ``name``, ``member_ids`` or ``roles``, and what StageRow has; one with the
    ``id`` of a row there is that row. No stages at all: the section goes through the chain of
    its branch or report again. Raises NotYet with the sentence where something lacks.
    """
    if not (kept or stages or section_id):
        raise NotYet(EMPTY)
    old = {row.id: row for row in stage_rows(report.id) if row.section_id == section_id}
    made = list(kept)
    for place, one in enumerate(stages, start=len(kept)):
        made.append(_row(report, section_id, old, place, one))
    gone = [row for row in old.values() if row not in made]
    db.session.execute(
        delete(StageChange).where(StageChange.stage_id.in_([one.id for one in gone]))
    )
    for row in gone:
        db.session.delete(row)
    db.session.flush()
    db.session.add_all(made)
    db.session.flush()
    return made


def _row(
    report: Report,
    section_id: int | None,
    old: Mapping[int, StageRow],
    place: int,
    stage: Mapping[str, Any],
) -> StageRow:
    known = old.get(int(stage.get("id") or 0))
    row = known or StageRow(report_id=report.id, section_id=section_id)
    for name, value in fields_of(stage).items():
        setattr(row, name, value)
    row.position = place
    members = _members(report, stage)
    if not row.name or not members:
        raise NotYet(LACKING)
    row.needs = min(max(1, int(stage.get("needs") or 1)), len(members))
    _check(row)
    if [(one.person_id, one.role) for one in row.member_rows] != members:
        row.member_rows = [StageMember(person_id=who, role=role) for who, role in members]
    return row


def fields_of(stage: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a stage that its data says, within their bounds."""
    lines = (str(one).strip()[:LONGEST_LINE] for one in stage.get("checklist", ()))
    return {
        "name": str(stage.get("name", "")).strip()[:LONGEST_NAME],
        "kind": StageKind(stage.get("kind", StageKind.REVIEW)),
        "rule": StageRule(stage.get("rule", StageRule.ALL)),
        "days": max(1, int(stage.get("days") or 2)),
        "with_next": bool(stage.get("with_next")),
        "neighbour": Neighbour(stage.get("neighbour", Neighbour.MAY)),
        "tolerates": Tolerance(stage.get("tolerates", Tolerance.NONE)),
        "may_edit": bool(stage.get("may_edit")),
        "duties": str(stage.get("duties", "")).strip(),
        "checklist": [one for one in lines if one][:MOST_LINES],
    }


def _members(report: Report, stage: Mapping[str, Any]) -> list[tuple[int | None, SeatRole | None]]:
    people = dict.fromkeys(
        colleague(report.office_id, one).id for one in stage.get("member_ids", ())
    )
    roles = dict.fromkeys(SeatRole(one) for one in stage.get("roles", ()))
    return [(one, None) for one in people] + [(None, one) for one in roles]


def _check(row: StageRow) -> None:
    """Rules that do not go together; raises NotYet with the sentence."""
    if row.may_edit and row.kind is StageKind.PROOF:
        raise NotYet(
            say(
                "校对环节只校对不改稿：“{stage}”不能同时允许改稿。",
                "Proofreaders do not change the text: “{stage}” cannot allow that.",
                stage=row.name,
            )
        )
    if row.neighbour is Neighbour.AUTOMATIC and row.checklist:
        raise NotYet(
            say(
                "“{stage}”有检查清单，须逐项核对，不能视同已通过。",
                "“{stage}” has a checklist that somebody has to tick, so it cannot pass by itself.",
                stage=row.name,
            )
        )
