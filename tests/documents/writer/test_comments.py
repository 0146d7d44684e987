"""Comments: on their words, in their threads, and never lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents, stocked
from tests.documents.writer.making import cell, comment, line_of, p, write
from tests.documents.writer.order import misplaced
from tests.documents.writer.whole import W, Whole, found, text, values
from workflow.documents.content import (
    Content,
    LineBreak,
    Note,
    PageBreak,
    Picture,
    Run,
    Table,
    block_text,
    every_block,
)
from workflow.documents.house.xml import Element
from workflow.documents.profile import GB_T_9704
from workflow.documents.writer import write_content

BLOBS = stocked()


def words_of(body: Element, own: str) -> str:
    """What stands between the marks of a comment's range."""
    inside, said = False, ""
    for one in body.iter():
        if one.get(W + "id") == own and one.tag == W + "commentRangeStart":
            inside = True
        elif one.get(W + "id") == own and one.tag == W + "commentRangeEnd":
            inside = False
        elif inside and one.tag == W + "t":
            said += one.text or ""
        elif inside and one.tag in (W + "br", W + "footnoteReference"):
            said += "*"
    return said


def test_a_range_holds_its_words_across_runs_links_and_atoms() -> None:
    line = line_of(
        "全年", Run("举办", frozenset({"bold"})), LineBreak(), Run("活动", link="#a"), "多"
    )
    whole = Whole(write(p("a", *line), comments=(comment("1", "a", 1, 6), comment("2", "a", 6, 8))))
    assert words_of(whole.body, "0") == "年举办*活"
    assert words_of(whole.body, "1") == "动多"
    assert text(whole.body) == "全年举办活动多"


def test_a_body_says_who_said_what_and_when() -> None:
    written = write(p("a", "甲"), comments=(comment("1", "a", 0, 1, text="一\n二", author="张三"),))
    (body,) = Whole(written).comments
    assert [text(one) for one in body] == ["一", "二"]
    assert [body.get(W + name) for name in ("author", "initials", "date")] == [
        "张三",
        "张三",
        "2026-01-02T03:04:05Z",
    ]
    assert values(body, "w:p/w:pPr/w:pStyle/@w:val") == ["CommentText", "CommentText"]
    assert len(found(body, "w:p[1]/w:r/w:annotationRef")) == 1


def test_a_date_that_word_would_refuse_is_left_out() -> None:
    comments = tuple(comment(at, "a", at=at) for at in ("gestern", "2026-01-02", "2026-13-01"))
    dates = [one.at for one in write(p("a", "甲"), comments=comments).chunk.needs.comments]
    assert dates == ["", "2026-01-02T00:00:00", ""]


def test_answers_follow_their_question_with_the_same_range() -> None:
    comments = (
        comment("1", "a", 0, 1),
        comment("2", "a", 1, 2),
        comment("3", "b", 0, 0, parent="1"),
        comment("4", "b", 0, 0, parent="3"),
        comment("5", "b", 0, 0, parent="gone"),
    )
    written = write(p("a", "甲乙"), p("b", "丙"), comments=comments)
    bodies = written.chunk.needs.comments
    assert [one.parent for one in bodies] == [-1, 0, 0, -1, -1]
    whole = Whole(written)
    said = [text(one) for one in whole.comments]
    assert said == ["意见1", "意见3", "意见4", "意见2", "意见5"]
    assert [words_of(whole.body, str(n)) for n in range(3)] == ["甲", "甲", "甲"]


def test_answers_in_a_circle_are_all_kept() -> None:
    comments = (comment("1", "a", parent="2"), comment("2", "a", parent="1"))
    assert len(write(p("a", "甲"), comments=comments).chunk.needs.comments) == 2


def test_a_comment_whose_block_is_gone_stands_at_the_beginning_and_that_is_said() -> None:
    written = write(p("a", "甲"), p("b", "乙"), comments=(comment("1", "gone", 0, 3),))
    first = Whole(written).body[0]
    assert len(found(first, "w:r/w:commentReference")) == 1
    (remark,) = written.remarks
    assert (remark.code, remark.place) == ("comment_moved", "gone")
    assert "意见1" in remark.zh and "意见1" in remark.en


def test_a_text_without_blocks_still_holds_its_comments() -> None:
    whole = Whole(write(comments=(comment("1", "gone"),)))
    assert len(found(whole.body, "w:p/w:r/w:commentReference")) == 1


def test_word_has_no_comments_in_notes_so_they_stand_at_the_mark() -> None:
    note = Note((p("n", "注"),))
    written = write(p("a", "甲", note, "乙"), comments=(comment("1", "n", 0, 1),))
    whole = Whole(written)
    assert words_of(whole.body, "0") == "*"
    assert not found(whole.footnotes, ".//w:commentReference")
    assert [one.code for one in written.remarks] == ["comment_in_note"]


def test_tables_pictures_page_breaks_and_islands_can_be_commented_on() -> None:
    blobs = stocked()
    blocks: list[Any] = [
        Table("t", ((cell(p("c", "甲"), p("d", "乙")), cell()),)),
        Picture("pic", next(iter(blobs.kept)), "image/png", 100, 100),
        PageBreak("pb"),
    ]
    comments = tuple(comment(one.id, one.id) for one in blocks)
    whole = Whole(write(*blocks, comments=comments, blobs=blobs), blobs)
    assert len(found(whole.body, "w:tbl//w:commentRangeStart")) == 1
    assert len(found(whole.body, "w:p[.//w:drawing]/w:commentRangeStart")) == 1
    assert len(found(whole.body, "w:p[.//w:br]/w:r/w:commentReference")) == 1
    assert words_of(whole.body, "0") == "甲乙"


@settings(max_examples=120, deadline=None)
@given(contents(), st.data())
def test_every_comment_is_written_once_on_its_words(content: Content, data: st.DataObject) -> None:
    blocks = list(every_block(content.blocks))
    comments = []
    for number in range(data.draw(st.integers(0, 5))):
        block = data.draw(st.sampled_from(blocks)) if blocks else None
        size = len(block_text(block)) if block else 0
        start, end = sorted(data.draw(st.tuples(st.integers(0, size), st.integers(0, size))))
        parent = str(data.draw(st.integers(0, 5)))
        own = block.id if block else "none"
        comments.append(comment(str(number), own, start, end, parent=parent))
    written = write_content(content, GB_T_9704, BLOBS, comments=comments)
    whole = Whole(written, BLOBS)
    assert list(misplaced(whole.body)) == []
    numbers = sorted(range(len(comments)))
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(map(int, values(whole.body, f".//w:{name}/@w:id"))) == numbers
    assert sorted(text(one) for one in whole.comments) == sorted(one.text for one in comments)
