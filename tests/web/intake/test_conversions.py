"""A file of old Word: a page that waits, a worker that converts, and what was read of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tasks.converting import run_conversion
from tests.cast import World
from tests.conftest import As
from tests.converter import Office, convert_waiting, giving, office_of, program
from workflow.documents.content import from_json as content_of
from workflow.documents.content import plain_text
from workflow.queue import Job, ListQueue
from workflow.store import Conversion, Intake, Upload, db
from workflow.store.base import utc_now
from workflow.store.system import conversions_to_take

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
OLD = b"\xd0\xcf\x11\xe0" + b"old" * 40
WORDS = "一、总则\n从旧文件里读出的一段。"


@pytest.fixture
def office(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Office:
    return office_of(app, monkeypatch)


@pytest.fixture
def converter(office: Office, tmp_path: Path) -> None:
    office(giving(tmp_path, WORDS))


def sent(as_: As, url: str, name: str = "旧稿.doc", who: str = "owner") -> TestResponse:
    return as_(who).post(url, data={"file": (io.BytesIO(OLD), name)})


def work(app: Flask, queue: ListQueue) -> None:
    with app.app_context():
        convert_waiting(queue)


def test_a_section_waits_and_then_shows_what_was_read(
    app: Flask, world: World, as_: As, queue: ListQueue, converter: None
) -> None:
    url = f"/sections/{world.section_ids['rules']}/word"
    assert "也可以是 .doc" in as_("owner").get(f"{url}/new").text
    there = sent(as_, url).location
    page = as_("owner").get(there).text
    assert "正在读取文件" in page and 'hx-trigger="every 2s"' in page
    assert as_("contributor").get(there).status_code == 404
    work(app, queue)
    work(app, queue)
    asked = as_("owner").get(there, headers={"HX-Request": "true"})
    assert asked.headers["HX-Redirect"].startswith(url)
    assert "从旧文件里读出的一段。" in as_("owner").get(there, follow_redirects=True).text
    with app.app_context():
        (upload,) = db.session.scalars(db.select(Upload)).all()
        assert upload.filename == "旧稿.docx" and plain_text(content_of(upload.content)) == WORDS


def test_a_report_and_a_new_report_take_them_too(
    app: Flask, world: World, as_: As, queue: ListQueue, converter: None
) -> None:
    of_report = sent(as_, f"/reports/{world.report_id}/word").location
    new = sent(as_, "/reports/import", who="editor").location
    work(app, queue)
    page = as_("owner").get(of_report, follow_redirects=True).text
    assert "从旧文件里读出的一段。" in page and "没有归入任何部分" in page
    assert "总则" in as_("editor").get(new, follow_redirects=True).text
    with app.app_context():
        assert db.session.scalars(db.select(Intake)).one().filename == "旧稿.docx"


def test_without_libreoffice_a_sentence_says_what_to_do(
    office: Office, world: World, as_: As, queue: ListQueue
) -> None:
    office("")
    url = f"/sections/{world.section_ids['rules']}/word"
    assert ".doc、" not in as_("owner").get(f"{url}/new").text
    answer = sent(as_, url)
    assert answer.status_code == 422 and "另存为" in answer.text
    assert sent(as_, "/reports/import", who="editor").status_code == 422
    assert all(job is not Job.CONVERT for job, _ in queue.sent)


def test_what_cannot_be_converted_is_told_and_another_can_be_chosen(
    app: Flask, office: Office, world: World, as_: As, queue: ListQueue, tmp_path: Path
) -> None:
    office(program(tmp_path, "exit 1"))
    url = f"/sections/{world.section_ids['rules']}/word"
    there = sent(as_, url).location
    work(app, queue)
    page = as_("owner").get(there).text
    assert "没有转换成功" in page and f'href="{url}/new"' in page


def test_a_file_that_takes_workers_down_is_given_up(
    app: Flask, world: World, as_: As, converter: None
) -> None:
    sent(as_, f"/sections/{world.section_ids['rules']}/word")
    with app.app_context():
        row = db.session.scalars(db.select(Conversion)).one()
        assert conversions_to_take(utc_now()) == [row.id]
        row.claim = 3
        db.session.commit()
        run_conversion(row.id)
        assert "没有转换成功" in db.session.get_one(Conversion, row.id).error
        assert conversions_to_take(utc_now()) == []
