"""A reviewer amends the text; what a change of the text leaves of the decisions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.chain.under_review import (
    amended,
    decisions,
    open_names,
    set_chain,
    stage,
    submitted,
)
from tests.cast import World
from workflow.actions.assembly.manifest import is_signed
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.terms import SectionState, Tolerance, Verb
from workflow.store.notice import notices_of

S = SectionState
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def editing(world: World, **more: Any) -> None:
    set_chain(
        world,
        stage(world, "一审", "reviewer", **more),
        stage(world, "二审", "countersigner", may_edit=True),
    )
    submitted(world)
    world.do("reviewer", Verb.PASS)


def test_a_reviewer_amends_and_passes_and_the_decision_binds_to_it(ctx: World) -> None:
    """wagtail/wagtail#6255."""
    editing(ctx)
    old = ctx.head()
    draft = amended(ctx, "countersigner", "正文第二稿，培训13期。").result
    assert draft.author_id == ctx.ids["countersigner"] and draft.cause == "amend"
    assert notices_of(ctx.ids["owner"])[0].kind == "amend"
    with pytest.raises(Stale):
        ctx.do("countersigner", Verb.PASS, seen=old)
    ctx.do("countersigner", Verb.PASS)
    assert open_names(ctx) == ["一审"]
    ctx.do("reviewer", Verb.PASS)
    assert {one.content_hash for one in decisions(ctx)[-2:]} == {draft.content_hash}
    assert ctx.section().state is S.SIGNED_OFF


def test_a_stage_that_only_reviews_changes_nothing(ctx: World) -> None:
    submitted(ctx)
    with pytest.raises(NotYet) as refused:
        amended(ctx, "reviewer", "改过。")
    assert "只审不改" in refused.value.sentence.render("zh")
    with pytest.raises(NotAllowed):
        amended(ctx, "owner", "改过。")


def test_an_amended_signed_text_goes_through_its_chain_again(ctx: World) -> None:
    """unidoc/isms#197."""
    ctx.sign_off()
    amended(ctx, "editor", "统稿人改过，培训13期。")
    assert ctx.section().state is S.IN_REVIEW and open_names(ctx) == ["初审"]
    assert len(ctx.scene().chain(ctx.section()).stale) == 3


def test_the_same_words_make_no_draft_and_keep_every_signature(ctx: World) -> None:
    """wagtail/wagtail#13563."""
    ctx.sign_off()
    head = ctx.section().head
    assert head is not None
    done = ctx.do("editor", Verb.AMEND, content=head.content)
    assert done.event is None and ctx.section().state is S.SIGNED_OFF


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("正文第一稿、培训12期。", True),
        ("正文第一稿，培训13期。", False),
        ("正文第一稿，训练12期。", False),
        ("正文第一稿，培训12期。\n又一段。", False),
    ],
)
def test_a_tolerant_stage_keeps_its_decision_upon_other_punctuation_alone(
    ctx: World, text: str, keeps: bool
) -> None:
    editing(ctx, tolerates=Tolerance.FORMAT)
    amended(ctx, "countersigner", text)
    ctx.do("countersigner", Verb.PASS)
    assert open_names(ctx) == ([] if keeps else ["一审"])
    if keeps:
        one = ctx.scene().place(ctx.section())
        assert ctx.section().state is S.SIGNED_OFF and is_signed(ctx.scene(), one)


def test_punctuation_in_a_signed_text_leaves_it_signed_where_all_stages_tolerate_it(
    ctx: World,
) -> None:
    set_chain(ctx, stage(ctx, "一审", "reviewer", tolerates=Tolerance.FORMAT))
    submitted(ctx)
    ctx.do("reviewer", Verb.PASS)
    amended(ctx, "editor", "正文第一稿、培训12期。")
    assert ctx.section().state is S.SIGNED_OFF
    amended(ctx, "editor", "正文第一稿、培训13期。")
    assert ctx.section().state is S.IN_REVIEW
