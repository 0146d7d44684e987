"""The scanner's protocol, spoken with a stand-in over both kinds of socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scanner import VIRUS, scanning
from workflow.actions.evidence.scanning import CHUNK, Clamd, ScannerSilent


@pytest.mark.parametrize("kind", ["tcp", "unix"])
def test_it_hears_all_and_says_what_it_found(tmp_path: Path, kind: str) -> None:
    with scanning(str(tmp_path / "s") if kind == "unix" else "") as scanner:
        asked = Clamd(scanner.url, seconds=5)
        data = bytes(range(256)) * (CHUNK // 128)
        assert asked.found_in(data) == ""
        assert asked.found_in(b"") == ""
        assert asked.found_in(b"a" * CHUNK + VIRUS) == "Eicar-Test"
        assert scanner.heard[0] == data


def test_whatever_is_no_verdict_is_silence(tmp_path: Path) -> None:
    with scanning() as scanner:
        for answer in (b"", b"nonsense\0", b"stream: Can't allocate memory ERROR\0"):
            scanner.answer = answer
            with pytest.raises(ScannerSilent):
                Clamd(scanner.url, seconds=5).found_in(b"x")
        gone = scanner.url
    for url in (gone, f"unix://{tmp_path}/none"):
        with pytest.raises(ScannerSilent):
            Clamd(url, seconds=5).found_in(b"x")


def test_a_scanner_that_hangs_up_on_a_large_file_is_silence_and_no_verdict() -> None:
    with scanning() as scanner:
        scanner.limit = 1000
        with pytest.raises(ScannerSilent):
            Clamd(scanner.url, seconds=5).found_in(bytes(5_000_000))
