"""An outline as rows in reading order, doubtful ones marked: what the import page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.documents.outline import Outline, Section
from workflow.domain.text import Text

LONGEST_LINE = 120
DOUBTS = {
    "glued": Text(
        "写在上一段末尾，是标题吗？", "Stands at the end of the paragraph before it: a heading?"
    ),
    "sequence_start": Text("不是从“一”开始", "does not begin with one"),
    "sequence_gap": Text(
        "前面缺号，编号按原文保留", "a number is missing before it; kept as written"
    ),
    "sequence_repeat": Text("编号重复，按原文保留", "the number repeats; kept as written"),
    "nonstandard_separator": Text("序号后的符号不规范", "an unusual sign behind the numeral"),
    "run_in": Text("标题与正文同段", "heading and text share a paragraph"),
    "trailing_period": Text("标题以句号结尾", "the heading ends in a full stop"),
    "numbered_paragraph": Text("无标题的编号段落", "a numbered paragraph without a title"),
    "extra_dun": Text("括号后多了顿号", "a mark too many behind the bracket"),
}


@dataclass(frozen=True)
class Line:
    """A line of a body that could be made a heading: its place in the text, and its words."""

    start: int
    text: str


@dataclass(frozen=True)
class OutlineRow:
    """A heading as proposed, what is odd about it, and the lines below it."""

    section: Section
    doubts: tuple[Text, ...]
    lines: tuple[Line, ...]
    characters: int


def outline_rows(outline: Outline) -> tuple[OutlineRow, ...]:
    return tuple(_row(outline, section) for section in outline.sections)


def body_lines(outline: Outline, start: int, end: int) -> Iterator[Line]:
    """The lines of a stretch of the text, each with the offset of its first character."""
    place = start
    for line in outline.text[start:end].splitlines(keepends=True):
        words = line.strip()
        if words:
            yield Line(place + line.index(words[0]), words[:LONGEST_LINE])
        place += len(line)


def _row(outline: Outline, section: Section) -> OutlineRow:
    codes = (("glued",) if section.glued_to_previous else ()) + section.flags
    body = section.body or (section.heading_end, section.heading_end)
    characters = sum(not one.isspace() for one in outline.text[slice(*body)])
    return OutlineRow(
        section,
        tuple(DOUBTS[code] for code in codes if code in DOUBTS),
        tuple(body_lines(outline, *body)),
        characters,
    )
