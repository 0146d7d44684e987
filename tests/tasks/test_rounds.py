"""Rounds of what waits: each told once, also where two at once want the same report."""

from __future__ import annotations

from collections import Counter
from itertools import count
from threading import Barrier

import pytest

from tasks import rounds, sweeping
from tasks.sweeping import run_sweep
from tests.at_once import PATIENCE
from tests.cast import World
from tests.march import DUE, assigned, at
from workflow.actions.reminding.reminders import remind
from workflow.actions.work import Work
from workflow.domain.terms import Verb
from workflow.store import Notice, db
from workflow.store.system import alarms_to_remind

POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture
def office(ctx: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Two sections of one report ring at once, each in a round of its own."""
    world = assigned(ctx)
    world.do("editor", Verb.ASSIGN, "team", due_on=DUE, now=at(1))
    monkeypatch.setattr(rounds, "ROUND", 1)
    return world


def reminded(world: World) -> Counter[str]:
    names = {number: name for name, number in world.ids.items()}
    told = db.session.scalars(db.select(Notice.person_id).where(Notice.kind == "reminder"))
    return Counter(names[one] for one in told)


def test_what_does_not_fit_into_one_round_is_told_in_several(office: World) -> None:
    run_sweep(at(3))
    assert reminded(office) == {"owner": 1, "second_owner": 1}


@pytest.mark.parametrize("database_url", [POSTGRES], indirect=True)
def test_what_one_round_keeps_from_another_is_told_by_the_same_sweep(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither ends before the other has found the report locked, or has locked it."""
    both, number, left = Barrier(2), count(), []

    def at_the_same_time(work: Work, alarm_ids: list[int]) -> set[int]:
        left.append(found := remind(work, alarm_ids))
        if next(number) < both.parties:
            both.wait(PATIENCE)
        return found

    monkeypatch.setattr(sweeping, "remind", at_the_same_time)
    run_sweep(at(3))
    assert any(left)
    assert reminded(office) == {"owner": 1, "second_owner": 1}
    assert alarms_to_remind(at(3)) == []
