"""The review chain as data: whose turn it is, and whether a stage is complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow.domain.terms import StageKind, StageRule


@dataclass(frozen=True)
class Stage:
    """One step of a chain. ``needs`` counts only under the rule n_of_m."""

    id: int
    name: str
    kind: StageKind
    rule: StageRule
    members: tuple[int, ...]
    needs: int = 1
    days: int = 2

    def eligible(self, authors: frozenset[int]) -> tuple[int, ...]:
        """Members who may decide here: nobody signs their own text."""
        return tuple(person for person in self.members if person not in authors)

    def required(self, authors: frozenset[int]) -> int:
        """How many passes the stage waits for; at least one, so that it never passes alone."""
        able = len(self.eligible(authors))
        if self.rule is StageRule.ANY:
            return 1
        if self.rule is StageRule.N_OF_M:
            return max(1, self.needs)
        return max(1, able)


@dataclass(frozen=True)
class Decision:
    """What a person decided in a stage, about the content with this hash."""

    stage_id: int | None
    person_id: int
    passed: bool
    content_hash: str


@dataclass(frozen=True)
class Standing:
    """A stage as it stands for one section."""

    stage: Stage
    passed: tuple[int, ...]
    waiting: tuple[int, ...]
    required: int

    @property
    def complete(self) -> bool:
        return len(self.passed) >= self.required


def standing(
    stage: Stage, decisions: Sequence[Decision], head_hash: str, authors: frozenset[int]
) -> Standing:
    """Each member's last decision counts, and only while its hash is the head's."""
    last = {decision.person_id: decision for decision in decisions if decision.stage_id == stage.id}
    able = stage.eligible(authors)
    passed = tuple(
        person
        for person in able
        if person in last and last[person].passed and last[person].content_hash == head_hash
    )
    waiting = tuple(person for person in able if person not in passed)
    return Standing(stage, passed, waiting, stage.required(authors))


def chain_standing(
    stages: Iterable[Stage],
    decisions: Sequence[Decision],
    head_hash: str,
    authors: frozenset[int],
) -> tuple[Standing, ...]:
    """All stages in order. Decisions come oldest first."""
    return tuple(standing(stage, decisions, head_hash, authors) for stage in stages)


def current(chain: Iterable[Standing]) -> Standing | None:
    """The first stage that is not complete; None when the chain is through."""
    return next((step for step in chain if not step.complete), None)


def completes(chain: Sequence[Standing], person_id: int) -> bool:
    """Whether this person's pass in the current stage would be the last of the chain."""
    step = current(chain)
    if step is None or person_id not in step.waiting:
        return False
    later = chain[list(chain).index(step) + 1 :]
    return len(step.passed) + 1 >= step.required and all(one.complete for one in later)


def without_people(stages: Iterable[Stage], authors: frozenset[int]) -> Stage | None:
    """The first stage that could never complete for this text."""
    return next((one for one in stages if len(one.eligible(authors)) < one.required(authors)), None)
