"""Blocks: what was moved is moved, tables by rows, columns and cells, forms as forms."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.writer.making import cell, p
from workflow.documents.compare import BlockChange, Kind, Nature, compare
from workflow.documents.content import (
    Block,
    Cell,
    Content,
    FigureRef,
    Heading,
    InlineIsland,
    IslandBlock,
    ListItem,
    Note,
    PageBreak,
    Picture,
    Run,
    Table,
)

LONG = [
    "全年组织业务培训三十七期，参训人员明显增加。",
    "上半年修订管理制度，工作更加规范有序。",
    "结合实际开展读者活动，得到广泛好评。",
    "年初以来检查安全设备，及时消除了隐患。",
]


def text(*lines: str) -> list[Block]:
    return [p(f"p{n}", line) for n, line in enumerate(lines)]


def changes(old: list[Block], new: list[Block]) -> list[BlockChange]:
    found = compare(Content(tuple(old)), Content(tuple(new)))
    return [one for one in found if one.kind is not Kind.EQUAL]


def only(old: Block, new: Block) -> BlockChange:
    (change,) = changes([old], [new])
    return change


def fresh(blocks: list[Block]) -> list[Block]:
    """As another reading of a Word file has them: the same under other ids."""
    return [replace(one, id=f"{one.id}x") for one in blocks]


def test_a_block_that_changed_its_place_is_moved() -> None:
    old = text(*LONG)
    new = fresh([old[1], old[2], old[3], old[0]])
    left, moved = changes(old, new)
    assert (left.kind, left.before) == (Kind.LEFT, old[0])
    assert (moved.kind, moved.before, moved.after) == (Kind.MOVED, old[0], new[3])
    assert [one.kind for one in moved.segments] == [Kind.EQUAL]
    assert moved.natures == {Nature.MEANING}


def test_a_block_that_was_moved_and_changed_says_both() -> None:
    old = text(*LONG)
    new = fresh([*text(*LONG[1:]), p("n", LONG[0].replace("三十七", "三十八"))])
    new = [replace(one, id=f"y{n}") for n, one in enumerate(new)]
    left, moved = changes(old, new)
    assert (left.kind, moved.kind) == (Kind.LEFT, Kind.MOVED)
    changed = [one.text for one in moved.segments if one.kind is not Kind.EQUAL]
    assert changed == ["三十七期", "三十八期"]
    assert Nature.NUMBERS in moved.natures


def test_two_that_changed_places_are_one_move() -> None:
    old = text(*LONG)
    new = fresh([old[0], old[2], old[1], old[3]])
    assert sorted(str(one.kind) for one in changes(old, new)) == ["left", "moved"]


def test_short_lines_and_empty_ones_come_and_go_but_do_not_move() -> None:
    old = [p("a", "（一）"), *text(*LONG), p("b")]
    new = fresh([p("b"), *text(*LONG), p("a", "（一）")])
    assert {one.kind for one in changes(old, new)} == {Kind.ADDED, Kind.REMOVED}


def test_a_changed_block_finds_its_partner_among_new_ones() -> None:
    old = text(*LONG)
    added = [p(f"n{n}", f"新增第{n}段完全不同的内容说明") for n in range(3)]
    changed = p("c", LONG[1].replace("制度", "办法"))
    new = fresh([old[0], *added[:2], changed, added[2], *old[2:]])
    kinds = [one.kind for one in changes(old, new)]
    assert kinds == [Kind.ADDED, Kind.ADDED, Kind.CHANGED, Kind.ADDED]


def test_levels_lists_and_marks_are_format() -> None:
    for old, new in (
        (Heading("h", 1, (Run("小标题"),)), Heading("h", 2, (Run("小标题"),))),
        (ListItem("i", True, 0, (Run("第一项"),)), ListItem("i", False, 1, (Run("第一项"),))),
        (p("p", "一段文字"), Heading("p", 1, (Run("一段文字"),))),
        (p("p", "一段文字"), p("p", "一段", Run("文字", frozenset({"bold"})))),
        (p("p", "一段文字"), p("p", Run("一段文字", link="https://example.org/"))),
        (p("p", "一段文字"), p("p", "一段文字", landscape=True)),
        (PageBreak("b"), PageBreak("b", landscape=True)),
    ):
        change = only(old, new)
        assert change.natures == {Nature.FORMAT}, (old, new)
        assert not change.is_weighty
        assert {one.kind for one in change.segments} <= {Kind.EQUAL}


def test_the_same_words_with_another_mark_are_told_from_the_others() -> None:
    change = only(p("p", "一段文字"), p("p", "一段", Run("文字", frozenset({"bold"}))))
    assert [(one.text, one.nature) for one in change.segments] == [
        ("一段", None), ("文字", Nature.FORMAT),
    ]  # fmt: skip


def test_a_note_is_compared_within_its_line() -> None:
    old = p("p", "增长", Note((p("n", "按年计算，含税。"),)), "。")
    new = p("p", "增长", Note((p("m", "按月计算，含税。"),)), "。")
    change = only(old, new)
    assert [(str(one.kind), one.text) for one in change.segments] == [
        ("equal", "增长"), ("equal", "〔"), ("equal", "按"), ("delete", "年"), ("insert", "月"),
        ("equal", "计算，含税。"), ("equal", "〕"), ("equal", "。"),
    ]  # fmt: skip


def picture(**more: object) -> Picture:
    made = Picture("f", "a" * 64, "image/png", 100, 100, "", (Run("图1 走势"),))
    return replace(made, **more)  # type: ignore[arg-type]


def test_pictures_by_their_bytes_and_captions_by_their_words() -> None:
    assert only(picture(), picture(hash="b" * 64)).natures == {Nature.MEANING}
    assert only(picture(), picture(width=90)).natures == {Nature.FORMAT}
    captioned = only(picture(), picture(caption=(Run("图2 走势"),)))
    assert captioned.natures == {Nature.MEANING} or captioned.natures == {Nature.NUMBERS}


def test_objects_by_their_bytes_and_by_their_words() -> None:
    chart, other = IslandBlock("i", "a" * 64, "chart", "销量 12"), "b" * 64
    assert only(chart, replace(chart, hash=other)).natures == {Nature.MEANING}
    assert only(chart, replace(chart, hash=other, text="销量 13")).is_weighty
    field = replace(chart, kind="field")
    assert only(field, replace(field, hash=other)).natures == {Nature.FORMAT}
    inline = InlineIsland("a" * 64, "equation", "x=1")
    assert only(p("p", inline), p("p", replace(inline, hash=other))).natures == {Nature.FORMAT}
    seen = replace(inline, kind="shape")
    assert only(p("p", seen), p("p", replace(seen, hash=other))).natures == {Nature.MEANING}


def test_a_figure_of_the_register_by_what_it_shows() -> None:
    old = p("p", "增长", FigureRef("f1", 1, "8.2%"), "。")
    assert only(old, p("p", "增长", FigureRef("f1", 2, "8.3%"), "。")).natures == {Nature.NUMBERS}
    assert only(old, p("p", "增长", FigureRef("f1", 2, "8.2%"), "。")).natures == {Nature.FORMAT}


def grid(*rows: str, header_rows: int = 0) -> Table:
    made = [
        tuple(cell(p(f"c{y}{x}", word)) for x, word in enumerate(row.split()))
        for y, row in enumerate(rows)
    ]
    return Table("t", tuple(made), header_rows)


def rows_of(change: BlockChange) -> list[tuple[str, list[str]]]:
    return [(str(row.kind), [str(one.kind) for one in row.cells]) for row in change.rows]


def test_a_row_between_others_is_added_and_a_changed_one_is_changed() -> None:
    old = grid("类别 数量", "图书 12", "期刊 30", "报纸 5")
    new = grid("类别 数量", "图书 15", "音像 8", "期刊 30")
    assert rows_of(only(old, new)) == [
        ("equal", ["equal", "equal"]),
        ("changed", ["equal", "changed"]),
        ("added", ["added", "added"]),
        ("equal", ["equal", "equal"]),
        ("removed", ["removed", "removed"]),
    ]
    assert only(old, new).natures == {Nature.NUMBERS, Nature.MEANING}


def test_a_column_that_came_in_stands_in_each_row() -> None:
    old = grid("类别 数量", "图书 12", "期刊 30")
    new = grid("类别 单位 数量", "图书 册 12", "期刊 种 31")
    assert rows_of(only(old, new)) == [
        ("changed", ["equal", "added", "equal"]),
        ("changed", ["equal", "added", "equal"]),
        ("changed", ["equal", "added", "changed"]),
    ]


def test_widths_and_heads_of_tables_are_format() -> None:
    old = grid("类别 数量", "图书 12")
    assert only(old, grid("类别 数量", "图书 12", header_rows=1)).natures == {Nature.FORMAT}
    assert only(old, replace(old, widths=(1, 2))).natures == {Nature.FORMAT}


def test_tables_of_other_tall_cells_are_not_laid_over_each_other() -> None:
    tall = Table("t", ((Cell((p("a", "甲"),), rows=2), cell(p("b", "1"))), (cell(p("c", "2")),)))
    change = only(grid("甲 1", "乙 2"), tall)
    assert change.kind is Kind.CHANGED and change.rows == ()
