"""An office in which anybody may try anything, for the state machine of test_any_story."""

from __future__ import annotations

import json
from typing import Any

from tasks.archiving import run_archiving
from tests.actions.story_givens import GIVEN, Try
from tests.approving import built
from tests.cast import World
from workflow.actions.capacities import principals
from workflow.actions.report_facts import report_facts
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.actions.work import transaction
from workflow.actions.writing import pens, working_copies
from workflow.documents.content import from_text, to_json
from workflow.domain.facts import Facts
from workflow.domain.machine import Refused, offered
from workflow.domain.terms import AssemblyState, SectionState, Thing, Verb
from workflow.domain.transitions import rows_of
from workflow.store import Assembly, Report, Section, SignOff, db
from workflow.store.archiving import archiving_of
from workflow.store.working_copy import copy_of

LEFT_OUT = {
    Verb.UPLOAD: "takes a Word file, and its text then goes the way of any save",
    Verb.MATCH_EARLIER: "takes the report of another year, and changes nothing that is decided on",
    Verb.BRING_EARLIER: "takes the report of another year, and changes nothing that is decided on",
    Verb.CONFIRM: "is the clock's; it follows from the acts upon a conditional approval",
}
"""Verbs that nobody tries in a story, and why; the first three have tests of their own."""
PEOPLE = (
    *("editor", "owner", "second_owner", "contributor", "reviewer"),
    *("countersigner", "second_countersigner", "director", "administrator", "outsider"),
)
OPEN = frozenset(SectionState) - {SectionState.SIGNED_OFF, SectionState.DROPPED}


class Office:
    """The cast, its report, and how somebody does a verb there. ``looks`` counts how often it may
    have changed.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.looks = 0
        self._scene: Scene | None = None
        self._ready: dict[tuple[str, str | None], list[Verb]] = {}

    @property
    def scene(self) -> Scene:
        """The report as it stands; read once between two acts, whoever looks at it."""
        if self._scene is None:
            self._scene = self.world.scene()
        return self._scene

    def look_again(self) -> None:
        db.session.rollback()
        self._scene = None
        self._ready = {}
        self.looks += 1

    def names(self) -> list[str]:
        """The sections with text of their own; those that were added have names too."""
        known = {own: name for name, own in self.world.section_ids.items()}
        for one in self.sections():
            if one.id not in known:
                self.world.section_ids[f"added{one.id}"] = one.id
        return [name for name, own in self.world.section_ids.items() if name != "work"]

    def ready(self, who: str, section: str | None) -> list[Verb]:
        """What this person could do at once, in the table's order: in their own name, then in
        that of those whose deputy they are.
        """
        known = self._ready.get((who, section))
        if known is None:
            names = self.in_whose_names(who, section)
            found = (self.ready_for(who, section, whose) for whose in names)
            known = list(dict.fromkeys(verb for verbs in found for verb in verbs))
            self._ready[who, section] = known
        return known

    def people(self, section: str | None) -> list[str]:
        """Everybody; first those who have it in hand."""
        scene = self.scene
        held = {self.report.editor_id, self.report.director_id}
        if section is not None:
            held = {self.report.editor_id, *scene.holders(self.world.section(section))}
        return sorted(PEOPLE, key=lambda who: self.world.ids[who] not in held)

    def ready_for(self, who: str, section: str | None, whose: int) -> list[Verb]:
        return [
            one.row.verb
            for one in offered(self.facts(who, section, whose))
            if one.reason is None and one.row.verb not in LEFT_OUT
        ]

    def in_whose_names(self, who: str, section: str | None) -> list[int]:
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
        seen = seen or self.facts(who, section).head
        names = self.in_whose_names(who, section)
        able = (one for one in names if verb in self.ready_for(who, section, one))
        whose = next(able, None)
        make = GIVEN.get(verb)
        given = make(Try(self, who, section, whose or names[0], choice)) if make else {}
        given["on_behalf_of"] = whose
        try:
            if section is None:
                return self.world.do_report(who, verb, seen=seen, note="理由", **given)
            return self.world.do(who, verb, section, seen=seen, note="理由", **given)
        finally:
            self.look_again()

    def types(self, who: str, section: str, words: str) -> None:
        """Somebody writes and saves no draft; refused where somebody else has the pen."""
        person, row = self.world.person(who), self.world.section(section)
        try:
            with transaction() as work:
                before = copy_of(row.id, person.id)
                revision = before.revision if before else 0
                copy = pens.open_copy(work, person, row, row.head_id, revision)
                text = json.dumps(to_json(from_text(words)))
                working_copies.autosave(work, person.id, row.id, copy.revision, text)
        except Refused:
            pass
        finally:
            self.look_again()

    def work(self) -> None:
        """The worker assembles, and archives, what was asked for."""
        waiting = db.select(Assembly).where(Assembly.state == AssemblyState.QUEUED)
        for one in db.session.scalars(waiting).all():
            built(one.id)
        asked = archiving_of(self.world.report_id)
        if asked is not None and asked.is_under_way:
            run_archiving(asked.id)
        self.look_again()

    @property
    def report(self) -> Report:
        return self.world.report

    def sections(self) -> list[Section]:
        query = db.select(Section).where(Section.report_id == self.world.report_id)
        return [one for one in db.session.scalars(query) if one.is_text]

    def signatures(self) -> list[SignOff]:
        return list(db.session.scalars(db.select(SignOff).order_by(SignOff.id)))


def verbs_of(thing: Thing) -> list[Verb]:
    """What anybody may try, whether or not it is for them."""
    return sorted({row.verb for row in rows_of(thing)} - set(LEFT_OUT), key=str)


def late_verbs(thing: Thing) -> frozenset[Verb]:
    """Verbs that name the text before the person's eyes."""
    return frozenset(row.verb for row in rows_of(thing) if row.needs_head) - set(LEFT_OUT)
