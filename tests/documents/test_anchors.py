"""Anchors through edits: the words stay marked, and what is gone is gone."""

from __future__ import annotations

import pytest

from workflow.documents.anchors import Anchor, Place, Step, anchored
from workflow.documents.content import Cell, Content, Paragraph, Run, Table

SAID = "本年度共接待读者三十二万人次，较上年增长百分之十一。"
QUOTE = "接待读者三十二万人次"


def content(*blocks: tuple[str, str]) -> Content:
    return Content(tuple(Paragraph(own, (Run(text),) if text else ()) for own, text in blocks))


def spoken_of(old: Content, quote: str, block: str = "a") -> tuple[Anchor, Place]:
    text = next(one.runs[0].text for one in old.blocks if one.id == block)  # type: ignore[union-attr]
    start = text.index(quote)
    found = anchored(old, block, start, start + len(quote))
    assert found is not None
    return found


def words(new: Content, place: Place | None) -> str:
    assert place is not None
    text = next(
        "".join(run.text for run in one.runs)  # type: ignore[union-attr]
        for one in new.blocks
        if one.id == place.block
    )
    return text[place.start : place.end]


def moved(quote: str, *blocks: tuple[str, str]) -> tuple[Place | None, Content]:
    old, new = content(("a", SAID), ("b", "馆藏图书一百万册。")), content(*blocks)
    return Step(old, new).follow(*spoken_of(old, quote)), new


def test_words_inserted_before_do_not_move_the_mark() -> None:
    place, new = moved(QUOTE, ("a", "据统计，" + SAID))
    assert words(new, place) == QUOTE and place == Place("a", 8, 18)


@pytest.mark.parametrize("ahead", ["𠮷", "👨‍👩‍👧", "é\u0301", "\ufffc\ufffc"])
def test_offsets_count_code_points(ahead: str) -> None:
    place, new = moved(QUOTE, ("a", ahead * 3 + SAID))
    assert words(new, place) == QUOTE and place is not None and place.score == 100


def test_deleted_words_leave_nothing() -> None:
    place, _ = moved(QUOTE, ("a", "本年度较上年增长百分之十一。"), ("b", "馆藏图书一百万册。"))
    assert place is None


def test_a_deleted_block_leaves_nothing() -> None:
    assert moved(QUOTE, ("b", "馆藏图书一百万册。"))[0] is None


def test_a_change_within_is_followed_with_a_score() -> None:
    place, new = moved(QUOTE, ("a", SAID.replace("三十二万", "四十五万")))
    assert words(new, place) == "接待读者四十五万人次"
    assert place is not None and 50 <= place.score < 100


def test_words_inserted_within_keep_all_that_is_left() -> None:
    place, new = moved(QUOTE, ("a", SAID.replace("三十二万", "（含线上）三十二万")))
    assert words(new, place) == "接待读者（含线上）三十二万人次"
    assert place is not None and place.score == 99


def test_half_of_the_words_is_still_a_place_less_is_none() -> None:
    assert moved(QUOTE, ("a", "本年度共接待读者三，较上年增长百分之十一。"))[0] == Place(
        "a", 4, 9, 50
    )
    assert moved(QUOTE, ("a", "本年度共接待，较上年增长百分之十一。"))[0] is None


def test_a_split_takes_the_words_along() -> None:
    place, new = moved(
        QUOTE, ("a", "本年度共"), ("n", "接待读者三十二万人次，较上年增长百分之十一。")
    )
    assert place == Place("n", 0, len(QUOTE)) and words(new, place) == QUOTE


def test_a_join_takes_the_words_along() -> None:
    place, new = moved(QUOTE, ("b", "馆藏图书一百万册。" + SAID))
    assert words(new, place) == QUOTE and place is not None and place.block == "b"


def test_an_upload_under_other_ids_keeps_the_words() -> None:
    place, new = moved(QUOTE, ("x1", "新加一段。"), ("x2", SAID), ("x3", "馆藏图书一百万册。"))
    assert words(new, place) == QUOTE and place is not None and place.block == "x2"


def test_an_upload_with_changed_words_keeps_them_with_a_score() -> None:
    place, new = moved(QUOTE, ("x2", "全年共接待读者三十五万人次，同比增长。"))
    assert words(new, place) == "接待读者三十五万人次"
    assert place is not None and place.score == 90


def test_the_same_words_are_told_apart_by_what_stands_around_them() -> None:
    old = content(("a", "甲馆完成任务八项。"), ("b", "乙馆完成任务八项。"))
    anchor, place = spoken_of(old, "完成任务", "b")
    new = content(("x", "甲馆完成任务八项。"), ("y", "乙馆完成任务八项。"))
    assert Step(old, new).follow(anchor, place) == Place("y", 2, 6)


def test_a_short_quote_is_not_found_in_a_stranger() -> None:
    place, _ = moved("读者", ("b", "馆藏图书一百万册，读者满意。"))
    assert place is None


def test_words_that_come_back_are_found_by_the_quote() -> None:
    """After a draft without them a restore brings them; the last known place is the first."""
    old = content(("a", SAID))
    anchor, place = spoken_of(old, QUOTE)
    assert Step(content(("a", "别的。")), content(("a", "又" + SAID))).follow(
        anchor, place
    ) == Place("a", 5, 15)


def test_a_whole_block_keeps_its_comment_whatever_it_says() -> None:
    old = content(("a", SAID), ("b", "馆藏。"))
    found = anchored(old, "a")
    assert found is not None and found[0].whole
    assert Step(old, content(("a", "全新。"))).follow(*found) == Place("a", 0, 3)
    assert Step(old, content(("z", SAID))).follow(*found) == Place("z", 0, len(SAID))
    assert Step(old, content(("b", "馆藏。"))).follow(*found) is None


def test_words_in_cells_are_words_of_their_own_block() -> None:
    def table(words: str) -> Content:
        return Content((Table("t", ((Cell((Paragraph("c", (Run(words),)),)),),)),))

    found = anchored(table("合计三十二万"), "c", 2, 6)
    assert found is not None and found[0].quote == "三十二万"
    assert Step(table("合计三十二万"), table("总合计三十二万")).follow(*found) == Place("c", 3, 7)


@pytest.mark.parametrize(("block", "start", "end"), [("z", 0, 1), ("a", 5, 3), ("a", 0, 999)])
def test_what_is_no_place_of_the_text_gives_no_anchor(block: str, start: int, end: int) -> None:
    assert anchored(content(("a", SAID)), block, start, end) is None
