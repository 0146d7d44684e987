"""The assembled document on the report's page: progress, failure, warnings, the file."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask

from tests.cast import World
from tests.web.report.report_office import Office
from workflow.domain.terms import AssemblyState, Verb
from workflow.store import Assembly, db

DATA = b"PK\x03\x04 a document"


@pytest.fixture
def office(app: Flask, world: World) -> Office:
    return Office(app, world)


def ask(office: Office, **values: object) -> int:
    """An assembly of the report as it is, with these values; its number."""
    with office.app.app_context():
        assembly = office.world.do_report("editor", Verb.ASSEMBLE).result
        row = db.session.get_one(Assembly, assembly.id)
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()
        return row.number


def done(office: Office, **values: object) -> int:
    digest = office.app.extensions["files"].put(DATA)
    return ask(office, state=AssemblyState.DONE, file_hash=digest, **values)


def page(office: Office, who: str = "editor") -> str:
    return office.as_(who).get(office.url).get_data(as_text=True)


def test_a_job_that_waits_or_works_is_polled_every_two_seconds(office: Office) -> None:
    ask(office)
    assert "排队等候合稿" in page(office)
    ask(office, state=AssemblyState.WORKING, progress=40, step="sections")
    answer = office.as_("owner").get(f"{office.url}/assembly")
    html = answer.get_data(as_text=True)
    assert "正在排入各部分" in html
    assert "40%" in html
    assert 'hx-trigger="every 2s"' in html
    assert "HX-Refresh" not in answer.headers


def test_the_end_of_a_job_asks_for_the_whole_page(office: Office) -> None:
    done(office)
    answer = office.as_("owner").get(f"{office.url}/assembly")
    assert answer.headers["HX-Refresh"] == "true"
    assert "every 2s" not in answer.get_data(as_text=True)


def test_a_failure_says_why_and_can_be_tried_again(office: Office) -> None:
    ask(office, state=AssemblyState.FAILED, error="版式文件不可用。")
    html = page(office)
    assert "合稿 1 号没有完成" in html
    assert "版式文件不可用。" in html
    assert f"{office.url}/assemble" in html


def test_warnings_are_listed_in_the_readers_language(office: Office) -> None:
    warning = {"part": 1, "place": "（一）", "code": "blank", "zh": "还有空缺", "en": "A blank"}
    done(office, warnings=[warning])
    assert "还有空缺" in page(office)
    with office.app.app_context():
        office.world.person("editor").language = "en"
        db.session.commit()
    assert "A blank" in page(office)


def test_a_document_is_marked_out_of_date_once_the_text_changed(office: Office) -> None:
    done(office)
    assert "最新</span>" in page(office)
    with office.app.app_context():
        office.world.write("owner", "新的一段。")
    html = page(office)
    assert "已过时</span>" in html
    assert "最新</span>" not in html


@pytest.mark.parametrize(
    "who", ["editor", "owner", "contributor", "reviewer", "countersigner", "director"]
)
def test_the_reports_people_download_the_file_under_its_title(office: Office, who: str) -> None:
    number = done(office)
    answer = office.as_(who).get(f"{office.url}/assemblies/{number}.docx", buffered=True)
    assert answer.data == DATA
    assert str(answer.mimetype).endswith("wordprocessingml.document")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert quote("2026 年度工作报告（未定稿）.docx", safe="()") in disposition.replace(
        "%28", "("
    ).replace("%29", ")")


def test_what_is_not_done_or_not_there_cannot_be_downloaded(office: Office) -> None:
    number = ask(office)
    client = office.as_("editor")
    assert client.get(f"{office.url}/assemblies/{number}.docx").status_code == 404
    assert client.get(f"{office.url}/assemblies/77.docx").status_code == 404


def test_a_file_that_is_gone_is_said_in_words(office: Office) -> None:
    number = ask(office, state=AssemblyState.DONE, file_hash="f" * 64)
    answer = office.as_("editor").get(f"{office.url}/assemblies/{number}.docx")
    assert answer.status_code == 422
    assert "不在服务器上" in answer.get_data(as_text=True)
