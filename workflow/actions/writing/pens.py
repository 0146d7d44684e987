"""The pen: one writer a section at a time. It is taken with the first key and kept by being
heard of; two minutes of silence, or somebody who may take it over, end it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from workflow.actions import sections
from workflow.actions.capacities import section_capacity
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.actions.writing.copy_merging import merged_copy
from workflow.actions.writing.working_copies import Elsewhere, autosave
from workflow.domain.machine import NotAllowed, NotYet, Refused, move, offers
from workflow.domain.terms import Verb
from workflow.domain.text import Text
from workflow.store import Draft, Person, Section, WorkingCopy, db
from workflow.store.base import id_of
from workflow.store.pen import LEASE, let_go_lapsed
from workflow.store.section import locked_report_of, locked_section
from workflow.store.working_copy import IDLE, copies_of, copy_of

NO_BASE = Text(
    "没有找到这段文字所依据的稿子。文字还在本页；请刷新后再试。",
    "The draft that this text began from was not found. The text is still on this page: "
    "reload and try again.",
)

WRITTEN_ON = Text(
    "这份副本又有了改动，没有并入。请看过新的内容再并入。",
    "This copy was written on meanwhile, so it was not put in. Look at it again first.",
)
NO_COPY = Text(
    "没有这份副本，或它已经成稿。已有稿件都在，请刷新页面。",
    "There is no such copy, or it has become a draft. All drafts are kept: reload the page.",
)


@dataclass(frozen=True)
class Standing:
    """Who writes on a section, as one person meets it; ``revision`` is that of their own copy
    (None: they have none), ``other`` the copy of whoever else has the pen.
    """

    holds: bool
    revision: int | None
    other: WorkingCopy | None


def standing(section_id: int, person_id: int, now: datetime) -> Standing:
    copies = copies_of(section_id)
    own = next((one for one in copies if one.person_id == person_id), None)
    other = next((one for one in copies if one is not own and one.writes(now)), None)
    holds = own is not None and own.is_open and own.writing_since is not None
    return Standing(holds, own.revision if own and own.is_open else None, other)


def open_copy(
    work: Work,
    actor: Person,
    section: Section,
    base_id: int | None,
    revision: int,
    alone: bool = False,
) -> WorkingCopy:
    """The actor's copy, open for text that began from draft ``base_id``.

    It takes the pen, or with ``alone`` goes without: a copy that whoever owns the section
    puts into the text. Raises NotAllowed, NotYet (somebody else writes) or Elsewhere (the
    copy has another revision than the actor saw; 0: none).
    """
    section_id = id_of(section)
    report, section = locked_report_of(section_id), locked_section(section_id)
    _check_base(section_id, base_id)
    if not alone:
        _end_lapsed(work, section, actor)
    scene = Scene(report, work.now)
    _may_write(scene, section, actor, alone)
    copy = copy_of(section_id, actor.id)
    if copy is not None and copy.content is not None and copy.revision != revision:
        raise Elsewhere(copy)
    if copy is None:
        copy = WorkingCopy(
            section_id=section_id, person_id=actor.id, revision=0, updated_at=work.now
        )
        db.session.add(copy)
    copy.base_id, copy.is_open, copy.settled_at = _base(copy, base_id, revision), True, None
    if not alone:
        copy.writing_since = copy.writing_since or work.now
        copy.writing_until = work.now + LEASE
    db.session.flush()
    return copy


def _base(copy: WorkingCopy, base_id: int | None, revision: int) -> int | None:
    """What the page shows goes on from the draft that its text became meanwhile."""
    became = copy.base_id if copy.content is None and copy.revision == revision else None
    return became if became is not None and became > (base_id or 0) else base_id


def _check_base(section_id: int, base_id: int | None) -> None:
    draft = db.session.get(Draft, base_id) if base_id else None
    if base_id and (draft is None or draft.section_id != section_id):
        raise NotYet(NO_BASE)


def _may_write(scene: Scene, section: Section, actor: Person, alone: bool) -> None:
    facts, _ = section_capacity(scene, actor, section, Verb.SAVE)
    if alone and offers(facts, Verb.SAVE):
        return
    move(facts, Verb.SAVE, seen=facts.head)


def _end_lapsed(work: Work, section: Section, actor: Person) -> None:
    for person_id in let_go_lapsed(section.id, actor.id, work.now):
        copy = copy_of(section.id, person_id)
        if copy is not None:
            become_draft(work, section, copy)


def become_draft(work: Work, section: Section, copy: WorkingCopy) -> bool:
    """The copy as a draft by its writer, through the table; False where that is refused, or
    the text did not begin from the head: it stays a copy then.
    """
    if not copy.waits or copy.base_id != section.head_id:
        return False
    try:
        with db.session.begin_nested():
            sections.act(
                work,
                copy.person,
                section,
                Verb.SAVE,
                seen=str(copy.base_id or ""),
                content=json.loads(copy.content or "null"),
                copy_revision=copy.revision,
            )
    except Refused:
        return False
    return True


def idle_to_draft(work: Work, section_id: int, person_id: int) -> bool:
    """After half an hour without a key: a draft, or nothing where there is no text to keep."""
    section = locked_section(section_id)
    copy = copy_of(section_id, person_id)
    if copy is None or copy.updated_at > work.now - IDLE:
        return False
    if copy.content is None:
        db.session.delete(copy)
        return False
    return become_draft(work, section, copy)


def take_in(
    work: Work, actor: Person, section: Section, person_id: int, revision: int
) -> tuple[str, int]:
    """Puts somebody's copy into the actor's own text, which then waits to be saved.

    ``revision`` is that of the copy as it was shown. Gives the writer's name and in how many
    places both had changed the words. Raises as ``open_copy`` and ``settle`` do.
    """
    settled = settle(work, actor, section, person_id)
    if settled.revision != revision:
        raise NotYet(WRITTEN_ON)
    section_id, head_id = id_of(section), section.head_id
    mine = copy_of(section_id, actor.id)
    seen = mine.revision if mine is not None else 0
    has_text = mine is not None and mine.has_text
    own = open_copy(work, actor, section, mine.base_id if mine and has_text else head_id, seen)
    joined = merged_copy(section, settled, own if has_text else None)
    autosave(work, actor.id, section_id, seen, json.dumps(joined.content, ensure_ascii=False))
    return settled.person.name, joined.clashes


def settle(work: Work, actor: Person, section: Section, person_id: int) -> WorkingCopy:
    """Somebody else's copy waits no longer: its text was put into the actor's, or set aside.

    It stays with its writer. Raises NotAllowed where the actor may not take over.
    """
    section = locked_section(id_of(section))
    copy = waiting_copy(Scene(section.report, work.now), section, actor, person_id)
    copy.settled_at, copy.is_open = work.now, False
    copy.writing_since, copy.writing_until = None, None
    db.session.flush()
    return copy


def waiting_copy(scene: Scene, section: Section, actor: Person, person_id: int) -> WorkingCopy:
    """Another person's text before whoever may take over the writing; raises NotAllowed."""
    facts, _ = section_capacity(scene, actor, section, Verb.TAKE_OVER)
    may = offers(facts, Verb.TAKE_OVER)
    copy = copy_of(section.id, person_id) if may and person_id != actor.id else None
    if copy is None or not copy.has_text:
        raise NotAllowed(NO_COPY)
    return copy
