"""Blanks: what is one, what only looks like one, and what it asks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.checks.blank import find_blanks


def found(text: str) -> list[tuple[str, str]]:
    return [(b.text, b.kind) for b in find_blanks(text)]


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("开展X次培训", [("X", "figure")]),
        ("发稿XXX余篇", [("XXX", "figure")]),
        ("共Ｘ项", [("Ｘ", "figure")]),
        ("编发《XXXX》", [("XXXX", "title")]),
        ("在X委、XX政府领导下", [("X", "org"), ("XX", "org")]),
        ("在XX市委、XX县人民政府领导下", [("XX", "org"), ("XX", "org")]),
        ("今年以来，X认真落实", [("X", "org")]),
        ("围绕XXXX、乡村振兴", [("XXXX", "name")]),
        ("学习xxx省市精神", [("xxx", "name")]),
        ("XX项目建成，XX会议召开", [("XX", "name"), ("XX", "name")]),
        ("由XX同志负责", [("XX", "name")]),
        ("培训××人，印发__份", [("××", "figure"), ("__", "figure")]),
        ("×月×日", [("×", "figure"), ("×", "figure")]),
        ("编号＿＿＿。", [("＿＿＿", "name")]),
        ("由〇〇局承办", [("〇〇", "org")]),
        ("见【】和（ ）。", [("【】", "name"), ("（ ）", "name")]),
        ("数据待补充。", [("待补充", "name")]),
    ],
)
def test_a_blank_is_found_with_its_kind(text: str, blanks: list[tuple[str, str]]) -> None:
    assert found(text) == blanks


@pytest.mark.parametrize(
    "text",
    [
        "做了X光检查", "X射线设备", "沿X轴移动", "Excel和XML文件", "型号X5和A-XX1", "令x=3",
        "变量 x 为", "面积3×4米", "156 × 225毫米", "a×b", "完成率×100%", "应建数 × 100%",
        "二〇〇五年", "二○○五年", "调用f()即可",
        "制度有待补充", "一般的句子，没有空缺。",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_blank_is_none(text: str) -> None:
    assert found(text) == []


def test_a_figure_names_its_unit() -> None:
    assert [b.unit for b in find_blanks("X次、X余篇、X多名、X余、X局")] == [
        "次", "余篇", "多名", "余", None,
    ]  # fmt: skip


@given(st.text(alphabet="XxＸ×_＿〇【】（）()待补充光次委《》 \n，a1汉", max_size=60))
@settings(deadline=None)
def test_blanks_are_in_order_and_hold_their_own_text(text: str) -> None:
    end = 0
    for blank in find_blanks(text):
        assert end <= blank.start < blank.end
        assert text[blank.start : blank.end] == blank.text
        end = blank.end
