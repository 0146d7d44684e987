"""Blocks that another thread compresses are those that this one would have made."""

from __future__ import annotations

import sys
import threading

import pytest

from bench.section_files import section_file
from tests.documents.merge.kept_files import kept
from workflow.documents.merge import Manuscript, PartError, assemble, pressing
from workflow.documents.merge.assemble import MANY
from workflow.documents.merge.deflating import block_of
from workflow.documents.merge.pressing import MOST, WORTH, Press

RAW = "汇稿".encode() * WORTH


def report(*more: bytes) -> Manuscript:
    files = [section_file(number) for number in range(1, MANY + 1)]
    return Manuscript("", tuple(kept(one) for one in (*files, *more)))


def presses() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name == "press"]


def test_the_bytes_are_the_same_and_the_thread_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    alone = block_of

    def counted(raw: bytes) -> object:
        nonlocal asked
        asked += bool(presses())
        return alone(raw)

    monkeypatch.setattr(pressing, "block_of", counted)
    made = assemble(report())
    assert (asked >= MANY, presses()) == (True, [])
    monkeypatch.setattr(sys.modules["workflow.documents.merge.assemble"], "MANY", MANY + 1)
    asked = 0
    assert (assemble(report()), asked) == (made, 0)


def test_a_part_that_is_refused_ends_the_thread_too() -> None:
    with pytest.raises(PartError):
        assemble(report(b"PK none"))
    assert presses() == []


def test_blocks_are_whole_once_it_is_closed() -> None:
    with Press() as press:
        made = [press.block_of(RAW[: WORTH + n]) for n in range(3 * MOST)]
    assert made == [block_of(RAW[: WORTH + n]) for n in range(3 * MOST)]


def test_where_many_wait_this_thread_compresses_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the other one is, no more than a few texts are held in memory."""
    goes_on = threading.Event()
    by: list[str] = []

    def slow(raw: bytes) -> object:
        name = threading.current_thread().name
        by.append(name)
        assert name != "press" or goes_on.wait(20)
        return block_of(raw)

    monkeypatch.setattr(pressing, "block_of", slow)
    with Press() as press:
        # One is in hand, or not yet taken.
        made = [press.block_of(RAW) for _ in range(MOST + 2)]
        own = by.count(threading.current_thread().name)
        goes_on.set()
    assert own in (1, 2)
    assert made == [block_of(RAW)] * (MOST + 2)


def test_what_goes_wrong_in_it_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(raw: bytes) -> object:
        raise MemoryError("none left")

    monkeypatch.setattr(pressing, "block_of", broken)
    with pytest.raises(MemoryError), Press() as press:
        press.block_of(RAW)
