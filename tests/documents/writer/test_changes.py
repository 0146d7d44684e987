"""Tracked changes: refused they leave the text as it was, accepted they are what was meant."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents, lines, stocked
from tests.documents.writer.making import cell, line_of, p, write
from tests.documents.writer.order import misplaced
from tests.documents.writer.test_any_content import body_blocks, visible
from tests.documents.writer.whole import Whole, found, text, values
from workflow.documents.content import (
    Block,
    Content,
    IslandBlock,
    ListItem,
    Note,
    Picture,
    Run,
    Table,
    block_text,
    every_block,
    shown_text,
)
from workflow.documents.house.xml import Element
from workflow.documents.profile import GB_T_9704
from workflow.documents.talk import Suggestion
from workflow.documents.writer import FirstLine, Written, write_content

BLOBS = stocked()


def decided(written: Written, kept: str) -> Element:
    """The body once every change is accepted (``kept`` is "ins") or refused ("del")."""
    body = deepcopy(Whole(written, BLOBS).body)
    other = "del" if kept == "ins" else "ins"
    for one in found(body, f".//w:tr[w:trPr/w:{other}] | .//w:{other}"):
        parent = one.getparent()
        assert parent is not None
        parent.remove(one)
    for one in found(body, ".//w:delText"):
        one.tag = one.tag.replace("delText", "t")
    return body


def test_new_words_stand_behind_the_old_ones_with_author_and_date() -> None:
    change = Suggestion("周六", "2026-01-02T03:04:05Z", "a", 2, 4, (Run("开展"),))
    written = write(p("a", "全年举办活动"), suggestions=(change,))
    body = Whole(written).body
    (line,) = found(body, "w:p")
    kinds = [one.tag.partition("}")[2] for one in line]
    assert kinds == ["pPr", "r", "del", "ins", "r"]
    assert values(line, "w:del/w:r/w:delText/text()") == ["举办"]
    assert values(line, "w:ins/w:r/w:t/text()") == ["开展"]
    assert values(line, "*/@w:author") == ["周六"] * 2
    assert values(line, "*/@w:date") == ["2026-01-02T03:04:05Z"] * 2
    assert text(decided(written, "ins")) == "全年开展活动"
    assert text(decided(written, "del")) == "全年举办活动"


def test_words_may_go_in_between_and_out_of_links() -> None:
    line = line_of("看", Run("这里的页面", link="https://example.org/"))
    changes = (
        Suggestion("甲", "", "a", 0, 0, (Run("请"),)),
        Suggestion("甲", "", "a", 3, 4),
        Suggestion("甲", "", "a", 6, 6, line_of("。", Note((p("n", "注"),)))),
    )
    written = write(p("a", *line), suggestions=changes)
    body = Whole(written).body
    assert text(decided(written, "ins")) == "请看这里页面。"
    assert values(body, ".//w:hyperlink/w:del/w:r/w:delText/text()") == ["的"]
    assert not found(body, ".//w:del/w:hyperlink")
    assert len(found(body, ".//w:ins/w:r/w:footnoteReference")) == 1


def test_of_two_who_delete_the_same_words_both_write_theirs() -> None:
    changes = (
        Suggestion("甲", "", "a", 1, 3, (Run("甲"),)),
        Suggestion("乙", "", "a", 2, 4, (Run("乙"),)),
    )
    written = write(p("a", "一二三四五"), suggestions=changes)
    assert values(Whole(written).body, ".//w:delText/text()") == ["二", "三", "四"]
    assert text(decided(written, "ins")) == "一甲乙五"
    assert text(decided(written, "del")) == "一二三四五"


def test_a_whole_block_goes_and_others_come_with_the_ends_of_their_paragraphs() -> None:
    table = Table("t", ((cell(p("c", "表")),),))
    new: tuple[Block, ...] = (p("n", "新段"), ListItem("i", True, 0, (Run("新项"),)), table)
    changes = (
        Suggestion("甲", "", "a", removed=True),
        Suggestion("乙", "", "a", blocks=new),
        Suggestion("丙", "", "", blocks=(p("z", "最前"),)),
    )
    written = write(p("a", "旧段"), p("b", "后段"), suggestions=changes)
    body = Whole(written).body
    assert list(misplaced(body)) == []
    assert text(decided(written, "ins")) == "最前新段新项表后段"
    assert text(decided(written, "del")) == "旧段后段"
    assert len(found(body, "w:p[w:pPr/w:rPr/w:ins]")) == 3
    assert len(found(body, "w:p[w:pPr/w:rPr/w:del]")) == 1
    assert len(found(body, ".//w:tr/w:trPr/w:ins")) == 1


def test_tables_pictures_and_islands_can_go() -> None:
    blobs = stocked()
    png, _, island = blobs.kept
    blocks: list[Block] = [
        Table("t", ((cell(p("c", "表")),),)),
        Picture("pic", png, "image/png", 100, 100, caption=line_of("图")),
        IslandBlock("i", island, "control", "控件"),
    ]
    changes = tuple(Suggestion("甲", "", one.id, removed=True) for one in blocks)
    written = write(*blocks, suggestions=changes, blobs=blobs)
    body = Whole(written, blobs).body
    assert visible(text(decided(written, "ins"))) == ""
    assert visible(text(decided(written, "del"))) == "表图控件"
    assert len(found(body, ".//w:del/w:r/w:drawing")) == 1
    assert written.chunk.needs.bookmarks == ("inside",)


def test_changes_within_cells_and_notes_are_tracked_too() -> None:
    note = Note((p("n", "脚注旧文"),))
    changes = (
        Suggestion("甲", "", "n", 2, 3, (Run("新"),)),
        Suggestion("甲", "", "c", 0, 1, (Run("新"),)),
        Suggestion("甲", "", "c", blocks=(p("d", "又一段"),)),
    )
    whole = Whole(write(p("a", note), Table("t", ((cell(p("c", "旧")),),)), suggestions=changes))
    assert values(whole.footnotes, ".//w:delText/text()") == ["旧"]
    assert values(whole.body, ".//w:tc/w:p/w:ins/w:r/w:t/text()") == ["新", "又一段"]


def test_a_change_of_what_is_gone_is_told_of_and_its_words_stand_at_the_end() -> None:
    changes = (
        Suggestion("甲", "", "gone", 1, 3, (Run("新词"),)),
        Suggestion("乙", "", "gone", removed=True),
        Suggestion("丙", "", "t", 0, 0, (Run("表里的词"),)),
    )
    written = write(p("a", "文"), Table("t", ((cell(),),)), suggestions=changes)
    assert text(decided(written, "ins")) == "文新词表里的词"
    assert sorted(one.code for one in written.remarks) == [
        "suggestion_dropped",
        "suggestion_moved",
        "suggestion_moved",
    ]
    assert "甲" in written.remarks[0].zh and "新词" in written.remarks[0].zh


def test_a_change_that_stands_behind_itself_ends() -> None:
    circle = (
        Suggestion("甲", "", "y", blocks=(p("x", "一"),)),
        Suggestion("甲", "", "x", blocks=(p("y", "二"),)),
    )
    assert text(decided(write(p("a", "文"), suggestions=circle), "ins")) == "文一二"


def test_the_heading_that_runs_in_stays_when_its_paragraph_goes() -> None:
    runs = tuple(found(Whole(write(p("h", "（一）培训。"))).body, "w:p/w:r"))
    first = FirstLine("Heading2", runs)
    changes = (Suggestion("甲", "", "a", removed=True),)
    written = write_content(
        Content((p("a", "正文"),)), GB_T_9704, BLOBS, first_line=first, suggestions=changes
    )
    assert text(decided(written, "ins")) == "（一）培训。"
    assert not found(Whole(written).body, ".//w:pPr//w:del")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contents(), st.data())
def test_whatever_is_suggested_the_text_before_it_is_still_there(
    content: Content, data: st.DataObject
) -> None:
    owners = list(every_block(content.blocks))
    changes = []
    for number in range(data.draw(st.integers(0, 4))):
        block = data.draw(st.sampled_from(owners)) if owners else None
        size = len(block_text(block)) if block else 0
        start, end = sorted(data.draw(st.tuples(st.integers(0, size), st.integers(0, size))))
        changes.append(
            Suggestion(
                f"人{number}",
                "",
                block.id if block else "",
                start,
                end,
                data.draw(lines),
                (p(f"new{number}", "新增"),) if data.draw(st.booleans()) else (),
                data.draw(st.booleans()),
            )
        )
    written = write_content(content, GB_T_9704, BLOBS, suggestions=changes)
    assert list(misplaced(Whole(written, BLOBS).body)) == []
    shown = "".join(shown_text(one) for one in body_blocks(content.blocks))
    assert visible(text(decided(written, "del"))) == visible(shown)
