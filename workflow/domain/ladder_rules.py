"""The ladders of a report as data: rungs for what is written, reviewed, and still blank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from workflow.domain.ladder import Rung
from workflow.domain.terms import AlarmKind, Role

FARTHEST = 60
"""Working days before or after a deadline that a rung may lie."""
MOST_RUNGS = 12
HOLDER: Mapping[AlarmKind, Role] = MappingProxyType(
    {
        AlarmKind.DRAFTING: Role.OWNER,
        AlarmKind.STAGE: Role.REVIEWER,
        AlarmKind.BLANKS: Role.OWNER,
    }
)
"""Whoever has the thing in hand, by kind."""


def told_by(kind: AlarmKind) -> tuple[Role, ...]:
    """Whom a rung of this kind may tell."""
    return (HOLDER[kind], Role.EDITOR, Role.DIRECTOR)


def _whole(holder: Role) -> tuple[Rung, ...]:
    alone = tuple(Rung(offset, (holder,)) for offset in (-5, -2, -1, 0))
    late = Rung(1, (holder, Role.EDITOR)), Rung(3, (holder, Role.EDITOR, Role.DIRECTOR))
    return alone + late


DEFAULT_RUNGS: Mapping[AlarmKind, tuple[Rung, ...]] = MappingProxyType(
    {
        AlarmKind.DRAFTING: _whole(Role.OWNER),
        AlarmKind.STAGE: _whole(Role.REVIEWER),
        AlarmKind.BLANKS: (Rung(-3, (Role.OWNER,)), Rung(-1, (Role.OWNER,))),
    }
)


def rungs_of(stored: Mapping[str, Any], kind: AlarmKind) -> tuple[Rung, ...]:
    """The rungs as a report stores them ({kind: [[offset, [role, ...]]]}), else the default."""
    if kind not in stored:
        return DEFAULT_RUNGS[kind]
    return tuple(Rung(int(offset), tuple(map(Role, roles))) for offset, roles in stored[kind])


def meant(
    rung: Rung, kind: AlarmKind, holders: Iterable[int], editor: int | None, director: int | None
) -> set[int]:
    """Whom a rung tells: ids of those who have the thing in hand, of editor and director."""
    people: Mapping[Role, Iterable[int | None]] = {
        HOLDER[kind]: holders,
        Role.EDITOR: (editor,),
        Role.DIRECTOR: (director,),
    }
    return {who for role in rung.roles for who in people.get(role, ()) if who is not None}


def as_stored(rungs: Sequence[Rung]) -> list[Any]:
    """By their offsets, as ``rungs_of`` reads them."""
    ordered = sorted(rungs, key=lambda rung: rung.offset)
    return [[rung.offset, [str(role) for role in rung.roles]] for rung in ordered]
