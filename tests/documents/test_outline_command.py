"""The command as other programs call it: streams, exit codes, keys."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents.crafted import paragraph, word_file
from tests.documents.shared import ROOT

TEXT = "年度报告\n前言X项。\n一、甲\n一是乙。\n写了。二、丙\nー、丁"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workflow.documents", *arguments],
        capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False,
    )  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_json_goes_to_standard_output_alone(report: Path) -> None:
    done = run("outline", str(report), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == ["source", "title", "preamble", "sections", "points", "blanks"]
    assert answer["source"]["path"] == "report.txt"
    assert answer["source"]["encoding"] == "utf-8, no BOM"
    assert answer["source"]["lines"] == 6 and answer["source"]["trailing_newline"] is False
    assert [s["glued_to_previous"] for s in answer["sections"]] == [False, True]
    assert answer["blanks"][0]["section"] == "0" and answer["blanks"][0]["unit"] == "项"
    assert answer["points"][0]["first_words"] == "一是乙。"


def test_without_json_a_tree_is_printed(report: Path) -> None:
    done = run("outline", str(report))
    assert done.returncode == 0
    assert "  1  一、甲" in done.stdout and "[glued]" in done.stdout
    assert "sections 2, points 1, blanks 1" in done.stdout
    assert "perhaps a heading" in done.stdout


def test_a_word_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(word_file(paragraph("一、甲") + paragraph("写了。")))
    answer = json.loads(run("outline", str(path), "--json").stdout)
    assert answer["source"]["encoding"] == "docx"
    assert answer["sections"][0]["title"] == "甲"


def test_a_refused_file_is_exit_one_with_a_sentence_on_standard_error(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    done = run("outline", str(path), "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "另存为 .docx" in done.stderr and "save it as .docx" in done.stderr


def test_a_missing_file_is_exit_one_with_its_name() -> None:
    done = run("outline", "no-such-file.txt")
    assert done.returncode == 1 and "no-such-file.txt" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [(), ("outline",), ("no-such-command",)])
def test_wrong_use_is_exit_two(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2


@pytest.mark.parametrize("arguments", [("--help",), ("outline", "--help")])
def test_help_is_offered(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 0 and "usage:" in done.stdout


def test_the_package_loads_no_web_framework_and_no_database() -> None:
    code = "import sys, workflow.documents.__main__; print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    for name in ("flask", "sqlalchemy", "celery"):
        assert f"'{name}'" not in done.stdout
