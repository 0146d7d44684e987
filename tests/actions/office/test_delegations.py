"""A holder entrusts a part for some days, keeps it, and takes it back at any time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.approving import presented
from tests.cast import World
from tests.standing_in import away
from workflow.actions.access import report_for, scene_for
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.clock import today_of
from workflow.actions.desk.desk import my_desk
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.phrases import phrase
from workflow.domain.terms import ReportState, SectionState, Verb
from workflow.store import Approval, Notice, SignOff, db
from workflow.store.base import utc_now


def days(world: World, who: str, first: int = 0, last: int = 3) -> dict[str, Any]:
    today = today_of(world.person(who))
    return {
        "person_id": world.ids[who],
        "first_on": today + timedelta(days=first),
        "last_on": today + timedelta(days=last),
    }


def in_review(world: World) -> None:
    world.write("owner", "第一稿。")
    world.do("owner", Verb.SUBMIT)


def desk_of(world: World, who: str) -> list[tuple[str, str]]:
    desk = my_desk(world.person(who), utc_now())
    return [(str(one.ask), one.for_name) for one in (*desk.today, *desk.week, *desk.later)]


def test_a_reviewer_entrusts_one_section_and_keeps_the_seat(ctx: World) -> None:
    in_review(ctx)
    done = ctx.do("reviewer", Verb.DELEGATE, note="出差", **days(ctx, "outsider"))
    assert "委托给 局外人甲 出差" in phrase(Verb.DELEGATE, done.event.details).render()
    assert desk_of(ctx, "outsider") == [("review", "审核人甲")]
    assert desk_of(ctx, "reviewer") == [("review", "")]
    ctx.do("outsider", Verb.PASS)
    row = db.session.scalars(db.select(SignOff)).one()
    assert (row.person_id, row.on_behalf_of_id) == (ctx.ids["outsider"], ctx.ids["reviewer"])


def test_it_reaches_that_section_and_no_other(ctx: World) -> None:
    in_review(ctx)
    ctx.write("second_owner", "另一稿。", "team")
    ctx.do("second_owner", Verb.SUBMIT, "team")
    ctx.do("reviewer", Verb.DELEGATE, **days(ctx, "outsider"))
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS, "team", on_behalf_of=ctx.ids["reviewer"])
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS, "team")
    assert desk_of(ctx, "outsider") == [("review", "审核人甲")]


def test_it_is_taken_back_at_any_time(ctx: World) -> None:
    in_review(ctx)
    ctx.do("reviewer", Verb.DELEGATE, **days(ctx, "outsider"))
    with pytest.raises(NotYet, match="entrusted to somebody already"):
        ctx.do("reviewer", Verb.DELEGATE, **days(ctx, "contributor"))
    ctx.do("reviewer", Verb.REVOKE)
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS)
    with pytest.raises(NotAllowed):
        ctx.do("reviewer", Verb.REVOKE)


def test_it_holds_within_the_dates_only(ctx: World) -> None:
    in_review(ctx)
    ctx.do("reviewer", Verb.DELEGATE, **days(ctx, "outsider", 1, 2))
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS)
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS, now=utc_now() + timedelta(days=3))
    ctx.do("outsider", Verb.PASS, now=utc_now() + timedelta(days=2))


def test_a_deputy_entrusts_it_to_nobody(ctx: World) -> None:
    in_review(ctx)
    away(ctx, "reviewer", "outsider")
    with pytest.raises(NotYet, match="cannot entrust"):
        ctx.do("outsider", Verb.DELEGATE, **days(ctx, "contributor"))


def test_an_editor_who_entrusts_a_section_of_their_own_gives_no_more_than_that(ctx: World) -> None:
    ctx.do("owner", Verb.HAND_OVER, person_id=ctx.ids["editor"])
    ctx.do("editor", Verb.DELEGATE, **days(ctx, "outsider"))
    ctx.write("outsider", "代写的一稿。")
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.DROP, note="不要了")


def test_handing_it_over_ends_the_delegation(ctx: World) -> None:
    ctx.do("owner", Verb.DELEGATE, **days(ctx, "outsider"))
    ctx.do("owner", Verb.HAND_OVER, person_id=ctx.ids["second_owner"])
    with pytest.raises(NotAllowed):
        ctx.write("outsider", "代写的一稿。")
    assert scene_for(ctx.person("outsider"), ctx.report_id) is None
    assert report_for(ctx.person("outsider"), ctx.report_id) is None


@pytest.mark.parametrize("verb", [Verb.ASSIGN, Verb.DECLINE])
def test_whoever_has_it_no_more_has_entrusted_it_to_nobody(ctx: World, verb: Verb) -> None:
    """Assigned to somebody else, or declined; and it does not come back with the section."""
    ctx.do("owner", Verb.DELEGATE, **days(ctx, "outsider"))
    if verb is Verb.DECLINE:
        ctx.do("owner", Verb.DECLINE, note="不在本科室职责内")
    ctx.do("editor", Verb.ASSIGN, owner_id=ctx.ids["second_owner"])
    told = db.select(Notice.kind).where(Notice.person_id == ctx.ids["outsider"])
    assert verb in db.session.scalars(told).all()
    ctx.do("editor", Verb.ASSIGN, owner_id=ctx.ids["owner"])
    with pytest.raises(NotAllowed):
        ctx.write("outsider", "代写的一稿。")


def test_a_director_entrusts_the_report(ctx: World) -> None:
    presented(ctx)
    ctx.do_report("director", Verb.DELEGATE, **days(ctx, "outsider"))
    assert report_for(ctx.person("outsider"), ctx.report_id) is not None
    assert desk_of(ctx, "outsider") == [("approve", "主任甲")]
    ctx.do_report("outsider", Verb.APPROVE, seen=manifest_hash(manifest_of(ctx.scene())))
    row = db.session.scalars(db.select(Approval)).one()
    assert row.on_behalf_of_id == ctx.ids["director"]
    assert ctx.report.state is ReportState.APPROVED


def test_an_editor_takes_the_report_back(ctx: World) -> None:
    ctx.do_report("editor", Verb.DELEGATE, **days(ctx, "outsider"))
    ctx.do("outsider", Verb.DROP, note="并入他处")
    assert ctx.section().state is SectionState.DROPPED
    ctx.do_report("editor", Verb.REVOKE)
    with pytest.raises(NotAllowed):
        ctx.do_report("outsider", Verb.CANCEL, note="不再需要")


def test_days_and_people_are_checked(ctx: World) -> None:
    with pytest.raises(NotYet, match="last day"):
        ctx.do("owner", Verb.DELEGATE, **days(ctx, "outsider", 3, 1))
    with pytest.raises(NotYet, match="colleague"):
        ctx.do("owner", Verb.DELEGATE, **days(ctx, "owner"))


def test_handing_over_gives_the_reason_to_both(ctx: World) -> None:
    ctx.do("owner", Verb.HAND_OVER, person_id=ctx.ids["second_owner"], note="调岗")
    ctx.do_report("editor", Verb.HAND_OVER, person_id=ctx.ids["outsider"], note="借调")
    for who, words in (("second_owner", "调岗"), ("outsider", "借调")):
        query = db.select(Notice).where(
            Notice.person_id == ctx.ids[who], Notice.kind == Verb.HAND_OVER
        )
        assert db.session.scalars(query).one().details["note"] == words


def test_a_decision_is_entrusted_to_nobody_who_writes_the_section(ctx: World) -> None:
    in_review(ctx)
    with pytest.raises(NotYet, match="has a hand in the text"):
        ctx.do("reviewer", Verb.DELEGATE, **days(ctx, "contributor"))
