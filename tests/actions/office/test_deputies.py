"""A deputy acts within the dates, never on text of their own, and the record names both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.approving import assembled, presented
from tests.cast import World
from tests.standing_in import away, back
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.desk.desk import my_desk
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.phrases import phrase
from workflow.domain.terms import SectionState, Verb
from workflow.notify.message import headline
from workflow.store import Approval, Event, Notice, SignOff, db
from workflow.store.base import utc_now


def submitted(world: World) -> None:
    world.write("owner", "第一稿。")
    world.do("owner", Verb.SUBMIT)


def sign_off(world: World) -> SignOff:
    return db.session.scalars(db.select(SignOff).order_by(SignOff.id.desc())).first()  # type: ignore[return-value]


def test_a_deputy_decides_and_the_record_names_both(ctx: World) -> None:
    """documenso/documenso#3087."""
    submitted(ctx)
    away(ctx, "reviewer", "outsider")
    done = ctx.do("outsider", Verb.PASS, note="已核")
    row = sign_off(ctx)
    assert (row.person_id, row.on_behalf_of_id) == (ctx.ids["outsider"], ctx.ids["reviewer"])
    assert done.event.on_behalf_of_id == ctx.ids["reviewer"]
    sentence = phrase(Verb.PASS, done.event.details)
    assert sentence.render().startswith("局外人甲（代审核人甲） 在“初审”通过")
    assert "局外人甲 (for 审核人甲)" in sentence.render("en")
    # the stage counts it for the member, and the next one has it
    (step,) = ctx.scene().stages_now(ctx.section())
    assert step is not None and step.stage.name == "会签"
    assert ctx.scene().chain(ctx.section()).steps[0].passed == (ctx.ids["reviewer"],)


@pytest.mark.parametrize(("first", "last"), [(1, 3), (-3, -1)])
def test_a_deputy_acts_within_the_dates_only(ctx: World, first: int, last: int) -> None:
    """documenso/documenso#3087."""
    submitted(ctx)
    row = away(ctx, "reviewer", "outsider", max(first, 0), max(last, 0))
    if last < 0:
        row = db.session.merge(row)
        row.first_on += timedelta(days=first)
        row.last_on += timedelta(days=last)
        db.session.commit()
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS, on_behalf_of=ctx.ids["reviewer"])
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS)
    assert (
        ctx.section().state is SectionState.IN_REVIEW
        and not ctx.scene().sign_offs[ctx.section().id]
    )


def test_the_dates_are_those_of_the_offices_zone(ctx: World) -> None:
    """16:30 UTC is half past midnight of the next day in Shanghai."""
    submitted(ctx)
    row = away(ctx, "reviewer", "outsider", 1, 1)
    begins = datetime.combine(row.first_on, datetime.min.time(), UTC) - timedelta(hours=8)
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS, now=begins - timedelta(minutes=1))
    ctx.do("outsider", Verb.PASS, now=begins + timedelta(minutes=1))


def test_an_absence_that_is_taken_back_ends_it_at_once(ctx: World) -> None:
    submitted(ctx)
    row = away(ctx, "reviewer", "outsider")
    back(ctx, row)
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS)
    told = [one.kind for one in notices(ctx, "outsider")]
    assert told == ["deputy_named", "deputy_released"]


def notices(world: World, who: str) -> list[Notice]:
    query = db.select(Notice).where(Notice.person_id == world.ids[who]).order_by(Notice.id)
    return list(db.session.scalars(query))


def test_the_deputy_has_the_things_on_the_desk_with_the_name(ctx: World) -> None:
    submitted(ctx)
    away(ctx, "reviewer", "outsider")
    desk = my_desk(ctx.person("outsider"), utc_now())
    items = [*desk.today, *desk.week, *desk.later]
    assert [(str(one.ask), one.for_name) for one in items] == [("review", "审核人甲")]
    own = my_desk(ctx.person("reviewer"), utc_now())
    assert [one.for_name for one in (*own.today, *own.week, *own.later)] == [""]


def test_the_deputy_is_told_what_the_absent_person_is_told(ctx: World) -> None:
    away(ctx, "reviewer", "outsider")
    submitted(ctx)
    named, told = notices(ctx, "outsider")
    assert headline(named, "zh").endswith("由您代 审核人甲 办理待办")
    assert headline(told, "zh") == "（代 审核人甲）责任人甲 将《（一）制度建设》第 1 稿送审"
    assert headline(told, "en").startswith("(For 审核人甲) ")
    assert [one.kind for one in notices(ctx, "reviewer")][-1] == "submit"


@pytest.mark.parametrize("author", ["owner", "contributor"])
def test_authors_and_their_deputies_never_pass_the_section(ctx: World, author: str) -> None:
    """hhyo/Archery#1077: an author is no deputy of a reviewer; a reviewer who stands in for an
    author has to wait.
    """
    submitted(ctx)
    away(ctx, "reviewer", author)
    with pytest.raises(NotYet, match="own text"):
        ctx.do(author, Verb.PASS, on_behalf_of=ctx.ids["reviewer"])


def test_a_reviewer_who_acts_for_an_author_does_not_pass_it(ctx: World) -> None:
    submitted(ctx)
    away(ctx, "owner", "reviewer")
    with pytest.raises(NotYet, match="deputy of somebody who writes"):
        ctx.do("reviewer", Verb.PASS)


def test_whoever_wrote_in_the_owners_name_does_not_pass_it_afterwards(ctx: World) -> None:
    row = away(ctx, "owner", "reviewer")
    ctx.write("reviewer", "代写的一稿。")
    ctx.do("reviewer", Verb.SUBMIT)
    back(ctx, row)
    with pytest.raises(NotYet, match="own text"):
        ctx.do("reviewer", Verb.PASS)


def test_a_deputy_of_a_deputy_does_not_act(ctx: World) -> None:
    submitted(ctx)
    away(ctx, "reviewer", "second_owner")
    away(ctx, "second_owner", "outsider")
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS)
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.PASS, on_behalf_of=ctx.ids["reviewer"])


def test_a_deputy_writes_and_submits_for_the_owner(ctx: World) -> None:
    away(ctx, "owner", "outsider")
    draft = ctx.write("outsider", "代写的一稿。")
    assert draft.author_id == ctx.ids["outsider"]
    ctx.do("outsider", Verb.SUBMIT)
    assert ctx.section().state is SectionState.IN_REVIEW
    events = db.session.scalars(db.select(Event).order_by(Event.id.desc()).limit(2))
    assert [one.on_behalf_of_id for one in events] == [ctx.ids["owner"]] * 2
    assert ctx.section().owner_id == ctx.ids["owner"]
    told = [one for one in notices(ctx, "owner") if one.kind == "submit"]
    assert "局外人甲（代责任人甲）" in headline(told[0], "zh")


def test_of_two_for_whom_one_acts_it_has_to_be_said(ctx: World) -> None:
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    for member in ("countersigner", "second_countersigner"):
        away(ctx, member, "outsider")
    with pytest.raises(NotYet, match="choose on the page"):
        ctx.do("outsider", Verb.PASS)
    ctx.do("outsider", Verb.PASS, on_behalf_of=ctx.ids["countersigner"])
    assert ctx.section().state is SectionState.IN_REVIEW
    ctx.do("outsider", Verb.PASS, on_behalf_of=ctx.ids["second_countersigner"])
    assert ctx.section().state is SectionState.SIGNED_OFF


def test_a_member_who_acts_for_another_member_decides_for_each_alone(ctx: World) -> None:
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    away(ctx, "countersigner", "second_countersigner")
    ctx.do("second_countersigner", Verb.PASS)
    (step,) = ctx.scene().stages_now(ctx.section())
    assert step is not None and step.waiting == (ctx.ids["countersigner"],)
    with pytest.raises(Stale, match="already decided"):
        ctx.do("second_countersigner", Verb.PASS)
    ctx.do("second_countersigner", Verb.PASS, on_behalf_of=ctx.ids["countersigner"])
    assert ctx.section().state is SectionState.SIGNED_OFF


def test_nobody_acts_for_somebody_without_a_mandate(ctx: World) -> None:
    submitted(ctx)
    with pytest.raises(NotAllowed, match="do not act for that person"):
        ctx.do("countersigner", Verb.PASS, on_behalf_of=ctx.ids["reviewer"])


def test_a_deputy_approves_for_the_director_and_the_statement_says_so(ctx: World) -> None:
    presented(ctx)
    away(ctx, "director", "outsider")
    seen = manifest_hash(manifest_of(ctx.scene()))
    ctx.do_report("outsider", Verb.APPROVE, seen=seen)
    row = db.session.scalars(db.select(Approval)).one()
    assert row.on_behalf_of_id == ctx.ids["director"] and row.statement is not None
    named = row.statement["approval"]
    assert (named["person"], named["on_behalf_of"]) == ("局外人甲", "主任甲")


def test_a_deputy_does_not_approve_text_of_their_own(ctx: World) -> None:
    presented(ctx)
    away(ctx, "director", "owner")
    seen = manifest_hash(manifest_of(ctx.scene()))
    with pytest.raises(NotYet, match="You wrote a part"):
        ctx.do_report("owner", Verb.APPROVE, seen=seen)


def test_the_statement_names_member_and_deputy_of_a_section(ctx: World) -> None:
    away(ctx, "reviewer", "outsider")
    ctx.write("owner", "第一稿。")
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("outsider", Verb.PASS)
    for who in ("countersigner", "second_countersigner"):
        ctx.do(who, Verb.PASS)
    for name, owner in (("preamble", "owner"), ("team", "second_owner"), ("next", "second_owner")):
        ctx.sign_off(name, owner)
    row = _approved_rest(ctx)
    rules = next(one for one in row.statement["sections"] if "制度" in one["heading"])  # type: ignore[index]
    first = rules["signers"][0]
    assert (first["person"], first["on_behalf_of"]) == ("局外人甲", "审核人甲")


def _approved_rest(world: World) -> Approval:
    assembled(world)
    world.do_report("editor", Verb.PRESENT)
    seen = manifest_hash(manifest_of(world.scene()))
    world.do_report("director", Verb.APPROVE, seen=seen)
    return db.session.scalars(db.select(Approval)).one()


def test_absences_are_entered_by_the_person_or_the_administrator(ctx: World) -> None:
    with pytest.raises(NotAllowed):
        away(ctx, "owner", "outsider", by="editor")
    away(ctx, "owner", "outsider", by="administrator")
    assert [one.kind for one in notices(ctx, "owner")][-1] == "absence_entered"
    with pytest.raises(NotYet, match="overlap"):
        away(ctx, "owner", "contributor", 3, 5)
    with pytest.raises(NotYet, match="colleague"):
        away(ctx, "contributor", "contributor")
    with pytest.raises(NotYet, match="no such active person"):
        away(ctx, "contributor", "stranger")
    with pytest.raises(NotYet, match="last day"):
        away(ctx, "contributor", "", 3, 2)
