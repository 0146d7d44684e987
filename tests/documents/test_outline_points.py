"""Points inside a text: 一是, 一要, 第一, and those whose 是 is missing."""

import pytest

from workflow.documents.outline import recognise


def points(text: str) -> list[tuple[int, str]]:
    return [(p.n, p.form) for p in recognise(text).points]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是压实责任。二是强化督导。", [(1, "N是"), (2, "N是")]),
        ("主要做法：一是甲；二是乙。", [(1, "N是"), (2, "N是")]),
        ("一要学习。\n二要落实。", [(1, "N要"), (2, "N要")]),
        ("第一，统一口径。第二，明确任务。", [(1, "第N,"), (2, "第N,")]),
        ("这一是非曲直，第一，不说。", []),
        ("一是甲好。二是乙好。三切实改进。", [(1, "N是"), (2, "N是"), (3, "N?")]),
        ("一是甲好。二是乙好。三项任务完成。", [(1, "N是"), (2, "N是")]),
        ("一是甲好。三切实改进。", [(1, "N是")]),
        ("坚持一岗双责。十九大召开。", []),
    ],
)
def test_points_stand_at_a_sentence_s_start(text: str, found: list[tuple[int, str]]) -> None:
    assert points(text) == found


def test_a_point_names_its_section_and_its_oddity() -> None:
    outline = recognise("前言。一是先说。\n一、甲\n一是乙。三是丙。\n（一）丁\n二是戊。")
    assert [(p.section, p.n, p.flags) for p in outline.points] == [
        ("0", 1, ()), ("1", 1, ()), ("1", 3, ("sequence_gap",)), ("1.1", 2, ("sequence_start",)),
    ]  # fmt: skip


def test_a_missing_word_is_flagged_at_its_place() -> None:
    text = "一是甲好。二是乙好。三切实改进。"
    last = recognise(text).points[-1]
    assert (last.start, last.flags) == (text.index("三切实"), ("missing_是",))


def test_a_short_sentence_above_its_text_is_like_a_heading() -> None:
    outline = recognise("一、问题\n一是学习不深。\n读书不多。二是方法不新。\n办法老旧。三是完了。")
    assert [p.heading_like for p in outline.points] == [True, True, False]


def test_points_are_never_sections_until_a_person_makes_them_so() -> None:
    assert recognise("一是压实责任\n二是强化督导").sections == ()
