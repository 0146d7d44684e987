"""Rounds of what waits: each told once, also where two at once want the same report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from tasks import rounds, sweeping
from tasks.sweeping import run_sweep
from tests.at_once import PATIENCE
from tests.cast import World
from tests.march import DUE, assigned, at
from workflow.actions.reminding.reminders import remind
from workflow.actions.work import Work
from workflow.domain.terms import Verb
from workflow.store import Notice, db
from workflow.store.system import alarms_to_remind, put_off_until

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


def told_of(waits: set[int], tell: Callable[[Work, list[int]], set[int]]) -> None:
    def waiting(left: set[int], most: int) -> list[int]:
        return sorted(waits - left)[:most]

    rounds.tell_all("tale_failed", waiting, tell, None)


def test_one_that_cannot_be_told_is_found_by_halves_and_the_others_are_told(ctx: World) -> None:
    tries, waits = [], set(range(64))

    def tell(work: Work, ids: list[int]) -> set[int]:
        tries.append(len(ids))
        if 21 in ids:
            raise ValueError("a bad one")
        waits.difference_update(set(ids) - {7})
        return {7} & set(ids)

    with capture_logs() as log:
        told_of(waits, tell)
    assert waits == {7, 21}, "one that was left, one that failed"
    assert len(tries) == 1 + 2 * 6
    assert [(one["event"], one.get("row")) for one in log] == [("tale_failed", 21)]


def test_where_all_fail_the_log_says_why_of_a_few_and_how_many(ctx: World) -> None:
    def tell(work: Work, ids: list[int]) -> set[int]:
        raise ValueError("all bad")

    with capture_logs() as log:
        told_of(set(range(100)), tell)
    *in_full, last = log
    assert [one["row"] for one in in_full] == list(range(rounds.IN_FULL))
    assert all(one["exc_info"] for one in in_full)
    assert (last["event"], last["rows"]) == ("tale_failed", 100)


def test_where_the_database_is_gone_nothing_is_tried_by_halves(ctx: World) -> None:
    tries = []

    def tell(work: Work, ids: list[int]) -> set[int]:
        tries.append(ids)
        raise OperationalError("select 1", {}, Exception("gone"), connection_invalidated=True)

    with capture_logs() as log:
        told_of(set(range(64)), tell)
    assert len(tries) == 1
    assert [(one["event"], one["rows"]) for one in log] == [("tale_failed", 64)]


def test_of_very_many_that_were_left_the_next_are_still_found(office: World) -> None:
    """More than a statement of PostgreSQL may have parameters (65,535)."""
    both = alarms_to_remind(at(3))
    assert len(both) == 2
    others = set(range(10**6, 10**6 + 70_000))
    assert alarms_to_remind(at(3), others | {both[0]}) == both[1:]
    assert put_off_until(at(3), others) == []
