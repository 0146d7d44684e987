"""Adopting suggestions: who may, what draft and trail say, words that have moved or gone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cast import World
from workflow.actions.work import transaction
from workflow.actions.writing import pens, working_copies
from workflow.actions.writing.authorship import compared_drafts
from workflow.documents.content import Content, Paragraph, Run, from_json, plain_text, to_json
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import suggestions_to_json
from workflow.domain.machine import NotAllowed, NotYet, Stale
from workflow.domain.phrases import phrase
from workflow.domain.terms import Disposition, Verb
from workflow.store import Comment, Draft, db
from workflow.store.draft import draft_of, drafts_of
from workflow.store.event import events_of_section

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SAID = "全年接待读者三十二万人次，较上年增长百分之十一。"


def save(world: World, *lines: str, who: str = "owner") -> None:
    blocks = tuple(Paragraph(f"b{n}", (Run(one),)) for n, one in enumerate(lines))
    world.do(who, Verb.SAVE, content=to_json(Content(blocks)))


def suggest(
    world: World, quote: str, replacement: str, who: str = "reviewer", **more: Any
) -> Comment:
    start = SAID.find(quote)
    given: dict[str, Any] = {
        "block_id": "b0",
        "quote": quote,
        "start": start,
        "replacement": replacement,
    }
    comment: Comment = world.do(who, Verb.COMMENT, **(given | more)).result
    return comment


def head(world: World) -> Draft:
    found = world.section().head
    assert found is not None
    return found


def text(world: World) -> str:
    return plain_text(from_json(head(world).content))


@pytest.fixture
def written(ctx: World) -> World:
    save(ctx, SAID, "第二段。")
    return ctx


def test_one_act_sets_the_words_in_closes_the_thread_and_names_both_people(written: World) -> None:
    comment = suggest(written, "三十二万", "32.5万")
    save(written, "据统计，" + SAID, "第二段，补充。")
    with pytest.raises(Stale):
        written.do("owner", Verb.ADOPT, comment_ids=[comment.id], seen="1")
    written.do("contributor", Verb.ADOPT, comment_ids=[comment.id])
    assert text(written) == "据统计，全年接待读者32.5万人次，较上年增长百分之十一。\n第二段，补充。"
    draft = head(written)
    assert (draft.author.name, draft.cause, draft.words_by) == ("协办人甲", "adopt", "审核人甲")
    assert (comment.disposition, comment.adopted_in) == (Disposition.ADOPTED, 3)
    event = events_of_section(draft.section_id)[0]
    said = phrase(event.verb, event.details).render("zh")
    assert said == "协办人甲 采纳了 审核人甲 对《（一）制度建设》的修改建议，存为第 3 稿"
    before = draft_of(draft.section_id, 2)
    assert before is not None
    changed = next(one for one in compared_drafts(before, draft) if str(one.kind) != "equal")
    assert "审核人甲" in repr(changed) and "协办人甲" not in repr(changed)


def test_only_who_may_write_the_section_adopts(written: World) -> None:
    comment = suggest(written, "三十二万", "32.5万")
    for who in ("reviewer", "editor", "director"):
        with pytest.raises(NotAllowed):
            written.do(who, Verb.ADOPT, comment_ids=[comment.id])
    written.do("owner", Verb.SUBMIT)
    with pytest.raises(NotAllowed):
        written.do("owner", Verb.ADOPT, comment_ids=[comment.id])


def test_words_that_changed_are_replaced_only_by_who_has_seen_them(written: World) -> None:
    comment = suggest(written, "接待读者三十二万人次", "接待读者 32 万人次")
    save(written, SAID.replace("三十二", "四十五"))
    save(written, SAID.replace("三十二", "四十五"), "又一段。")
    with pytest.raises(NotYet, match="changed since"):
        written.do("owner", Verb.ADOPT, comment_ids=[comment.id])
    assert comment.is_open
    written.do("owner", Verb.ADOPT, comment_ids=[comment.id], near=True)
    assert text(written).startswith("全年接待读者 32 万人次，较上年")


def test_words_that_are_gone_are_not_replaced(written: World) -> None:
    comment = suggest(written, "三十二万", "32.5万")
    save(written, "全文重写了一遍。")
    for near in (False, True):
        with pytest.raises(NotYet, match="no longer in the text"):
            written.do("owner", Verb.ADOPT, comment_ids=[comment.id], near=near)
    plain = written.do("editor", Verb.COMMENT, text="请补充。").result
    with pytest.raises(NotYet, match="no words"):
        written.do("owner", Verb.ADOPT, comment_ids=[plain.id])
    assert text(written) == "全文重写了一遍。"


def test_several_are_adopted_at_once_one_draft_for_each_author(written: World) -> None:
    first = suggest(written, "三十二万", "32.5万")
    second = suggest(written, "全年", "", "editor")
    third = suggest(written, "百分之十一", "11%")
    fourth = suggest(written, "十一。", "十二。", "editor")
    wanted = [one.id for one in (first, second, third, fourth)]
    done = written.do("owner", Verb.ADOPT, comment_ids=wanted).result
    assert text(written).splitlines()[0] == "接待读者32.5万人次，较上年增长11%。"
    assert list(done.authors) == ["审核人甲", "统稿人甲"]
    assert [one.adopted_in for one in (first, third, second, fourth)] == [2, 2, 3, None]
    assert fourth.is_open


def test_a_change_from_word_is_adopted_in_the_name_of_who_made_it_there(written: World) -> None:
    comment = suggest(written, "三十二万", "32万", "owner")
    row = Suggestion("老张", "", "b1", 3, 3, (Run("又一句。"),))
    comment.change = suggestions_to_json([row])[0]
    comment.block_id, comment.quote, comment.start, comment.end = "b1", "", None, None
    db.session.commit()
    save(written, "新的一段。", "前面，第二段。")
    written.do("owner", Verb.ADOPT, comment_ids=[comment.id])
    assert text(written) == "新的一段。\n前面，第二段又一句。。"
    assert head(written).words_by == "老张"


def test_ones_own_suggestion_is_ones_own_draft(written: World) -> None:
    comment = suggest(written, "三十二万", "32万", "owner")
    written.do("owner", Verb.ADOPT, comment_ids=[comment.id])
    assert head(written).words_by == ""


def test_where_the_words_stand_there_already_no_draft_is_made(written: World) -> None:
    comment = suggest(written, "接待读者三十二万人次", "接待读者三十五万人次")
    save(written, SAID.replace("三十二", "三十五"), "第二段。")
    written.do("owner", Verb.ADOPT, comment_ids=[comment.id], near=True)
    assert head(written).number == 2 and comment.adopted_in == 2


@pytest.mark.parametrize(
    ("quote", "words", "why"),
    [("并无此句", "好", "no longer in the newest draft"), ("全年", "长" * 4001, "at most 4000")],
)
def test_a_replacement_needs_words_to_hold_on_to(
    written: World, quote: str, words: str, why: str
) -> None:
    with pytest.raises(NotYet, match=why):
        suggest(written, quote, words)


def test_the_same_words_are_no_replacement_and_need_a_comment(written: World) -> None:
    with pytest.raises(NotYet, match="write the comment"):
        suggest(written, "三十二万", "三十二万")
    assert suggest(written, "三十二万", "三十二万", text="请核。").change is None
    assert suggest(written, "三十二万", "32万", kind="note", text="请核。").change is None


def test_ones_own_unsaved_text_becomes_a_draft_first(written: World) -> None:
    comment = suggest(written, "三十二万", "32.5万")
    section, owner = written.section(), written.person("owner")
    with transaction() as work:
        copy = pens.open_copy(work, owner, section, section.head_id, 0, alone=False)
    unsaved = Content((Paragraph("b0", (Run("据统计，" + SAID),)),))
    with transaction() as work:
        text_ = json.dumps(to_json(unsaved))
        working_copies.autosave(work, owner.id, section.id, copy.revision, text_)
    with pytest.raises(NotYet, match="has been writing"):
        written.do("contributor", Verb.ADOPT, comment_ids=[comment.id])
    written.do("owner", Verb.ADOPT, comment_ids=[comment.id])
    assert text(written) == "据统计，全年接待读者32.5万人次，较上年增长百分之十一。"
    assert [(one.cause, one.words_by) for one in drafts_of(section.id)][:2] == [
        ("adopt", "审核人甲"),
        ("save", ""),
    ]
