"""A stage of the review chain as data, and how it stands for one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workflow.domain.terms import Neighbour, StageKind, StageRule, Tolerance

T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """One step of a chain, with its members as they are for one section.

    ``needs`` counts only under the rule n_of_m, ``days`` are working days. ``with_next``: the
    following stage is open at the same time. ``added`` are the members put in for this section
    alone, each of whom has to pass; ``order`` holds pairs (first, then) of members.
    """

    id: int
    name: str
    kind: StageKind
    rule: StageRule
    members: tuple[int, ...]
    needs: int = 1
    days: int = 2
    with_next: bool = False
    neighbour: Neighbour = Neighbour.MAY
    tolerates: Tolerance = Tolerance.NONE
    may_edit: bool = False
    duties: str = ""
    checklist: tuple[str, ...] = ()
    added: tuple[int, ...] = ()
    order: tuple[tuple[int, int], ...] = ()

    def eligible(self, authors: frozenset[int]) -> tuple[int, ...]:
        """Members who may decide here: nobody signs their own text."""
        return tuple(person for person in self.members if person not in authors)

    def required(self, authors: frozenset[int]) -> int:
        """How many passes the stage waits for; at least one, so that it never passes alone."""
        able = self.eligible(authors)
        added = [person for person in able if person in self.added]
        return self._by_rule(len(able) - len(added), bool(added)) + len(added)

    def _by_rule(self, able: int, has_added: bool) -> int:
        """Of its own members; whoever was added stands in where these are too few."""
        wanted = {StageRule.ANY: 1, StageRule.N_OF_M: self.needs}.get(self.rule, able)
        return min(max(1, wanted), able) if has_added else max(1, wanted)


def side_by_side(steps: Iterable[T], with_next: Callable[[T], bool]) -> Iterator[tuple[T, ...]]:
    """What runs at the same time together, in the order of the chain."""
    group: list[T] = []
    for step in steps:
        group.append(step)
        if not with_next(step):
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


@dataclass(frozen=True)
class Decision:
    """What a person decided in a stage, about the content with this hash.

    A return went to the owner, or to the stage ``back_to``; ``straight``: whoever sent it back
    wants it first when it comes again. ``automatic``: it followed from their pass before.
    """

    stage_id: int | None
    person_id: int
    passed: bool
    content_hash: str
    back_to: int | None = None
    straight: bool = False
    automatic: bool = False


@dataclass(frozen=True)
class Standing:
    """A stage as it stands for one text.

    ``waiting`` may decide now, ``later`` once a colleague has decided, ``barred`` are members
    who acted in the neighbouring stage and may not act here.
    """

    stage: Stage
    passed: tuple[int, ...]
    waiting: tuple[int, ...]
    required: int
    later: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        added = [one for one in (*self.waiting, *self.later) if one in self.stage.added]
        return len(self.passed) >= self.required and not added

    @property
    def stuck(self) -> bool:
        """Whether too few people are left who may decide."""
        return len(self.passed) + len(self.waiting) + len(self.later) < self.required


def standing(
    stage: Stage,
    passers: Iterable[int],
    authors: frozenset[int],
    barred: frozenset[int] = frozenset(),
) -> Standing:
    """``passers``: whose last decision here is a pass of these words."""
    able = [person for person in stage.eligible(authors) if person not in barred]
    passed = tuple(person for person in able if person in set(passers))
    open_ones = [person for person in able if person not in passed]
    later = tuple(one for one in open_ones if _comes_later(stage, one, open_ones))
    waiting = tuple(one for one in open_ones if one not in later)
    required = _without(stage, barred).required(authors)
    out = tuple(person for person in stage.members if person in barred)
    return Standing(stage, passed, waiting, required, later, out)


def _comes_later(stage: Stage, person: int, open_ones: Sequence[int]) -> bool:
    """Where two wait for each other neither does."""
    firsts = [first for first, then in stage.order if then == person and first in open_ones]
    return any((person, first) not in stage.order for first in firsts)


def _without(stage: Stage, people: frozenset[int]) -> Stage:
    if not people.intersection(stage.members):
        return stage
    left = tuple(one for one in stage.members if one not in people)
    return Stage(stage.id, stage.name, stage.kind, stage.rule, left, stage.needs, added=stage.added)


def passers_of(
    stage: Stage,
    last: Mapping[tuple[int, int], Decision],
    head_hash: str,
    tolerated: frozenset[str],
) -> frozenset[int]:
    """Whose last decision in the stage is a pass that still counts."""
    fits = {head_hash} | (tolerated if stage.tolerates is Tolerance.FORMAT else frozenset())
    return frozenset(
        person
        for (stage_id, person), one in last.items()
        if stage_id == stage.id and one.passed and one.content_hash in fits
    )


def without_people(stages: Sequence[Stage], authors: frozenset[int]) -> Stage | None:
    """The first stage that could never complete for this text."""
    before: Stage | None = None
    for stage in stages:
        taken = _surely_taken(before, stage, authors)
        left = _without(stage, taken)
        if len(left.eligible(authors)) < left.required(authors):
            return stage
        before = stage
    return None


def _surely_taken(before: Stage | None, stage: Stage, authors: frozenset[int]) -> frozenset[int]:
    """Who has to act in the stage before and may not act in this one."""
    if before is None or stage.neighbour is not Neighbour.MAY_NOT:
        return frozenset()
    able = before.eligible(authors)
    return frozenset(able) if before.required(authors) >= len(able) else frozenset()
