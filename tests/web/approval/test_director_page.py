"""The director's page: pages as they print, who passed what where, what is new to the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tasks.rendering import run_rendering
from tests.approving import assembled, presented
from tests.cast import World
from tests.conftest import As
from tests.converter import office_of
from tests.pdfs import printer
from workflow.domain.terms import Verb
from workflow.store import Sight, db
from workflow.store.rendering import renderings_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def url(world: World) -> str:
    return f"/reports/{world.report_id}/approval"


def printed(app: Flask, world: World) -> None:
    with app.app_context():
        for row in renderings_of(world.report_id).values():
            run_rendering(row.id)


def test_the_pages_are_shown_as_they_print(
    app: Flask, world: World, as_: As, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with app.app_context():
        presented(world)
    before = as_("director").get(url).text
    assert 'id="page-1"' not in before and "正在生成打印版面" in before
    office_of(app, monkeypatch)(printer(tmp_path, pages=3))
    printed(app, world)
    page = as_("director").get(url).text
    assert 'id="page-3"' in page and 'id="page-4"' not in page
    assert f"/reports/{world.report_id}/assemblies/1/pages/3.png?width=840" in page
    assert "第 3 页，共 3 页" in page and 'loading="lazy"' in page
    assert f"/reports/{world.report_id}/assemblies/1.pdf" in page
    assert "《rules》的正文" in page, "the words are there too, to be selected"


def test_each_section_names_its_stages_and_who_passed_there(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        world.do("reviewer", Verb.COMMENT, "team", text="请核对。")
        presented(world)
    page = as_("director").get(url).text
    assert "初审 审核人甲 · 会签 会签人甲、会签人乙" in page
    assert "未答复意见 1" in page


def test_what_is_new_is_counted_from_what_the_reader_saw_last(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        presented(world)
    assert "您第一次在这里看这份报告" in as_("director").get(url).text
    assert "您第一次在这里看这份报告" in as_("director").get(url).text
    with app.app_context():
        world.do_report("editor", Verb.RECALL)
        world.do("editor", Verb.REOPEN, note="补充")
        world.write("owner", "《rules》的正文,全年完成培训13期。")
        world.do("owner", Verb.SUBMIT)
        for who in ("reviewer", "countersigner", "second_countersigner"):
            world.do(who, Verb.PASS)
        assembled(world)
        world.do_report("editor", Verb.PRESENT)
    for _ in range(2):
        page = as_("director").get(url).text
        assert "与您上次看到的合稿 1 号相比" in page
        assert "第 1 稿 → 第 2 稿" in page and "数字 1" in page
    assert "您第一次在这里看这份报告" in as_("editor").get(url).text
    with app.app_context():
        rows = db.session.execute(db.select(Sight.person_id, Sight.assembly_id, Sight.before_id))
        assert sorted(rows.all()) == [(world.ids["editor"], 2, None), (world.ids["director"], 2, 1)]


def test_who_waits_can_nudge_from_here(app: Flask, world: World, as_: As, url: str) -> None:
    with app.app_context():
        world.sign_off("team", "second_owner")
    form = f'action="/sections/{world.section_ids["rules"]}/nudge"'
    assert form in as_("editor").get(url).text
    assert as_("editor").get(url).text.count("/nudge") == 3
    nudged = as_("editor").post(f"/sections/{world.section_ids['rules']}/nudge", data={"next": url})
    assert nudged.status_code == 303 and nudged.location == url
    assert "今天已经催办过" in as_("editor").get(url).text
