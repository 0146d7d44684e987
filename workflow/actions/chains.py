"""Review chains as data: presets, and putting one in place before launch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workflow.actions.colleagues import colleague
from workflow.domain.machine import NotYet
from workflow.domain.terms import StageKind, StageRule
from workflow.domain.text import say
from workflow.store import Report, StageMember, StageRow, db
from workflow.store.stage import stage_rows

FIRST_REVIEW: Mapping[str, Any] = {
    "name": "初审",
    "kind": StageKind.REVIEW,
    "rule": StageRule.ANY,
    "needs": 1,
    "days": 2,
}
COUNTERSIGN: Mapping[str, Any] = {
    "name": "会签",
    "kind": StageKind.COUNTERSIGN,
    "rule": StageRule.ALL,
    "needs": 1,
    "days": 2,
}


def two_stages(reviewers: Sequence[int], countersigners: Sequence[int]) -> list[dict[str, Any]]:
    """The preset: a first review by any one, then all countersigners (usually two)."""
    return [
        {**FIRST_REVIEW, "member_ids": list(reviewers)},
        {**COUNTERSIGN, "member_ids": list(countersigners)},
    ]


def replace(report: Report, stages: Sequence[Mapping[str, Any]]) -> list[StageRow]:
    """Put this chain in place of the old one.

    Each stage has ``name``, ``kind``, ``rule``, ``needs``, ``days`` and ``member_ids``;
    raises NotYet with the sentence where one lacks a name or people.
    """
    if not stages:
        raise NotYet(say("审核流程至少要有一个环节。", "A review chain has at least one stage."))
    rows = [_row(report, place, stage) for place, stage in enumerate(stages)]
    for old in stage_rows(report.id):
        db.session.delete(old)
    db.session.flush()
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _row(report: Report, place: int, stage: Mapping[str, Any]) -> StageRow:
    name = str(stage.get("name", "")).strip()
    members = [colleague(report.office_id, one).id for one in stage.get("member_ids", ())]
    if not name or not members:
        raise NotYet(say("每个审核环节都要有名称和人员。", "Each stage needs a name and a person."))
    return StageRow(
        report_id=report.id,
        position=place,
        name=name[:100],
        kind=StageKind(stage.get("kind", StageKind.REVIEW)),
        rule=StageRule(stage.get("rule", StageRule.ALL)),
        needs=min(max(1, int(stage.get("needs", 1))), len(set(members))),
        days=max(1, int(stage.get("days", 2))),
        member_rows=[StageMember(person_id=one) for one in dict.fromkeys(members)],
    )
