"""Sections of two years are paired by their headings, one to one."""

from __future__ import annotations

from workflow.documents.outline.likeness import pair

WORK = "工作情况"


def test_years_and_punctuation_do_not_part_what_belongs_together() -> None:
    now = [("导语",), ("2026年工作情况",), (WORK, "制度建设。"), ("下一步安排",)]
    then = [("导语",), ("2025年工作情况",), (WORK, "制度建设"), ("下一步工作安排",)]
    found = pair(now, then)
    assert [one and one[0] for one in found] == [0, 1, 2, 3]
    assert found[1] is not None and found[1][1] == 100


def test_of_equal_titles_the_one_below_the_same_heading_is_meant() -> None:
    now = [("机关工作", "存在问题"), ("基层工作", "存在问题")]
    then = [("基层工作", "存在问题"), ("机关工作", "存在问题")]
    assert [one and one[0] for one in pair(now, then)] == [1, 0]


def test_none_goes_to_two_and_what_is_unlike_stays_alone() -> None:
    found = pair([("队伍建设",), ("队伍建设情况",), ("财务审计",)], [("队伍建设",)])
    assert found[0] == (0, 100) and found[1:] == [None, None]
    assert pair([("队伍建设",)], []) == [None]
