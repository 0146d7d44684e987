"""Corrections of an outline, one after the other: nothing is lost, and each can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.test_outline_invariant import everything, packed, rich_texts
from workflow.actions import intake_corrections as stored
from workflow.actions import intake_steps as steps
from workflow.documents.outline import Decisions, Outline, recognise
from workflow.documents.outline.places import pieces_of
from workflow.domain.machine import NotYet

TEXT = "报告\n一、甲\n（一）乙\n写了。（二）丙\n又写。还写。\n二、丁\n（一）戊\n三、己"
Step = Callable[[stored.Corrections, Outline], None]


def at(words: str, text: str = TEXT) -> int:
    return text.index(words)


class Desk:
    """A text with its corrections, as an upload keeps them."""

    def __init__(self, text: str = TEXT, first: Decisions | None = None) -> None:
        self.text = text
        self.stored = stored.begun(first or Decisions())

    @property
    def outline(self) -> Outline:
        return recognise(self.text, stored.read(self.stored).decisions())

    @property
    def titles(self) -> list[tuple[str, str]]:
        return [(one.id, one.title) for one in self.outline.sections]

    def do(self, step: Step, start: int) -> None:
        known, outline = stored.read(self.stored), self.outline
        step(known, outline)
        steps.keep_the_others(known, outline, start)
        self.stored = stored.written(self.stored, known)

    def move(self, words: str, level: int) -> None:
        start = at(words, self.text)
        self.do(lambda known, outline: steps.move(known, outline, start, level), start)

    def reject(self, words: str) -> None:
        start = at(words, self.text)
        self.do(lambda known, outline: steps.reject(known, outline, start), start)

    def cut(self, words: str, title: str = "") -> None:
        start = at(words, self.text)
        self.do(lambda known, outline: steps.cut(known, outline, start, title), start)

    def back(self) -> None:
        self.stored = stored.taken_back(self.stored)


def test_a_section_moves_with_all_below_it_and_the_others_keep_their_level() -> None:
    desk = Desk()
    desk.move("（二）丙", 1)
    assert desk.titles == [
        ("1", "甲"), ("1.1", "乙"), ("2", "丙"), ("3", "丁"), ("3.1", "戊"), ("4", "己"),
    ]  # fmt: skip
    desk.move("二、丁", 2)
    assert desk.titles[3:] == [("2.1", "丁"), ("2.1.1", "戊"), ("3", "己")]
    desk.back()
    desk.back()
    assert desk.titles == Desk().titles


@pytest.mark.parametrize(
    ("words", "level"), [("一、甲", 2), ("（一）乙", 3), ("一、甲", 0), ("三、己", 3)]
)
def test_a_level_that_does_not_exist_is_refused(words: str, level: int) -> None:
    desk = Desk()
    with pytest.raises(NotYet) as refused:
        desk.move(words, level)
    assert "没有改动" in refused.value.sentence.zh
    assert desk.titles == Desk().titles and desk.stored.get("past") is None


def test_nothing_is_pushed_below_the_deepest_level() -> None:
    desk = Desk("一、甲\n1.乙\n（1）丙\n①丁\n2.戊\n（1）己\n①庚")
    with pytest.raises(NotYet):
        desk.move("2.戊", 3)


def test_joining_a_section_leaves_its_own_sections_where_they_can_stand() -> None:
    desk = Desk()
    desk.reject("二、丁")
    assert desk.titles == [("1", "甲"), ("1.1", "乙"), ("1.2", "丙"), ("1.3", "戊"), ("2", "己")]
    desk.back()
    desk.reject("一、甲")
    assert desk.titles == [("1", "乙"), ("2", "丙"), ("3", "丁"), ("3.1", "戊"), ("4", "己")]
    preamble = desk.outline.preamble
    assert preamble is not None and preamble.text == "一、甲"


def test_joining_one_heading_does_not_dissolve_the_glued_one_behind_it() -> None:
    desk = Desk("一、甲\n（一）乙\n写。（二）丙\n写。（三）丁\n写。")
    desk.reject("（二）丙")
    last = desk.outline.sections[-1]
    assert (last.title, last.doubtful, last.flags) == ("丁", True, ("sequence_gap",))


def test_a_cut_takes_its_title_from_the_text_or_from_the_person() -> None:
    desk = Desk()
    desk.cut("还写。")
    assert desk.titles[3] == ("1.3", "还写")
    desk.back()
    desk.cut("还写。", "  后半\n部分 ")
    cut = desk.outline.sections[3]
    assert stored.read(desk.stored).titles == {cut.start: "后半 部分"}
    assert desk.outline.body_text(cut) == "还写。"
    desk.reject("还写。")
    assert desk.titles == Desk().titles


def test_a_place_within_a_sentence_cannot_be_cut() -> None:
    desk = Desk()
    with pytest.raises(NotYet) as refused:
        desk.cut("写。还")
    assert "段首或句末" in refused.value.sentence.zh
    assert desk.titles == Desk().titles


def test_the_headings_of_a_word_file_come_back_when_all_begins_again() -> None:
    desk = Desk("甲\n写了。\n乙", Decisions(added=frozenset({0, 6}), levels={0: 1, 6: 2}))
    first = desk.titles
    desk.reject("甲")
    desk.cut("写了。")
    assert desk.titles != first
    desk.stored = stored.begun_again(desk.stored)
    assert desk.titles == first
    desk.back()
    assert desk.titles == [("1", "写了"), ("2", "乙")]


def test_an_upload_from_before_the_steps_were_kept_can_be_read() -> None:
    known = stored.read({"rejected": [3], "added": [1], "marked": [1], "levels": {"1": 2}})
    assert known.first_added == {1} and known.levels == {1: 2} and known.titles == {}
    assert stored.taken_back({"rejected": [3]}) == {"rejected": [3]}


@given(
    rich_texts,
    st.lists(st.tuples(st.integers(0, 5), st.integers(0), st.integers(0, 5)), max_size=8),
)
@settings(max_examples=150, deadline=None)
def test_no_step_loses_a_character_and_every_step_can_be_taken_back(
    text: str, choices: list[tuple[int, int, int]]
) -> None:
    desk = Desk(text)
    seen = [stored.read(desk.stored)]
    for kind, where, level in choices:
        before = {one.start: one.level for one in desk.outline.sections}
        start = _start(desk, kind, where)
        try:
            desk.do(_step(kind, start, level), start)
        except NotYet:
            continue
        assert everything(desk.outline) == packed(text)
        after = {one.start: one.level for one in desk.outline.sections}
        assert set(before) - {start} <= set(after)
        if stored.read(desk.stored) != seen[-1]:
            seen.append(stored.read(desk.stored))
    for known in reversed(seen[:-1]):
        desk.back()
        assert stored.read(desk.stored) == known
    assert desk.titles == Desk(text).titles


def _start(desk: Desk, kind: int, where: int) -> int:
    """A heading, a doubtful line or a sentence of the text, mostly one that fits the step."""
    outline = desk.outline
    starts = [one.start for one in outline.sections]
    starts += [one.start for one in outline.suggestions]
    if kind == 4:
        starts = [one.start for one in pieces_of(desk.text, 0, len(desk.text))]
    return starts[where % len(starts)] if starts else where % 100


def _step(kind: int, start: int, level: int) -> Step:
    def step(known: stored.Corrections, outline: Outline) -> None:
        match kind:
            case 0:
                steps.accept(known, start)
            case 1:
                steps.reject(known, outline, start)
            case 2:
                steps.move(known, outline, start, level)
            case 3:
                steps.retitle(known, outline, start, "新标题")
            case 4:
                steps.cut(known, outline, start, "新标题" if level % 2 else "")
            case _:
                known.forget(start)

    return step
