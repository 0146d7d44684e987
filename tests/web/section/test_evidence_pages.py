"""Evidence through HTTP: added, saved by the browser and never opened, scanned where asked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from tests.scanner import VIRUS, scanning
from workflow.domain.terms import Verb

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HTML = b"<script>alert(1)</script>"


@pytest.fixture
def send(world: World, as_: As) -> Callable[..., TestResponse]:
    def send(who: str = "owner", name: str = "台账.csv", data: bytes = HTML) -> TestResponse:
        form = {"about": "台账原件", "file": (io.BytesIO(data), name)}
        return as_(who).post(address(world), data=form, follow_redirects=True)

    return send


def address(world: World, more: str = "") -> str:
    return f"/sections/{world.section_ids['rules']}/evidence{more}"


def test_a_file_is_listed_and_only_ever_saved(
    world: World, as_: As, send: Callable[..., TestResponse]
) -> None:
    page = send().text
    assert "已添加佐证材料。" in page and "台账.csv" in page and "未扫描" in page
    with as_("reviewer").get(address(world, "/1")) as answer:
        assert answer.data == HTML
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert as_("outsider").get(address(world, "/1")).status_code == 404
    listed = as_("director").get(f"/reports/{world.report_id}/evidence").text
    assert "台账原件" in listed and "（一）制度建设" in listed
    gone = as_("owner").post(
        f"/sections/{world.section_ids['rules']}/{Verb.DETACH}",
        data={"evidence_id": "1"},
        follow_redirects=True,
    )
    assert "已移除佐证材料，文件仍有留存" in gone.text
    assert as_("reviewer").get(address(world, "/1")).status_code == 404


def test_what_was_written_stays_when_the_file_is_refused(
    world: World, as_: As, send: Callable[..., TestResponse]
) -> None:
    refused = send(name="a.exe")
    assert refused.status_code == 422
    assert "佐证材料不收这类文件" in refused.text and 'value="台账原件"' in refused.text
    assert as_("owner").post(address(world), data={"about": "x"}).status_code == 422
    assert send("reviewer").status_code == 403
    assert as_("owner").post(f"/sections/{world.section_ids['rules']}/attach").status_code == 422


def test_a_configured_scanner_lets_nothing_pass(
    app: Flask, world: World, send: Callable[..., TestResponse]
) -> None:
    settings = app.extensions["settings"]
    with scanning() as scanner:
        app.extensions["settings"] = replace(settings, clamd_url=scanner.url)
        assert "已扫描，未发现病毒" in send().text
        infected = send(name="b.csv", data=VIRUS)
        assert infected.status_code == 422
        assert "在“b.csv”中发现病毒（Eicar-Test），没有添加" in infected.text
    silent = send(name="c.csv")
    assert silent.status_code == 422 and "病毒扫描暂时用不了" in silent.text
    files = [one for one in (settings.var / "files").rglob("*") if one.is_file()]
    assert [one.read_bytes() for one in files] == [HTML]
