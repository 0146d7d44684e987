"""Bombs are refused before memory grows, and no public file takes more than its share."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.documents.bombs import BOMBS
from tests.documents.shared import ROOT, shared_file
from workflow.documents.errors import DocumentError
from workflow.documents.word.package import open_docx, read_part
from workflow.documents.word.safety import check_upload

GROWTH_MB = 64


def probed(paths: Iterable[Path]) -> list[tuple[str, str, float]]:
    """What became of each file in a process of its own below one gigabyte: name, code, MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.documents.memory_probe"],
        input="\n".join(map(str, paths)), capture_output=True, text=True, cwd=ROOT, check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    for name, (make, _) in BOMBS.items():
        (folder / f"{name}.docx").write_bytes(make())
    return folder


def test_a_bomb_is_refused_before_memory_grows(bombs: Path) -> None:
    found = probed(bombs / f"{name}.docx" for name in BOMBS)
    assert {name: code for name, code, _ in found} == {
        f"{name}.docx": code for name, (_, code) in BOMBS.items()
    }
    assert {name: grown for name, _, grown in found if grown > GROWTH_MB} == {}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_a_sentence_in_both_languages(bombs: Path, name: str) -> None:
    with pytest.raises(DocumentError) as refused:
        check_upload("a.docx", (bombs / f"{name}.docx").read_bytes())
    assert refused.value.zh.endswith("。") and refused.value.en.endswith(".")


def test_a_part_is_never_unpacked_beyond_its_claim(bombs: Path) -> None:
    archive = open_docx((bombs / "hidden_gigabyte.docx").read_bytes())
    size = archive.entry("word/document.xml").size
    assert len(read_part(archive, "word/document.xml")) == size < 1000


def test_the_public_word_files_are_read_or_refused_below_a_ceiling() -> None:
    paths = sorted(one for one in shared_file("corpus").rglob("*") if one.is_file())
    found = probed(paths)
    assert len(found) == len(paths) > 100
    assert {name: grown for name, _, grown in found if grown > GROWTH_MB} == {}
    refused = {name: code for name, code, _ in found if code != "read"}
    assert refused["bug53475-password-is-pass.docx"] == "encrypted"
    codes = {"encrypted", "not_word", "old_word", "wrong_type", "macros", "damaged"}
    assert set(refused.values()) <= codes and len(refused) < 30
