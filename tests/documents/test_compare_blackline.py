"""The blackline: accepted it is the new text, rejected the old one, whatever was edited."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents, stocked
from tests.documents.deciding import accepted, rejected, tracked
from tests.documents.edits import edited
from tests.documents.writer.test_round_trip import usual
from workflow.documents.compare import Stamp, compare
from workflow.documents.compare.blackline import blackline
from workflow.documents.content import (
    Cell,
    Content,
    FigureRef,
    LineBreak,
    Paragraph,
    Picture,
    Table,
    every_block,
    shown_text,
)
from workflow.documents.reader import Changes, read_word

BLOBS = stocked()
BY = Stamp("李四", "2026-03-05T10:00:00Z")
PAIRS = st.one_of(edited(), edited(), st.tuples(contents(), contents()))
many = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


FIGURE = Content((Paragraph("b0", (FigureRef("f1", 2, "1"),)),))
FIGURE_COMES, FIGURE_GOES = (Content(), FIGURE), (FIGURE, Content())
FIGURE_STAYS = (FIGURE, Content((*FIGURE.blocks, Paragraph("b1", (LineBreak(),)))))

CELL = Cell(())
COLUMNS_GO = (
    Content((Paragraph("b0"), Table("b1", ((Cell((), columns=2),), (CELL, CELL))))),
    Content((Table("b0", ((CELL,),)),)),
)


def written(old: Content, new: Content) -> bytes:
    return blackline(old, compare(old, new), BLOBS, BY).data


def read(data: bytes, changes: Changes = Changes.ACCEPT) -> list[Any]:
    found = read_word(data, BLOBS, changes=changes)
    return upright(usual(found.content.blocks))


def upright(data: Any) -> Any:
    """Word tracks no sides of pages."""
    if isinstance(data, dict):
        return {name: upright(one) for name, one in data.items() if name != "landscape"}
    return [upright(one) for one in data] if isinstance(data, list) else data


def wanted(content: Content) -> list[Any]:
    return upright(usual(content.blocks))


@many
@given(PAIRS)
@example(FIGURE_COMES)
@example(FIGURE_GOES)
@example(FIGURE_STAYS)
@example(COLUMNS_GO)
@example(COLUMNS_GO[::-1])
def test_accepted_it_is_the_new_text_and_rejected_the_old_one(
    pair: tuple[Content, Content],
) -> None:
    """Written once an example, since writing is what takes the time."""
    old, new = pair
    data = written(old, new)
    taken = accepted(data)
    assert read(taken) == wanted(new)
    assert not tracked(taken)
    assert read(rejected(data)) == wanted(old)
    assert read(data) == wanted(new)
    each_change_has_its_author_and_time(data)


def each_change_has_its_author_and_time(data: bytes) -> None:
    found = tracked(data)
    named = {tuple(value for name, value in one.items() if "}id" not in name) for one in found}
    assert named <= {(BY.author, BY.at)}
    numbers = [value for one in found for name, value in one.items() if "}id" in name]
    assert len(numbers) == len(set(numbers))


@settings(max_examples=20, deadline=None)
@given(edited())
def test_it_opens_in_python_docx_and_is_the_same_each_time(pair: tuple[Content, Content]) -> None:
    data = written(*pair)
    Document(io.BytesIO(data))
    assert written(*pair) == data


@many
@given(PAIRS)
@example(FIGURE_COMES)
@example(FIGURE_GOES)
@example(FIGURE_STAYS)
@example(COLUMNS_GO)
@example(COLUMNS_GO[::-1])
def test_kept_as_suggestions_they_leave_the_old_text(pair: tuple[Content, Content]) -> None:
    """But for tables: rows that come or go are made by the reader, and paragraphs in cells."""
    old, new = (_without_tables(one) for one in pair)
    found = read_word(written(old, new), BLOBS, changes=Changes.KEEP).content
    assert _lines(found) == _lines(old)


def _lines(content: Content) -> list[str]:
    """What is read, line by line: the caption of a picture that goes is one by itself."""
    said = [shown_text(one) for one in every_block(content.blocks)]
    pictures = [one.hash for one in content.blocks if isinstance(one, Picture)]
    return [*(one for one in said if one.strip()), *pictures]


def _without_tables(content: Content) -> Content:
    return Content(tuple(one for one in content.blocks if not isinstance(one, Table)))
