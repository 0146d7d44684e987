"""The parts of a Word file of several sections become drafts, each by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.actions import sections
from workflow.actions.capacities import section_capacity
from workflow.actions.scene import Scene
from workflow.actions.word.report_upload import open_loose, open_parts
from workflow.actions.word.section_upload import adopt_read, keep_piece
from workflow.actions.work import Work
from workflow.documents.content import Content, from_json, to_json
from workflow.documents.parting import Piece
from workflow.documents.talk_json import suggestions_from_json
from workflow.domain.machine import NotYet, Refused, offers
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.store import Person, ReportUpload, Section, Upload, db

OUT = 0
"""The place of what is knowingly left out."""


@dataclass(frozen=True)
class Saved:
    """What became of one section: its new draft's number, what was said in the file, or why
    not.
    """

    section: Section
    draft: int | None = None
    comments: int = 0
    why: Text | None = None


def save_parts(
    work: Work,
    person: Person,
    scene: Scene,
    whole: ReportUpload,
    seen: Mapping[int, str],
    places: Mapping[int, int],
    choices: Mapping[int, Mapping[str, str]],
) -> list[Saved]:
    """The parts that ``seen`` names become drafts through the table, each by itself: one that
    is refused stops no other. ``seen``: by the part's id, the head before the person's eyes.
    ``places``: by the number of what belongs to no section, the section that gets it, or OUT.
    ``choices``: whose words stand at a part's clashes, as in ``section_upload.accept``.

    Refused where something was neither placed nor left out, or the file was saved before. What
    was refused can be tried again: the file is done with when nothing was.
    """
    if whole.done_at is not None:
        raise NotYet(
            say("这个文件已经保存过，没有改动。", "This file was saved before: nothing changed.")
        )
    if set(places) != {number for number, _ in open_loose(whole)}:
        raise NotYet(
            say(
                "还有没归入任何部分的内容，请为每一段选择归入哪一部分，或者选择不要。没有保存任何改动。",
                "Something still belongs to no section: choose a section for each piece, or leave "
                "it out. Nothing was saved.",
            )
        )
    seen = dict(seen)
    for number, section_id in sorted(places.items()):
        if section_id != OUT:
            part = _with_loose(work, person, scene, whole, number, section_id, seen)
            seen.setdefault(part.id, str(_section(scene, section_id).head_id or ""))
    whole.loose = [one | {"placed": True} for one in whole.loose]
    chosen = [one for one in whole.parts if one.id in seen]
    saved = [
        _saved(work, person, scene, one, seen[one.id], choices.get(one.id, {})) for one in chosen
    ]
    if all(one.why is None for one in saved):
        whole.done_at = work.now
    return saved


def _section(scene: Scene, section_id: int) -> Section:
    found = next((one.section for one in scene.text_sections if one.section.id == section_id), None)
    if found is None:
        raise NotYet(say("没有这个部分，没有改动。", "There is no such section: nothing changed."))
    return found


def _with_loose(
    work: Work,
    person: Person,
    scene: Scene,
    whole: ReportUpload,
    number: int,
    section_id: int,
    chosen: Collection[int],
) -> Upload:
    """The section's part, if it is among the chosen ones, with a piece at its end; else the
    newest draft's text with it.
    """
    section, piece = _section(scene, section_id), whole.loose[number]
    parts = (one for one in open_parts(whole) if one.section_id == section_id)
    part = next((one for one in parts if one.id in chosen), None)
    if part is None:
        before = from_json(section.head.content) if section.head else Content()
        draft = section.head.number if section.head else None
        part = keep_piece(
            work, person, section, whole.filename, Piece(section_id, before, draft=draft)
        )
        whole.parts.append(part)
    added = from_json(piece["content"])
    adopt_read(work, section, added, suggestions_from_json(piece["suggestions"]))
    part.content = to_json(Content((*from_json(part.content).blocks, *added.blocks)))
    part.comments = [*part.comments, *piece["comments"]]
    part.suggestions = [*part.suggestions, *piece["suggestions"]]
    db.session.flush()
    return part


def verb_for(scene: Scene, section: Section, person: Person) -> Verb:
    """UPLOAD for who may write the section; else COMMENT: what was said comes along alone."""
    facts, _ = section_capacity(scene, person, section, Verb.UPLOAD)
    return Verb.UPLOAD if offers(facts, Verb.UPLOAD) else Verb.COMMENT


def _saved(
    work: Work,
    person: Person,
    scene: Scene,
    part: Upload,
    seen: str,
    choices: Mapping[str, str],
) -> Saved:
    section = _section(scene, part.section_id)
    verb = verb_for(scene, section, person)
    if verb is Verb.COMMENT and not (part.comments or part.suggestions):
        verb = Verb.UPLOAD  # the table says why not
    given: dict[str, Any] = {"upload_id": part.id, "choices": choices}
    try:
        with db.session.begin_nested():
            done = sections.act(work, person, section, verb, seen=seen, **given)
    except Refused as refused:
        return Saved(section, why=refused.sentence)
    accepted = done.result
    number = accepted.draft.number if accepted.is_new else None
    return Saved(section, number, accepted.comments)
