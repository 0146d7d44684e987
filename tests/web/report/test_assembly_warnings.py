"""Warnings, gaps and failures of an assembly: each names its section and leads there."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.web.report.report_office import Office
from tests.web.report.test_report_assembly import ask, done, page
from workflow.domain.terms import AssemblyState
from workflow.store import Assembly, db
from workflow.store.base import utc_now

FAULT = {
    "state": AssemblyState.FAILED,
    "error": "图片不在文件库中。\nA picture is missing.",
    "failed_part": 2,
}


@pytest.fixture
def office(app: Flask, world: World) -> Office:
    return Office(app, world)


def noticed(part: int, zh: str) -> dict[str, Any]:
    return {"part": part, "place": "", "code": "empty", "zh": zh, "en": "There is no text."}


def section_at(office: Office, place: int) -> int:
    """The id of the section at this place of the report."""
    with office.app.app_context():
        return int(office.world.scene().outline[place].section.id)


def newest() -> Assembly:
    return db.session.scalars(db.select(Assembly).order_by(Assembly.id.desc()).limit(1)).one()


def test_a_warning_stands_below_its_section_and_leads_to_it(office: Office) -> None:
    empty = noticed(3, "没有正文。")
    done(office, warnings=[empty, noticed(2, "有空缺。"), empty])
    html = page(office)
    first, second = (f'href="/sections/{section_at(office, place)}"' for place in (2, 3))
    inside = html[html.index('class="warnings"') :]
    assert inside.index(first) < inside.index("有空缺。") < inside.index(second)
    assert inside.count("没有正文。") == 1 and "× 2" in inside


def test_a_warning_of_no_section_is_the_reports(office: Office) -> None:
    done(office, warnings=[noticed(-1, "没有标题。")])
    assert "整份报告" in page(office)


def test_a_long_list_is_folded_section_by_section(office: Office) -> None:
    few = [noticed(1 + n % 3, f"第{n}处。") for n in range(5)]
    done(office, warnings=few)
    assert page(office).count('<details class="fold"') == 1
    with office.app.app_context():
        office.world.write("owner", "又改了一稿。")
    done(office, warnings=few * 3)
    # One for all of them, one a section, one for the earlier assembly.
    assert page(office).count('<details class="fold"') == 1 + 3 + 1


@pytest.mark.parametrize(("who", "may"), [("editor", True), ("director", False), ("owner", False)])
@pytest.mark.parametrize("where", ["", "/approval"])
def test_going_on_with_a_gap_is_one_button_of_the_editors(
    office: Office, who: str, may: bool, where: str
) -> None:
    ask(office, **FAULT)
    html = office.as_(who).get(f"{office.url}{where}").get_data(as_text=True)
    assert "图片不在文件库中。" in html and "A picture is missing." not in html
    assert f'href="/sections/{section_at(office, 2)}"' in html[html.index("没有完成") :]
    assert ("留出空缺继续合稿" in html) is may
    assert (f'action="{office.url}{where}/assemble_with_gaps"' in html) is may


def test_a_failure_of_no_section_offers_no_gap(office: Office) -> None:
    ask(office, **{**FAULT, "failed_part": None})
    assert "留出空缺继续合稿" not in page(office)


@pytest.mark.parametrize("where", ["", "/approval"])
def test_pressing_it_asks_for_a_document_with_gaps(office: Office, where: str) -> None:
    ask(office, **FAULT)
    answer = office.as_("editor").post(f"{office.url}{where}/assemble_with_gaps")
    assert answer.status_code == 303
    with office.app.app_context():
        assert newest().allows_gaps
    assert "排队等候合稿" in page(office)
    assert office.as_("director").post(f"{office.url}{where}/assemble_with_gaps").status_code == 403


@pytest.mark.parametrize("who", ["editor", "director"])
def test_the_directors_page_says_that_the_document_has_gaps(office: Office, who: str) -> None:
    done(office, gaps=[2], finished_at=utc_now())
    html = office.as_(who).get(f"{office.url}/approval").get_data(as_text=True)
    assert "这份合稿有 1 处空缺" in html
    said = html[html.index("处空缺") :]
    assert f'href="/sections/{section_at(office, 2)}"' in said
    assert "有空缺" in page(office, who)


def test_presenting_is_grey_and_says_which_section_is_missing(office: Office) -> None:
    office.finish()
    assert 'id="report-present-reason"' not in page(office)
    with office.app.app_context():
        newest().gaps = [2]
        db.session.commit()
    html = page(office)
    assert 'id="report-present-reason"' in html
    assert "合稿中有 1 处空缺" in html
    assert office.as_("editor").post(f"{office.url}/present").status_code == 422


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "正在排入各部分：第 3 / 5 部分"), ("en", "Setting the sections: part 3 of 5")],
)
@pytest.mark.parametrize("where", ["", "/approval", "/assembly", "/approval/progress"])
def test_progress_counts_the_parts(office: Office, language: str, words: str, where: str) -> None:
    with office.app.app_context():
        office.world.person("editor").language = language
        db.session.commit()
    ask(office, state=AssemblyState.WORKING, progress=40, step="sections", part=3)
    assert words in office.as_("editor").get(f"{office.url}{where}").get_data(as_text=True)


def test_a_document_whose_file_is_gone_is_out_of_date(office: Office) -> None:
    ask(office, state=AssemblyState.DONE, file_hash="f" * 64)
    html = page(office)
    assert "已过时</span>" in html and "最新</span>" not in html
