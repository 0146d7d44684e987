"""Working copies: compare-and-set, the pen by a given clock, and how a copy becomes a draft."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from flask import Flask

from tests.at_once import at_once
from tests.cast import World
from workflow.actions.section_facts import section_facts
from workflow.actions.work import transaction
from workflow.actions.writing import pens, working_copies
from workflow.documents.content import from_json, from_text, plain_text, to_json
from workflow.domain.guards import has_a_draft
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.terms import SectionState, Verb
from workflow.store import Draft, WorkingCopy
from workflow.store.base import utc_now
from workflow.store.draft import drafts_of
from workflow.store.event import events_of_section
from workflow.store.pen import Saved
from workflow.store.working_copy import copy_of

NOW = utc_now()
POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)
LATER = timedelta(minutes=2, seconds=1)


@cache
def text(words: str) -> str:
    return json.dumps(to_json(from_text(words)), ensure_ascii=False)


def opened(
    world: World,
    who: str,
    *,
    revision: int = 0,
    alone: bool = False,
    after: timedelta = timedelta(),
) -> WorkingCopy:
    """From the newest draft, at NOW and a while."""
    with transaction(NOW + after) as work:
        head = world.section().head_id
        return pens.open_copy(work, world.person(who), world.section(), head, revision, alone=alone)


def typed(
    world: World, who: str, words: str, revision: int = 0, after: timedelta = timedelta()
) -> Saved:
    with transaction(NOW + after) as work:
        ids = world.ids[who], world.section_ids["rules"]
        return working_copies.autosave(work, *ids, revision, text(words))


def copy_text(world: World, who: str) -> str | None:
    """What the copy holds; None without a text."""
    copy = copy_of(world.section_ids["rules"], world.ids[who])
    has_text = copy is not None and copy.content is not None
    return plain_text(working_copies.text_of(copy)) if copy and has_text else None


def drafts(world: World) -> list[tuple[str, str, str]]:
    """Author, cause and text, the newest first."""
    found = drafts_of(world.section_ids["rules"])
    return [(one.author.name, one.cause, plain_text(from_json(one.content))) for one in found]


def test_a_text_replaces_just_the_revision_that_its_writer_saw(ctx: World) -> None:
    opened(ctx, "owner")
    assert typed(ctx, "owner", "甲") == Saved(1, True)
    assert typed(ctx, "owner", "甲乙", 1) == Saved(2, True)
    with pytest.raises(working_copies.Elsewhere) as refused:
        typed(ctx, "owner", "另一窗口", 1)
    assert plain_text(working_copies.text_of(refused.value.copy)) == "甲乙"
    assert typed(ctx, "owner", "甲乙", 1) == Saved(2, True), "its answer was lost: sent again"
    assert copy_text(ctx, "owner") == "甲乙"
    assert drafts(ctx) == [] and events_of_section(ctx.section().id)[0].verb != Verb.SAVE


@pytest.mark.parametrize("sent", ["", "[]", '{"blocks":[{"id":"a","type":"odd"}]}'])
def test_what_is_no_content_is_never_stored(ctx: World, sent: str) -> None:
    with pytest.raises(NotYet):
        working_copies.checked(sent)


def test_only_whom_the_table_lets_write_gets_a_copy(ctx: World) -> None:
    with pytest.raises(NotAllowed):
        opened(ctx, "reviewer")
    with pytest.raises(NotAllowed):
        opened(ctx, "second_owner", alone=True)
    with pytest.raises(working_copies.Closed):
        typed(ctx, "contributor", "没有开过")


def test_a_saved_version_ends_the_copy_and_the_same_content_makes_none(ctx: World) -> None:
    ctx.write("owner", "甲")
    opened(ctx, "owner")
    typed(ctx, "owner", "甲")
    content = to_json(from_text("甲"))
    assert ctx.do("owner", Verb.SAVE, content=content, copy_revision=1).event is None
    assert copy_text(ctx, "owner") is None and len(drafts(ctx)) == 1


def test_a_version_from_one_window_never_drops_the_text_of_the_other(ctx: World) -> None:
    opened(ctx, "owner")
    typed(ctx, "owner", "第一个窗口的话")
    for seen in (None, 9):
        with pytest.raises(Stale):
            content = to_json(from_text("第二个"))
            ctx.do("owner", Verb.SAVE, content=content, copy_revision=seen)
    assert copy_text(ctx, "owner") == "第一个窗口的话" and drafts(ctx) == []


def test_one_writes_at_a_time_and_silence_ends_it(ctx: World) -> None:
    """What the first one wrote upon the head is a draft of theirs before the next begins."""
    opened(ctx, "contributor")
    typed(ctx, "contributor", "协办写的。")
    with pytest.raises(NotYet) as refused:
        opened(ctx, "owner", after=timedelta(minutes=1, seconds=59))
    assert "协办人甲" in refused.value.sentence.render("zh")
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.SAVE, content=to_json(from_text("抢先保存")), now=NOW)
    opened(ctx, "owner", after=LATER)
    assert drafts(ctx) == [("协办人甲", "save", "协办写的。")]
    assert copy_text(ctx, "contributor") is None
    with pytest.raises(working_copies.Closed):
        typed(ctx, "contributor", "还在写", 1, after=LATER)


def test_each_text_that_arrives_keeps_the_pen(ctx: World) -> None:
    opened(ctx, "contributor")
    typed(ctx, "contributor", "甲", after=timedelta(minutes=1))
    with pytest.raises(NotYet):
        opened(ctx, "owner", after=LATER)
    assert not typed_alone(ctx).holds


def typed_alone(world: World) -> Saved:
    opened(world, "owner", alone=True, after=LATER)
    return typed(world, "owner", "自己的副本", after=LATER)


@pytest.mark.parametrize("who", ["owner", "editor"])
def test_taking_over_keeps_what_was_written_as_a_draft_of_its_writer(ctx: World, who: str) -> None:
    opened(ctx, "contributor")
    typed(ctx, "contributor", "写到一半")
    done = ctx.do(who, Verb.TAKE_OVER, now=NOW)
    assert drafts(ctx) == [("协办人甲", "take_over", "写到一半")]
    assert done.event is not None and done.event.details["person"] == "协办人甲"
    with pytest.raises(working_copies.Closed):
        typed(ctx, "contributor", "写到一半，接着写", 1)
    with transaction(NOW) as work:
        whose, section = ctx.person("contributor"), ctx.section()
        goes_on = pens.open_copy(work, whose, section, None, 1, alone=True)
        assert goes_on.base_id == section.head_id, "from the draft that the text became"
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.TAKE_OVER, now=NOW)


def test_text_upon_an_older_draft_stays_a_copy_when_it_is_taken_over(ctx: World) -> None:
    ctx.write("owner", "第一稿")
    opened(ctx, "contributor")
    typed(ctx, "contributor", "基于旧稿")
    ctx.do_report("editor", Verb.RENAME, section_id=ctx.section().id, title="新的标题")
    ctx.do("owner", Verb.TAKE_OVER, now=NOW)
    assert copy_text(ctx, "contributor") == "基于旧稿"


def test_submitting_takes_what_the_submitter_wrote(ctx: World) -> None:
    opened(ctx, "owner")
    assert has_a_draft(section_facts(ctx.scene(), ctx.section(), ctx.person("owner"))) is not None
    typed(ctx, "owner", "写完就送")
    assert has_a_draft(section_facts(ctx.scene(), ctx.section(), ctx.person("owner"))) is None
    ctx.do("owner", Verb.SUBMIT)
    assert ctx.section().state is SectionState.IN_REVIEW
    assert drafts(ctx) == [("责任人甲", "save", "写完就送")] and copy_text(ctx, "owner") is None


def test_a_newer_copy_of_somebody_else_blocks_submitting_by_name_until_it_is_settled(
    ctx: World,
) -> None:
    ctx.do("owner", Verb.SAVE, content=to_json(from_text("第一稿")), now=NOW)
    soon = timedelta(seconds=5)
    opened(ctx, "contributor", alone=True, after=soon)
    typed(ctx, "contributor", "补充一段", after=soon)
    with pytest.raises(NotYet) as refused:
        ctx.do("owner", Verb.SUBMIT)
    assert "协办人甲" in refused.value.sentence.render("zh")
    with transaction() as work:
        pens.settle(work, ctx.person("owner"), ctx.section(), ctx.ids["contributor"])
    ctx.do("owner", Verb.SUBMIT)
    assert copy_text(ctx, "contributor") == "补充一段", "set aside is not thrown away"
    with pytest.raises(working_copies.Closed):
        typed(ctx, "contributor", "送审后还在写", 1)


def test_who_hands_the_section_over_writes_no_more(ctx: World) -> None:
    opened(ctx, "owner")
    typed(ctx, "owner", "写了一点")
    ctx.do("owner", Verb.HAND_OVER, person_id=ctx.ids["outsider"])
    with pytest.raises(working_copies.Closed):
        typed(ctx, "owner", "又写一点", 1)
    assert copy_text(ctx, "owner") == "写了一点"


def test_after_half_an_hour_it_is_a_draft_of_its_writer(ctx: World) -> None:
    opened(ctx, "contributor")
    typed(ctx, "contributor", "去开会了")
    opened(ctx, "owner", alone=True)
    assert not _idle(ctx, "contributor", timedelta(minutes=29))
    assert _idle(ctx, "contributor", timedelta(minutes=31))
    assert not _idle(ctx, "owner", timedelta(minutes=31)), "nothing was written"
    assert drafts(ctx) == [("协办人甲", "save", "去开会了")]
    assert copy_text(ctx, "contributor") is None and copy_text(ctx, "owner") is None


def _idle(world: World, who: str, after: timedelta) -> bool:
    with transaction(NOW + after) as work:
        return pens.idle_to_draft(work, world.section_ids["rules"], world.ids[who])


def test_a_copy_upon_an_older_draft_waits_instead_of_becoming_one(ctx: World) -> None:
    opened(ctx, "contributor", alone=True)
    typed(ctx, "contributor", "另起一段")
    ctx.write("owner", "新的一稿")
    assert not _idle(ctx, "contributor", timedelta(minutes=31))
    assert copy_text(ctx, "contributor") == "另起一段"


def test_a_copy_names_a_draft_of_its_own_section(ctx: World) -> None:
    other: Draft = ctx.write("second_owner", "别处的稿", "team")
    foreign: Any = other.id
    with pytest.raises(NotYet), transaction() as work:
        pens.open_copy(work, ctx.person("owner"), ctx.section(), foreign, 0)


@pytest.mark.parametrize("database_url", [POSTGRES], indirect=True)
def test_of_many_at_once_just_one_is_saved_and_one_has_the_pen(app: Flask, ctx: World) -> None:
    """Eight at the same revision; then owner and contributor at the pen in the same moment."""
    opened(ctx, "owner")

    def save(number: int) -> bool:
        try:
            typed(ctx, "owner", f"第{number}个")
        except working_copies.Elsewhere:
            return False
        return True

    assert at_once(app, save, range(8)).count(True) == 1
    ctx.do("owner", Verb.SUBMIT)
    ctx.do("owner", Verb.WITHDRAW)

    def take(who: str) -> bool:
        try:
            return opened(ctx, who).revision >= 0
        except NotYet:
            return False

    assert at_once(app, take, ["owner", "contributor"]).count(True) == 1
