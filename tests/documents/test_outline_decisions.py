"""An editor's corrections: data beside the text, applied each time it is read."""

from workflow.documents.outline import Decisions, Outline, recognise

TEXT = "年度报告\n一、甲\n写了。\n二、乙\n前文。（一）丙\n又写。（二）丁\n三、戊"


def at(words: str, text: str = TEXT) -> int:
    return text.index(words)


def titles(outline: Outline) -> list[tuple[str, str]]:
    return [(s.id, s.title) for s in outline.sections]


def test_a_rejected_heading_becomes_text_of_the_one_before() -> None:
    outline = recognise(TEXT, Decisions(rejected=frozenset({at("二、乙")})))
    assert titles(outline) == [("1", "甲"), ("2", "戊")]
    assert outline.body_text(outline.section("1")).startswith("写了。\n二、乙\n前文。")


def test_a_rejected_numeral_does_not_carry_the_count_on() -> None:
    text = "一、甲\n（一）乙\n写。（二）丙"
    assert len(recognise(text).sections) == 3
    assert len(recognise(text, Decisions(rejected=frozenset({at("（一）", text)}))).sections) == 1


def test_an_accepted_heading_is_no_longer_doubtful() -> None:
    text = "一、甲\n写。二、乙"
    place = at("二、", text)
    assert recognise(text).section("2").doubtful
    outline = recognise(text, Decisions(accepted=frozenset({place})))
    assert not outline.section("2").doubtful and outline.section("2").confirmed
    assert outline.section("2").glued_to_previous


def test_an_accepted_suggestion_becomes_a_heading() -> None:
    outline = recognise("ー、概况\n写了。\n二、打算", Decisions(accepted=frozenset({0})))
    first = outline.section("1")
    assert (first.kind, first.value, first.numeral, first.title) == ("cn_dun", 1, "ー、", "概况")
    assert first.frame == "#、" and outline.suggestions == ()
    assert outline.section("2").flags == ()


def test_a_level_can_be_changed_and_what_follows_keeps_to_it() -> None:
    text = "一、甲\n1.乙\n2.丙\n3.丁"
    outline = recognise(text, Decisions(levels={at("2.", text): 1}))
    assert [s.id for s in outline.sections] == ["1", "1.1", "2", "3"]


def test_a_level_is_never_more_than_one_deeper() -> None:
    outline = recognise(TEXT, Decisions(levels={at("一、甲"): 7, at("二、乙"): 7}))
    assert [s.level for s in outline.sections][:2] == [1, 2]


def test_a_line_without_numeral_can_be_made_a_heading() -> None:
    text = "一、甲\n主要做法\n写了。\n二、乙"
    outline = recognise(text, Decisions(added=frozenset({at("主要", text)})))
    added = outline.section("2")
    assert (added.kind, added.value, added.numeral, added.title) == (None, None, "", "主要做法")
    assert added.frame is None and not added.doubtful
    assert outline.body_text(added) == "写了。"
    assert outline.section("3").flags == ()


def test_an_added_heading_keeps_the_count_of_those_around_it() -> None:
    text = "一、甲\n（一）乙\n小结\n（二）丙"
    outline = recognise(text, Decisions(added=frozenset({at("小结", text)})))
    assert [(s.id, s.flags) for s in outline.sections] == [
        ("1", ()), ("1.1", ()), ("1.2", ()), ("1.3", ()),
    ]  # fmt: skip


def test_a_long_line_made_a_heading_gives_its_first_sentence_as_title() -> None:
    text = "一、甲\n" + "我们做了很多事，" * 5 + "都写在这里。后面还有。"
    section = recognise(text, Decisions(added=frozenset({at("我们", text)}))).section("2")
    assert section.title.endswith("都写在这里") and section.tail == "。" and section.shares_line


def test_a_point_can_be_promoted_even_behind_a_sentence() -> None:
    text = "一、问题\n一是甲。\n写了。二是乙。\n又写。"
    outline = recognise(text, Decisions(added=frozenset({at("一是", text), at("二是", text)})))
    assert titles(outline) == [("1", "问题"), ("2", "一是甲"), ("3", "二是乙")]


def test_a_numeral_that_a_rule_excludes_can_be_added_with_its_value() -> None:
    text = "附件：1.清单\n2.台账"
    section = recognise(text, Decisions(added=frozenset({at("2.", text)}))).section("1")
    assert (section.kind, section.value, section.title) == ("ar_dot", 2, "台账")


def test_places_where_no_heading_can_stand_have_no_effect() -> None:
    inside, beyond = at("了。"), len(TEXT) + 5
    decisions = Decisions(added=frozenset({inside, beyond, -1}), rejected=frozenset({1, beyond}))
    assert titles(recognise(TEXT, decisions)) == titles(recognise(TEXT))


def test_blanks_before_an_added_line_are_stepped_over() -> None:
    text = "一、甲\n　　小结\n写。"
    outline = recognise(text, Decisions(added=frozenset({at("　　", text)})))
    assert outline.section("2").start == at("小结", text)


def test_a_section_can_be_cut_without_taking_its_heading_from_the_text() -> None:
    text = "一、甲\n写了。又写。\n（一）乙"
    outline = recognise(text, Decisions(cuts=frozenset({at("又写", text)})))
    assert [(s.id, s.title, s.flags) for s in outline.sections] == [
        ("1", "甲", ()), ("2", "", ()), ("2.1", "乙", ()),
    ]  # fmt: skip
    cut = outline.section("2")
    assert outline.heading_text(cut) == "" and outline.body_text(cut) == "又写。"
    assert not cut.shares_line and not cut.doubtful and cut.kind is None


def test_a_cut_before_a_numeral_leaves_the_numeral_in_the_text() -> None:
    text = "一、甲\n写了。二、乙\n写。"
    place = frozenset({at("二、", text)})
    outline = recognise(text, Decisions(cuts=place))
    assert outline.body_text(outline.section("2")) == "二、乙\n写。"
    assert recognise(text, Decisions(cuts=place, rejected=place)).sections[1:] == ()


def test_a_sentence_ends_behind_the_quotes_that_close_it() -> None:
    text = "一、甲\n他说“好。”我们也说（好！）大家都说好"
    for words in ("我们", "大家"):
        decisions = Decisions(added=frozenset({at(words, text)}))
        assert recognise(text, decisions).section("2").start == at(words, text)
    inside = Decisions(cuts=frozenset({at("也说", text)}))
    assert len(recognise(text, inside).sections) == 1


def test_an_added_look_alike_keeps_its_numeral() -> None:
    text = "ー、概况\n写了。"
    section = recognise(text, Decisions(added=frozenset({0}))).section("1")
    assert (section.kind, section.value, section.title) == ("cn_dun", 1, "概况")
