"""`python -m workflow.documents read`, and `write` of what it printed."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.documents.reader.reading import IMAGE, PNG, p, t
from tests.documents.reader.test_changes import dele, ins
from tests.documents.reader.test_comments import comment, end, start
from tests.documents.reader.test_pictures import drawing
from tests.documents.word.packages import crafted, with_story
from workflow.documents.__main__ import main
from workflow.documents.blobs import digest_of

EQUATION = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    inner = start() + t("甲") + end() + EQUATION + ins(t("新")) + dele("旧")
    made = crafted(p(inner, '<w:jc w:val="center"/>') + p(drawing()), IMAGE)
    with_story(made, "comments", comment()).add(f"word/{IMAGE.target}", PNG)
    path = tmp_path / "a.docx"
    path.write_bytes(made.data())
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_read_prints_all_that_there_is(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "read", str(file), "--json", "--changes", "keep")
    assert list(found) == ["content", "islands", "comments", "suggestions", "warnings", "blobs"]
    first, second = found["content"]["blocks"]
    assert [one.get("text") for one in first["runs"]] == ["甲", "x", "旧"]
    island = found["islands"][0]
    assert (island["kind"], island["text"], island["place"]) == ("equation", "x", first["id"])
    assert found["comments"][0]["quote"] == "甲"
    assert found["suggestions"][0]["runs"] == [{"text": "新"}]
    assert [one["code"] for one in found["warnings"]] == ["format_dropped:alignment"]
    assert set(found["blobs"]) == {island["hash"], second["hash"]}
    for digest, text in found["blobs"].items():
        assert digest_of(base64.b64decode(text)) == digest


def test_changes_are_accepted_unless_they_are_to_be_kept(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = printed(capsys, "read", str(file), "--json")
    assert found["suggestions"] == []
    assert "".join(one["text"] for one in found["content"]["blocks"][0]["runs"]) == "甲x新"


def test_write_takes_what_read_printed(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = printed(capsys, "read", str(file), "--json", "--changes", "keep")
    stored, out = tmp_path / "a.json", tmp_path / "b.docx"
    stored.write_text(json.dumps(first), encoding="utf-8")
    assert main(("write", str(stored), str(out))) == 0
    capsys.readouterr()
    again = printed(capsys, "read", str(out), "--json", "--changes", "keep")
    for name in ("comments", "suggestions"):
        assert [one["author"] for one in again[name]] == [one["author"] for one in first[name]]
    assert [one["kind"] for one in again["islands"]] == ["equation"]
    assert again["content"]["blocks"][1]["hash"] == first["content"]["blocks"][1]["hash"]


def test_without_json_there_is_a_summary(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("read", str(file))) == 0
    out = capsys.readouterr().out
    assert "blocks 2" in out and "islands 1" in out and "pictures 1" in out
    assert "comment by 王某 on “甲”" in out
    assert "format_dropped:alignment (1)" in out


def test_what_is_no_word_file_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.docx", "a.txt", "a.pdf"):
        path = tmp_path / name
        path.write_text("正文", encoding="utf-8")
        assert main(("read", str(path), "--json")) == 1
        answer = capsys.readouterr()
        assert answer.out == "" and "。" in answer.err
