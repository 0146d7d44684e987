"""Two texts from one base: what only one side changed is there, what both changed is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workflow.documents.content import (
    Cell,
    Content,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    Table,
    plain_text,
    shown_text,
)
from workflow.documents.threeway import Choice, Merged, merged, settled


def line(name: str, text: str) -> Paragraph:
    return Paragraph(name, (Run(text),))


def content(*texts: str) -> Content:
    """Paragraphs a, b, c ... in order."""
    return Content(tuple(line(chr(97 + n), text) for n, text in enumerate(texts)))


def table(*rows: str) -> Table:
    """A row a word, a cell a comma; the cells' blocks have no lasting ids."""
    return Table(
        "t",
        tuple(
            tuple(Cell((line(f"{n}{x}{text}", text),)) for x, text in enumerate(row.split(",")))
            for n, row in enumerate(rows)
        ),
    )


def cells(found: Merged) -> list[str]:
    (one,) = found.content.blocks
    assert isinstance(one, Table)
    return [",".join(shown_text(cell.blocks[0]) for cell in row) for row in one.rows]


def texts(found: Merged) -> list[str]:
    return plain_text(found.content).split("\n")


BASE = content("全年办班12期。", "参训300人次。", "下一步抓落实。")


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (
            content("全年办班13期。", "参训300人次。", "下一步抓落实。"),
            content("全年办班12期。", "参训320人次。", "下一步抓落实。"),
            ["全年办班13期。", "参训320人次。", "下一步抓落实。"],
        ),
        (  # one paragraph, two places
            content("全年共办班12期。", "参训300人次。", "下一步抓落实。"),
            content("全年办班15期。", "参训300人次。", "下一步抓落实。"),
            ["全年共办班15期。", "参训300人次。", "下一步抓落实。"],
        ),
        (  # one side took a block out, the other one brought some in
            content("全年办班12期。", "参训300人次。"),
            Content((line("x", "总的看。"), *BASE.blocks, line("y", "完。"))),
            ["总的看。", "全年办班12期。", "参训300人次。", "完。"],
        ),
        (  # a moved block takes the other side's words along
            Content((BASE.blocks[2], *BASE.blocks[:2])),
            content("全年办班12期。", "参训300人次。", "下一步狠抓落实。"),
            ["下一步狠抓落实。", "全年办班12期。", "参训300人次。"],
        ),
        (  # both at the same end: both stand
            Content((*BASE.blocks, line("x", "我加的。"))),
            Content((*BASE.blocks, line("y", "他加的。"))),
            ["全年办班12期。", "参训300人次。", "下一步抓落实。", "他加的。", "我加的。"],
        ),
        (  # both brought the same words: once
            Content((*BASE.blocks, line("x", "完。"))),
            Content((*BASE.blocks, line("y", "完。"))),
            ["全年办班12期。", "参训300人次。", "下一步抓落实。", "完。"],
        ),
    ],
)
def test_what_one_side_changed_is_there(
    mine: Content, theirs: Content, expected: list[str]
) -> None:
    found = merged(BASE, mine, theirs)
    assert texts(found) == expected and found.clashes == ()


def test_words_that_both_changed_clash_and_the_rest_of_the_block_is_put_together() -> None:
    mine = content("全年办班13期。地点在市里。", "参训300人次。", "下一步抓落实。")
    theirs = content("今年办班14期。地点在市里。", "参训300人次。", "下一步抓落实。")
    base = content("全年办班12期。地点在市里。", "参训300人次。", "下一步抓落实。")
    found = merged(base, mine, replace(theirs, blocks=(*theirs.blocks, line("y", "完。"))))
    assert texts(found)[0] == "今年办班13期。地点在市里。" and texts(found)[-1] == "完。"
    (clash,) = found.clashes
    assert clash.block_id == "a" and clash.base == base.blocks[0]
    assert clash.mine is not None and shown_text(clash.mine) == "今年办班13期。地点在市里。"
    assert clash.theirs is not None and shown_text(clash.theirs) == "今年办班14期。地点在市里。"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (None, ["一稿。", "二。"]),
        (Choice.MINE, ["一稿。", "二。"]),
        (Choice.THEIRS, ["一版。", "二。"]),
        (Choice.BOTH, ["一稿。", "一版。", "二。"]),
    ],
)
def test_a_person_chooses_at_a_clash(choice: Choice | None, expected: list[str]) -> None:
    found = merged(content("一。", "二。"), content("一稿。", "二。"), content("一版。", "二。"))
    made = settled(found, {"a": choice} if choice else {})
    assert plain_text(made).split("\n") == expected
    assert len({one.id for one in made.blocks}) == len(expected)


@pytest.mark.parametrize("turned", [False, True])
def test_a_block_that_one_removed_and_the_other_changed_stays_and_is_asked_about(
    turned: bool,
) -> None:
    sides = [content("一。"), content("一。", "二稿。")]
    found = merged(content("一。", "二。"), *(reversed(sides) if turned else sides))
    assert texts(found) == ["一。", "二稿。"]
    (clash,) = found.clashes
    assert (clash.theirs if turned else clash.mine) is None
    gone = settled(found, {"b": Choice.THEIRS if turned else Choice.MINE})
    assert plain_text(gone) == "一。"


def test_new_words_win_over_a_new_look_and_other_looks_stay() -> None:
    bold = frozenset({"bold"})
    base = content("一共十二期。效果好。")
    mine = Content((Paragraph("a", (Run("一共十二期。效果好。", bold),)),))
    theirs = content("一共十三期。效果好。")
    (block,) = merged(base, mine, theirs).content.blocks
    assert block == Paragraph("a", (Run("一共", bold), Run("十三期"), Run("。效果好。", bold)))


@pytest.mark.parametrize(
    "mine", [Heading("a", 1, (Run("一。"),)), ListItem("a", True, 0, (Run("一。"),))]
)
def test_another_kind_of_block_takes_the_other_sides_words(mine: Heading | ListItem) -> None:
    found = merged(content("一。"), Content((mine,)), content("一稿。"))
    assert found.content.blocks == (replace(mine, runs=(Run("一稿。"),)),) and not found.clashes


def test_a_picture_takes_its_width_from_one_and_its_caption_from_the_other() -> None:
    base = Picture("p", "0" * 64, "image/png", 10, 10, caption=(Run("图一"),))
    mine, theirs = replace(base, width=20), replace(base, caption=(Run("图一 现场"),))
    found = merged(*(Content((one,)) for one in (base, mine, theirs)))
    assert found.content.blocks == (replace(theirs, width=20),)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected", "clashes"),
    [
        (("甲,1", "乙,3"), ("甲,5", "乙,2"), ["甲,5", "乙,3"], 0),
        (("甲,1", "乙,2", "丙,3"), ("甲,5", "乙,2"), ["甲,5", "乙,2", "丙,3"], 0),
        (("乙,2",), ("甲,1", "乙,7"), ["乙,7"], 0),
        (("甲,8", "乙,2"), ("甲,9", "乙,2"), ["甲,8", "乙,2"], 1),
        (("甲,1,x", "乙,2,y"), ("甲,9", "乙,2"), ["甲,1,x", "乙,2,y"], 1),  # a new column
    ],
)
def test_tables_row_by_row_and_cell_by_cell(
    mine: tuple[str, ...], theirs: tuple[str, ...], expected: list[str], clashes: int
) -> None:
    sides = [Content((table(*rows),)) for rows in (("甲,1", "乙,2"), mine, theirs)]
    found = merged(*sides)
    assert cells(found) == expected and len(found.clashes) == clashes
