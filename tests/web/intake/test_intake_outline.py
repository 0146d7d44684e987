"""The outline page: every doubt is asked, everything can be corrected and taken back."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.conftest import As
from tests.web.intake.importing import Import
from tests.web.intake.test_intake import TEXT, created, texts

DOUBTS = "报告\nー、概况\n写了。\n三、乙\n（一）丙\n写。（二）丁\n写。\n1．戊\n四、己\n四 庚"


@pytest.fixture
def imported(app: Flask, as_: As) -> Import:
    return Import(app, as_("editor"))


def yes_and_no(html: str) -> list[int]:
    yes = re.findall(r'id="yes-(\d+)"', html)
    assert yes == re.findall(r'id="no-(\d+)"', html)
    return [int(start) for start in yes]


def test_every_doubt_is_asked_in_its_place_with_the_words_around_it(app: Flask, as_: As) -> None:
    page = Import(app, as_("editor"), DOUBTS)
    asked = ["ー、", "三、", "（二）", "四 庚"]
    assert yes_and_no(page.html()) == [DOUBTS.index(words) for words in asked]
    for sentence in ("符号像序号", "不是从第一个开始", "写在上一段末尾", "序号后没有符号"):
        assert page.html().count(sentence) == 1
    assert "…（一）丙</span>" in page.html() or "…写。</span><mark>（二）丁</mark>" in page.html()


def test_yes_and_no_settle_a_question_and_all_can_be_accepted_at_once(app: Flask, as_: As) -> None:
    page = Import(app, as_("editor"), DOUBTS)
    page.do("accept", "ー、")
    page.do("reject", "四 庚")
    assert yes_and_no(page.html()) == [DOUBTS.index("三、"), DOUBTS.index("（二）")]
    assert (1, "概况") in page.outline()
    page.do("accept_all")
    assert yes_and_no(page.html()) == [] and "没有待确认的问题" in page.html()
    page.do("forget", "四 庚")
    assert yes_and_no(page.html()) == [DOUBTS.index("四 庚")]


def test_an_opened_row_offers_level_join_title_and_cut(app: Flask, as_: As) -> None:
    text = "报告\n前言。说明。\n一、甲\n（一）乙\n写了。又写。\n还写。（二）丙\n二、丁"
    page = Import(app, as_("editor"), text)
    html = page.html(open=text.index("（一）"))
    for words in ("升一级", "并入上一部分", "改标题", "拆分：新的部分从哪里开始？"):
        assert words in html
    assert "降一级" not in html and "降一级" in page.html(open=text.index("（二）"))
    places = [int(start) for start in re.findall(r'name="start" value="(\d+)" id="cut', html)]
    assert places == [text.index("又写"), text.index("还写")]
    first = page.html(open=text.index("一、"))
    assert "升一级" not in first and "并入导语" in first and "无法拆分" in first
    assert f'value="{text.index("说明")}" id="cut' in page.html(open=-1)


def test_htmx_gets_the_outline_and_the_count_beside_the_button(imported: Import) -> None:
    body = imported.post("accept", "(二)", htmx=True).get_data(as_text=True)
    assert "<html" not in body and 'hx-swap-oob="true"></p>' in re.sub(r">\s+<", "><", body)
    assert 'id="outline-summary" role="status" tabindex="-1" autofocus' in body
    moved = imported.post("level", "二、", htmx=True, level=2).get_data(as_text=True)
    assert f'id="up-{TEXT.index("二、")}"' in moved
    opened = imported.client.get(
        imported.url, query_string={"open": -1}, headers={"HX-Request": "true"}
    )
    assert 'id="row--1"' in opened.get_data(as_text=True)


def test_a_wrong_step_is_answered_by_a_sentence_and_changes_nothing(imported: Import) -> None:
    before = imported.outline()
    for answer in (
        imported.post("level", "一、", level=2),
        imported.post("level", "一、", htmx=True, level=3),
        imported.post("add", "续做好"),
        imported.post("add", "续做好", htmx=True, title="另起"),
    ):
        assert answer.status_code == 422 and "大纲没有改动" in answer.get_data(as_text=True)
    assert imported.outline() == before
    for form in ({"correction": "level"}, {"correction": "no-such"}, {"start": "x"}):
        assert imported.client.post(f"{imported.url}/correct", data=form).status_code == 400


def test_steps_are_taken_back_one_by_one_or_all_at_once(imported: Import) -> None:
    first = imported.outline()
    assert "撤销上一步" not in imported.html()
    imported.do("reject", "(二)")
    imported.do("title", "二、", title="明年打算")
    assert (1, "明年打算") in imported.outline() and "原文标题：下一步打算" in imported.html()
    imported.do("undo")
    assert (1, "下一步打算") in imported.outline()
    imported.do("begin_again")
    assert imported.outline() == first and "撤销上一步" in imported.html()
    imported.do("undo")
    assert len(imported.outline()) == len(first) - 1


def test_a_typed_title_takes_the_place_of_the_one_in_the_text_and_nothing_else(
    imported: Import,
) -> None:
    imported.do("title", "二、", title=" 明年 \n 打算 ")
    imported.do("title", "(一)", title="培训工作")
    imported.do("title", "(一)", title="")
    report_id = created(imported.client, imported.url)
    wanted = TEXT.replace("下一步打算", "明年打算")
    assert texts(imported.app, report_id) == "".join(wanted.split())


def test_a_cut_with_a_title_of_its_own_keeps_all_its_text(imported: Import) -> None:
    imported.do("add", "继续做好", title="打算之二")
    assert imported.outline()[-1] == (1, "打算之二")
    report_id = created(imported.client, imported.url)
    wanted = TEXT.replace("继续做好", "打算之二继续做好")
    assert texts(imported.app, report_id) == "".join(wanted.split())
    assert (
        imported.client.post(f"{imported.url}/correct", data={"correction": "undo"}).status_code
        == 422
    )


def test_the_preamble_can_be_cut_and_headings_joined_to_it(imported: Import) -> None:
    imported.do("reject", "一、")
    imported.do("add", "一、")
    assert imported.outline()[0] == (1, "工作情况")
    imported.do("add", "全年工作")
    assert imported.outline()[0] == (1, "全年工作平稳")
    report_id = created(imported.client, imported.url)
    assert texts(imported.app, report_id) == "".join(TEXT.split())
