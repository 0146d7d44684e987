"""Columns have one unit, in which the same table is the same wherever it has been."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.content import column_shares
from workflow.documents.content.columns import NARROWEST, WHOLE
from workflow.documents.writer.tables import column_widths

columns = st.lists(st.integers(1, 100_000), min_size=1, max_size=63)


def test_shares_are_thousandths_in_the_proportion_of_the_widths() -> None:
    assert column_shares((1, 3), 2) == (250, 750)
    assert column_shares((34, 22, 22, 22), 4) == (340, 220, 220, 220)
    assert column_shares((2, 1, 1, 1), 4) == (400, 200, 200, 200)


def test_equal_widths_unknown_ones_and_one_column_need_none() -> None:
    for widths, count in (((7, 7, 7), 3), ((1000, 1005), 2), ((), 4), ((0, 0), 2), ((9,), 1)):
        assert column_shares(widths, count) == (), widths


def test_a_column_without_a_width_gets_a_mean_one_and_none_vanishes() -> None:
    assert column_shares((1, 3), 3) == (167, 500, 333)
    assert column_shares((1, 3, 9), 2) == (250, 750)
    assert column_shares((0, 10_000), 2) == (NARROWEST, WHOLE - NARROWEST)
    assert column_shares((1, 1, 48, 950), 4) == (20, 20, 46, 914)


@settings(deadline=None)
@given(columns, st.integers(0, 3))
def test_shares_of_shares_are_the_same(widths: list[int], lacking: int) -> None:
    count = min(len(widths) + lacking, 63)
    shares = column_shares(widths, count)
    assert column_shares(shares, count) == shares
    if shares:
        assert sum(shares) == WHOLE and len(shares) == count and min(shares) >= 7


@settings(deadline=None)
@given(columns, st.integers(1020, 20_000))
def test_what_word_makes_of_them_gives_them_back(widths: list[int], room: int) -> None:
    shares = column_shares(widths, len(widths))
    assert column_shares(column_widths(shares, len(widths), room), len(widths)) == shares
