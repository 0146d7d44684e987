"""Other processes cut files from the last one on; a file that is refused is left to who asks."""

from __future__ import annotations

import gc
import multiprocessing
from pathlib import Path

from tests.documents.merge.kept_files import crafted, para, section, text
from workflow.documents.merge import Policy
from workflow.documents.merge.helpers import FEWEST, Helpers, Job, help_from_behind
from workflow.documents.merge.shelf import Shelf

COUNT = FEWEST + 2


def jobs(bad: int = -1) -> list[Job]:
    made = []
    for number in range(COUNT):
        data = crafted(para(text(str(number))) + section()).data() if number != bad else b"PK"
        load = bytes(data).__bytes__
        made.append(Job(f"{number}.docx", load, Policy(), frozenset(), False, f"{number}"))
    return made


def test_a_helper_takes_all_that_nobody_took_and_leaves_what_is_refused(tmp_path: Path) -> None:
    taken = multiprocessing.get_context("spawn").Array("l", [2, COUNT])
    help_from_behind(taken, tmp_path, jobs(bad=5))
    gc.unfreeze()
    shelf = Shelf(tmp_path)
    there = [number for number in range(COUNT) if shelf.has(f"{number}.part")]
    assert there == [number for number in range(2, COUNT) if number != 5]


def test_each_file_is_cut_by_one_alone(tmp_path: Path) -> None:
    helpers, shelf, mine = Helpers(1, tmp_path), Shelf(tmp_path), []
    some = jobs()
    helpers.begin(some)
    for job in some:
        helpers.wait(job.key)
        if not shelf.has(f"{job.key}.part"):
            mine.append(job.key)
    helpers.close()
    there = [one.key for one in some if shelf.has(f"{one.key}.part")]
    assert mine + there == [one.key for one in some]


def test_nobody_is_started_for_a_few(tmp_path: Path) -> None:
    helpers = Helpers(1, tmp_path)
    helpers.begin(jobs()[: FEWEST - 1])
    helpers.wait("0")
    assert not multiprocessing.active_children()
    helpers.close()
