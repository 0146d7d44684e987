"""Drafts: immutable, numbered, refused on a stale base, silent when nothing changed."""

from __future__ import annotations

import pytest

from tests.cast import World
from workflow.actions import sections
from workflow.actions.work import transaction
from workflow.documents.content import from_json, from_text, plain_text, to_json
from workflow.domain.machine import NotYet, Stale
from workflow.domain.terms import SectionState, Verb
from workflow.store.draft import drafts_of
from workflow.store.event import events_of_section


def test_drafts_are_numbered_and_kept(ctx: World) -> None:
    ctx.write("owner", "甲")
    ctx.write("contributor", "乙")
    numbers = [(one.number, one.author.name) for one in drafts_of(ctx.section().id)]
    assert numbers == [(2, "协办人甲"), (1, "责任人甲")]
    assert plain_text(from_json(drafts_of(ctx.section().id)[1].content)) == "甲"


def test_a_save_on_a_stale_base_is_refused_and_loses_nothing(ctx: World) -> None:
    first = ctx.write("owner", "甲")
    ctx.write("contributor", "乙")
    with pytest.raises(Stale):
        ctx.do("owner", Verb.SAVE, content=to_json(from_text("丙")), seen=str(first.id))
    assert [one.number for one in drafts_of(ctx.section().id)] == [2, 1]


def test_one_person_in_two_tabs_meets_a_conflict_not_silence(ctx: World) -> None:
    ctx.write("owner", "甲")
    seen_in_both = ctx.head()
    ctx.do("owner", Verb.SAVE, content=to_json(from_text("乙")), seen=seen_in_both)
    with pytest.raises(Stale):
        ctx.do("owner", Verb.SAVE, content=to_json(from_text("丙")), seen=seen_in_both)


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.RESTORE])
def test_submit_and_restore_refuse_a_stale_base_too(ctx: World, verb: Verb) -> None:
    first = ctx.write("owner", "甲")
    ctx.write("contributor", "乙")
    with pytest.raises(Stale):
        ctx.do("owner", verb, number=1, seen=str(first.id))


def test_saving_the_same_content_makes_no_draft_and_no_event(ctx: World) -> None:
    ctx.write("owner", "甲")
    before = len(events_of_section(ctx.section().id))
    same = ctx.write("owner", "甲")
    assert same.number == 1 and len(events_of_section(ctx.section().id)) == before


def test_restore_makes_a_new_draft_of_an_old_text(ctx: World) -> None:
    ctx.write("owner", "甲")
    ctx.write("owner", "乙")
    again = ctx.do("owner", Verb.RESTORE, number=1).result
    assert again.number == 3 and plain_text(from_json(again.content)) == "甲"


def test_wrong_content_is_refused_with_a_sentence(ctx: World) -> None:
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.SAVE, content={"blocks": [{"id": "a", "type": "video"}]})
    assert "blocks[0]" in refused.value.sentence.render("en")


def test_blanks_are_counted_and_only_warn(ctx: World) -> None:
    draft = ctx.write("owner", "全年培训X期,印发《XXX》2期。")
    assert draft.blanks == 2
    ctx.do("owner", Verb.SUBMIT)
    assert ctx.section().state is SectionState.IN_REVIEW


def test_a_report_may_let_blanks_stand_in_the_way(ctx: World) -> None:
    with transaction():
        ctx.report.blocking = ["blank"]
    ctx.write("owner", "全年培训X期。")
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.SUBMIT)


def test_an_error_in_the_middle_of_an_act_leaves_nothing(ctx: World) -> None:
    with pytest.raises(RuntimeError), transaction() as work:
        content = to_json(from_text("甲"))
        sections.act(work, ctx.person("owner"), ctx.section(), Verb.SAVE, content=content)
        raise RuntimeError
    assert not drafts_of(ctx.section().id) and ctx.section().head_id is None
