"""Authors: through a row of drafts each changed passage names who made it, and when."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents, stocked
from tests.documents.deciding import W, tracked
from tests.documents.edits import edited
from tests.documents.test_compare_any import new_side, old_side
from tests.documents.writer.making import cell, p
from workflow.documents.compare import (
    UNKNOWN,
    BlockChange,
    Draft,
    Kind,
    Known,
    Stamp,
    blame,
    compare,
    whole_text,
)
from workflow.documents.compare.blackline import blackline
from workflow.documents.content import Block, Content, Heading, Note, Run, Table

NAMES = ("张三", "李四", "王五", "赵六")
STAMPS = [Stamp(name, f"2026-03-0{n + 1}T08:00:00Z") for n, name in enumerate(NAMES)]


def history(*texts: Sequence[Block]) -> list[Draft]:
    """The first is by 张三, the next by 李四, and so on."""
    made = (Content(tuple(one)) for one in texts)
    return [Draft(one, by) for one, by in zip(made, STAMPS, strict=False)]


def signed(*texts: Sequence[Block]) -> list[BlockChange]:
    drafts = history(*texts)
    found = compare(drafts[0].content, drafts[-1].content, blame(drafts))
    return [one for one in found if one.kind is not Kind.EQUAL]


def said(one: BlockChange) -> list[tuple[str, str, str]]:
    return [
        (str(part.kind), part.text, part.by.author)
        for part in one.segments
        if part.kind is not Kind.EQUAL
    ]


def test_each_passage_of_a_paragraph_has_its_own_author() -> None:
    (change,) = signed(
        [p("a", "全年完成21项，增长8.2%，情况良好。")],
        [p("a", "全年完成22项，增长8.2%，情况良好。")],
        [p("a", "全年完成22项，增长8.3%，情况很好。")],
    )
    assert said(change) == [
        ("delete", "21项", "李四"), ("insert", "22项", "李四"),
        ("delete", "8.2%", "王五"), ("insert", "8.3%", "王五"),
        ("delete", "良", "王五"), ("insert", "很", "王五"),
    ]  # fmt: skip
    assert change.by == STAMPS[2]


def test_words_next_to_each_other_are_parted_by_author() -> None:
    (change,) = signed(
        [p("a", "开头。结尾。")],
        [p("a", "开头。李四写的一句。结尾。")],
        [p("a", "开头。李四写的一句。王五写的一句。结尾。")],
    )
    assert said(change) == [
        ("insert", "李四写的一句。", "李四"), ("insert", "王五写的一句。", "王五"),
    ]  # fmt: skip


def test_what_was_written_and_taken_back_is_nobodys_change() -> None:
    assert signed([p("a", "原文")], [p("a", "改过的原文")], [p("a", "原文")]) == []


def test_blocks_that_came_went_or_moved_name_who_did_it() -> None:
    long = [p(n, f"第{n}段写了一些足够长的文字内容") for n in "abcd"]
    came = p("n", "李四加的一段文字内容")
    found = signed(long, [*long[:2], came, *long[2:]], [long[1], came, long[3], long[0]])
    by = {(str(one.kind), one.block_id): one.by.author for one in found}
    assert by == {
        ("left", "a"): "王五", ("moved", "a"): "王五",
        ("added", "n"): "李四", ("removed", "c"): "王五",
    }  # fmt: skip


def test_who_removed_a_block_is_known_after_more_drafts() -> None:
    (gone,) = signed([p("a", "甲"), p("b", "乙丙丁")], [p("a", "甲")], [p("a", "甲")])
    assert (gone.kind, gone.by.author) == (Kind.REMOVED, "李四")
    assert said(gone) == [("delete", "乙丙丁", "李四")]


def test_cells_notes_and_forms_have_authors_too() -> None:
    def text(figure: str, note: str, level: int) -> list[Block]:
        grid = Table("t", ((cell(p("c", "图书")), cell(p("d", figure))),))
        return [Heading("h", level, (Run("标题"),)), p("a", "见注", Note((p("n", note),))), grid]

    heading, line, table = signed(text("12", "旧", 1), text("15", "旧", 1), text("15", "新", 2))
    assert (heading.by.author, line.by.author, table.by.author) == ("王五", "王五", "李四")
    assert said(line) == [("delete", "旧", "王五"), ("insert", "新", "王五")]
    assert said(table) == [("delete", "12", "李四"), ("insert", "15", "李四")]


def test_a_block_by_itself_tells_who_changed_it_last() -> None:
    drafts = history([p("a", "甲"), p("b", "乙")], [p("a", "甲"), p("b", "乙改")])
    found = blame(drafts)
    assert (found.of("a"), found.of("b")) == (UNKNOWN, STAMPS[1])


def test_what_is_known_of_blocks_alone_is_said_of_their_passages() -> None:
    old, new = Content((p("a", "甲乙"), p("b", "丙"))), Content((p("a", "甲丁"),))
    found = compare(old, new, Known({"a": STAMPS[1], "b": STAMPS[2]}))
    assert [one.by.author for one in found] == ["李四", "王五"]
    assert {part.by for part in found[0].segments if part.kind is not Kind.EQUAL} == {STAMPS[1]}


def test_the_blackline_names_each_author() -> None:
    drafts = history(
        [p("a", "完成21项，情况良好。")],
        [p("a", "完成22项，情况良好。")],
        [p("a", "完成22项，情况很好。"), p("b", "新")],
    )
    old, known = drafts[0].content, blame(drafts)
    changes = compare(old, drafts[-1].content, known)
    made = tracked(blackline(old, changes, stocked(), known=known).data)
    said = [
        ("".join(map(str, one.itertext())), one.get(f"{W}author"), one.get(f"{W}date"))
        for one in made
    ]
    assert [one for one in said if one[0]] == [
        ("21项", *two(1)), ("22项", *two(1)), ("良", *two(2)), ("很", *two(2)), ("新", *two(2)),
    ]  # fmt: skip


def two(draft: int) -> tuple[str, str]:
    return STAMPS[draft].author, STAMPS[draft].at


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(edited(), min_size=1, max_size=2), contents())
def test_both_sides_can_be_read_and_nobody_who_did_nothing_is_named(
    pairs: list[tuple[Content, Content]], other: Content
) -> None:
    texts = [one for pair in pairs for one in pair]
    drafts = [Draft(one, STAMPS[n % 4]) for n, one in enumerate(texts)]
    plain = compare(texts[0], texts[-1])
    found = compare(texts[0], texts[-1], blame(drafts))
    assert [(one.kind, one.natures) for one in found] == [(one.kind, one.natures) for one in plain]
    for one in found:
        if one.before is not None and one.kind is not Kind.MOVED:
            assert old_side(one.segments) == whole_text(one.before)
        if one.after is not None and one.kind is not Kind.LEFT:
            assert new_side(one.segments) == whole_text(one.after)
    named = {part.by for one in found for part in one.segments} - {UNKNOWN}
    assert named <= {one.by for one in drafts[1:]}
