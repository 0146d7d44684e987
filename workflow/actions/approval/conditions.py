"""The edits that a director lists with a conditional approval, and the draft that has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workflow.actions.approval.amending import Amending, changes_of
from workflow.actions.outline.structure import section_in
from workflow.actions.scene import Scene
from workflow.actions.showing.reading import content_of
from workflow.actions.talk import comments
from workflow.actions.work import Work
from workflow.documents.adopting import with_edits
from workflow.documents.content import Content, block_text, every_block
from workflow.domain.machine import NotYet
from workflow.domain.terms import CommentKind, Disposition
from workflow.domain.text import Text, say
from workflow.store import Amendment, Approval, Condition, Person, Section, db

MOST = 50
NONE_LISTED = Text(
    "请至少列出一处修改；没有要改的，请直接签批。",
    "List at least one edit; if nothing is to be changed, approve the report.",
)


def list_edits(
    work: Work,
    scene: Scene,
    director: Person,
    approval: Approval,
    edits: Sequence[Mapping[str, Any]],
) -> list[Section]:
    """Each edit as a comment of the director's and a condition; the sections that are named.

    An edit has ``section_id`` and either ``quote`` (words as they stand there, with ``block_id``
    and ``start`` where these are known) and ``replacement`` ("" strikes them out), or ``text``,
    a change told in words. Raises NotYet with the sentence where an edit cannot be made.
    """
    if not edits:
        raise NotYet(NONE_LISTED)
    if len(edits) > MOST:
        raise NotYet(say("最多列出 {n} 处修改。", "At most {n} edits can be listed.", n=MOST))
    for one in edits:
        _list_edit(work, scene, director, approval, one)
    db.session.flush()
    named = {str(one["section_id"]): section_in(scene, one["section_id"]) for one in edits}
    for section in named.values():
        _check_together(scene, approval, section)
    return list(named.values())


def _list_edit(
    work: Work, scene: Scene, director: Person, approval: Approval, edit: Mapping[str, Any]
) -> None:
    section = section_in(scene, edit["section_id"])
    given = _as_comment(scene, section, edit)
    comment = comments.add(work, section, director, given)
    db.session.add(
        Condition(
            approval_id=approval.id,
            section_id=section.id,
            draft_id=section.head_id,
            comment=comment,
            described="replacement" not in given,
        )
    )


def _as_comment(scene: Scene, section: Section, edit: Mapping[str, Any]) -> dict[str, Any]:
    quote, text = str(edit.get("quote", "")), str(edit.get("text", "")).strip()
    place = _place(scene, section, edit) if quote else {}
    if "replacement" not in edit and text:
        return {"kind": CommentKind.MUST_FIX, "text": text, **place}
    replacement = str(edit.get("replacement", ""))
    if not quote:
        raise NotYet(
            say(
                "《{where}》的一处修改没有写原文或要求，没有签批。请补上。",
                "An edit of “{where}” names no words and no request, so nothing was decided.",
                where=scene.place(section).label,
            )
        )
    if quote == replacement:
        raise NotYet(
            say(
                "“{quote}”改前改后相同，请写明改成什么。",
                "“{quote}” would stay as it is: say what it becomes.",
                quote=quote,
            )
        )
    own = {"kind": CommentKind.SUGGESTION, "text": text, "replacement": replacement}
    return own | place


def _place(scene: Scene, section: Section, edit: Mapping[str, Any]) -> dict[str, Any]:
    """Where the words stand: as told, else where they stand once."""
    quote, known = str(edit["quote"]), str(edit.get("block_id", ""))
    found = list(_standing(content_of(section.head), quote))
    told = next((one for one in found if one == (known, edit.get("start"))), None)
    if told is None and len(found) != 1:
        raise NotYet(_not_one(len(found), quote, scene.place(section).label))
    block_id, start = told or found[0]
    return {"block_id": block_id, "quote": quote, "start": start}


def _standing(content: Content, quote: str) -> Iterable[tuple[str, int]]:
    for block in every_block(content.blocks):
        text = block_text(block)
        start = text.find(quote)
        while start >= 0:
            yield block.id, start
            start = text.find(quote, start + 1)


def _not_one(count: int, quote: str, where: str) -> Text:
    if not count:
        return say(
            "《{where}》里没有“{quote}”，没有签批。原文须在一个自然段内，并与正文一字不差。",
            "“{where}” does not hold “{quote}”, so nothing was decided. The words have to stand "
            "in one paragraph, letter by letter.",
            where=where,
            quote=quote,
        )
    return say(
        "“{quote}”在《{where}》里有 {n} 处，没有签批。请多写几个字，让它只指一处。",
        "“{quote}” stands in “{where}” in {n} places, so nothing was decided. Give more of the "
        "words around it.",
        where=where,
        quote=quote,
        n=count,
    )


def _check_together(scene: Scene, approval: Approval, section: Section) -> None:
    """All edits of a section can be made at once."""
    own = [one for one in _conditions(approval) if one.section_id == section.id]
    if with_edits(content_of(section.head), changes_of(own)) is None:
        raise NotYet(
            say(
                "《{where}》有两处修改改的是同一段文字，没有签批。请合成一处。",
                "Two edits of “{where}” change the same words, so nothing was decided: make them "
                "one.",
                where=scene.place(section).label,
            )
        )


def _conditions(approval: Approval) -> list[Condition]:
    query = db.select(Condition).where(Condition.approval_id == approval.id)
    return list(db.session.scalars(query.order_by(Condition.id)))


def fulfil(work: Work, scene: Scene, section: Section, actor: Person, seen: bool) -> Amendment:
    """The head is the approved draft with the edits: its sign-offs stand for it too.

    ``seen``: the director ``actor`` looked at what was changed and accepts it.
    """
    amending = Amending(section, scene.conditions[section.id])
    head = section.head
    assert head is not None
    row = Amendment(
        approval_id=amending.conditions[0].approval_id,
        section_id=section.id,
        base_id=amending.base.id,
        draft_id=head.id,
        signed_hash=_signed_before(section, amending.base.content_hash),
        content_hash=head.content_hash,
        confirmed_by_id=actor.id if seen else None,
        created_at=work.now,
    )
    db.session.add(row)
    db.session.flush()
    section.amendment_id, section.amendment = row.id, row
    for one in amending.conditions:
        if one.comment.is_open:
            comments.closed(work, one.comment, actor, Disposition.ADOPTED)
    return row


def _signed_before(section: Section, base_hash: str) -> str:
    """The base may have been amended itself, upon an earlier approval that was withdrawn."""
    earlier = section.amendment
    return earlier.signed_hash if earlier and earlier.content_hash == base_hash else base_hash
