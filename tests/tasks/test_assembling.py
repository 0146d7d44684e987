"""Assembling by a task: done once, published by the newest claim alone, or a sentence why not."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from flask import Flask

from tasks.assembling import Progress, run_assembly
from tests.cast import World
from workflow.actions.assembly import assembling
from workflow.actions.assembly.assembling import MOST_CLAIMS
from workflow.actions.work import transaction
from workflow.documents.errors import DocumentError
from workflow.domain.terms import AssemblyState, Verb
from workflow.store import Assembly, db
from workflow.store.base import utc_now
from workflow.store.system import assemblies_to_take


@pytest.fixture
def asked(ctx: World) -> int:
    ctx.write("owner", "全年完成培训12期。")
    return int(ctx.do_report("editor", Verb.ASSEMBLE).result.id)


def row(assembly_id: int) -> Assembly:
    db.session.rollback()
    return db.session.get_one(Assembly, assembly_id)


def expired(assembly_id: int) -> None:
    with transaction():
        row(assembly_id).lease_until = utc_now() - timedelta(seconds=1)


def test_delivered_three_times_it_is_done_once(asked: int, app: Flask) -> None:
    """celery/kombu#337."""
    for _ in range(3):
        run_assembly(asked)
    done = row(asked)
    assert (done.state, done.claim, done.progress) == (AssemblyState.DONE, 1, 100)
    document = docx.Document(BytesIO(app.extensions["files"].read(done.file_hash)))
    assert "全年完成培训12期。" in "".join(one.text for one in document.paragraphs)
    assert assemblies_to_take(utc_now() + timedelta(days=1)) == []


def test_progress_is_seen_while_it_works_and_renews_the_lease(asked: int) -> None:
    with transaction() as work:
        job = assembling.claim(work, asked, "one", timedelta(seconds=30))
    assert job is not None
    expired(asked)
    Progress(job)("sections", 0.5, 3)
    assert (row(asked).progress, row(asked).part, row(asked).step) == (50, 3, "sections")
    lease = row(asked).lease_until
    assert lease is not None and lease > utc_now()


def test_progress_is_written_twice_a_second_at_the_most(
    asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as work:
        job = assembling.claim(work, asked, "one")
    assert job is not None
    written: list[float] = []

    def write(work: Any, job: Any, step: str, share: float, part: int) -> bool:
        written.append(share)
        return True

    monkeypatch.setattr(assembling, "report_progress", write)
    progress = Progress(job)
    for part in range(100):
        progress("sections", part / 100)
    assert written == [0]


def test_who_lost_the_claim_stops_and_changes_nothing(
    asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_on: list[bool] = []

    def overtaken(job: assembling.Claim, progress: Any) -> Any:
        expired(asked)
        with transaction() as work:
            assert assembling.claim(work, asked, "another")
        progress("sections", 0.5)
        went_on.append(True)

    monkeypatch.setattr(assembling, "build", overtaken)
    run_assembly(asked)
    assert went_on == []
    now = row(asked)
    assert (now.state, now.claim, now.worker) == (AssemblyState.WORKING, 2, "another")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DocumentError("没有这种版式，请另选。", "There is no such style."), "没有这种版式"),
        (RuntimeError("bug"), "请再试一次"),
        (OSError(28, "No space left on device"), "各部分的内容都在"),
    ],
)
def test_what_fails_says_what_to_do(
    asked: int, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def fails(job: assembling.Claim, progress: Any) -> Any:
        assert not db.session().in_transaction()
        raise error

    monkeypatch.setattr(assembling, "build", fails)
    run_assembly(asked)
    assert row(asked).state is AssemblyState.FAILED
    assert words in row(asked).error and "bug" not in row(asked).error


def test_a_manifest_that_cannot_be_read_fails_and_does_not_come_back(asked: int) -> None:
    with transaction():
        row(asked).manifest = {"sections": []}
    run_assembly(asked)
    assert row(asked).state is AssemblyState.FAILED
    assert assemblies_to_take(utc_now() + timedelta(days=1)) == []


def test_a_job_that_took_several_workers_with_it_is_given_up(asked: int) -> None:
    for number in range(MOST_CLAIMS):
        with transaction() as work:
            assert assembling.claim(work, asked, f"worker {number}")
        expired(asked)
    run_assembly(asked)
    assert row(asked).state is AssemblyState.FAILED
    assert "管理员" in row(asked).error


def test_nothing_is_open_in_the_database_while_it_builds(
    asked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def watched(manuscript: Any, progress: Any, blobs: Any, cache: Any) -> Any:
        assert not db.session().in_transaction()
        raise DocumentError("到此为止", "this far")

    monkeypatch.setattr(assembling, "assemble", watched)
    run_assembly(asked)
    assert "到此为止" in row(asked).error
