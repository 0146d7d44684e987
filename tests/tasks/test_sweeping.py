"""Each minute's sweep keeps what the assembler keeps within its size, and never stops for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask

from tasks import sweeping
from tasks.sweeping import run_sweep
from tests.cast import World
from workflow.domain.terms import Verb
from workflow.queue import Job, ListQueue

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
