"""The folder of kept parts stays below its size; what was used last stays."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from workflow.documents.merge import sweep
from workflow.documents.merge.shelf import Shelf
from workflow.documents.merge.sweeping import GRACE

LONG_AGO = time.time() - 10 * GRACE


def kept(folder: Path, count: int, size: int = 100) -> list[Path]:
    """Files that were last used one second after the other, the first the longest ago."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number:03}.text" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes(size))
        os.utime(path, (LONG_AGO + number, LONG_AGO + number))
    return paths


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    paths = kept(tmp_path, 10)
    assert sweep(tmp_path, 500) == 600
    assert [path.exists() for path in paths] == [False] * 6 + [True] * 4
    assert sweep(tmp_path, 500) == 0


def test_a_folder_within_its_size_or_not_there_is_left_alone(tmp_path: Path) -> None:
    paths = kept(tmp_path, 3)
    assert sweep(tmp_path, 300) == sweep(tmp_path / "none", 0) == 0
    assert all(path.exists() for path in paths)


def test_reading_is_using(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for key in ("first", "second", "third"):
        shelf.put(key, bytes(96))
        os.utime(tmp_path / key, (LONG_AGO, LONG_AGO))
    assert shelf.get("first") is not None
    assert sweep(tmp_path, 150) == 200
    assert [path.name for path in tmp_path.iterdir()] == ["first"]


def test_what_a_merge_may_be_at_work_with_stays(tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(bytes(1000))
    assert sweep(tmp_path, 10) == 0
    assert sweep(tmp_path, 10, now=time.time() + 2 * GRACE) == 1000


def test_two_workers_sweep_at_once_and_another_goes_on_reading(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    faults: list[Exception] = []

    def work(what: object) -> None:
        try:
            what()  # type: ignore[operator]
        except Exception as error:
            faults.append(error)

    def read() -> None:
        for number in range(400):
            assert shelf.get(f"{number % 200:03}.text") in (None, bytes(96))

    for _ in range(5):
        for path in kept(tmp_path, 200):
            path.unlink()
        for number in range(200):
            shelf.put(f"{number:03}.text", bytes(96))
            os.utime(tmp_path / f"{number:03}.text", (LONG_AGO, LONG_AGO))
        jobs = [lambda: sweep(tmp_path, 1000), lambda: sweep(tmp_path, 1000), read]
        threads = [threading.Thread(target=work, args=(one,)) for one in jobs]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert faults == []


def test_what_a_writer_left_half_done_goes_too(tmp_path: Path) -> None:
    (tmp_path / "half.new").write_bytes(bytes(100))
    os.utime(tmp_path / "half.new", (LONG_AGO, LONG_AGO))
    assert sweep(tmp_path, 50) == 100


@pytest.mark.parametrize("megabytes", ["1", "20"])
def test_the_size_is_a_setting(megabytes: str, tmp_path: Path) -> None:
    from workflow.settings import Settings

    environment = {"HUIGAO_VAR": str(tmp_path), "HUIGAO_CACHE_MB": megabytes}
    assert Settings.from_environment(environment).parts_bytes == int(megabytes) * 1024 * 1024
