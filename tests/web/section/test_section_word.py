"""A section is downloaded as a Word file that reads back as the same text and talk."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from flask import Flask
from lxml import etree
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from workflow.actions.showing.reading import content_of
from workflow.actions.writing.comment_places import add_tied
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Content, Paragraph, Run, content_hash, plain_text, to_json
from workflow.documents.merge.check import check
from workflow.documents.reader import Changes, ReadDocument, read_word
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import suggestions_to_json
from workflow.domain.terms import CommentKind, Verb
from workflow.store import Comment, Draft, Section, db
from workflow.store.base import utc_now

SAID = "本年度共接待读者三十二万人次，较上年增长百分之十一。"
VALUE = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"


def save(world: World, *texts: str) -> Content:
    content = Content(tuple(Paragraph(f"b{n}", (Run(one),)) for n, one in enumerate(texts)))
    world.do("owner", Verb.SAVE, content=to_json(content))
    return content


def downloaded(as_: As, world: World, who: str = "owner") -> TestResponse:
    return as_(who).get(f"/sections/{world.section_ids['rules']}/word", buffered=True)


def read(data: bytes) -> ReadDocument:
    assert check(data) == []
    assert docx.Document(io.BytesIO(data)).paragraphs
    return read_word(data, MemoryBlobs(), changes=Changes.KEEP)


def identity(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        root = etree.fromstring(opened.read("docProps/custom.xml"))
    return {one.get("name", ""): one.findtext(VALUE, "") for one in root}


def test_the_text_stands_under_its_heading_and_the_file_says_what_it_is(
    app: Flask, world: World, as_: As
) -> None:
    with app.app_context():
        content = save(world, SAID, "馆藏图书一百万册。")
    answer = downloaded(as_, world)
    assert answer.status_code == 200
    assert "（第1稿）.docx" in unquote(answer.headers["Content-Disposition"])
    found = read(answer.data)
    heading, *body = found.content.blocks
    with app.app_context():
        section = db.session.get_one(Section, world.section_ids["rules"])
        assert section.title in plain_text(Content((heading,)))
        assert plain_text(Content(tuple(body))) == plain_text(content)
        assert identity(answer.data) == {
            "huigao-section": str(section.id),
            "huigao-draft": "1",
            "huigao-content": content_hash(section.title, content),
        }


def test_open_comments_come_along_on_their_words_and_closed_ones_do_not(
    app: Flask, world: World, as_: As
) -> None:
    with app.app_context():
        save(world, SAID)
        for text in ("请核对", "已办"):
            given: dict[str, Any] = {"block_id": "b0", "quote": "三十二万", "start": 8}
            world.do("editor", Verb.COMMENT, kind="note", text=text, **given)
        closed = db.session.scalars(db.select(Comment).where(Comment.text == "已办")).one()
        world.do("owner", Verb.ANSWER, comment_id=closed.id, disposition="adopted")
        save(world, "据统计，" + SAID)
    (said,) = read(downloaded(as_, world).data).comments
    assert (said.text, said.quote) == ("请核对", "三十二万")
    with app.app_context():
        assert said.author == world.person("editor").name


def test_a_comment_whose_words_are_gone_names_them(app: Flask, world: World, as_: As) -> None:
    with app.app_context():
        save(world, SAID)
        world.do(
            "editor", Verb.COMMENT, kind="note", text="请核对", block_id="b0", quote="三十二万人次"
        )
        save(world, "全新的一段文字。")
    (said,) = read(downloaded(as_, world).data).comments
    assert said.text == "“三十二万人次”\n请核对"


def test_what_was_suggested_is_a_tracked_change_as_long_as_its_words_stand(
    app: Flask, world: World, as_: As
) -> None:
    change = Suggestion("王局", "2026-11-20T08:00:00Z", "b0", 8, 12, (Run("四十五万"),))
    with app.app_context():
        save(world, SAID)
        section = db.session.get_one(Section, world.section_ids["rules"])
        made = Comment(
            section_id=section.id,
            draft_id=section.head_id,
            block_id="b0",
            quote="三十二万",
            kind=CommentKind.SUGGESTION,
            text="王局：“三十二万” → “四十五万”",
            change=suggestions_to_json([change])[0],
            author_id=world.ids["editor"],
            created_at=utc_now(),
        )
        add_tied([(made, content_of(section.head), 8)])
        db.session.commit()
    found = read(downloaded(as_, world).data)
    (own,) = found.suggestions
    assert (own.author, own.runs) == ("王局", (Run("四十五万"),)) and found.comments == ()
    with app.app_context():
        save(world, "据统计，" + SAID)
    (own,) = read(downloaded(as_, world).data).suggestions
    assert (own.start, own.end) == (12, 16)
    with app.app_context():
        save(world, SAID.replace("三十二万", "三十三万"))
    later = read(downloaded(as_, world).data)
    assert later.suggestions == () and len(later.comments) == 1


def test_before_the_first_draft_there_is_nothing_to_download(world: World, as_: As) -> None:
    answer = downloaded(as_, world)
    assert answer.status_code == 422 and "还没有稿子" in answer.text


@pytest.mark.parametrize("who", ["outsider", "stranger"])
def test_others_find_nothing(app: Flask, world: World, as_: As, who: str) -> None:
    with app.app_context():
        save(world, SAID)
    assert downloaded(as_, world, who).status_code == 404


def test_the_page_offers_it(app: Flask, world: World, as_: As) -> None:
    url = f"/sections/{world.section_ids['rules']}"
    assert f"{url}/word" not in as_("owner").get(url).text
    with app.app_context():
        save(world, SAID)
        assert db.session.scalar(db.select(db.func.count(Draft.id))) == 1
    assert f"{url}/word" in as_("owner").get(url).text
