"""The PDF of an assembly: asked for with it, made once, or a sentence why not and another try."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tasks.rendering import run_rendering
from tests.approving import assembled
from tests.cast import World
from tests.converter import office_of, program
from tests.pdfs import printer
from workflow.actions.assembly import rendering
from workflow.actions.assembly.rendering import MOST_TRIES
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import RenderingState, Verb
from workflow.queue import Job, ListQueue
from workflow.store import Rendering, db
from workflow.store.base import utc_now
from workflow.store.rendering import rendering_of
from workflow.store.system import renderings_to_take


@pytest.fixture
def asked(ctx: World) -> int:
    ctx.write("owner", "全年完成培训12期。")
    row = rendering_of(assembled(ctx).id)
    assert row is not None
    return row.id


@pytest.fixture
def prints(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    office_of(app, monkeypatch)(printer(tmp_path, pages=3))
    return tmp_path


def row(rendering_id: int) -> Rendering:
    db.session.rollback()
    return db.session.get_one(Rendering, rendering_id)


def test_it_is_asked_for_with_the_assembly_and_made_once(
    asked: int, prints: Path, app: Flask, queue: ListQueue
) -> None:
    assert queue.sent[-1] == (Job.RENDER, (asked,))
    for _ in range(3):
        run_rendering(asked)
    done = row(asked)
    assert (done.state, done.claim, done.pages) == (RenderingState.DONE, 1, 3)
    assert app.extensions["files"].read(done.file_hash).startswith(b"%PDF-")
    assert (prints / "runs").read_text() == "x\n"
    assert renderings_to_take(utc_now() + timedelta(days=1)) == []


def test_the_same_assembly_asked_for_again_keeps_its_pdf(
    ctx: World, asked: int, prints: Path
) -> None:
    run_rendering(asked)
    first = row(asked).file_hash
    assembled_again = ctx.do_report("editor", Verb.ASSEMBLE).result
    assert assembled_again.id == row(asked).assembly_id
    with pytest.raises(NotYet, match="being made"):
        ctx.do_report("editor", Verb.RENDER, number=1)
    assert row(asked).file_hash == first and (prints / "runs").read_text() == "x\n"


def test_without_libreoffice_it_says_so_and_can_be_tried_again(
    ctx: World, asked: int, app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run_rendering(asked)
    assert row(asked).state is RenderingState.FAILED
    assert "没有 LibreOffice" in row(asked).error and "\nThere is no" in row(asked).error
    office_of(app, monkeypatch)(program(tmp_path, "exit 1"))
    ctx.do_report("director", Verb.RENDER, number=1)
    assert row(asked).state is RenderingState.QUEUED
    run_rendering(asked)
    assert "PDF 没有生成" in row(asked).error and "检查 LibreOffice" in row(asked).error
    office_of(app, monkeypatch)(printer(tmp_path))
    ctx.do_report("editor", Verb.RENDER, number=1)
    run_rendering(asked)
    assert (row(asked).state, row(asked).error) == (RenderingState.DONE, "")


def test_who_lost_the_claim_publishes_nothing(asked: int, prints: Path) -> None:
    with transaction() as work:
        slow = rendering.claim(work, asked, timedelta(seconds=-1))
    assert slow is not None and renderings_to_take(utc_now()) == [asked]
    made = rendering.printed(slow, str(prints / "office"), 20)
    with transaction() as work:
        assert rendering.claim(work, asked, timedelta(seconds=60))
    with transaction() as work:
        assert not rendering.publish(work, slow, made, "0" * 64)
        assert not rendering.fail(work, slow, "太晚了")
    assert (row(asked).state, row(asked).file_hash) == (RenderingState.WORKING, None)


def test_what_took_several_workers_with_it_is_given_up(asked: int, prints: Path) -> None:
    for _ in range(MOST_TRIES):
        with transaction() as work:
            assert rendering.claim(work, asked, timedelta(seconds=-1))
    run_rendering(asked)
    assert row(asked).state is RenderingState.FAILED and "管理员" in row(asked).error
    assert not (prints / "runs").exists()


def test_a_document_that_is_gone_fails_with_a_sentence(
    asked: int, prints: Path, app: Flask, ctx: World
) -> None:
    with transaction() as work:
        job = rendering.claim(work, asked, timedelta(seconds=-1))
    assert job is not None
    app.extensions["files"].path(job.document_hash).unlink()
    run_rendering(asked)
    assert row(asked).state is RenderingState.FAILED and "工作进程的日志" in row(asked).error


def test_who_may_not_see_to_the_report_may_not_ask(ctx: World, asked: int) -> None:
    run_rendering(asked)
    for who in ("owner", "reviewer", "outsider"):
        with pytest.raises(NotAllowed):
            ctx.do_report(who, Verb.RENDER, number=1)
