"""What each verb changes on a section, after the table has let it through.

An effect returns the words that only it knows, people to tell beyond the row's, and
a result for the caller. The state itself is moved by ``sections.act``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workflow.actions import beside_effects, drafts, section_upload, talk_effects
from workflow.actions.act import Act, Effect, Maker
from workflow.actions.arming import WITH_THE_OWNER, arm, disarm
from workflow.actions.clock import day_words
from workflow.actions.colleagues import colleague
from workflow.actions.succession import NOT_THEIRS, fill_seats
from workflow.actions.working_copies import spent, taken_from
from workflow.domain.calendar import due_moment
from workflow.domain.machine import NotYet
from workflow.domain.terms import Verb
from workflow.domain.text import say
from workflow.store import Person, Section, SectionContributor, SignOff, db
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
    arm(act.work, act.scene, act.section)
    owner = db.session.get_one(Person, act.section.owner_id)
    gone = {before} if before and before != act.section.owner_id else set()
    return Effect({"person": owner.name, "due": day_words(act.section.due_at, office.zone)}, gone)


def accept(act: Act) -> Effect:
    act.section.accepted_at = act.work.now
    return Effect()


def decline(act: Act) -> Effect:
    _give(act.section, None)
    act.section.accepted_at = None
    disarm(act.section)
    return Effect()


def save(act: Act) -> Effect:
    before = act.section.head_id
    content = drafts.content_in(act.given["content"])
    draft = drafts.append(act.work, act.section, act.actor, content, cause="save")
    if act.scene.own_copy(act.section, act.actor) is not None:
        spent(act.section, act.actor, content, act.given.get("copy_revision"))
    return Effect({"draft": draft.number}, result=draft, silent=draft.id == before)


def upload(act: Act) -> Effect:
    own, choices = int(act.given["upload_id"]), act.given.get("choices", {})
    done = section_upload.accept(act.work, act.section, act.actor, own, choices)
    details = {"draft": done.draft.number, "comments": done.comments, "new_draft": done.is_new}
    is_nothing = not (done.is_new or done.comments)
    return Effect(details, done.told, done, silent=is_nothing)


def restore(act: Act) -> Effect:
    before = act.section.head_id
    draft = drafts.restored(act.work, act.section, act.actor, int(act.given["number"]))
    return Effect({"draft": draft.number}, result=draft, silent=draft.id == before)


def take_over(act: Act) -> Effect:
    """Whoever has the pen loses it; their text upon the head is a draft of theirs."""
    copy = act.scene.pen_of_another(act.section, act.actor)
    assert copy is not None
    draft = taken_from(act.work, act.section, copy)
    return Effect({"person": copy.person.name}, {copy.person_id}, draft)


def submit(act: Act) -> Effect:
    fill_seats(act.scene, act.section, act.actor)
    act.section.round += 1
    act.section.submitted_at = act.work.now
    disarm(act.section)
    return Effect()


def take_up_again(act: Act) -> Effect:
    """Withdrawn or reopened: the owner has it again and the ladder starts anew."""
    arm(act.work, act.scene, act.section)
    return Effect()


def decide(passed: bool) -> Maker:
    def decision(act: Act) -> Effect:
        step = act.scene.stage_now(act.section)
        is_member = step is not None and act.actor.id in step.stage.members
        assert act.section.head is not None
        db.session.add(
            SignOff(
                section_id=act.section.id,
                stage_id=step.stage.id if step and is_member else None,
                person_id=act.actor.id,
                draft_id=act.section.head.id,
                content_hash=act.section.head.content_hash,
                passed=passed,
                round=act.section.round,
                note=act.note.strip(),
                created_at=act.work.now,
            )
        )
        if not passed:
            arm(act.work, act.scene, act.section)
        return Effect({"stage": step.stage.name if step and is_member else ""})

    return decision


def hand_over(act: Act) -> Effect:
    """``person_id`` takes it; ``from_id`` (default: the actor) had it."""
    successor = colleague(act.scene.report.office_id, act.given["person_id"])
    leaver = int(act.given.get("from_id") or act.actor.id)
    step = act.scene.stage_now(act.section)
    if act.section.owner_id == leaver:
        _give(act.section, successor)
        act.section.accepted_at = None
        if act.section.state in WITH_THE_OWNER:
            arm(act.work, act.scene, act.section)
    elif step and leaver in step.stage.members:
        for person_id, added in ((leaver, False), (successor.id, True)):
            db.session.add(
                StageChange(
                    section_id=act.section.id,
                    stage_id=step.stage.id,
                    person_id=person_id,
                    added=added,
                    by_id=act.actor.id,
                )
            )
    else:
        raise NotYet(NOT_THEIRS)
    return Effect({"person": successor.name}, {successor.id, leaver})


def extend(act: Act) -> Effect:
    """``due_on`` (date): the new deadline; every rung of the ladder moves with it."""
    act.section.due_at = due_moment(_day(act.given["due_on"]), act.scene.report.office.zone)
    arm(act.work, act.scene, act.section)
    return Effect()


def drop(act: Act) -> Effect:
    disarm(act.section)
    return Effect()


def nudge(act: Act) -> Effect:
    return Effect(tell=act.scene.holders(act.section))


def _give(section: Section, person: Person | None) -> None:
    section.owner_id, section.owner = person.id if person else None, person


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    raise NotYet(say("请填写有效的日期。", "Please give a valid date."))


EFFECTS: Mapping[Verb, Maker] = {
    Verb.ASSIGN: assign,
    Verb.ACCEPT: accept,
    Verb.DECLINE: decline,
    Verb.SAVE: save,
    Verb.UPLOAD: upload,
    Verb.RESTORE: restore,
    Verb.TAKE_OVER: take_over,
    Verb.SUBMIT: submit,
    Verb.WITHDRAW: take_up_again,
    Verb.PASS: decide(True),
    Verb.SEND_BACK: decide(False),
    Verb.HAND_OVER: hand_over,
    Verb.ASK_EXTENSION: nothing,
    Verb.EXTEND: extend,
    Verb.REOPEN: take_up_again,
    Verb.DROP: drop,
    Verb.COMMENT: talk_effects.comment,
    Verb.ADOPT: talk_effects.adopt,
    Verb.ANSWER: talk_effects.answer,
    Verb.WAIVE: talk_effects.waive,
    Verb.REPLY: talk_effects.reply,
    Verb.SETTLE: talk_effects.settle,
    Verb.OPEN_AGAIN: talk_effects.open_again,
    Verb.MATCH_EARLIER: beside_effects.match_earlier,
    Verb.ATTACH: beside_effects.attach,
    Verb.DETACH: beside_effects.detach,
    Verb.NUDGE: nudge,
}
