"""Old files become .docx in a process that can neither stay for ever nor leave anything behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.converter import program
from tests.services import require
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import plain_text
from workflow.documents.errors import DocumentError
from workflow.documents.reader import read_word
from workflow.documents.word.converting import can_be_converted, converted
from workflow.documents.word.safety import check_upload

RTF = rb"{\rtf1\ansi {\b Plan}\par Two hundred words.\par}"


def runs(process: int) -> bool:
    """Whether it is alive, and does not only wait to be buried by the system."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.libreoffice
def test_an_old_file_becomes_one_that_can_be_read() -> None:
    made = converted(require("libreoffice"), ".rtf", RTF, 60)
    check_upload("a.docx", made)
    assert plain_text(read_word(made, MemoryBlobs()).content) == "Plan\nTwo hundred words."


def test_a_process_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    slow = program(tmp_path, f"sleep 60 &\necho $! > {tmp_path}/child\nwait")
    begun = time.monotonic()
    with pytest.raises(DocumentError, match="longer than 1 seconds") as caught:
        converted(slow, ".doc", b"\xd0\xcf\x11\xe0", 1)
    assert caught.value.code == "conversion_slow" and time.monotonic() - begun < 20
    child = int((tmp_path / "child").read_text())
    assert not runs(child)


def test_a_process_that_makes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        converted(program(tmp_path, "exit 1"), ".doc", b"\xd0\xcf\x11\xe0", 20)
    assert caught.value.code == "not_converted"


def test_a_link_in_the_place_of_the_result_is_not_followed(tmp_path: Path) -> None:
    links = program(tmp_path, 'mkdir -p "$out"; ln -s /etc/passwd "$out/file.docx"')
    with pytest.raises(DocumentError) as caught:
        converted(links, ".doc", b"\xd0\xcf\x11\xe0", 20)
    assert caught.value.code == "not_converted"


def test_endings_and_first_bytes_must_agree() -> None:
    assert can_be_converted(".rtf", RTF) and can_be_converted(".wps", b"\xd0\xcf\x11\xe0...")
    assert not can_be_converted(".doc", RTF) and not can_be_converted(".docx", b"PK\x03\x04")
    locked = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    assert not can_be_converted(".doc", locked)
