"""What each verb is given when somebody of a story tries it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from tests.cast import office_today
from workflow.actions.evidence.file import take
from workflow.documents.content import from_json, from_text, plain_text, to_json
from workflow.domain.terms import CommentKind, Disposition, Placement, StageRule, Verb
from workflow.store import Comment, Evidence, Section, StageRow, db
from workflow.store.working_copy import copy_of

if TYPE_CHECKING:
    from tests.actions.stories import Office

TEXTS = ("完成制度 12 项。", "完成制度 13 项。", "培训 X 期。", "完成制度 12 项。\n印发简报 3 期。")
T = TypeVar("T")


@dataclass(frozen=True)
class Try:
    """Who tries it on which section (None: on the report), and in whose name; ``choice`` picks
    among what is possible.
    """

    office: Office
    who: str
    name: str | None
    whose: int
    choice: int

    @property
    def ids(self) -> dict[str, int]:
        return self.office.world.ids

    @property
    def section(self) -> Section:
        return self.office.world.section(self.name or "rules")

    def one_of(self, found: Sequence[T]) -> T | None:
        """One of them; None of nothing."""
        return found[self.choice % len(found)] if found else None

    def person(self, *names: str) -> int:
        return self.ids[names[self.choice % len(names)]]

    def comment(self, *, changes: bool = False) -> int:
        """An open comment of the section, or one that would change words."""
        query = db.select(Comment).where(
            Comment.section_id == self.section.id, Comment.disposition.is_(None)
        )
        found = db.session.scalars(query.order_by(Comment.id)).all()
        return next((one.id for one in found if one.change or not changes), 0)

    def words(self) -> dict[str, Any]:
        """The first two characters of the section's text, as a form names them."""
        head = self.section.head
        if head is None:
            return {}
        block = head.content["blocks"][0]
        quote = plain_text(from_json(head.content))[:2]
        return {"block_id": block["id"], "quote": quote, "start": 0}


def day(offset: int) -> date:
    return office_today() + timedelta(days=offset)


def _assign(one: Try) -> dict[str, Any]:
    owner = one.person("owner", "second_owner", "reviewer")
    more = [[], [one.ids["countersigner"]]][one.choice % 2]
    return {"owner_id": owner, "due_on": day(one.choice), "contributor_ids": more}


def _content(one: Try) -> dict[str, Any]:
    return {"content": to_json(from_text(TEXTS[one.choice % len(TEXTS)]))}


def _save(one: Try) -> dict[str, Any]:
    """In the place of what they have written and not saved, where they have."""
    copy = copy_of(one.section.id, one.ids[one.who])
    return _content(one) | ({"copy_revision": copy.revision} if copy else {})


def _comment(one: Try) -> dict[str, Any]:
    kind = tuple(CommentKind)[one.choice % 3]
    said = {"kind": kind, "text": "请核对"}
    suggests = kind is CommentKind.SUGGESTION
    return said | one.words() | {"replacement": "已经"} if suggests and one.words() else said


def _about_comment(one: Try) -> dict[str, Any]:
    return {"comment_id": one.comment(), "disposition": Disposition.ADOPTED}


def _send_back(one: Try) -> dict[str, Any]:
    """To the owner, or to an earlier stage; now and then straight back."""
    earlier = one.office.scene.chain(one.section).turn_back(one.whose)
    to = one.one_of([None, *earlier])
    return {"to_stage": to.stage.id if to else 0, "straight": one.choice % 4 == 1}


def _add_reviewer(one: Try) -> dict[str, Any]:
    person = one.person("outsider", "director", "second_owner", "reviewer")
    return {"person_id": person, "placement": tuple(Placement)[one.choice % 3]}


def _remove_reviewer(one: Try) -> dict[str, Any]:
    found = one.one_of(one.office.scene.removable(one.section, one.whose))
    return {"person_id": found[1] if found else one.ids["outsider"]}


def _hand_over(one: Try) -> dict[str, Any]:
    """What somebody has in hand; of a report also a part in it, or a seat in a stage."""
    taker = {"person_id": one.person("outsider", "second_owner", "administrator", "owner")}
    if one.name is not None:
        holder = one.one_of(sorted(one.office.scene.holders(one.section)))
        return taker | ({"from_id": holder} if holder else {})
    stage = one.one_of([None, None, *one.office.scene.stage_rows])
    if stage is None:
        return taker
    return taker | {"stage_id": stage.id, "from_id": stage.member_rows[0].person_id or one.whose}


def _delegate(one: Try) -> dict[str, Any]:
    """Also to somebody who may not decide in the holder's stead, for it is their own text."""
    deputy = one.person("outsider", "contributor", "editor")
    first = one.office.scene.today + timedelta(days=one.choice % 2)
    return {"person_id": deputy, "first_on": first, "last_on": first}


def _set_chain(one: Try) -> dict[str, Any]:
    """One more stage or one less, of the report's chain or of the one of a branch."""
    branch = one.one_of([0, 0, one.section.id, one.office.world.section_ids["work"]])
    rows = [row for row in one.office.scene.stage_rows if row.section_id == (branch or None)]
    stages = [_as_given(row) for row in rows]
    if one.choice % 3 == 0:
        return {"section_id": branch, "stages": stages[:-1]}
    last = {"name": f"加审{one.choice}", "rule": StageRule.ANY, "may_edit": True}
    members = [one.person("director", "outsider"), one.ids["administrator"]]
    return {"section_id": branch, "stages": [*stages, {**last, "member_ids": members}]}


def _as_given(row: StageRow) -> dict[str, Any]:
    members = [one.person_id for one in row.member_rows]
    return {"id": row.id, "name": row.name, "rule": row.rule, "member_ids": members}


def _edits(one: Try) -> dict[str, Any]:
    """Words and what they become, a change that is told, or both."""
    names = [name for name in one.office.names() if one.office.world.section(name).head_id]
    made = []
    for name in names[: 1 + one.choice % 2]:
        own = Try(one.office, one.who, name, one.whose, one.choice)
        edit = own.words() | {"replacement": "已经"} if one.choice % 3 else {"text": "请写明。"}
        made.append({"section_id": own.section.id, **edit})
    return {"edits": made}


def _details(one: Try) -> dict[str, Any]:
    director = {"director_id": one.person("director", "outsider")}
    return director if one.choice % 5 == 4 else {"year": 2026}


def _return(one: Try) -> dict[str, Any]:
    own = str(one.office.world.section_ids["rules"])
    return {"section_ids": [own] if one.choice % 2 else [], "notes": {own: "请重写。"}}


def _attach(one: Try) -> dict[str, Any]:
    return {"taken": take(f"{one.choice}.pdf", b"%PDF-1.7"), "about": "记录"}


def _detach(one: Try) -> dict[str, Any]:
    query = db.select(Evidence.id).where(Evidence.section_id == one.section.id)
    return {"evidence_id": db.session.scalars(query).first() or 0}


def _rename(one: Try) -> dict[str, Any]:
    section = one.section.id if one.choice % 2 else 0
    return {"title": f"制度建设{one.choice}", "section_id": section}


def _move(one: Try) -> dict[str, Any]:
    return {
        "section_id": one.office.world.section_ids["team"],
        "by": -1 if one.choice % 2 else 1,
    }


GIVEN: Mapping[Verb, Callable[[Try], dict[str, Any]]] = {
    Verb.ASSIGN: _assign,
    Verb.SAVE: _save,
    Verb.AMEND: _content,
    Verb.RESTORE: lambda one: {"number": 1},
    Verb.ADOPT: lambda one: {"comment_ids": [one.comment(changes=True)]},
    Verb.PASS: lambda one: {"ticks": range(9)},
    Verb.SEND_BACK: _send_back,
    Verb.ADD_REVIEWER: _add_reviewer,
    Verb.REMOVE_REVIEWER: _remove_reviewer,
    Verb.HAND_OVER: _hand_over,
    Verb.DELEGATE: _delegate,
    Verb.CIRCULATE: lambda one: {"person_ids": [one.person("outsider", "administrator")]},
    Verb.ASK_EXTENSION: lambda one: {"wished_on": day(40 + one.choice)},
    Verb.EXTEND: lambda one: {"due_on": day(one.choice)},
    Verb.COMMENT: _comment,
    Verb.ANSWER: _about_comment,
    Verb.WAIVE: _about_comment,
    Verb.SETTLE: _about_comment,
    Verb.OPEN_AGAIN: _about_comment,
    Verb.REPLY: lambda one: {**_about_comment(one), "text": "已改"},
    Verb.ATTACH: _attach,
    Verb.DETACH: _detach,
    Verb.ADD_SECTION: lambda one: {"title": "新增部分", "parent_id": 0},
    Verb.RENAME: _rename,
    Verb.MOVE: _move,
    Verb.SET_CHAIN: _set_chain,
    Verb.SET_DETAILS: _details,
    Verb.SET_REMINDERS: lambda one: {"remind_at": time(8 + one.choice % 3)},
    Verb.RENDER: lambda one: {"number": 1 + one.choice % 3},
    Verb.APPROVE_CONDITIONALLY: _edits,
    Verb.RETURN: _return,
}
