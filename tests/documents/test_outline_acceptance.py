"""The shared cases and the shared sample, held exactly."""

import json
from html import escape
from typing import Any

import pytest

from tests.documents.crafted import paragraph, word_file
from tests.documents.shared import shared_file
from workflow.documents.outline import outline_of, recognise
from workflow.documents.outline.as_json import source_json, to_json
from workflow.documents.outline.reading import read_document


def expected() -> dict[str, Any]:
    path = shared_file("acceptance/sample_report_expected.json")
    answer: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return answer


def answer() -> dict[str, Any]:
    data = shared_file("acceptance/sample_report.txt").read_bytes()
    reading = read_document("sample_report.txt", data)
    outline = recognise(reading.text, reading.decisions)
    return to_json(outline, source_json("sample_report.txt", data, reading))


def word_of(text: str) -> bytes:
    """The text as Word writes it: a paragraph a line, w:br for a soft break."""
    lines = (escape(line).replace("\v", "</w:t><w:br/><w:t>") for line in text.split("\n"))
    return word_file("".join(map(paragraph, lines)))


@pytest.mark.parametrize("as_word", [False, True], ids=["text", "word"])
def test_every_shared_case_is_recognised(as_word: bool) -> None:
    for case in json.loads(shared_file("acceptance/outline_cases.json").read_text("utf-8")):
        text = case["input"]
        outline = outline_of("a.docx", word_of(text)) if as_word else recognise(text)
        found = [
            {"level": s.level, "kind": s.kind, "n": s.value, "title": s.title,
             "flags": [*s.flags, *(["glued"] if s.glued_to_previous else [])]}
            for s in outline.sections
        ]  # fmt: skip
        assert (case["id"], found) == (case["id"], case["sections"])
        assert (case["id"], len(outline.points)) == (case["id"], case["points"])


def test_the_sample_is_the_same_as_a_word_file() -> None:
    text = shared_file("acceptance/sample_report.txt").read_text("utf-8")
    assert outline_of("a.docx", word_of(text)) == recognise(text)


def test_the_sample_s_sections_are_held_exactly() -> None:
    assert answer()["sections"] == expected()["sections"]


def test_the_sample_s_source_title_and_preamble_are_held_exactly() -> None:
    ours, theirs = answer(), expected()
    for key in ("source", "title", "preamble"):
        assert ours[key] == theirs[key]


def test_the_sample_s_points_are_held_exactly() -> None:
    assert answer()["points"] == expected()["points"]


def test_the_sample_s_blanks_are_held_in_place_and_kind() -> None:
    keys = ("n", "start", "end", "text", "kind", "unit", "section", "context")
    ours = [{key: blank[key] for key in keys} for blank in answer()["blanks"]]
    assert ours == [{key: blank[key] for key in keys} for blank in expected()["blanks"]]


def test_the_sample_is_the_same_from_each_encoding() -> None:
    data = shared_file("acceptance/sample_report.txt").read_bytes()
    text = data.decode("utf-8")
    plain = outline_of("a.txt", data)
    for encoding in ("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"):
        assert outline_of("a.txt", text.encode(encoding)) == plain
