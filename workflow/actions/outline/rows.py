"""An outline as rows in reading order, with what is doubtful and what can be done: for a page."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actions.outline import steps as intake_steps
from workflow.actions.outline.file import whole_of
from workflow.documents.outline import Outline, Section, Suggestion, places
from workflow.domain.text import Text
from workflow.store import Intake

LONGEST_CONTEXT = 32
PREAMBLE = -1
QUESTIONS = {
    "glued": Text(
        "写在上一段末尾，是标题吗？", "Stands at the end of the paragraph before it: a heading?"
    ),
    "sequence_start": Text(
        "序号不是从第一个开始，是标题吗？", "Its number is not the first: a heading?"
    ),
    "sequence_gap": Text(
        "前面缺号，是标题吗？编号按原文保留。",
        "A number is missing before it: a heading? The number is kept as written.",
    ),
    "sequence_repeat": Text(
        "编号重复，是标题吗？编号按原文保留。",
        "Its number repeats: a heading? The number is kept as written.",
    ),
    "nonstandard_separator": Text(
        "序号后的符号不规范，是标题吗？", "An unusual sign behind the numeral: a heading?"
    ),
    "look_alike": Text(
        "符号像序号（可能是识别或输入造成的），是标题吗？",
        "Signs that look like a numeral: a heading?",
    ),
    "no_separator": Text("序号后没有符号，是标题吗？", "No sign behind the numeral: a heading?"),
    "mixed_forms": Text("序号写法混杂，是标题吗？", "A numeral in mixed forms: a heading?"),
}
REMARKS = {
    "run_in": Text("标题与正文同段", "heading and text share a paragraph"),
    "trailing_period": Text("标题以句号结尾", "the heading ends in a full stop"),
    "numbered_paragraph": Text("无标题的编号段落", "a numbered paragraph without a title"),
    "extra_dun": Text("括号后多了顿号", "a mark too many behind the bracket"),
}


@dataclass(frozen=True)
class Line:
    """A line or a sentence at which a section can be cut; ``opens`` tells that a line begins."""

    start: int
    text: str
    opens: bool


@dataclass(frozen=True)
class OutlineRow:
    """A heading (``section``), or a line that may be one; ``start`` 0 to the text's end.

    ``question`` waits for a yes or a no, with the words around it; ``remarks`` are only said.
    ``own_title`` is what the text has where a person typed another.
    """

    start: int
    level: int
    numeral: str
    title: str
    section: Section | None
    question: Text | None
    remarks: tuple[Text, ...]
    before: str
    after: str
    characters: int
    retitled: bool
    own_title: str
    up: bool
    down: bool


def rows_of(plain: Outline, shown: Outline) -> tuple[OutlineRow, ...]:
    """Headings and lines that may be headings, in the order of the text.

    ``plain`` has the titles of the text, ``shown`` those that a person typed.
    """
    found = [_heading(plain, shown, place) for place in range(len(plain.sections))]
    found += [_suggestion(plain, doubt) for doubt in plain.suggestions]
    return tuple(sorted(found, key=lambda row: row.start))


def _heading(plain: Outline, shown: Outline, place: int) -> OutlineRow:
    section, titled = plain.sections[place], shown.sections[place]
    codes = (("glued",) if section.glued_to_previous else ()) + titled.flags
    questions = [QUESTIONS[code] for code in codes if code in QUESTIONS]
    body = section.body or (section.heading_end, section.heading_end)
    return OutlineRow(
        start=section.start,
        level=section.level,
        numeral=section.numeral,
        title=titled.title,
        section=section,
        question=questions[0] if questions and section.doubtful else None,
        remarks=tuple(REMARKS[code] for code in codes if code in REMARKS),
        before=_before(plain.text, section.start),
        after=_opening(plain.text[slice(*body)]),
        characters=sum(not one.isspace() for one in plain.text[slice(*body)]),
        retitled=section.title != titled.title,
        own_title=section.title,
        up=intake_steps.can_move(plain.sections, place, -1),
        down=intake_steps.can_move(plain.sections, place, 1),
    )


def _suggestion(plain: Outline, doubt: Suggestion) -> OutlineRow:
    return OutlineRow(
        start=doubt.start,
        level=1,
        numeral="",
        title=doubt.text,
        section=None,
        question=QUESTIONS[doubt.reason],
        remarks=(),
        before=_before(plain.text, doubt.start),
        after=_opening(plain.text[doubt.end :]),
        characters=0,
        retitled=False,
        own_title=doubt.text,
        up=False,
        down=False,
    )


def _before(text: str, start: int) -> str:
    """The words that stand straight before a place."""
    words = text[max(start - 400, 0) : start].split()
    return words[-1][-LONGEST_CONTEXT:] if words else ""


def _opening(body: str) -> str:
    words = body.lstrip().splitlines()
    return words[0][:LONGEST_CONTEXT] if words else ""


def pieces_of(intake: Intake, outline: Outline, start: int) -> tuple[Line, ...]:
    """Where the text of the section at ``start`` can be cut in two (-1: the preamble).

    What stands in a table or an object of Word is never cut.
    """
    body = _own_text(outline, start)
    whole = whole_of(intake)
    walls = whole.walls if whole else ()
    found = [
        one
        for one in (list(places.pieces_of(outline.text, *body))[1:] if body else [])
        if not any(first <= one.start < end for first, end in walls)
    ]
    return tuple(Line(one.start, outline.text[one.start : one.end], one.opens) for one in found)


def _own_text(outline: Outline, start: int) -> tuple[int, int] | None:
    if start == PREAMBLE:
        span = outline.preamble
        return (span.start, span.end) if span else None
    section = next((one for one in outline.sections if one.start == start), None)
    return section.body if section else None
