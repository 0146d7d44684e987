"""A section: how it stands, its drafts, and every act of the table upon it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from workflow.actions import access, sections
from workflow.actions.capacities import principals
from workflow.actions.evidence.file import settings_now, take
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.actions.whereabouts import where_now
from workflow.actions.word.returned import read_returned
from workflow.actions.word.section_upload import take_in
from workflow.actions.work import transaction
from workflow.api.access import chosen_of, me, speak, there
from workflow.api.body import schema_of, sent_file, sent_with
from workflow.api.shapes import ActionShape, DraftShape, PersonShape, SectionShape
from workflow.domain.machine import move, offered
from workflow.domain.phrases import phrase
from workflow.domain.terms import Thing, Verb
from workflow.domain.text import Text
from workflow.store import Section
from workflow.store.draft import contents_of_drafts, draft_of, drafts_of
from workflow.store.person import people_by_ids

UNCHANGED = Text("内容没有变化，没有新增记录。", "Nothing had changed, so nothing was recorded.")


def add_routes(bp: Blueprint) -> None:
    here = "/sections/<int:section_id>"
    bp.add_url_rule(here, endpoint="section", view_func=show)
    bp.add_url_rule(f"{here}/drafts", endpoint="drafts", view_func=drafts)
    bp.add_url_rule(f"{here}/drafts/<int:number>", endpoint="draft", view_func=draft)
    bp.add_url_rule(f"{here}/uploads", endpoint="upload", view_func=upload, methods=["POST"])
    bp.add_url_rule(f"{here}/<verb>", endpoint="section_act", view_func=act, methods=["POST"])


def show(section_id: int) -> ResponseReturnValue:
    """``on_behalf_of``: with the actions of somebody whose deputy I am."""
    return _data(*there(access.section_scene_for(me(), section_id)))


def drafts(section_id: int) -> ResponseReturnValue:
    section = there(access.section_for(me(), section_id))
    return {"drafts": DraftShape(many=True).dump(drafts_of(section.id))}


def draft(section_id: int, number: int) -> ResponseReturnValue:
    """With its content, as ``save`` takes it."""
    section = there(access.section_for(me(), section_id))
    found = there(draft_of(section.id, number) if number < 2**31 else None)
    return {**DraftShape().dump(found), "content": contents_of_drafts([found.id])[found.id]}


def upload(section_id: int) -> ResponseReturnValue:
    """A Word file of the section, read and kept until ``upload`` makes it a draft."""
    scene, section = there(access.section_scene_for(me(), section_id))
    move(section_facts(scene, section, me()), Verb.UPLOAD, seen=str(section.head_id or ""))
    returned = read_returned(*sent_file(), current_app.extensions["settings"].limits, True)
    with transaction() as work:
        taken = take_in(work, me(), *there(access.section_scene_for(me(), section_id)), returned)
        answer = {"upload_id": taken.id, "from_draft": taken.from_draft, "remarks": taken.remarks}
    return answer, 201


def act(section_id: int, verb: str) -> ResponseReturnValue:
    scene, section = there(access.section_scene_for(me(), section_id))
    wanted, schema = schema_of(Thing.SECTION, verb)
    note, seen, given = sent_with(schema)
    if wanted is Verb.ATTACH:
        move(section_facts(scene, section, me()), wanted)
        given["taken"] = take(*sent_file(settings_now().evidence_bytes))
    with transaction() as work:
        done = sections.act(work, me(), section, wanted, note=note, seen=seen, **given)
        answer = _happened(done)
    return answer


def _happened(done: sections.Done) -> dict[str, Any]:
    event = done.event
    said = phrase(event.verb, event.details) if event else UNCHANGED
    return {
        "sentence": speak(said),
        "event": event.seq if event else None,
        "section": _data(done.scene, done.section),
    }


def _data(scene: Scene, section: Section) -> dict[str, Any]:
    able = principals(scene, me().id, section)
    offers = offered(section_facts(scene, section, me(), chosen_of(able)))
    return {
        **SectionShape().dump(scene.place(section)),
        "where": speak(where_now(scene, section)),
        "open_must_fix": scene.must_fix.get(section.id, 0),
        "deputy_for": PersonShape(many=True).dump(people_by_ids(able)),
        "actions": ActionShape(many=True).dump(offers),
    }
