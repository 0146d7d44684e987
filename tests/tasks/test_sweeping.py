"""Each minute's sweep keeps what the assembler keeps within its size, and never stops for it."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tasks import sweeping
from tasks.sweeping import run_sweep
from tests.cast import World
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import Verb
from workflow.queue import Job, ListQueue
from workflow.store import WorkingCopy, db
from workflow.store.base import utc_now
from workflow.store.draft import drafts_of
from workflow.store.working_copy import copies_of

MEGABYTE = 1024 * 1024


@pytest.fixture
def old(app: Flask) -> list[Path]:
    """Files of 600 MB in all (they hold nothing), the first one unused for longest."""
    folder: Path = app.extensions["settings"].parts_folder
    folder.mkdir(parents=True)
    paths = [folder / f"{number}.text" for number in range(6)]
    for number, path in enumerate(paths):
        with path.open("wb") as file:
            file.truncate(100 * MEGABYTE)
        os.utime(path, (1_000 + number, 1_000 + number))
    return paths


def test_what_was_not_used_for_longest_is_deleted(ctx: World, old: list[Path]) -> None:
    run_sweep()
    assert [path.exists() for path in old] == [False, False, True, True, True, True]


def test_a_folder_that_cannot_be_read_does_not_stop_the_sweep(
    ctx: World, queue: ListQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> int:
        raise PermissionError(13, "denied")

    asked = ctx.do_report("editor", Verb.ASSEMBLE).result.id
    monkeypatch.setattr(sweeping, "sweep_parts", fails)
    run_sweep()
    assert (Job.ASSEMBLE, (asked,)) in queue.sent


def test_text_that_lies_idle_becomes_a_draft_of_its_writer_where_it_can(ctx: World) -> None:
    """Not while somebody else writes, and not upon a draft that is no longer the newest."""
    now = utc_now()
    words, other = (json.dumps(to_json(from_text(one))) for one in ("写到一半。", "另一段。"))
    head = ctx.write("owner", "第一稿。").id
    section_id, idle = ctx.section_ids["rules"], now - timedelta(minutes=31)
    row = {"section_id": section_id, "updated_at": idle, "revision": 1}
    mine = WorkingCopy(person_id=ctx.ids["owner"], base_id=head, content=words, **row)
    behind = WorkingCopy(person_id=ctx.ids["contributor"], base_id=None, content=other, **row)
    behind.writing_since, behind.writing_until = idle, now + timedelta(minutes=1)
    db.session.add_all([mine, behind])
    db.session.commit()
    run_sweep(now)
    assert [one.number for one in drafts_of(section_id)] == [1]
    run_sweep(now + timedelta(minutes=2))
    newest = drafts_of(section_id)[0]
    assert (newest.number, newest.author_id) == (2, ctx.ids["owner"])
    left = {one.person_id: one.has_text for one in copies_of(section_id)}
    assert left == {ctx.ids["owner"]: False, ctx.ids["contributor"]: True}
