"""From the corrected outline to the report: one report, and every character in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from tests.conftest import As
from tests.documents.shared import shared_file
from tests.web.intake.importing import Import
from tests.web.intake.test_intake import created, texts
from workflow.actions.outline import intake as intakes
from workflow.actions.scene import Scene
from workflow.store import Intake, Report, db


@pytest.fixture
def imported(app: Flask, as_: As) -> Import:
    return Import(app, as_("editor"))


def test_the_whole_sample_goes_up_and_down_apart_and_together_and_loses_nothing(
    app: Flask, as_: As
) -> None:
    text = shared_file("acceptance/sample_report.txt").read_text("utf-8")
    expected = json.loads(shared_file("acceptance/sample_report_expected.json").read_text("utf-8"))[
        "sections"
    ]
    page = Import(app, as_("editor"), text)
    first = page.outline()
    assert first == [(one["level"], one["title"]) for one in expected]
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("level", "(二)强化", {"level": 1}), ("level", "二、主要", {"level": 2}),
        ("level", "二、主要", {"level": 1}), ("level", "(二)强化", {"level": 2}),
        ("level", "(三)加强", {"level": 2}), ("level", "(四)注重", {"level": 2}),
        ("reject", "(四)注重", {}), ("add", "(四)注重", {}),
        ("add", "二是精心组织", {}), ("reject", "二是精心组织", {}),
        ("add", "班子成员履行", {"title": "责任"}), ("reject", "班子成员履行", {}),
        ("reject", "三、下步", {}), ("forget", "三、下步", {}),
        ("reject", "一、履职", {}), ("undo", "", {}),
    ]  # fmt: skip
    for correction, words, more in steps:
        page.do(correction, words, **more)
        with app.app_context():
            intake = db.session.get_one(Intake, int(page.url.rsplit("/", 1)[1]))
            assert intake.text == text
    assert page.outline() == first
    report_id = created(page.client, page.url, title=text.splitlines()[0])
    assert texts(app, report_id) == "".join(text.split())


def test_a_file_becomes_one_report_however_often_the_button_is_pressed(imported: Import) -> None:
    report_id = created(imported.client, imported.url)
    assert created(imported.client, imported.url) == report_id
    assert imported.client.get(imported.url).headers["Location"].endswith(f"/reports/{report_id}")
    assert imported.post("reject", "二、").status_code == 422


def test_a_report_that_would_lose_a_character_is_not_created(
    imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = intakes.create_from_outline

    def careless(*given: Any) -> Report:
        report = made(*given)
        next(one for one in Scene(report).sections if one.title).title = "短"
        return report

    monkeypatch.setattr(intakes, "create_from_outline", careless)
    with imported.app.app_context():
        before = db.session.query(Report).count()
    answer = imported.client.post(f"{imported.url}/create", data={"title": "甲", "year": "2026"})
    assert answer.status_code == 422 and "没有建立报告" in answer.get_data(as_text=True)
    with imported.app.app_context():
        assert db.session.query(Report).count() == before


def test_odd_text_is_shown_as_text(app: Flask, as_: As) -> None:
    text = '一、<script>alert(1)</script>\n"><img src=x>。又写。\n二、丙'
    page = Import(app, as_("editor"), text)
    html = page.html(open=0)
    assert "<script>alert" not in html and "<img" not in html
    assert texts(app, created(page.client, page.url)).endswith("".join(text.split()))
