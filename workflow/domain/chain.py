"""The review chain of one text: what counts, whose turn it is, and what a pass leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from workflow.domain.stages import Decision, Stage, Standing, passers_of, side_by_side, standing
from workflow.domain.terms import Neighbour

Last = dict[tuple[int, int], Decision]


@dataclass(frozen=True)
class Chain:
    """Stages in their order, decisions oldest first, upon the text with this hash.

    ``tolerated`` are hashes of earlier texts from which this one differs in punctuation and
    format alone. ``amended_by`` made it in review, and decides on it before all others.
    """

    stages: tuple[Stage, ...]
    decisions: tuple[Decision, ...] = ()
    head_hash: str = ""
    authors: frozenset[int] = frozenset()
    tolerated: frozenset[str] = frozenset()
    amended_by: int | None = None

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.steps)

    @cached_property
    def steps(self) -> tuple[Standing, ...]:
        """Each stage as it stands."""
        passers = [self._passers(stage) for stage in self.stages]
        made: list[Standing] = []
        for place, stage in enumerate(self.stages):
            barred = self._barred(place, passers, made[-1] if made else None)
            made.append(standing(stage, passers[place], self.authors, barred))
        return tuple(made)

    @property
    def complete(self) -> bool:
        return bool(self.steps) and all(step.complete for step in self.steps)

    @cached_property
    def open(self) -> tuple[Standing, ...]:
        """The stages that have the text now: one, or several side by side; none at the end."""
        ahead = self._ahead()
        if ahead is not None:
            return (ahead,)
        return next((found for group in self.groups if (found := _incomplete(group))), ())

    @property
    def groups(self) -> Iterator[tuple[Standing, ...]]:
        """Stages that run side by side, in their order."""
        return side_by_side(self.steps, attrgetter("stage.with_next"))

    def step(self, stage_id: int | None) -> Standing | None:
        return next((one for one in self.steps if one.stage.id == stage_id), None)

    def turn(self, person_id: int) -> Standing | None:
        """The open stage in which this person decides next; else one of which they are."""
        own = [one for one in self.open if person_id in one.stage.members]
        ready = [one for one in own if person_id in one.waiting]
        later = [one for one in own if person_id in one.later]
        return next(iter((*ready, *later, *own)), None)

    def passing(self, person_id: int) -> tuple[Decision, ...]:
        """The pass of whoever's turn it is, and the passes that follow from it by themselves."""
        step = self.turn(person_id)
        if step is None or person_id not in step.waiting:
            return ()
        made: tuple[Decision, ...] = (Decision(step.stage.id, person_id, True, self.head_hash),)
        while more := self.plus(made)._automatic():
            made += more
        return made

    def plus(self, decisions: Sequence[Decision]) -> Chain:
        return replace(self, decisions=(*self.decisions, *decisions))

    def completes(self, person_id: int) -> bool:
        """Whether this person's pass would be the last of the chain."""
        made = self.passing(person_id)
        return bool(made) and self.plus(made).complete

    def before(self, step: Standing) -> tuple[Standing, ...]:
        """The stages that come before, those side by side with it left out."""
        earlier: list[Standing] = []
        for group in self.groups:
            if step in group:
                return tuple(earlier)
            earlier += group
        return ()

    def turn_back(self, person_id: int) -> tuple[Standing, ...]:
        """The earlier stages to which this person can send it back."""
        here = self.turn(person_id) or next(iter(self.open), None)
        return self.before(here) if here else ()

    @property
    def stale(self) -> tuple[Decision, ...]:
        """Passes that counted once and do not now, for the text or the way back is another."""
        return tuple(
            one
            for (stage_id, person), one in self._newest.items()
            if one.passed and (step := self.step(stage_id)) and person not in step.passed
        )

    @cached_property
    def _newest(self) -> Last:
        return {(one.stage_id, one.person_id): one for one in self.decisions if one.stage_id}

    @cached_property
    def _last(self) -> Last:
        """Each person's last decision in a stage, without those that a return has voided."""
        last: Last = {}
        for one in self.decisions:
            if one.stage_id is not None:
                last[one.stage_id, one.person_id] = one
            if not one.passed and one.back_to in self._places:
                self._void(last, one)
        return last

    @cached_property
    def _places(self) -> dict[int | None, int]:
        return {stage.id: place for place, stage in enumerate(self.stages)}

    def _void(self, last: Last, back: Decision) -> None:
        """The stage that gets it decides again, and so do all after it unless it comes
        straight back.
        """
        first = self._places[back.back_to]
        for key in [key for key, one in last.items() if one.passed and key[0] in self._places]:
            place = self._places[key[0]]
            if place == first or (place > first and not back.straight):
                del last[key]

    def _passers(self, stage: Stage) -> frozenset[int]:
        return passers_of(stage, self._last, self.head_hash, self.tolerated)

    def _barred(
        self, place: int, passers: Sequence[frozenset[int]], before: Standing | None
    ) -> frozenset[int]:
        """Who acted in a neighbouring stage, where one person may not act in both."""
        barred: frozenset[int] = frozenset()
        if before is not None and self.stages[place].neighbour is Neighbour.MAY_NOT:
            barred |= frozenset(before.passed)
        after = self.stages[place + 1 : place + 2]
        if after and after[0].neighbour is Neighbour.MAY_NOT:
            barred |= passers[place + 1] - passers[place]
        return barred

    def _ahead(self) -> Standing | None:
        """The stage that has it before its turn, for a return asked for that; none once others
        of that stage have passed as many as it needs.
        """
        back = next((one for one in reversed(self.decisions) if not one.passed), None)
        if back is None or back.content_hash != self.head_hash:
            amender = self._amender()
            if amender is not None:
                return amender
        if back is None or not back.straight:
            return None
        asker = self.step(back.stage_id)
        if asker is None or asker.complete or back.person_id not in asker.waiting:
            return None
        first = self.step(back.back_to)
        return first if first is not None and not first.complete else asker

    def _amender(self) -> Standing | None:
        """The stage of whoever made this text in review, until they have passed it."""
        return next(
            (
                one
                for one in self.steps
                if one.stage.may_edit and not one.complete and self.amended_by in one.waiting
            ),
            None,
        )

    def _automatic(self) -> tuple[Decision, ...]:
        """Open stages that one passes by having passed the stage before."""
        return tuple(
            Decision(step.stage.id, person, True, self.head_hash, automatic=True)
            for step in self.open
            if step.stage.neighbour is Neighbour.AUTOMATIC
            for person in step.waiting
            if self._passed_before(step, person)
        )

    def _passed_before(self, step: Standing, person: int) -> bool:
        """Who sent it back from this stage decides here again, by hand."""
        place = self._places[step.stage.id]
        own = self._last.get((step.stage.id, person))
        by_hand = own is not None and not own.passed
        return place > 0 and not by_hand and person in self.steps[place - 1].passed


def _incomplete(group: Sequence[Standing]) -> tuple[Standing, ...]:
    return tuple(step for step in group if not step.complete)
