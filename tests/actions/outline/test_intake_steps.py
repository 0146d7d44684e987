"""Corrections of an outline, one after the other: nothing is lost, and each can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workflow.actions.outline import corrections as stored
from workflow.actions.outline import steps
from workflow.documents.outline import Decisions, Outline, recognise
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
        return self.find(stored.read(self.stored).decisions())

    def find(self, decisions: Decisions) -> Outline:
        return recognise(self.text, decisions)

    @property
    def titles(self) -> list[tuple[str, str]]:
        return [(one.id, one.title) for one in self.outline.sections]

    def do(self, step: Step, start: int) -> None:
        known, outline = stored.read(self.stored), self.outline
        step(known, outline)
        steps.keep_the_others(known, outline, start, self.find)
        self.stored = stored.written(self.stored, known)

    def move(self, words: str, level: int) -> None:
        start = at(words, self.text)
        self.do(lambda known, outline: steps.move(known, outline, start, level), start)

    def reject(self, words: str) -> None:
        start = at(words, self.text)
        self.do(lambda known, outline: steps.reject(known, outline, start, self.find), start)

    def cut(self, words: str, title: str = "") -> None:
        start = at(words, self.text)
        self.do(lambda known, outline: steps.cut(known, start, title, self.find), start)

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
