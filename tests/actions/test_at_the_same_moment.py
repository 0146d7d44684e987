"""Two decisions at the same moment make one: one takes effect, all others read that it was made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.at_once import at_once
from tests.cast import World
from tests.standing_in import away
from workflow.actions import sections
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, Refused, Stale
from workflow.domain.terms import SectionState, StageRule, Verb
from workflow.store import Event, Notice, SignOff, StageRow, db
from workflow.store.base import utc_now

POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)
AT_ONCE, ROUNDS = 50, 20


def decisions(world: World) -> list[SignOff]:
    query = db.select(SignOff).where(SignOff.section_id == world.section_ids["rules"])
    return list(db.session.scalars(query.order_by(SignOff.id)))


def one_of_two_suffices(world: World) -> None:
    """The countersigning stage: whichever of its members passes first."""
    db.session.scalars(db.select(StageRow).where(StageRow.position == 1)).one().rule = StageRule.ANY
    db.session.commit()


@pytest.mark.parametrize("database_url", [POSTGRES], indirect=True)
def test_of_fifty_decisions_at_once_exactly_one_takes_effect(
    app: Flask, ctx: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """coleam00/Archon#2113: twenty rounds, each with a connection for every thread, passing and
    sending back.
    """
    monkeypatch.setattr(db.engine.pool, "_max_overflow", AT_ONCE)
    one_of_two_suffices(ctx)
    for number in range(ROUNDS):
        ctx.write("owner", f"第{number + 1}稿。")
        ctx.do("owner", Verb.SUBMIT)
        ctx.do("reviewer", Verb.PASS)
        before, seen = len(decisions(ctx)), ctx.head()
        verb = (Verb.PASS, Verb.SEND_BACK)[number % 2]
        outcomes = at_once(app, _attempt(ctx, verb, seen), range(AT_ONCE))
        assert outcomes.count("done") == 1 and outcomes.count("stale") == AT_ONCE - 1
        assert len(decisions(ctx)) == before + 1
        over = SectionState.SIGNED_OFF if verb is Verb.PASS else SectionState.RETURNED
        assert ctx.section().state is over
        if verb is Verb.PASS:
            ctx.do("editor", Verb.REOPEN, note="下一轮")
    _nothing_was_told_twice(ctx)


def _attempt(world: World, verb: Verb, seen: str) -> Callable[[int], str]:
    """What each thread does, told its number."""

    def attempt(number: int) -> str:
        name = ("countersigner", "second_countersigner")[number % 2]
        try:
            with transaction(utc_now()) as work:
                actor, section = world.person(name), world.section()
                sections.act(work, actor, section, verb, seen=seen, note="意见")
        except Stale:
            return "stale"
        except Refused as refused:
            return f"refused: {refused}"
        return "done"

    return attempt


def _nothing_was_told_twice(world: World) -> None:
    """Each decision is one event, and one notice to the owner."""
    for verb in (Verb.PASS, Verb.SEND_BACK):
        events = db.select(db.func.count()).select_from(Event).where(Event.verb == verb)
        told = (
            db.select(db.func.count())
            .select_from(Notice)
            .where(Notice.kind == verb, Notice.person_id == world.ids["owner"])
        )
        made = db.session.scalar(events.where(Event.actor_id != world.ids["reviewer"]))
        assert made == db.session.scalar(told) == ROUNDS // 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_comes_too_late_reads_who_decided(ctx: World) -> None:
    one_of_two_suffices(ctx)
    ctx.write("owner", "第一稿。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("reviewer", Verb.PASS)
    with pytest.raises(Stale, match="审核人甲 has already decided"):
        ctx.do("reviewer", Verb.PASS)
    away(ctx, "countersigner", "outsider")
    ctx.do("outsider", Verb.PASS)
    with pytest.raises(Stale, match=r"局外人甲 \(for 会签人甲\) has already decided"):
        ctx.do("second_countersigner", Verb.PASS)
    assert len(decisions(ctx)) == 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whose_turn_has_not_come_is_not_allowed(ctx: World) -> None:
    ctx.write("owner", "第一稿。")
    ctx.do("owner", Verb.SUBMIT)
    with pytest.raises(NotAllowed):
        ctx.do("countersigner", Verb.PASS)
    with pytest.raises(Stale, match="no longer the newest"):
        ctx.do("reviewer", Verb.PASS, seen="999")
    assert decisions(ctx) == []
