"""`compare OLD NEW [OUT.docx] [--json]`: two files go in, differences and a blackline come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.documents.deciding import W, accepted, rejected, tracked
from tests.documents.writer.making import cell, p
from workflow.documents.__main__ import main
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Block, Content, Table, plain_text, to_json
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.reader import read_word

OLD = (p("a", "全年完成21项，增长8.2%。"), p("b", "这一段要删去，内容已经过时。"), p("c", "结尾。"))
NEW = (p("a", "全年完成22项，增长8.2%。"), p("c", "结尾。"), p("d", "新的一段说明。"))


def docx(path: Path, *blocks: Block) -> str:
    part = Part(0, None, "", "", "", False, Content(blocks))
    path.write_bytes(assemble(Manuscript("", (part,), creator="李四")).data)
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, Path]:
    """OLD, NEW, and where OUT goes."""
    old, new = docx(tmp_path / "old.docx", *OLD), docx(tmp_path / "new.docx", *NEW)
    return old, new, tmp_path / "out.docx"


def text(data: bytes) -> str:
    return plain_text(read_word(data, MemoryBlobs()).content)


def test_the_blackline_holds_both_texts(files: tuple[str, str, Path]) -> None:
    old, new, out = files
    assert main(["compare", old, new, str(out), "--author", "王五", "--date", "2026-03-05"]) == 0
    data = out.read_bytes()
    assert text(accepted(data)).split("\n") == [
        "全年完成22项，增长8.2%。", "结尾。", "新的一段说明。",
    ]  # fmt: skip
    assert text(rejected(data)).split("\n") == [
        "全年完成21项，增长8.2%。", "这一段要删去，内容已经过时。", "结尾。",
    ]  # fmt: skip
    said = {(one.get(f"{W}author"), one.get(f"{W}date")) for one in tracked(data)}
    assert said == {("王五", "2026-03-05T00:00:00")}


def test_json_alone_goes_to_standard_output(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, out = files
    assert main(["compare", old, new, str(out), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["counts"] == {
        "changed": 1, "added": 1, "removed": 1, "moved": 0,
        "numbers": 1, "meaning": 2, "punctuation": 0, "format": 0,
    }  # fmt: skip
    first, gone, came = found["differences"]
    assert (first["kind"], first["old"], first["new"], first["natures"]) == (
        "changed", 1, 1, ["numbers"],
    )  # fmt: skip
    assert [one["text"] for one in first["segments"]] == [
        "全年完成",
        "21项",
        "22项",
        "，增长8.2%。",
    ]
    assert first["segments"][1]["nature"] == "numbers"
    assert (gone["kind"], gone["old"], gone["new"]) == ("removed", 2, None)
    assert (came["kind"], came["old"], came["new"]) == ("added", None, 3)
    assert isinstance(found["warnings"], list)


def test_without_json_it_prints_lines(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", files[0], files[1]]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("changed 1, added 1, removed 1")
    assert "~ [numbers] 全年完成[-21项-]{+22项+}，增长8.2%。" in printed
    assert not files[2].exists()


def test_contents_as_json_and_tables_by_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = []
    for name, figure in (("old", "12"), ("new", "15")):
        grid = Table("t", ((cell(p("x", "图书")), cell(p("y", figure))),))
        names.append(tmp_path / f"{name}.json")
        names[-1].write_text(json.dumps(to_json(Content((grid,)))), encoding="utf-8")
    assert main(["compare", *map(str, names), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["differences"]
    (row,) = table["rows"]
    assert (row["kind"], row["old"], row["new"]) == ("changed", 1, 1)
    assert [one["kind"] for one in row["cells"]] == ["equal", "changed"]
    assert [one["text"] for one in row["cells"][1]["segments"]] == ["12", "15"]


def test_the_same_files_differ_in_nothing(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    old, _, out = files
    assert main(["compare", old, old, str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["differences"] == []
    assert tracked(out.read_bytes()) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [("bad.docx", b"PK\x03\x04 cut"), ("old.doc", b"\xd0\xcf\x11\xe0"), ("text.txt", b"text")],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(
    files: tuple[str, str, Path],
    name: str,
    data: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    assert main(["compare", files[0], str(bad), str(files[2])]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and "。" in printed.err
    assert not files[2].exists()


def test_a_file_that_is_not_there(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", files[0], "/nowhere/at.docx"]) == 1
    assert "at.docx" in capsys.readouterr().err
