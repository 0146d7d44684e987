"""Archiving by a task: printed once, gathered until nothing happens meanwhile, or a sentence."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tasks.archiving import run_archiving
from tests.approving import approved, archived
from tests.cast import World
from tests.certificates import PASSPHRASE, certificate, valid
from tests.conftest import As
from tests.converter import office_of, program
from tests.pdfs import printer
from workflow.actions.archive import archiving, claims
from workflow.actions.archive.claims import MOST_TRIES
from workflow.actions.work import transaction
from workflow.documents.__main__ import main
from workflow.documents.archive import verify
from workflow.documents.printing.signatures import PdfSignature, signatures_of
from workflow.domain.phrases import NOT_ARCHIVED
from workflow.domain.terms import ArchivingState, ReportState, Verb
from workflow.notify.message import headline
from workflow.queue import Job, ListQueue
from workflow.store import Archiving, Assembly, Rendering, db
from workflow.store.approval import approvals_of
from workflow.store.archive import archive_of
from workflow.store.archiving import archiving_of
from workflow.store.base import utc_now
from workflow.store.event import newest_events
from workflow.store.notice import notices_of
from workflow.store.system import archivings_to_take


@pytest.fixture
def asked(ctx: World) -> int:
    approved(ctx, "同意印发")
    return int(ctx.do_report("editor", Verb.ARCHIVE).result.id)


@pytest.fixture
def prints(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    office_of(app, monkeypatch)(printer(tmp_path))
    return tmp_path


def row(archiving_id: int) -> Archiving:
    db.session.rollback()
    return db.session.get_one(Archiving, archiving_id)


def state(ctx: World) -> str:
    db.session.rollback()
    return str(ctx.report.state)


def test_it_is_asked_for_made_once_and_told(
    ctx: World, asked: int, prints: Path, app: Flask, queue: ListQueue
) -> None:
    assert (Job.ARCHIVE, (asked,)) in queue.sent
    assert state(ctx) == "approved" and archive_of(ctx.report_id) is None
    for _ in range(3):
        run_archiving(asked)
    made = archive_of(ctx.report_id)
    assert made is not None and made.lacks == []
    assert (row(asked).state, row(asked).claim) == (ArchivingState.DONE, 1)
    assert state(ctx) == "archived"
    path = app.extensions["files"].path(made.file_hash)
    proof = verify(path, made.root)
    assert proof.pdf_signatures == () and made.pdf_signed_by == ""
    assert proof.ok and proof.lacks == () and proof.root == approvals_of(ctx.report_id)[0].root
    with zipfile.ZipFile(path) as archive:
        assert archive.read("report.pdf").startswith(b"%PDF-")
        assert archive.read("approval-sheet.pdf").startswith(b"%PDF-")
        assert proof.files == len(archive.namelist()) - 2
    assert (prints / "runs").read_text() == "x\nx\n"
    for who in ("editor", "director"):
        told = [one for one in notices_of(ctx.ids[who]) if one.kind == "archive"]
        assert [one.details["root"] for one in told] == [made.root]
    assert archivings_to_take(utc_now() + timedelta(days=1)) == []


def test_without_libreoffice_the_archive_says_what_it_lacks(
    ctx: World, asked: int, app: Flask
) -> None:
    run_archiving(asked)
    made = archive_of(ctx.report_id)
    assert made is not None
    assert [one["file"] for one in made.lacks] == ["report.pdf", "approval-sheet.pdf"]
    proof = verify(app.extensions["files"].path(made.file_hash), made.root)
    assert proof.ok and [one.place for one in proof.lacks] == ["report.pdf", "approval-sheet.pdf"]
    assert "LibreOffice" in proof.lacks[0].zh


def test_what_happens_meanwhile_has_it_gathered_again(
    ctx: World, asked: int, prints: Path, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathered: list[str] = []
    gather = archiving.gather

    def disturbed(*given: object) -> object:
        made = gather(*given)  # type: ignore[arg-type]
        gathered.append(made.file_hash)
        if len(gathered) == 1:
            ctx.do_report("editor", Verb.RENDER, number=_unprinted(ctx))
        return made

    monkeypatch.setattr(archiving, "gather", disturbed)
    run_archiving(asked)
    made = archive_of(ctx.report_id)
    assert len(gathered) == 2 and gathered[0] != gathered[1]
    assert made is not None and made.file_hash == gathered[1]
    with zipfile.ZipFile(app.extensions["files"].path(made.file_hash)) as archive:
        last = json.loads(archive.read("events.jsonl").splitlines()[-1])
    before, _ = newest_events(ctx.report_id, 2)[::-1]
    assert last["fields"]["verb"] == "render" and last["hash"] == before.hash
    assert (prints / "runs").read_text() == "x\nx\n"


def _unprinted(ctx: World) -> int:
    """An older assembly whose PDF failed: asking for it again is an event of the report."""
    newest = db.session.scalars(db.select(Assembly)).all()[-1]
    with transaction() as work:
        older = Assembly(
            report_id=ctx.report_id,
            number=newest.number + 1,
            state=newest.state,
            manifest=newest.manifest,
            manifest_hash="0" * 64,
            all_signed=False,
            asked_by_id=newest.asked_by_id,
        )
        db.session.add(older)
        db.session.flush()
        db.session.add(Rendering(assembly_id=older.id, state="failed", created_at=work.now))
        return older.number


def test_a_report_that_never_rests_is_left_as_it_is(
    ctx: World, asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "publish", lambda job, made: False)
    run_archiving(asked)
    assert row(asked).state is ArchivingState.FAILED and "稍后再归档" in row(asked).error
    assert ctx.report.state is ReportState.APPROVED


def test_who_asked_must_still_be_the_editor(ctx: World, asked: int) -> None:
    ctx.report.editor_id = ctx.ids["owner"]
    db.session.commit()
    run_archiving(asked)
    assert row(asked).state is ArchivingState.FAILED and "统稿人" in row(asked).error
    assert archive_of(ctx.report_id) is None and ctx.report.state is ReportState.APPROVED


def test_an_approval_that_was_withdrawn_is_not_archived(ctx: World, asked: int) -> None:
    ctx.do_report("director", Verb.WITHDRAW_APPROVAL, note="再看一遍")
    run_archiving(asked)
    assert "还没有签批" in row(asked).error and archive_of(ctx.report_id) is None
    assert ctx.report.state is ReportState.COLLECTING


def test_a_pdf_that_cannot_be_made_stops_it_until_it_can(
    ctx: World, asked: int, app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office_of(app, monkeypatch)(program(tmp_path, "exit 1"))
    run_archiving(asked)
    assert "PDF 没有生成" in row(asked).error and archive_of(ctx.report_id) is None
    told = [one for one in notices_of(ctx.ids["editor"]) if one.kind == NOT_ARCHIVED]
    assert len(told) == 1 and notices_of(ctx.ids["director"])[0].kind != NOT_ARCHIVED
    assert "《2026 年度工作报告》没有归档：" in headline(told[0], "zh")
    assert "PDF" in headline(told[0], "en") and "was not archived" in headline(told[0], "en")
    office_of(app, monkeypatch)(printer(tmp_path))
    assert archived(ctx).lacks == []


def test_who_lost_the_claim_publishes_nothing(
    ctx: World, asked: int, prints: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather = archiving.gather

    def overtaken(*given: object) -> object:
        made = gather(*given)  # type: ignore[arg-type]
        row(asked).lease_until = utc_now() - timedelta(seconds=1)
        db.session.commit()
        with transaction() as work:
            assert claims.claim(work, asked, timedelta(seconds=60))
        return made

    monkeypatch.setattr(archiving, "gather", overtaken)
    run_archiving(asked)
    assert (row(asked).state, row(asked).claim) == (ArchivingState.WORKING, 2)
    assert archive_of(ctx.report_id) is None


def test_what_took_several_workers_with_it_is_given_up(ctx: World, asked: int) -> None:
    for _ in range(MOST_TRIES):
        with transaction() as work:
            assert claims.claim(work, asked, timedelta(seconds=-1))
    assert archivings_to_take(utc_now()) == [asked]
    run_archiving(asked)
    assert row(asked).state is ArchivingState.FAILED and "管理员" in row(asked).error
    found = archiving_of(ctx.report_id)
    assert found is not None and not found.is_under_way


def test_with_a_certificate_the_pdf_is_signed_once(
    ctx: World,
    asked: int,
    prints: Path,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    as_: As,
    capsys: pytest.CaptureFixture[str],
) -> None:
    packed, trusted = certificate()
    (prints / "office.p12").write_bytes(packed)
    (prints / "phrase").write_bytes(b"wrong")
    certified = dataclasses.replace(
        app.extensions["settings"],
        pdf_certificate=prints / "office.p12",
        pdf_passphrase=prints / "phrase",
    )
    monkeypatch.setitem(app.extensions, "settings", certified)
    run_archiving(asked)
    assert "证书打不开" in row(asked).error and archive_of(ctx.report_id) is None
    (prints / "phrase").write_bytes(PASSPHRASE + b"\n")
    made = archived(ctx)
    with zipfile.ZipFile(app.extensions["files"].path(made.file_hash)) as archive:
        signed = archive.read("report.pdf")
    assert valid(signed, trusted) and app.extensions["files"].read(row(asked).signed_hash) == signed
    assert (prints / "runs").read_text() == "x\nx\n"
    path = app.extensions["files"].path(made.file_hash)
    assert verify(path, made.root).pdf_signatures == (PdfSignature("某某单位", True),)
    assert signatures_of(signed + b"\n%more")[0].whole is False
    assert made.pdf_signed_by == "某某单位"
    assert "PDF 由 某某单位 签名" in as_("editor").get(f"/reports/{ctx.report_id}").text
    main(["verify", str(path)])
    assert "report.pdf: 由 某某单位 签名，之后没有改动" in capsys.readouterr().out
