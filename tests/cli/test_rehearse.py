"""The whole job by one command: a text goes in, an approved Word document comes out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from workflow.documents.archive import verify

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = Path(os.environ.get("HUIGAO_SHARED") or ROOT.parent / "shared")
SAMPLE = SHARED / "acceptance" / "sample_report.txt"
OWN = ROOT / "workflow" / "sample" / "annual_report.txt"


def rehearsed(source: Path, folder: Path, *more: str) -> tuple[dict[str, Any], Any]:
    out = folder / "out.docx"
    command = [sys.executable, "-m", "flask", "--app", "workflow.app", "rehearse"]
    done = subprocess.run(
        [*command, str(source), str(out), "--json", *more],
        cwd=ROOT,
        env={**os.environ, "HUIGAO_VAR": str(folder / "var")},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout), docx.Document(str(out))


def trail_verified(kept: Path, report: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "flask", "--app", "workflow.app", "trail", "verify"]
    done = subprocess.run(
        [*command, str(report), "--json"],
        cwd=ROOT,
        env={**os.environ, "HUIGAO_VAR": str(kept), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def visible(text: str) -> str:
    return "".join(text.split())


def body_text(document: Any) -> str:
    return visible("".join(one.text for one in document.paragraphs))


def levels(document: Any) -> list[tuple[int, str]]:
    return [
        (int(one.style.name.split()[1]), visible(one.text))
        for one in document.paragraphs
        if one.style.name.startswith("heading") or one.style.name.startswith("Heading")
    ]


def test_an_own_text_goes_the_whole_way(tmp_path: Path) -> None:
    archive, kept = tmp_path / "archive.zip", tmp_path / "kept"
    more = ("--archive", str(archive), "--keep", str(kept))
    result, document = rehearsed(OWN, tmp_path, *more)
    assert body_text(document) == visible(OWN.read_text("utf-8"))
    proof = verify(archive, result["archive"]["root"])
    assert proof.ok and proof.how == "bytes"
    assert all(len(one.signers) == 3 for one in proof.sections)
    assert trail_verified(kept, result["report"])["ok"]
    verbs = [step["verb"] for step in result["steps"]]
    for verb in ("assign", "launch", "save", "comment", "send_back", "submit", "pass", "approve"):
        assert verb in verbs
    assert verbs.index("send_back") < verbs.index("approve") == len(verbs) - 2
    assert verbs[-1] == "archive"
    assert result["assembly"]["worker_pid"] and result["assembly"]["manifest"]["all_signed"]
    kinds = {notice["kind"] for notice in result["notices"]}
    assert {"launch", "reminder", "send_back", "present", "approve"} <= kinds
    states = {one["state"] for notice in result["notices"] for one in notice["deliveries"]}
    assert states == {"kept"}


def test_the_shared_sample_comes_out_whole_with_headings_on_their_levels(tmp_path: Path) -> None:
    if not SAMPLE.exists():
        pytest.skip("shared material absent: acceptance/sample_report.txt")
    result, document = rehearsed(SAMPLE, tmp_path)
    assert body_text(document) == visible(SAMPLE.read_text("utf-8"))
    expected = json.loads(SAMPLE.with_name("sample_report_expected.json").read_text("utf-8"))
    assert levels(document) == [
        (one["level"], visible(one["heading_text"])) for one in expected["sections"]
    ]
    assert result["blanks"] == 27


def test_a_wrong_file_is_answered_by_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "old.docx"
    old.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    command = [sys.executable, "-m", "flask", "--app", "workflow.app", "rehearse"]
    done = subprocess.run(
        [*command, str(old), str(tmp_path / "out.docx")],
        cwd=ROOT,
        env={**os.environ, "HUIGAO_VAR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "docx" in done.stderr
