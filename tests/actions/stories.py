"""An office in which anybody may try anything, for the state machine of test_any_story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.approving import built
from tests.cast import World
from workflow.actions.capacities import principals
from workflow.actions.report_facts import report_facts
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.documents.content import from_text, to_json
from workflow.domain.facts import Facts
from workflow.domain.machine import offered
from workflow.domain.terms import AssemblyState, CommentKind, Disposition, SectionState, Verb
from workflow.store import Assembly, Comment, Report, Section, SignOff, db

TEXTS = ("完成制度 12 项。", "完成制度 13 项。", "培训 X 期。")
LEFT_OUT = frozenset(
    {Verb.UPLOAD, Verb.ATTACH, Verb.DETACH, Verb.ADOPT, Verb.TAKE_OVER}
    | {Verb.MATCH_EARLIER, Verb.BRING_EARLIER, Verb.ARCHIVE, Verb.HAND_OVER, Verb.SET_CHAIN}
    | {Verb.APPROVE_CONDITIONALLY, Verb.RENDER}
)
"""What takes a file, somebody else's words or a seat; each has tests of its own."""


class Office:
    """The cast, its report, and what each verb is given when somebody tries it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._scene: Scene | None = None

    @property
    def scene(self) -> Scene:
        """The report as it stands; read once between two acts, whoever looks at it."""
        if self._scene is None:
            self._scene = self.world.scene()
        return self._scene

    def look_again(self) -> None:
        db.session.rollback()
        self._scene = None

    def ready(self, who: str, section: str | None) -> list[Verb]:
        """What this person could do at once, in the table's order: in their own name, then in
        that of those whose deputy they are.
        """
        found = (self.ready_for(who, section, whose) for whose in self.names(who, section))
        return list(dict.fromkeys(verb for verbs in found for verb in verbs))

    def ready_for(self, who: str, section: str | None, whose: int) -> list[Verb]:
        return [
            one.row.verb
            for one in offered(self.facts(who, section, whose))
            if one.reason is None and one.row.verb not in LEFT_OUT
        ]

    def names(self, who: str, section: str | None) -> list[int]:
        """The ids of all in whose name this person may act, their own first."""
        own = self.world.ids[who]
        about = self.world.section(section) if section else None
        return [own, *principals(self.scene, own, about)]

    def facts(self, who: str, section: str | None, whose: int = 0) -> Facts:
        person = self.world.person(who)
        principal = whose if whose not in (0, person.id) else None
        if section is None:
            return report_facts(self.scene, person, principal)
        return section_facts(self.scene, self.world.section(section), person, principal)

    def act(self, who: str, section: str | None, verb: Verb, choice: int, seen: str = "") -> Any:
        """Try it; ``choice`` picks among what it could be given."""
        given = self.given(verb, section, choice)
        seen = seen or self.facts(who, section).head
        given["on_behalf_of"] = next(
            (one for one in self.names(who, section) if verb in self.ready_for(who, section, one)),
            None,
        )
        try:
            if section is None:
                return self.world.do_report(who, verb, seen=seen, note="理由", **given)
            return self.world.do(who, verb, section, seen=seen, note="理由", **given)
        finally:
            self.look_again()

    def given(self, verb: Verb, section: str | None, choice: int) -> dict[str, Any]:
        maker = GIVEN.get(verb)
        return maker(self, section, choice) if maker else {}

    def work(self) -> None:
        """The worker assembles what was asked for."""
        waiting = db.select(Assembly).where(Assembly.state == AssemblyState.QUEUED)
        for one in db.session.scalars(waiting).all():
            built(one.id)
        self.look_again()

    @property
    def report(self) -> Report:
        return self.world.report

    def sections(self) -> list[Section]:
        query = db.select(Section).where(Section.report_id == self.world.report_id)
        return [one for one in db.session.scalars(query) if one.is_text]

    def signatures(self) -> list[SignOff]:
        return list(db.session.scalars(db.select(SignOff).order_by(SignOff.id)))

    def open_comment(self, section: str | None) -> int:
        query = db.select(Comment.id).where(
            Comment.section_id == self.world.section_ids[section or "rules"],
            Comment.disposition.is_(None),
        )
        return db.session.scalars(query.order_by(Comment.id)).first() or 0


def _assign(office: Office, section: str | None, choice: int) -> dict[str, Any]:
    owner = ("owner", "second_owner", "reviewer")[choice % 3]
    return {"owner_id": office.world.ids[owner], "due_on": date.today() + timedelta(days=choice)}


def _save(office: Office, section: str | None, choice: int) -> dict[str, Any]:
    return {"content": to_json(from_text(TEXTS[choice % len(TEXTS)]))}


def _comment(office: Office, section: str | None, choice: int) -> dict[str, Any]:
    return {"kind": tuple(CommentKind)[choice % 3], "text": "请核对"}


def _about_comment(office: Office, section: str | None, choice: int) -> dict[str, Any]:
    return {"comment_id": office.open_comment(section), "disposition": Disposition.ADOPTED}


def _delegate(office: Office, section: str | None, choice: int) -> dict[str, Any]:
    """Also to somebody who may not decide in the holder's stead, for it is their own text."""
    deputy = ("outsider", "contributor", "editor")[choice % 3]
    first = office.scene.today + timedelta(days=choice % 2)
    return {"person_id": office.world.ids[deputy], "first_on": first, "last_on": first}


def _circulate(office: Office, section: str | None, choice: int) -> dict[str, Any]:
    return {"person_ids": [office.world.ids["outsider"]]}


def _return(office: Office, section: str | None, choice: int) -> dict[str, Any]:
    return {"section_ids": [str(office.world.section_ids["rules"])] if choice % 2 else []}


Given = Callable[[Office, "str | None", int], dict[str, Any]]
GIVEN: Mapping[Verb, Given] = {
    Verb.ASSIGN: _assign,
    Verb.SAVE: _save,
    Verb.RESTORE: lambda office, section, choice: {"number": 1},
    Verb.EXTEND: lambda office, section, choice: {"due_on": date.today() + timedelta(days=choice)},
    Verb.COMMENT: _comment,
    Verb.ANSWER: _about_comment,
    Verb.WAIVE: _about_comment,
    Verb.SETTLE: _about_comment,
    Verb.OPEN_AGAIN: _about_comment,
    Verb.REPLY: lambda office, section, choice: {
        **_about_comment(office, section, choice),
        "text": "已改",
    },
    Verb.ADD_SECTION: lambda office, section, choice: {"title": "新增部分", "parent_id": 0},
    Verb.RENAME: lambda office, section, choice: {
        "title": f"制度建设{choice}",
        "section_id": office.world.section_ids["rules"] if choice % 2 else 0,
    },
    Verb.MOVE: lambda office, section, choice: {
        "section_id": office.world.section_ids["team"],
        "by": -1 if choice % 2 else 1,
    },
    Verb.SET_DETAILS: lambda office, section, choice: {"year": 2026},
    Verb.RETURN: _return,
    Verb.DELEGATE: _delegate,
    Verb.CIRCULATE: _circulate,
}
OPEN = frozenset(SectionState) - {SectionState.SIGNED_OFF, SectionState.DROPPED}
