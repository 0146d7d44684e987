"""The collector waits while files are read, and is as it was before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from workflow.documents.reader.collector import waiting


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_it_waits_for_the_last_reader() -> None:
    first, second = waiting(), waiting()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_it_goes_on_after_a_refusal() -> None:
    with pytest.raises(ValueError, match="refused"), waiting():
        raise ValueError("refused")
    assert gc.isenabled()


def test_who_switched_it_off_finds_it_off() -> None:
    gc.disable()
    with waiting():
        pass
    assert not gc.isenabled()
