"""A Word report is imported whole: each section takes its tables, pictures and notes along."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.pictures import pixel
from workflow.actions.outline import intake as intakes
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import (
    MM,
    Cell,
    Content,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    block_text,
    every_block,
    from_json,
    plain_text,
)
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.talk import WordComment
from workflow.store import Comment, Section, db
from workflow.store.intake import Intake
from workflow.store.section_file import hashes_of


def line(own: str, *words: Any) -> Paragraph:
    return Paragraph(own, tuple(Run(one) if isinstance(one, str) else one for one in words))


COMMENTS = (
    WordComment("1", "王局", "2026-11-20T08:00:00Z", "请核对增速", "c", 4, 10, "增长8.2%"),
    WordComment("2", "李科", "", "已核对", "c", 4, 10, "增长8.2%", parent="1"),
    WordComment("3", "赵处", "", "写得好", "e", 0, 2, "支出", done=True),
    WordComment("4", "钱主任", "", "小标题可再精练", "d", 0, 4, "二、支出"),
)


def report(blobs: MemoryBlobs) -> bytes:
    """Two sections, each with something that is no text."""
    digest = blobs.put(pixel())
    note = Note((line("n", "按可比口径计算。"),))
    rows = tuple((Cell((line(f"c{n}", f"第{n}格"),)),) for n in range(3))
    table = Table("t", rows)
    picture = Picture("p", digest, "image/png", 40 * MM, 30 * MM, "增长图")
    content = Content(
        (
            line("a", "全年工作情况如下。"),
            line("b", "一、收入情况"),
            line("c", "全年收入增长8.2%", note, "，增速居前。"),
            table,
            line("d", "二、支出情况"),
            line("e", "支出结构优化。"),
            picture,
        )
    )
    part = Part(0, None, "", "", "", False, content, COMMENTS)
    return assemble(Manuscript("2026年度财务工作报告", (part,)), blobs=blobs).data


@pytest.fixture
def created(as_: As, app: Flask, world: World) -> dict[str, Content]:
    """Contents of the sections by their titles, "" for the preamble."""
    editor = as_("editor")
    file = (io.BytesIO(report(MemoryBlobs())), "报告.docx")
    answer = editor.post("/reports/import", data={"file": file})
    assert answer.status_code == 303, answer.text
    page = editor.get(answer.location)
    assert "收入情况" in page.text and "支出情况" in page.text
    given = {"title": "2026年度财务工作报告", "year": "2026", "keep_text": "1"}
    done = editor.post(answer.location + "/create", data=given)
    assert done.status_code == 303, done.text
    with app.app_context():
        rows = db.session.scalars(
            db.select(Section).where(Section.report_id != world.report_id).order_by(Section.id)
        ).all()
        return {one.title: from_json(one.head.content) for one in rows if one.head}


def kinds(content: Content) -> list[str]:
    return [type(one).__name__ for one in content.blocks]


def test_tables_pictures_and_notes_arrive_in_their_sections(created: dict[str, Content]) -> None:
    assert list(created) == ["", "收入情况", "支出情况"]
    assert plain_text(created[""]) == "全年工作情况如下。"
    assert kinds(created["收入情况"]) == ["Paragraph", "Table"]
    assert kinds(created["支出情况"]) == ["Paragraph", "Picture"]
    assert "按可比口径计算。" in plain_text(created["收入情况"])
    assert sum(isinstance(one, Paragraph) for one in every_block(created["收入情况"].blocks)) == 5


def test_the_picture_is_a_file_of_its_section_alone(
    created: dict[str, Content], app: Flask, world: World, as_: As
) -> None:
    with app.app_context():
        sections = db.session.scalars(
            db.select(Section).where(Section.report_id != world.report_id)
        ).all()
        owners = [one for one in sections if hashes_of([one.id])]
        assert [one.title for one in owners] == ["支出情况"]
        digest = next(iter(hashes_of([owners[0].id])))
        ids = {one.title: one.id for one in sections}
    editor = as_("editor")
    shown = editor.get(f"/sections/{ids['支出情况']}/files/{digest}", buffered=True)
    assert shown.status_code == 200 and shown.data == pixel()
    assert editor.get(f"/sections/{ids['收入情况']}/files/{digest}").status_code == 404
    page = editor.get(f"/sections/{ids['支出情况']}").text
    assert f"/sections/{ids['支出情况']}/files/{digest}" in page and "增长图" in page


def test_a_heading_in_a_table_is_no_section(as_: As, app: Flask, world: World) -> None:
    table = Table("t", ((Cell((line("c", "一、表中文字"),)),),))
    content = Content((line("a", "一、正文标题"), line("b", "正文。"), table))
    data = assemble(Manuscript("", (Part(0, None, "", "", "", False, content),))).data
    answer = as_("editor").post("/reports/import", data={"file": (io.BytesIO(data), "a.docx")})
    with app.app_context():
        intake = db.session.get_one(Intake, int(answer.location.rpartition("/")[2]))
        assert "一、表中文字" in intake.text
        sections = intakes.outline_of(intake).sections
        assert [one.title for one in sections] == ["正文标题"]


def test_comments_of_the_file_come_along_on_their_words(
    created: dict[str, Content], app: Flask, world: World
) -> None:
    with app.app_context():
        sections = db.session.scalars(
            db.select(Section).where(Section.report_id != world.report_id)
        ).all()
        titles = {one.id: one.title for one in sections}
        found = db.session.scalars(db.select(Comment).order_by(Comment.id)).all()
        said = [one for one in found if one.section_id in titles]
        assert [(titles[one.section_id], one.text, one.is_open) for one in said] == [
            ("收入情况", "王局：请核对增速", True),
            ("支出情况", "赵处：写得好", False),
            ("支出情况", "钱主任：小标题可再精练", True),
        ]
        first = said[0]
        assert [(one.who, one.text) for one in first.replies] == [("李科", "已核对")]
        head = from_json(next(one for one in sections if one.id == first.section_id).head.content)
        words = block_text(next(one for one in head.blocks if one.id == first.block_id))
        assert words[first.start : first.end] == first.quote == "增长8.2%"


def test_what_was_changed_on_reading_is_said_on_the_page(as_: As) -> None:
    file = (io.BytesIO(report(MemoryBlobs())), "报告.docx")
    answer = as_("editor").post("/reports/import", data={"file": file})
    page = as_("editor").get(answer.location).text
    assert "读入时作了处理的内容" in page and "条批注会随所在部分带入" in page
