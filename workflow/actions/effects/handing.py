"""What the verbs change that say who has a section, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.chain.succession import HAS_IT_ALREADY, NOT_THEIRS, follow
from workflow.actions.clock import day_words
from workflow.actions.colleagues import colleague, names_listed
from workflow.actions.office import circulating
from workflow.actions.office.delegations import end_delegations, entrust, words_of
from workflow.actions.reminding.arming import WITH_THE_OWNER
from workflow.domain.calendar import due_moment
from workflow.domain.machine import NotYet
from workflow.domain.stages import Stage, Standing
from workflow.domain.terms import Verb
from workflow.domain.text import say
from workflow.store import Person, Section, SectionContributor, db
from workflow.store.pen import close_copies
from workflow.store.stage import StageChange


def nothing(act: Act) -> Effect:
    return Effect()


def assign(act: Act) -> Effect:
    """``owner_id``, ``due_on`` (date), ``contributor_ids``, ``brief``; all may be left out."""
    before = act.section.owner_id
    office = act.scene.report.office
    if "owner_id" in act.given:
        _give(act.section, colleague(office.id, act.given["owner_id"]))
    if "due_on" in act.given:
        act.section.due_at = due_moment(_day(act.given["due_on"]), office.zone)
    if "contributor_ids" in act.given:
        wanted = [colleague(office.id, one).id for one in act.given["contributor_ids"]]
        act.section.contributor_rows = [SectionContributor(person_id=one) for one in wanted]
    if "brief" in act.given:
        act.section.brief = act.given["brief"].strip()
    if act.section.owner_id is None or act.section.due_at is None:
        raise NotYet(say("请同时指定责任人和期限。", "Please give both an owner and a deadline."))
    if before != act.section.owner_id:
        act.section.accepted_at = None
    act.section.since, act.section.wished_at = act.work.now, None
    owner = db.session.get_one(Person, act.section.owner_id)
    leaver = before if before != act.section.owner_id else None
    gone = {leaver, *end_delegations(act.work, act.scene, act.section, leaver)} if leaver else set()
    return Effect({"person": owner.name, "due": day_words(act.section.due_at, office.zone)}, gone)


def accept(act: Act) -> Effect:
    act.section.accepted_at = act.work.now
    return Effect()


def decline(act: Act) -> Effect:
    _give(act.section, None)
    act.section.accepted_at = act.section.wished_at = None
    return Effect({}, end_delegations(act.work, act.scene, act.section, act.whose))


def hand_over(act: Act) -> Effect:
    """``person_id`` takes it; ``from_id`` (default: the actor) had it."""
    successor = colleague(act.scene.report.office_id, act.given["person_id"])
    leaver = int(act.given.get("from_id") or act.whose)
    if successor.id == leaver:
        raise NotYet(HAS_IT_ALREADY)
    step = _seat(act, leaver)
    if act.section.owner_id == leaver:
        _give(act.section, successor)
        act.section.accepted_at = act.section.wished_at = None
        if act.section.state in WITH_THE_OWNER:
            act.section.since = act.work.now
    elif step:
        _hand_over_turn(act, step.stage, leaver, successor.id)
    else:
        raise NotYet(NOT_THEIRS)
    end_delegations(act.work, act.scene, act.section, leaver)
    return Effect({"person": successor.name}, {successor.id, leaver})


def delegate(act: Act) -> Effect:
    """``person_id``, ``first_on`` and ``last_on`` (dates): who acts, and when."""
    row = entrust(act.work, act.scene, act.section, act.whose, act.given, act.note)
    return Effect(words_of(row), {row.deputy.id}, row)


def circulate(act: Act) -> Effect:
    """``person_ids``: who gets a copy for reading."""
    people = circulating.circulate(
        act.work, act.scene, act.section, act.actor, act.given["person_ids"]
    )
    return Effect({"person": names_listed(people)}, {one.id for one in people})


def acknowledge(act: Act) -> Effect:
    """Whoever gave the copy is told."""
    return Effect(tell=circulating.acknowledge(act.work, act.scene, act.section, act.actor))


def revoke(act: Act) -> Effect:
    row = act.scene.entrusted_by(act.whose, act.section)
    assert row is not None
    told = end_delegations(act.work, act.scene, act.section, act.whose)
    close_copies([act.section.id])
    return Effect({"person": row.deputy.name}, told)


def _seat(act: Act, leaver: int) -> Standing | None:
    """The open stage in which the leaver's turn is."""
    step = act.scene.turn(act.section, leaver)
    return step if step and leaver in step.stage.members else None


def _hand_over_turn(act: Act, stage: Stage, leaver: int, successor: int) -> None:
    follow(act.scene, act.section, stage.id, leaver, successor, act.actor)
    if leaver in stage.added:
        return
    for person_id, added in ((leaver, False), (successor, True)):
        db.session.add(
            StageChange(
                section_id=act.section.id,
                stage_id=stage.id,
                person_id=person_id,
                added=added,
                by_id=act.actor.id,
            )
        )


def ask_extension(act: Act) -> Effect:
    """``wished_on`` (date): the deadline that the owner asks for, later than the present one."""
    zone = act.scene.report.office.zone
    wished_at = due_moment(_day(act.given["wished_on"]), zone)
    if wished_at <= max(act.work.now, act.section.due_at or act.work.now):
        raise NotYet(
            say(
                "希望的期限要晚于现在的期限和今天。申请没有发出。",
                "Ask for a date later than the present deadline and than today. Nothing was sent.",
            )
        )
    act.section.wished_at = wished_at
    return Effect({"wished_on": day_words(wished_at, zone)})


def refuse_extension(act: Act) -> Effect:
    act.section.wished_at = None
    return Effect()


def extend(act: Act) -> Effect:
    """``due_on`` (date): the new deadline; every rung of the ladder moves with it."""
    act.section.due_at = due_moment(_day(act.given["due_on"]), act.scene.report.office.zone)
    act.section.wished_at = None
    return Effect()


def nudge(act: Act) -> Effect:
    return Effect(tell=act.scene.holders(act.section))


def _give(section: Section, person: Person | None) -> None:
    section.owner_id, section.owner = person.id if person else None, person


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    raise NotYet(say("请填写有效的日期。", "Please give a valid date."))


HANDING: Mapping[Verb, Maker] = {
    Verb.ASSIGN: assign,
    Verb.ACCEPT: accept,
    Verb.DECLINE: decline,
    Verb.HAND_OVER: hand_over,
    Verb.CIRCULATE: circulate,
    Verb.ACKNOWLEDGE: acknowledge,
    Verb.DELEGATE: delegate,
    Verb.REVOKE: revoke,
    Verb.ASK_EXTENSION: ask_extension,
    Verb.REFUSE_EXTENSION: refuse_extension,
    Verb.EXTEND: extend,
    Verb.DROP: nothing,
    Verb.NUDGE: nudge,
}
