"""From a file to a report: nothing is created before the outline was seen, nothing is lost."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import As
from workflow.actions.scene import Scene
from workflow.documents.content import from_json, plain_text
from workflow.domain.terms import SectionKind
from workflow.store import Report, db

TEXT = """2026年度培训工作报告
全年工作平稳。
一、工作情况
(一)培训。共办12期,参训300人次。(二)考核。全部合格。
二、下一步打算
继续做好培训。
"""


def uploaded(client: FlaskClient, text: str | bytes = TEXT, name: str = "报告.txt") -> str:
    """The address of the outline page."""
    data = text.encode() if isinstance(text, str) else text
    answer = client.post("/reports/import", data={"file": (io.BytesIO(data), name)})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def created(client: FlaskClient, page: str, **more: str) -> int:
    form = {"title": "2026年度培训工作报告", "year": "2026", **more}
    answer = client.post(f"{page}/create", data=form)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    found = re.search(r"/reports/(\d+)", answer.headers["Location"])
    assert found
    return int(found[1])


def texts(app: Flask, report_id: int) -> str:
    """Everything the report holds, in order: title, headings and drafts."""
    with app.app_context():
        report = db.session.get_one(Report, report_id)
        words = [report.title]
        for one in Scene(report).outline:
            words.append(one.numeral + one.section.title + one.section.tail)
            if one.section.head:
                words.append(plain_text(from_json(one.section.head.content)))
    return "".join("".join(words).split())


def test_a_file_becomes_a_report_without_losing_a_character(app: Flask, as_: As) -> None:
    client = as_("editor")
    report_id = created(client, uploaded(client))
    assert texts(app, report_id) == "".join(TEXT.split())


def test_the_glued_heading_is_asked_about_and_can_be_refused(app: Flask, as_: As) -> None:
    client = as_("editor")
    page = uploaded(client)
    assert "写在上一段末尾" in client.get(page).get_data(as_text=True)
    answer = client.post(
        f"{page}/correct", data={"correction": "reject", "start": str(TEXT.index("(二)"))}
    )
    assert answer.status_code == 303
    report_id = created(client, page)
    assert texts(app, report_id) == "".join(TEXT.split())
    with app.app_context():
        titles = [one.section.title for one in Scene(db.session.get_one(Report, report_id)).outline]
    assert "考核" not in titles


def test_a_line_can_be_made_a_heading_and_a_level_changed(app: Flask, as_: As) -> None:
    client = as_("editor")
    page = uploaded(client)
    for correction, place, level in (("add", "继续做好", 0), ("level", "二、", 2)):
        form = {"correction": correction, "start": str(TEXT.index(place)), "level": str(level)}
        assert client.post(f"{page}/correct", data=form).status_code == 303
    report_id = created(client, page)
    assert texts(app, report_id) == "".join(TEXT.split())
    with app.app_context():
        levels = {
            one.section.title: one.level
            for one in Scene(db.session.get_one(Report, report_id)).outline
        }
    assert levels["下一步打算"] == 2 and "继续做好培训" in levels


def test_htmx_gets_the_outline_alone(as_: As) -> None:
    client = as_("editor")
    page = uploaded(client)
    form = {"correction": "accept_all"}
    answer = client.post(f"{page}/correct", data=form, headers={"HX-Request": "true"})
    body = answer.get_data(as_text=True)
    assert answer.status_code == 200 and "<html" not in body and ">是标题</button>" not in body


def test_the_text_may_stay_as_a_pattern_only(app: Flask, as_: As) -> None:
    client = as_("editor")
    report_id = created(client, uploaded(client), text="brief")
    with app.app_context():
        scene = Scene(db.session.get_one(Report, report_id))
        assert all(one.section.head is None for one in scene.outline)
        assert any("12期" in one.section.brief for one in scene.outline)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(app: Flask, as_: As, encoding: str) -> None:
    client = as_("editor")
    report_id = created(client, uploaded(client, TEXT.encode(encoding)))
    assert texts(app, report_id) == "".join(TEXT.split())


def test_an_old_word_file_is_answered_by_a_sentence_that_says_what_to_do(as_: As) -> None:
    data = {"file": (io.BytesIO(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600), "旧.doc")}
    answer = as_("editor").post("/reports/import", data=data)
    assert answer.status_code == 422 and ".docx" in answer.get_data(as_text=True)


def test_no_file_is_answered_by_a_sentence(as_: As) -> None:
    assert as_("editor").post("/reports/import", data={}).status_code == 422


def test_only_editors_start_reports(as_: As) -> None:
    client = as_("owner")
    assert client.get("/reports/new").status_code == 403
    assert client.post("/reports/new", data={"title": "甲", "year": "2026"}).status_code == 403


def test_an_upload_is_seen_by_its_own_person_alone(as_: As) -> None:
    page = uploaded(as_("editor"))
    assert as_("stranger").get(page).status_code == 404


def test_a_report_from_the_sample_has_nine_sections_in_three_chapters(app: Flask, as_: As) -> None:
    form = {"title": "2027 年度工作报告", "year": "2027", "start": "sample"}
    answer = as_("editor").post("/reports/new", data=form)
    report_id = int(answer.headers["Location"].rsplit("/", 1)[1])
    with app.app_context():
        outline = Scene(db.session.get_one(Report, report_id)).outline
        kinds = [one.section.kind for one in outline]
    assert kinds.count(SectionKind.HEADING) == 3 and kinds.count(SectionKind.TEXT) == 9


@pytest.mark.parametrize(("asked", "signed"), [({}, "甲单位"), ({"signature": ""}, "")])
def test_a_report_is_signed_by_the_office_unless_the_form_says_otherwise(
    app: Flask, as_: As, asked: dict[str, str], signed: str
) -> None:
    form = {"title": "2027 年度工作报告", "year": "2027", **asked}
    answer = as_("editor").post("/reports/new", data=form)
    report_id = int(answer.headers["Location"].rsplit("/", 1)[1])
    with app.app_context():
        assert db.session.get_one(Report, report_id).signature == signed


def test_a_title_is_needed_and_the_form_keeps_what_was_typed(as_: As) -> None:
    answer = as_("editor").post("/reports/new", data={"title": " ", "year": "2031"})
    assert answer.status_code == 422 and "2031" in answer.get_data(as_text=True)
