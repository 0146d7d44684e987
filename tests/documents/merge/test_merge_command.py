"""`merge OUT.docx`: one line of JSON, sentences for what is wrong, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.documents.merge.kept_files import (
    Out,
    W,
    crafted,
    ending,
    kept,
    merged,
    para,
    section,
    text,
)
from tests.documents.word.packages import words
from tests.pictures import content
from workflow.documents.__main__ import main
from workflow.documents.merge.helpers import FEWEST

COUNT = FEWEST + 4
PARAGRAPH = {"id": "a", "type": "paragraph", "runs": [{"text": "正文。"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in "甲乙":
        data = crafted(para(text(name)) + section()).data()
        (tmp_path / f"{name}.docx").write_bytes(data)
    (tmp_path / "坏.docx").write_bytes(b"nothing of Word's")
    return tmp_path


def run(folder: Path, *words_: str) -> tuple[int, Path]:
    out = folder / "out.docx"
    try:
        return main(["merge", str(out), *words_]), out
    except SystemExit as stop:
        return int(stop.code or 0), out


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return dict(json.loads(capsys.readouterr().out))


def files(folder: Path, *names: str) -> list[str]:
    return [str(folder / f"{name}.docx") for name in names]


def test_files_are_merged_without_headings_of_ours(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(folder, *files(folder, "甲", "乙"), "--check")
    line = printed(capsys)
    assert code == 0 and words(Out(out.read_bytes()).body) == "甲乙"
    assert line["bytes"] == out.stat().st_size and line["parts"] == 2
    assert line["peak_mb"] > 1 and {"sections", "package", "total"} <= line["seconds"].keys()
    assert line["warnings"] == [] == line["check"]


def test_a_manifest_says_what_the_report_is_made_of(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = {
        "title": "年度报告",
        "profile": "material",
        "preamble": content(PARAGRAPH),
        "parts": [
            {"heading": "一、工作", "level": 1, "content": content(PARAGRAPH)},
            {"heading": "二、成绩", "level": 1, "docx": "甲.docx"},
            {"attachment": "乙.docx"},
        ],
        "signature": {"name": "某单位", "date": "2026年12月31日"},
        "toc": True,
    }
    (folder / "m.json").write_text(json.dumps(manifest), "utf-8")
    code, out = run(folder, "--manifest", str(folder / "m.json"))
    assert code == 0 and printed(capsys)["parts"] == 4
    said = words(Out(out.read_bytes()).body)
    assert said.startswith("目　录一、工作1二、成绩1年度报告")
    assert "正文。一、工作正文。二、成绩甲附件：乙某单位2026年12月31日附件乙乙" in said


@pytest.mark.parametrize(
    ("manifest", "place"),
    [
        ("[]", "{}"),
        ('{"parts": 1}', "parts"),
        ('{"parts": [{"heading": "一"}]}', "parts[0]"),
        ('{"parts": [{"docx": "甲.docx", "level": 0}]}', "parts[0].level"),
        ('{"parts": [{"content": {"blocks": 1}}]}', "parts[0].content"),
        ('{"titel": ""}', "titel"),
        ('{"toc": 1}', "toc"),
        ("{", "m.json"),
    ],
)
def test_a_wrong_manifest_names_the_place(
    folder: Path, capsys: pytest.CaptureFixture[str], manifest: str, place: str
) -> None:
    (folder / "m.json").write_text(manifest, "utf-8")
    code, out = run(folder, "--manifest", str(folder / "m.json"))
    assert code == 1 and place in capsys.readouterr().err and not out.exists()


def test_one_bad_part_names_itself_and_gaps_let_the_rest_through(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(folder, *files(folder, "甲", "坏"))
    assert code == 1 and "“坏.docx”" in capsys.readouterr().err and not out.exists()
    code, out = run(folder, *files(folder, "甲", "坏", "乙"), "--gaps")
    (warning,) = printed(capsys)["warnings"]
    assert code == 0 and (warning["part"], warning["place"]) == (2, "坏.docx")
    assert warning["code"] == "plain_text" and "坏.docx" in words(Out(out.read_bytes()).body)


@pytest.mark.parametrize(
    "words_",
    [
        (),
        ("a.docx", "--manifest", "m.json"),
        ("a.docx", "--jobs", "0"),
        ("a.docx", "--styles", "x"),
    ],
)
def test_wrong_use_is_two(folder: Path, words_: tuple[str, ...]) -> None:
    assert run(folder, *words_)[0] == 2


def test_a_file_that_is_not_there_is_one(folder: Path) -> None:
    assert run(folder, "nowhere.docx")[0] == 1


def test_caches_and_jobs_give_the_same_bytes(folder: Path) -> None:
    inner = ending("一", section("oddPage", wide=True))
    for number in range(COUNT):
        data = crafted(inner + para(text(str(number))) + section()).data()
        (folder / f"{number}.docx").write_bytes(data)
    names = files(folder, *map(str, range(COUNT)))
    cache = str(folder / "cache")
    made = [
        run(folder, *names, *options)[1].read_bytes()
        for options in ((), ("--cache", cache), ("--cache", cache), ("--jobs", "2"))
    ]
    assert len(set(made)) == 1
    for one in Path(cache).iterdir():
        one.write_bytes(one.read_bytes()[:-1])
    assert run(folder, *names, "--cache", cache)[1].read_bytes() == made[0]


def test_a_changed_part_is_taken_anew_from_a_cache(folder: Path) -> None:
    cache = folder / "cache"
    run(folder, *files(folder, "甲", "乙"), "--cache", str(cache))
    other = crafted(para(text("丙")) + para(text("丁")) + section()).data()
    (folder / "甲.docx").write_bytes(other)
    out = run(folder, *files(folder, "甲", "乙"), "--cache", str(cache))[1].read_bytes()
    plain = merged(kept(other), kept((folder / "乙.docx").read_bytes())).data
    assert Out(out).data["word/document.xml"] == Out(plain).data["word/document.xml"]
    assert len(list(Out(out).body.iter(f"{W}p"))) == 3
