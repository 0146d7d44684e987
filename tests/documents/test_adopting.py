"""Where a suggestion belongs after the text has moved on; several made at once."""

from __future__ import annotations

import pytest

from workflow.documents.adopting import Spot, find, make
from workflow.documents.anchors import Step, anchored
from workflow.documents.content import Cell, Content, Paragraph, Run, Table, plain_text
from workflow.documents.talk import Suggestion

SAID = "全年接待读者三十二万人次，较上年增长百分之十一。"


def text(*lines: str) -> Content:
    return Content(tuple(Paragraph(f"b{n}", (Run(one),)) for n, one in enumerate(lines)))


def found(change: Suggestion, new: Content, old: Content | None = None) -> Spot | None:
    old = old or text(SAID, "第二段。")
    told = anchored(old, change.block, change.start, change.end)
    place = Step(old, new).follow(*told) if told and change.end > change.start else None
    return find(change, old, new, place)


def test_words_are_found_where_they_went_and_changed_ones_say_how_much_is_left() -> None:
    change = Suggestion("甲", "", "b0", 4, 12, (Run("读者四十万人次"),))
    assert found(change, text("据统计，" + SAID)) == Spot("b0", 8, 16)
    near = found(change, text(SAID.replace("三十二", "三十三")))
    assert near is not None and not near.is_exact
    assert found(change, text("全年增长百分之十一。")) is None


@pytest.mark.parametrize(
    ("new", "spot"),
    [
        (text(SAID), Spot("b0", 13, 13)),
        (text("据统计，" + SAID), Spot("b0", 17, 17)),
        (text("另起一段。", "别的段落。", SAID), Spot("b2", 13, 13)),
        (text("完全不同的一句话。"), None),
    ],
)
def test_what_comes_in_between_two_signs_goes_with_them(new: Content, spot: Spot | None) -> None:
    assert found(Suggestion("甲", "", "b0", 13, 13, (Run("同比"),)), new) == spot


def test_where_something_was_written_at_the_very_place_it_is_not_exact() -> None:
    change = Suggestion("甲", "", "b0", 13, 13, (Run("同比"),))
    near = found(change, text(SAID.replace("，较", "，明显较")))
    assert near is not None and not near.is_exact


def test_blocks_and_rows_that_changed_are_not_taken_for_the_same() -> None:
    row = (Cell((Paragraph("c", (Run("甲"),)),)),)
    table = Table("t", (row, row))
    old = Content((Paragraph("b0", (Run("一段。"),)), table))
    gone = Suggestion("甲", "", "b0", removed=True)
    assert find(gone, old, old, None) == Spot("b0")
    changed = Content((Paragraph("b0", (Run("一段，改过。"),)), table))
    near = find(gone, old, changed, None)
    assert near is not None and not near.is_exact
    assert find(gone, old, text(), None) is None
    cut = Suggestion("甲", "", "t", 0, 1)
    assert find(cut, old, changed, None) == Spot("t", 0, 1)
    assert find(cut, old, Content((Table("t", (row,)),)), None) is None


def test_of_two_for_the_same_words_the_first_is_made() -> None:
    old = text("甲乙丙丁戊")
    one = Suggestion("", "", "b0", 1, 3, (Run("一"),))
    two = Suggestion("", "", "b0", 2, 4, (Run("二"),))
    three = Suggestion("", "", "b0", 4, 4, (Run("三"),))
    made, taken = make(old, [(c, Spot("b0", c.start, c.end)) for c in (one, two, three)])
    assert plain_text(made) == "甲一丁三戊" and taken == [True, False, True]
