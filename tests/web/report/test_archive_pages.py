"""Archiving on the page: who may, what is downloaded, and what the page says before and after."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from flask import Flask

from tasks.archiving import run_archiving
from tests.approving import approved
from tests.cast import World
from tests.conftest import As
from workflow.documents.archive import verify
from workflow.store.approval import approvals_of
from workflow.store.archiving import archiving_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def signed(app: Flask, world: World) -> World:
    with app.app_context():
        approved(world)
    return world


def test_the_editor_archives_and_everybody_with_a_part_downloads_it(
    signed: World, as_: As, tmp_path: Path, app: Flask
) -> None:
    here = f"/reports/{signed.report_id}"
    assert "离线核对" in as_("editor").get(here).text
    assert as_("owner").get(f"{here}/archive.zip").status_code == 404
    assert as_("owner").post(f"{here}/archive").status_code == 403
    done = as_("editor").post(f"{here}/archive", follow_redirects=True)
    assert "已开始归档" in done.text and "排队等候归档" in done.text
    assert "归档文件正在生成" in done.text
    assert as_("editor").post(f"{here}/archive").status_code == 422
    assert "HX-Refresh" not in as_("owner").get(f"{here}/archiving").headers
    with app.app_context():
        row = archiving_of(signed.report_id)
        assert row is not None
        run_archiving(row.id)
    over = as_("owner").get(f"{here}/archiving")
    assert over.headers["HX-Refresh"] == "true"
    page = as_("editor").get(here).text
    assert "archive.zip" in page and "没有 LibreOffice，没有生成 PDF" in page
    file = as_("owner").get(f"{here}/archive.zip", buffered=True)
    assert file.status_code == 200 and file.mimetype == "application/zip"
    path = tmp_path / "a.zip"
    path.write_bytes(file.data)
    proof = verify(path)
    assert proof.ok and proof.root in as_("director").get(f"{here}/approval").text
    again = as_("editor").post(f"{here}/archive")
    assert again.status_code == 403 and "已归档" in again.text


def test_the_approval_sheet_is_there_once_it_is_approved(
    signed: World, as_: As, app: Flask
) -> None:
    here = f"/reports/{signed.report_id}"
    sheet = as_("reviewer").get(f"{here}/approval-sheet.docx")
    assert sheet.status_code == 200
    words = "\n".join(one.text for one in Document(io.BytesIO(sheet.data)).paragraphs)
    assert "主任甲" in words and "审签单" in words
    as_("director").post(f"{here}/approval/withdraw_approval", data={"note": "再看一遍"})
    refused = as_("reviewer").get(f"{here}/approval-sheet.docx")
    assert refused.status_code == 422 and "没有签批" in refused.text


def test_what_failed_says_why_and_can_be_asked_for_again(
    signed: World, as_: As, app: Flask
) -> None:
    here = f"/reports/{signed.report_id}"
    as_("editor").post(f"{here}/archive")
    with app.app_context():
        row = archiving_of(signed.report_id)
        approval = approvals_of(signed.report_id)[0]
        assert row is not None
        own = row.id
        path = app.extensions["files"].path(approval.file_hash)
        kept = path.read_bytes()
        path.unlink()
        run_archiving(own)
    page = as_("editor").get(here).text
    assert "报告没有归档" in page and "从备份中取回文件库" in page
    app.extensions["files"].put(kept)
    as_("editor").post(f"{here}/archive")
    with app.app_context():
        run_archiving(own)
    assert "archive.zip" in as_("editor").get(here).text
