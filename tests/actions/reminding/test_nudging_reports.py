"""Whoever waits for a report asks for it: once a day, and never themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.approving import presented
from tests.cast import World
from tests.standing_in import away
from workflow.actions.desk.desk import my_desk
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import Verb
from workflow.notify.message import headline
from workflow.notify.sentences import asked
from workflow.store import Notice, db
from workflow.store.base import utc_now


def nudges(world: World, who: str) -> list[Notice]:
    query = db.select(Notice).where(Notice.person_id == world.ids[who])
    return list(db.session.scalars(query.where(Notice.kind == Verb.NUDGE).order_by(Notice.id)))


def test_the_editor_asks_the_director_once_a_day(ctx: World) -> None:
    presented(ctx)
    waiting = my_desk(ctx.person("editor"), utc_now()).waiting
    assert [one.nudge.reason for one in waiting if one.nudge] == [None]
    ctx.do_report("editor", Verb.NUDGE, note="今天截止")
    told = nudges(ctx, "director")
    assert headline(told[0], "zh") == "统稿人甲 催办《2026 年度工作报告》今天截止"
    assert asked(told[0]) is not None
    with pytest.raises(NotYet, match="tomorrow"):
        ctx.do_report("editor", Verb.NUDGE)
    ctx.do_report("editor", Verb.NUDGE, now=utc_now() + timedelta(days=1, minutes=1))
    assert len(nudges(ctx, "director")) == 2


def test_the_director_asks_the_editor_and_nobody_asks_themselves(ctx: World) -> None:
    with pytest.raises(NotYet, match="have this yourself"):
        ctx.do_report("editor", Verb.NUDGE)
    ctx.do_report("director", Verb.NUDGE)
    assert len(nudges(ctx, "editor")) == 1
    with pytest.raises(NotAllowed):
        ctx.do_report("owner", Verb.NUDGE)


def test_the_deputy_of_whoever_has_it_is_asked_too(ctx: World) -> None:
    presented(ctx)
    away(ctx, "director", "outsider")
    ctx.do_report("editor", Verb.NUDGE)
    assert headline(nudges(ctx, "outsider")[0], "zh").startswith("（代 主任甲）统稿人甲 催办")
