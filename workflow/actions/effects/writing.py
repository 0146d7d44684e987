"""What the verbs change that are about a section's text."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.act import Act, Effect, Maker
from workflow.actions.chain.scene import AMENDED
from workflow.actions.word import section_upload
from workflow.actions.writing import drafts
from workflow.actions.writing.working_copies import spent, taken_from
from workflow.domain.terms import SectionState, Verb


def save(act: Act) -> Effect:
    before = act.section.head_id
    content = drafts.content_in(act.given["content"])
    draft = drafts.append(act.work, act.section, act.actor, content, cause="save")
    if act.scene.own_copy(act.section, act.actor) is not None:
        spent(act.section, act.actor, content, act.given.get("copy_revision"))
    return Effect({"draft": draft.number}, result=draft, silent=draft.id == before)


def amend(act: Act) -> Effect:
    """A draft in the amender's own name, while it is in review; a signed text goes there again."""
    before, was_signed = act.section.head_id, act.section.state is SectionState.SIGNED_OFF
    content = drafts.content_in(act.given["content"])
    draft = drafts.append(act.work, act.section, act.actor, content, cause=AMENDED)
    is_nothing = draft.id == before
    if was_signed and not is_nothing:
        act.section.round += 1
        act.section.submitted_at = act.work.now
    return Effect({"draft": draft.number}, result=draft, silent=is_nothing)


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


WRITING: Mapping[Verb, Maker] = {
    Verb.SAVE: save,
    Verb.AMEND: amend,
    Verb.UPLOAD: upload,
    Verb.RESTORE: restore,
    Verb.TAKE_OVER: take_over,
}
