"""A review chain as its picture takes it: stages in their order, those side by side together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of, stage_due
from workflow.domain.phrases import acting_for
from workflow.domain.stages import Standing, side_by_side
from workflow.domain.terms import ReportState, SectionState, StageKind, StageRule
from workflow.domain.text import Text
from workflow.store import Section, SignOff
from workflow.web.clock import Clock, Moment


@dataclass(frozen=True)
class Sitting:
    """Somebody in a stage: passed, waiting, later (after a colleague), stale or barred."""

    name: str | Text
    mark: str
    when: Moment | None = None
    automatic: bool = False


@dataclass(frozen=True)
class Place:
    """A stage of the picture: done, current, returned or waiting."""

    label: str
    kind: StageKind
    state: str
    people: tuple[Sitting, ...]
    done: int = 0
    needed: int = 0
    since: Moment | None = None
    due: Moment | None = None


Picture = list[list[Place]]


def picture_of(scene: Scene, section: Section, clock: Clock) -> Picture:
    """The chain of a section as it stands."""
    chain = scene.chain(section)
    members = {person for step in chain for person in step.stage.members}
    signers = {one.person_id for one in scene.sign_offs.get(section.id, ())}
    names = names_of(members | signers)
    drawer = _Drawer(scene, section, clock, names)
    return [[drawer.place(step) for step in group] for group in chain.groups]


def sketch_of(stages: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> Picture:
    """A chain that is being made: who decides where, and what runs side by side."""
    groups = side_by_side(stages, itemgetter("with_next"))
    return [[_sketched(stage, names) for stage in group] for group in groups]


def _sketched(stage: Mapping[str, Any], names: Mapping[int, str]) -> Place:
    people: list[str | Text] = [names[one] for one in stage["member_ids"] if one in names]
    people += [role.label for role in stage["roles"]]
    needed = {StageRule.ANY: 1, StageRule.N_OF_M: stage["needs"]}.get(stage["rule"], len(people))
    sitting = tuple(Sitting(one, "waiting") for one in people)
    return Place(stage["name"] or "…", stage["kind"], "waiting", sitting, 0, needed)


def last_return(scene: Scene, section: Section) -> SignOff | None:
    """The newest decision that sent it back."""
    decisions = scene.sign_offs.get(section.id, ())
    return next((one for one in reversed(decisions) if not one.passed), None)


@dataclass(frozen=True)
class _Drawer:
    scene: Scene
    section: Section
    clock: Clock
    names: Mapping[int, str]

    def place(self, step: Standing) -> Place:
        state = self._state(step)
        since = self.scene.stage_since(self.section, step) if state == "current" else None
        due = stage_due(self.scene, self.section, step) if state == "current" else None
        return Place(
            step.stage.name,
            step.stage.kind,
            state,
            tuple(self._people(step)),
            len(step.passed),
            step.required,
            self.clock.since(since),
            self.clock.due(due),
        )

    def _state(self, step: Standing) -> str:
        back = last_return(self.scene, self.section)
        returned = self.section.state is SectionState.RETURNED
        if returned and back is not None and back.stage_id == step.stage.id:
            return "returned"
        if any(one.stage.id == step.stage.id for one in self.scene.stages_now(self.section)):
            return "current"
        return "done" if step.complete and self.section.head_id else "waiting"

    def _people(self, step: Standing) -> Iterable[Sitting]:
        """Once a stage is complete only who passed it is of interest."""
        for person in step.stage.members:
            mark = self._mark(step, person)
            if mark and (mark == "passed" or not step.complete):
                last = self._last(step, person) if mark in ("passed", "stale") else None
                when = self.clock.at(last.created_at) if last else None
                automatic = last is not None and last.automatic
                yield Sitting(self._named(person, last), mark, when, automatic)

    def _named(self, member: int, last: SignOff | None) -> Text:
        """The member; once they have decided, with the deputy who did so for them."""
        name = self.names.get(member, "—")
        if last is None or last.person_id == member:
            return acting_for(name, "")
        return acting_for(self.names.get(last.person_id, "—"), name)

    def _mark(self, step: Standing, person: int) -> str:
        if person in step.passed:
            return "passed"
        if person in step.barred:
            return "barred"
        if person in step.later:
            return "later"
        last = self._last(step, person)
        if person in step.waiting and last is not None and last.passed:
            upon_edits = self.scene.report.state is ReportState.CONDITIONAL
            return "passed" if upon_edits else "stale"
        if person in step.waiting:
            return "waiting"
        return ""

    def _last(self, step: Standing, person: int) -> SignOff | None:
        decisions = self.scene.sign_offs.get(self.section.id, ())
        own = (
            one
            for one in reversed(decisions)
            if one.stage_id == step.stage.id and one.member_id == person
        )
        return next(own, None)
