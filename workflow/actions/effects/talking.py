"""What the verbs change that are about comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.talk import comments, replies, suggestions
from workflow.actions.talk.mentions import mention
from workflow.actions.word import section_upload
from workflow.domain.terms import Disposition, Verb


def comment(act: Act) -> Effect:
    """``kind``, ``text`` and where it hangs (see comments.add); ``mentioned`` ids of people.
    Or ``upload_id``: what was said in a Word file of the person's own.
    """
    if "upload_id" in act.given:
        return _brought(act)
    row = comments.add(act.work, act.section, act.actor, act.given)
    named = mention(act.scene, row, row.text, act.given.get("mentioned", ()))
    details = {"kind": str(row.kind), "comment": row.id}
    return Effect(details, act.scene.holders(act.section), row, mentioned=named)


def _brought(act: Act) -> Effect:
    own = int(act.given["upload_id"])
    done = section_upload.bring_comments(act.work, act.section, act.actor, own)
    told = done.told | act.scene.holders(act.section)
    return Effect({"comments": done.comments}, told, done, silent=not done.comments)


def reply(act: Act) -> Effect:
    """``comment_id``, ``text``, ``mentioned``; whoever is in the thread is told."""
    row = replies.comment_of(act.section, int(act.given["comment_id"]))
    thread = replies.people_in(row)
    made = replies.add(act.work, row, act.actor, str(act.given.get("text", "")))
    named = mention(act.scene, row, made.text, act.given.get("mentioned", ()), made)
    waiting = act.scene.authors(act.section) if row.is_open else frozenset()
    return Effect({"comment": row.id}, thread | waiting, made, mentioned=named)


def answer(act: Act) -> Effect:
    row = comments.close(act.work, act.section, act.actor, act.note, act.given)
    details = {"disposition": str(row.disposition), "comment": row.id}
    return Effect(details, replies.people_in(row), row)


def waive(act: Act) -> Effect:
    waived = {"comment_id": act.given["comment_id"], "disposition": Disposition.WAIVED}
    return answer(replace(act, given=waived))


def settle(act: Act) -> Effect:
    """Whoever wrote it says that it needs no answer any more."""
    row = comments.settle(act.work, act.section, act.actor, int(act.given["comment_id"]))
    details = {"disposition": str(row.disposition), "comment": row.id}
    return Effect(details, replies.people_in(row) | act.scene.authors(act.section), row)


def open_again(act: Act) -> Effect:
    given = int(act.given["comment_id"])
    row = comments.open_again(act.work, act.section, act.actor, given, act.note)
    return Effect({"comment": row.id}, replies.people_in(row), row)


def adopt(act: Act) -> Effect:
    """``comment_ids``; ``near``: the person has seen what would be replaced."""
    wanted, near = act.given["comment_ids"], bool(act.given.get("near"))
    done = suggestions.adopt(act.work, act.section, act.actor, wanted, near)
    details = {
        "person": "、".join(done.authors),
        "draft": done.draft.number,
        "comments": [one.id for one in done.comments],
    }
    told = {person for one in done.comments for person in replies.people_in(one)}
    return Effect(details, told, done)


TALKING: Mapping[Verb, Maker] = {
    Verb.COMMENT: comment,
    Verb.ADOPT: adopt,
    Verb.ANSWER: answer,
    Verb.WAIVE: waive,
    Verb.REPLY: reply,
    Verb.SETTLE: settle,
    Verb.OPEN_AGAIN: open_again,
}
