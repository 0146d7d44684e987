"""Medians, percentiles, ratios, goals, and the line that is made of them."""

from __future__ import annotations

import pytest

from bench.figures import Case, Goal, middle, percentile, ratio, rounded, take_turns
from bench.table import table

KEYS = (
    *("bench", "case", "unit", "ours", "peer", "peer_name", "floor", "to_peer", "to_floor"),
    *("goal", "met", "runs", "machine"),
)


def test_the_line_has_the_promised_keys_in_order() -> None:
    assert tuple(Case("web", "desk", "ms", ours=[1.0]).row("here")) == KEYS


def test_ratios_are_those_of_medians() -> None:
    row = Case("b", "c", "ms", ours=[1, 9, 2], floor=[4, 1, 1], peer=[8, 4, 1]).row("here")
    assert (row["ours"], row["floor"], row["peer"]) == (2, 1, 4)
    assert (row["to_floor"], row["to_peer"]) == (2, 0.5)
    assert row["runs"] == 3


def test_what_is_missing_is_null() -> None:
    row = Case("b", "c", "ms", ours=[3.0]).row("here")
    assert [name for name in KEYS if row[name] is None] == [
        *("peer", "peer_name", "floor", "to_peer", "to_floor", "goal", "met"),
    ]
    assert middle([]) is None
    assert ratio(2, None) is None
    assert ratio(None, 2) is None
    assert ratio(2, 0) is None


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (Goal("to_peer", 0.5, at_least=False), True),
        (Goal("to_peer", 0.4, at_least=False), False),
        (Goal("to_floor", 2, at_least=True), True),
        (Goal("ours", 2.1, at_least=True), False),
    ],
)
def test_a_goal_is_met_or_not(goal: Goal, met: bool) -> None:
    row = Case("b", "c", "ms", ours=[2.0], floor=[1.0], peer=[4.0], goal=goal).row("here")
    assert row["met"] is met


def test_a_goal_without_its_figure_is_neither_met_nor_missed() -> None:
    goal = Goal("to_peer", 2, at_least=True)
    row = Case("b", "c", "ms", ours=[2.0], goal=goal).row("here")
    assert (row["goal"], row["met"]) == ("to_peer >= 2", None)


@pytest.mark.parametrize(("part", "value"), [(0.95, 19), (0.5, 10), (1.0, 20), (0.0, 1)])
def test_percentiles(part: float, value: float) -> None:
    assert percentile([float(one) for one in range(20, 0, -1)], part) == value


def test_the_percentile_of_one_is_that_one() -> None:
    assert percentile([7.0], 0.95) == 7


def test_four_digits_count() -> None:
    assert rounded(1234.56) == 1235
    assert rounded(0.0123456) == 0.01235
    assert rounded(None) is None


def test_candidates_take_turns() -> None:
    order: list[str] = []
    taken = take_turns(2, lambda: order.append("ours"), lambda: order.append("floor"))
    assert order == ["ours", "floor", "ours", "floor"]
    assert [len(one) for one in taken] == [2, 2]


def test_the_table_holds_every_row_and_names_peer_and_machine() -> None:
    rows = [
        Case("b", "one", "ms", ours=[2.0], peer=[4.0], peer_name="another 1.0").row("here"),
        Case("b", "two", "ms", ours=[2.0]).row("here"),
    ]
    lines = table(rows).splitlines()
    assert len(lines) == 5
    assert lines[1].split()[:3] == ["b", "one", "ms"]
    assert lines[3:] == ["peer: another 1.0", "machine: here"]
