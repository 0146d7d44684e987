"""Threads: who is told, who is spoken to by name, how a comment is closed and opened again."""

from __future__ import annotations

import pytest

from tests.cast import World
from workflow.actions.talk.mentions import named_in
from workflow.actions.talk.replies import is_next
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.phrases import MENTION
from workflow.domain.terms import CommentKind, Disposition, Verb
from workflow.notify.message import headline, link
from workflow.store import Comment, Notice, Person, db

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def thread(ctx: World) -> Comment:
    """A reviewer's must-fix comment."""
    ctx.write("owner", "第一稿。")
    done = ctx.do("reviewer", Verb.COMMENT, text="请核对。", kind=CommentKind.MUST_FIX)
    comment: Comment = done.result
    return comment


def told(world: World, kind: str) -> set[str]:
    """Who was told, as names of the cast."""
    rows = db.session.scalars(db.select(Notice.person_id).where(Notice.kind == kind))
    names = {own: name for name, own in world.ids.items()}
    return {names[one] for one in rows}


@on_sqlite
def test_a_reply_reaches_the_thread_and_a_name_in_it_that_person(
    ctx: World, thread: Comment
) -> None:
    ctx.do("owner", Verb.REPLY, comment_id=thread.id, text="@主任甲 请定。")
    assert told(ctx, Verb.REPLY) == {"reviewer", "contributor"}
    assert told(ctx, MENTION) == {"director"}
    notice = db.session.scalars(db.select(Notice).where(Notice.kind == MENTION)).one()
    assert headline(notice, "zh").startswith("责任人甲 在《") and "请定" not in str(notice.details)
    assert link(notice, "").endswith(f"#comment-{thread.id}")


@on_sqlite
def test_nobody_is_told_who_may_not_see_the_report(ctx: World, thread: Comment) -> None:
    ctx.do("owner", Verb.REPLY, comment_id=thread.id, text="@局外人甲 @外单位统稿人 请看。")
    assert told(ctx, MENTION) == set() and thread.mentions == []


def test_of_namesakes_the_chosen_one_is_meant() -> None:
    people = [Person(id=n, name=name) for n, name in enumerate(("王小", "王小明", "李丽", "李丽"))]

    def found(text: str, *chosen: int) -> set[int]:
        return {one.id for one in named_in(text, people, chosen)}

    assert found("请@王小明看") == {1}
    assert found("请@王小看") == {0}
    assert found("@王小明 @王小") == {0, 1}
    assert found("@李丽", 3, 0) == {3}
    assert found("@李丽") == {2, 3}
    assert found("王小明 @ 李丽 a@b.example") == set()


@on_sqlite
def test_who_is_next_in_a_thread(ctx: World, thread: Comment) -> None:
    ids, writers = ctx.ids, ctx.scene().authors(ctx.section())

    def next_ones() -> set[str]:
        return {name for name, own in ids.items() if is_next(thread, own, writers)}

    assert next_ones() == {"owner", "contributor"}
    ctx.do("owner", Verb.REPLY, comment_id=thread.id, text="@主任甲 请定。")
    assert next_ones() == {"reviewer", "contributor", "director"}
    ctx.do("director", Verb.REPLY, comment_id=thread.id, text="照办。")
    assert next_ones() == {"owner", "contributor", "reviewer"}


@on_sqlite
def test_a_settled_comment_lets_the_section_through_until_it_is_opened_again(
    ctx: World, thread: Comment
) -> None:
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.SUBMIT)
    with pytest.raises(NotYet):
        ctx.do("editor", Verb.SETTLE, comment_id=thread.id)
    ctx.do("owner", Verb.ANSWER, comment_id=thread.id, disposition="rejected", note="不必")
    ctx.do("reviewer", Verb.OPEN_AGAIN, comment_id=thread.id, note="仍须核对")
    with pytest.raises(NotYet):
        ctx.do("owner", Verb.SUBMIT)
    with pytest.raises(NotYet):
        ctx.do("reviewer", Verb.OPEN_AGAIN, comment_id=thread.id, note="再开")
    before, again = thread.replies
    assert (before.who, before.disposition, before.text) == (
        "责任人甲",
        Disposition.REJECTED,
        "不必",
    )
    assert again.reopens and (again.who, again.text) == ("审核人甲", "仍须核对")
    ctx.do("reviewer", Verb.SETTLE, comment_id=thread.id)
    assert thread.disposition is Disposition.SETTLED
    ctx.do("owner", Verb.SUBMIT)


@on_sqlite
def test_a_comment_of_another_section_is_none_of_this_one(ctx: World, thread: Comment) -> None:
    for verb in (Verb.REPLY, Verb.OPEN_AGAIN, Verb.SETTLE):
        with pytest.raises(NotYet):
            ctx.do("editor", verb, "team", comment_id=thread.id, text="好", note="理由")
    with pytest.raises(NotAllowed):
        ctx.do("outsider", Verb.REPLY, comment_id=thread.id, text="好")
