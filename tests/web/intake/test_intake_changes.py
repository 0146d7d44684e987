"""Changes tracked in a Word file are accepted or become suggestions, as the person chooses."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Cell, Content, Paragraph, Run, Table, from_json, plain_text
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import suggestions_from_json
from workflow.domain.terms import CommentKind
from workflow.store import Comment, Section, db

NAME = "2026年度财务工作报告"


def line(own: str, words: str) -> Paragraph:
    return Paragraph(own, (Run(words),))


def row(number: int, words: str) -> tuple[Cell, ...]:
    return (Cell((line(f"c{number}", words),)),)


CHANGES = (
    Suggestion("王局", "2026-11-20T08:00:00Z", "c", 6, 10, (Run("9.1%"),)),
    Suggestion("李科", "2026-11-20T09:00:00Z", "e", 2, 4),
    Suggestion("赵处", "2026-11-20T10:00:00Z", "e", blocks=(line("x", "另有一笔专项支出。"),)),
    Suggestion("钱主任", "2026-11-21T08:00:00Z", "f", removed=True),
    Suggestion("孙科", "2026-11-21T09:00:00Z", "t", 1, 1, rows=(row(9, "新的一格"),)),
    Suggestion("周科", "2026-11-22T09:00:00Z", "g", 13, 14, (Run("丁"),)),
)
TEXT = Content(
    (
        line("a", "全年工作情况如下。"),
        line("b", "一、收入情况"),
        line("c", "全年收入增长8.2%，居前。"),
        Table("t", (row(1, "第一格"), row(2, "第二格"))),
        line("d", "二、支出情况"),
        line("e", "支出结构优化。"),
        line("f", "本段多余。"),
        line("g", "三、下一步打算。我们将办好甲事。"),
    )
)


def imported(as_: As, app: Flask, world: World, changes: str) -> dict[str, Section]:
    """The new sections by their titles."""
    part = Part(0, None, "", "", "", False, TEXT, suggestions=CHANGES)
    data = assemble(Manuscript(NAME, (part,)), blobs=MemoryBlobs()).data
    editor = as_("editor")
    given = {"file": (io.BytesIO(data), "报告.docx"), "changes": changes}
    answer = editor.post("/reports/import", data=given)
    assert answer.status_code == 303, answer.text
    page = editor.get(answer.location).text
    assert ("6 处修订将成为建议" in page) is (changes == "keep")
    done = editor.post(answer.location + "/create", data={"title": NAME, "year": "2026"})
    assert done.status_code == 303, done.text
    found = db.session.scalars(db.select(Section).where(Section.report_id != world.report_id))
    return {one.title: one for one in found}


def texts(sections: dict[str, Section]) -> dict[str, str]:
    return {
        title: plain_text(from_json(one.head.content))
        for title, one in sections.items()
        if one.head
    }


def comment_of(section: Section, author: str) -> Comment:
    query = db.select(Comment).where(Comment.section_id == section.id)
    (found,) = (one for one in db.session.scalars(query) if one.text.startswith(author))
    return found


def test_they_are_accepted_where_the_person_wants_that(as_: As, app: Flask, world: World) -> None:
    with app.app_context():
        sections = imported(as_, app, world, "accept")
        assert "增长9.1%" in texts(sections)["收入情况"]
        assert "新的一格" in texts(sections)["收入情况"]
        assert texts(sections)["支出情况"] == "支出优化。\n另有一笔专项支出。"
        assert db.session.scalar(db.select(db.func.count(Comment.id))) == 0


def test_they_stand_as_suggestions_beside_the_text_as_it_was(
    as_: As, app: Flask, world: World
) -> None:
    with app.app_context():
        sections = imported(as_, app, world, "keep")
        held = texts(sections)
        assert "增长8.2%" in held["收入情况"] and "新的一格" not in held["收入情况"]
        assert held["支出情况"] == "支出结构优化。\n本段多余。"
        word = comment_of(sections["收入情况"], "王局")
        assert word.text == "王局：“8.2%” → “9.1%”" and word.kind is CommentKind.SUGGESTION
        assert (word.quote, word.start, word.end) == ("8.2%", 6, 10)
        assert comment_of(sections["收入情况"], "孙科").text == "孙科：＋“新的一格”"
        assert comment_of(sections["支出情况"], "李科").text == "李科：－“结构”"
        assert comment_of(sections["支出情况"], "赵处").text == "赵处：＋“另有一笔专项支出。”"
        assert comment_of(sections["支出情况"], "钱主任").text == "钱主任：－“本段多余。”"
        page = as_("editor").get(f"/sections/{sections['收入情况'].id}").text
        assert "<ins>9.1%</ins>" in page and "王局 在 Word 中修订" in page


@pytest.mark.parametrize(("author", "title"), [("王局", "收入情况"), ("李科", "支出情况")])
def test_each_holds_the_change_of_its_draft(
    as_: As, app: Flask, world: World, author: str, title: str
) -> None:
    with app.app_context():
        sections = imported(as_, app, world, "keep")
        made = comment_of(sections[title], author)
        (change,) = suggestions_from_json([made.change])
        (own,) = (one for one in CHANGES if one.author == author)
        assert (change.start, change.end, change.runs) == (own.start, own.end, own.runs)
        head = sections[title].head
        assert head is not None
        assert change.block in {one.id for one in from_json(head.content).blocks}


def test_offsets_count_in_what_a_heading_left_of_its_paragraph(
    as_: As, app: Flask, world: World
) -> None:
    with app.app_context():
        sections = imported(as_, app, world, "keep")
        made = comment_of(sections["下一步打算"], "周科")
        held = texts(sections)["下一步打算"]
        assert held[made.start : made.end] == made.quote == "甲"
        assert made.text == "周科：“甲” → “丁”"
