"""What the verbs change that say who has the report, or that it ends."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.chain.succession import HAS_IT_ALREADY, NOT_THEIRS, hand_over_seat
from workflow.actions.colleagues import colleague, names_listed
from workflow.actions.office import circulating
from workflow.actions.office.delegations import end_delegations, entrust, words_of
from workflow.actions.report_act import Maker, ReportAct, ReportEffect
from workflow.domain.machine import NotYet
from workflow.domain.terms import Role, Verb
from workflow.store import Person, StageRow
from workflow.store.pen import close_copies


def hand_over(act: ReportAct) -> ReportEffect:
    """``person_id`` takes what ``from_id`` (default: whose part the act is done in) had.

    ``stage_id``: their seat in that stage; else ``part`` (editor or director, default both).
    """
    successor = colleague(act.report.office_id, act.given["person_id"])
    leaver = int(act.given.get("from_id") or act.whose)
    if successor.id == leaver:
        raise NotYet(HAS_IT_ALREADY)
    details = {"person": successor.name}
    told = {successor.id, leaver}
    if act.given.get("stage_id"):
        stage = _stage(act)
        told |= hand_over_seat(act.scene, stage, leaver, successor, act.actor)
        details["thing"] = f"{act.report.title} · {stage.name}"
    else:
        _hand_over_parts(act, leaver, successor)
        end_delegations(act.work, act.scene, None, leaver)
    return ReportEffect(details, told)


def _stage(act: ReportAct) -> StageRow:
    wanted = int(act.given["stage_id"])
    found = next((row for row in act.scene.stage_rows if row.id == wanted), None)
    if found is None:
        raise NotYet(NOT_THEIRS)
    return found


def _hand_over_parts(act: ReportAct, leaver: int, successor: Person) -> None:
    report, part = act.report, act.given.get("part")
    is_editor = report.editor_id == leaver and part in (None, Role.EDITOR)
    is_director = report.director_id == leaver and part in (None, Role.DIRECTOR)
    if not (is_editor or is_director):
        raise NotYet(NOT_THEIRS)
    if is_editor:
        report.editor_id = successor.id
    if is_director:
        report.director_id = successor.id


def delegate(act: ReportAct) -> ReportEffect:
    """``person_id``, ``first_on`` and ``last_on`` (dates): who acts in all parts of the holder."""
    row = entrust(act.work, act.scene, None, act.whose, act.given, act.note)
    return ReportEffect(words_of(row), {row.deputy.id}, result=row)


def circulate(act: ReportAct) -> ReportEffect:
    """``person_ids``: who gets a copy of the report for reading."""
    people = circulating.circulate(act.work, act.scene, None, act.actor, act.given["person_ids"])
    return ReportEffect({"person": names_listed(people)}, {one.id for one in people})


def acknowledge(act: ReportAct) -> ReportEffect:
    """Whoever gave the copy is told."""
    return ReportEffect(tell=circulating.acknowledge(act.work, act.scene, None, act.actor))


def revoke(act: ReportAct) -> ReportEffect:
    row = act.scene.entrusted_by(act.whose, None)
    assert row is not None
    told = end_delegations(act.work, act.scene, None, act.whose)
    return ReportEffect({"person": row.deputy.name}, told)


def nudge(act: ReportAct) -> ReportEffect:
    """Who has the report in hand is asked to see to it."""
    return ReportEffect(tell=act.scene.report_holders)


def cancel(act: ReportAct) -> ReportEffect:
    close_copies([one.id for one in act.scene.sections])
    return ReportEffect()


SEATS: Mapping[Verb, Maker] = {
    Verb.HAND_OVER: hand_over,
    Verb.CIRCULATE: circulate,
    Verb.ACKNOWLEDGE: acknowledge,
    Verb.DELEGATE: delegate,
    Verb.REVOKE: revoke,
    Verb.NUDGE: nudge,
    Verb.CANCEL: cancel,
}
