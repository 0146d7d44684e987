"""The PDF on the pages: how far it is, the file and its pages for the report's people alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tasks.rendering import run_rendering
from tests.approving import assembled
from tests.cast import World
from tests.conftest import As
from tests.converter import office_of
from tests.pdfs import printer
from workflow.store.rendering import rendering_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def asked(app: Flask, world: World) -> int:
    with app.app_context():
        world.write("owner", "全年完成培训12期。")
        row = rendering_of(assembled(world).id)
        assert row is not None
        return row.id


@pytest.fixture
def made(asked: int, app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> int:
    office_of(app, monkeypatch)(printer(tmp_path, pages=2))
    with app.app_context():
        run_rendering(asked)
    return asked


def test_the_page_waits_for_it_and_then_offers_it(
    world: World, as_: As, asked: int, app: Flask
) -> None:
    here = f"/reports/{world.report_id}"
    page = as_("editor").get(here).text
    assert "正在生成 PDF" in page and "assembly?for=pdf" in page
    assert as_("editor").get(f"{here}/assemblies/1.pdf").status_code == 404
    assert as_("editor").get(f"{here}/assemblies/1/pages/1.png").status_code == 404
    with app.app_context():
        run_rendering(asked)
    page = as_("editor").get(here).text
    assert "服务器上没有 LibreOffice" in page and "重新生成 PDF" in page
    assert "重新生成 PDF" not in as_("owner").get(here).text
    done = as_("editor").post(f"{here}/render", data={"number": "1"}, follow_redirects=True)
    assert "正在生成 PDF" in done.text


def test_what_was_waited_for_brings_the_page_anew(world: World, as_: As, asked: int) -> None:
    """The document is there already: who waited for it gets its acts, who waits for the PDF not."""
    part = f"/reports/{world.report_id}/assembly"
    assert "HX-Refresh" in as_("editor").get(f"{part}?for=document").headers
    assert "HX-Refresh" not in as_("editor").get(f"{part}?for=pdf").headers


def test_the_file_and_its_pages(world: World, as_: As, made: int) -> None:
    here = f"/reports/{world.report_id}"
    assert "PDF，2 页" in as_("owner").get(here).text
    file = as_("owner").get(f"{here}/assemblies/1.pdf", buffered=True)
    assert file.mimetype == "application/pdf" and file.data.startswith(b"%PDF-")
    picture = as_("owner").get(f"{here}/assemblies/1/pages/2.png?width=300")
    assert picture.mimetype == "image/png" and picture.data.startswith(b"\x89PNG")
    assert "private" in picture.headers["Cache-Control"]
    tag = picture.headers["ETag"]
    again = as_("owner").get(
        f"{here}/assemblies/1/pages/2.png?width=300", headers={"If-None-Match": tag}
    )
    assert again.status_code == 304 and not again.data
    for page in ("3", "0", "99999999999"):
        assert as_("owner").get(f"{here}/assemblies/1/pages/{page}.png").status_code == 404
    assert as_("owner").get(f"{here}/assemblies/2.pdf").status_code == 404


def test_others_see_neither(world: World, as_: As, made: int) -> None:
    for path in ("1.pdf", "1/pages/1.png"):
        url = f"/reports/{world.report_id}/assemblies/{path}"
        assert as_("outsider").get(url).status_code == 404


def test_a_file_that_is_gone_is_told(world: World, as_: As, made: int, app: Flask) -> None:
    with app.app_context():
        row = rendering_of(1)
        assert row is not None and row.file_hash
        app.extensions["files"].path(row.file_hash).unlink()
    answer = as_("editor").get(f"/reports/{world.report_id}/assemblies/1.pdf")
    assert answer.status_code == 422 and "备份" in answer.text
