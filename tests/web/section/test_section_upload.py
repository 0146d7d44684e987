"""A section comes back from Word: looked at, saved as a draft, its talk kept and not doubled."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from tests.documents.office import saved_again
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import (
    Cell,
    Content,
    Heading,
    Paragraph,
    Run,
    Table,
    from_json,
    plain_text,
    to_json,
)
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.reader import Changes, read_word
from workflow.documents.talk import Suggestion, WordComment
from workflow.domain.terms import Verb
from workflow.store import Comment, Draft, Upload, db

SAID = "本年度共接待读者三十二万人次，较上年增长百分之十一。"


def row(number: int, words: str) -> tuple[Cell, ...]:
    return tuple(
        Cell((Paragraph(f"c{number}{place}", (Run(one),)),))
        for place, one in enumerate((words, "十二万册"))
    )


TEXT = Content(
    (
        Paragraph("b0", (Run(SAID),)),
        Heading("b1", 1, (Run("分馆情况"),)),
        Paragraph("b2", (Run("分馆三家，"), Run("均已开放", frozenset({"bold"})), Run("。"))),
        Table("b3", tuple(row(n, one) for n, one in enumerate(("总馆", "东馆", "西馆", "合计")))),
    )
)


@pytest.fixture
def url(app: Flask, world: World) -> str:
    with app.app_context():
        world.do("owner", Verb.SAVE, content=to_json(TEXT))
    return f"/sections/{world.section_ids['rules']}"


def downloaded(as_: As, url: str) -> bytes:
    return bytes(as_("owner").get(f"{url}/word", buffered=True).data)


def changed(data: bytes, *pairs: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The file with other words in its text, as somebody typed them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                for before, after in pairs:
                    assert before.encode() in text
                    text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return made.getvalue()


def uploaded(as_: As, url: str, data: bytes, who: str = "owner", **form: str) -> TestResponse:
    return as_(who).post(f"{url}/word", data={"file": (io.BytesIO(data), "改.docx"), **form})


def saved(as_: As, url: str, data: bytes, **form: str) -> None:
    """Uploaded, looked at, and saved with the button of the page."""
    answer = uploaded(as_, url, data, **form)
    assert answer.status_code == 303, answer.text
    page = as_("owner").get(answer.location).text
    seen = re.findall(r'name="seen_draft" value="(\d+)"', page)[0]
    done = as_("owner").post(answer.location, data={"seen_draft": seen})
    assert done.status_code == 303, done.text


def drafts() -> list[Draft]:
    return list(db.session.scalars(db.select(Draft).order_by(Draft.id)))


def test_what_comes_back_unchanged_is_no_new_draft(app: Flask, as_: As, url: str) -> None:
    saved(as_, url, downloaded(as_, url))
    with app.app_context():
        assert len(drafts()) == 1


def test_changed_words_are_shown_and_become_a_draft_with_the_same_blocks(
    app: Flask, as_: As, url: str
) -> None:
    data = changed(downloaded(as_, url), ("三十二", "三十五"), ("合计", "总计"))
    answer = uploaded(as_, url, data)
    page = as_("owner").get(answer.location).text
    assert "文件出自第 1 稿。" in page and "<ins>" in page
    with app.app_context():
        assert len(drafts()) == 1
    saved(as_, url, data)
    with app.app_context():
        content = from_json(drafts()[-1].content)
        assert "三十五万人次" in plain_text(content) and "总计" in plain_text(content)
        assert [one.id for one in content.blocks] == ["b0", "b1", "b2", "b3"]
        assert isinstance(content.blocks[1], Heading) and content.blocks[1].level == 1
        assert drafts()[-1].cause == "upload"


def test_an_older_base_is_said_with_both_lists_of_differences(
    app: Flask, world: World, as_: As, url: str
) -> None:
    data = changed(downloaded(as_, url), ("三十二", "三十五"))
    with app.app_context():
        newer = to_json(Content((*TEXT.blocks, Paragraph("n", (Run("别人新写的一段。"),)))))
        world.do("contributor", Verb.SAVE, content=newer)
    page = as_("owner").get(uploaded(as_, url, data).location).text
    assert "文件出自第 1 稿，此后已有第 2 稿" in page
    assert page.count("别人新写的一段。") >= 2
    with app.app_context():
        assert len(drafts()) == 2


def test_a_draft_saved_after_the_look_stops_the_upload(
    app: Flask, world: World, as_: As, url: str
) -> None:
    answer = uploaded(as_, url, changed(downloaded(as_, url), ("三十二", "三十五")))
    page = as_("owner").get(answer.location).text
    seen = re.findall(r'name="seen_draft" value="(\d+)"', page)[0]
    with app.app_context():
        world.do("contributor", Verb.SAVE, content=to_json(Content((Paragraph("n"),))))
    done = as_("owner").post(answer.location, data={"seen_draft": seen})
    assert done.status_code == 409 and "此后已有第 2 稿" in done.text
    with app.app_context():
        assert len(drafts()) == 2


def test_threads_that_went_out_are_not_doubled_and_new_ones_join(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        world.do(
            "editor", Verb.COMMENT, kind="note", text="请核对", block_id="b0", quote="三十二万"
        )
        author = world.person("editor").name
    saved(as_, url, downloaded(as_, url))
    comments = (
        WordComment("1", author, "", "请核对", "b0", 8, 12, "三十二万"),
        WordComment("2", "王局", "", "已核对，无误", "b0", 8, 12, "三十二万", parent="1"),
        WordComment("3", "李科", "", "哪三家？", "b2", 0, 2, "分馆"),
    )
    part = Part(1, None, "", "", "", False, TEXT, comments)
    data = assemble(Manuscript("", (part,)), blobs=MemoryBlobs()).data
    saved(as_, url, data)
    saved(as_, url, data)
    with app.app_context():
        found = db.session.scalars(db.select(Comment).order_by(Comment.id)).all()
        assert [(one.text, one.block_id, one.quote) for one in found] == [
            ("请核对", "b0", "三十二万"),
            ("李科：哪三家？", "b2", "分馆"),
        ]
        assert [(one.who, one.text) for one in found[0].replies] == [("王局", "已核对，无误")]
        assert len(drafts()) == 1


def test_tracked_changes_become_suggestions_where_the_person_wants_that(
    app: Flask, as_: As, url: str
) -> None:
    change = Suggestion("王局", "2026-11-20T08:00:00Z", "b0", 8, 12, (Run("四十五万"),))
    part = Part(1, None, "", "", "", False, TEXT, suggestions=(change,))
    data = assemble(Manuscript("", (part,)), blobs=MemoryBlobs()).data
    saved(as_, url, data, changes="keep")
    saved(as_, url, data, changes="keep")
    with app.app_context():
        (made,) = db.session.scalars(db.select(Comment)).all()
        assert made.text == "王局：“三十二万” → “四十五万”" and made.change is not None
        assert (made.block_id, made.start, made.end) == ("b0", 8, 12)
        assert len(drafts()) == 1
    saved(as_, url, data, changes="accept")
    with app.app_context():
        assert "四十五万人次" in plain_text(from_json(drafts()[-1].content))


def test_a_file_of_another_section_is_told_from_ours(as_: As, url: str) -> None:
    identity = (("huigao-section", "999"), ("huigao-draft", "1"))
    part = Part(1, None, "", "", "", False, TEXT)
    data = assemble(Manuscript("", (part,), identity=identity)).data
    page = as_("owner").get(uploaded(as_, url, data).location).text
    assert "文件是从另一部分下载的" in page


def test_a_file_without_any_mark_is_said_to_have_none(as_: As, url: str) -> None:
    data = assemble(Manuscript("", (Part(1, None, "", "", "", False, TEXT),))).data
    assert "没有汇稿的标记" in as_("owner").get(uploaded(as_, url, data).location).text


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"words", "请上传 .docx 文件"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "请上传 .docx 文件"),
        ("a.docx", b"no word file", ""),
    ],
)
def test_what_is_no_word_file_gets_a_sentence(
    app: Flask, as_: As, url: str, name: str, data: bytes, says: str
) -> None:
    answer = as_("owner").post(f"{url}/word", data={"file": (io.BytesIO(data), name)})
    assert answer.status_code == 422 and says in answer.text
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(Upload.id))) == 0


def test_only_writers_upload_and_nobody_sees_anothers_file(as_: As, url: str) -> None:
    data = downloaded(as_, url)
    assert uploaded(as_, url, data, "reviewer").status_code == 403
    assert as_("reviewer").get(f"{url}/word/new").status_code == 403
    assert uploaded(as_, url, data, "outsider").status_code == 404
    answer = uploaded(as_, url, data)
    assert as_("contributor").get(answer.location).status_code == 404


def test_a_file_is_saved_once(app: Flask, as_: As, url: str) -> None:
    data = changed(downloaded(as_, url), ("三十二", "三十五"))
    answer = uploaded(as_, url, data)
    with app.app_context():
        head = str(drafts()[-1].id)
    assert as_("owner").post(answer.location, data={"seen_draft": head}).status_code == 303
    with app.app_context():
        head = str(drafts()[-1].id)
    again = as_("owner").post(answer.location, data={"seen_draft": head})
    assert again.status_code == 422 and "已经存为一稿" in again.text
    assert as_("owner").get(answer.location).status_code == 303


@pytest.mark.libreoffice
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_threads_and_blocks_survive_another_word_processor(
    app: Flask, world: World, as_: As, url: str, tmp_path: Path
) -> None:
    with app.app_context():
        world.do(
            "editor", Verb.COMMENT, kind="note", text="请核对", block_id="b0", quote="三十二万"
        )
        own = db.session.scalars(db.select(Comment)).one().id
        world.do("owner", Verb.REPLY, comment_id=own, text="已核对，无误")
    data = saved_again(tmp_path, downloaded(as_, url))
    saved(as_, url, changed(data, ("分馆情况", "各分馆的情况")))
    with app.app_context():
        comment = db.session.scalars(db.select(Comment)).one()
        assert [one.text for one in comment.replies] == ["已核对，无误"]
        content = from_json(drafts()[-1].content)
        assert [one.id for one in content.blocks] == ["b0", "b1", "b2", "b3"]
        before = [plain_text(Content((one,))) for one in TEXT.blocks]
        after = [plain_text(Content((one,))) for one in content.blocks]
        assert after == [before[0], "各分馆的情况", *before[2:]]


def test_a_comment_whose_words_were_changed_in_word_is_the_same_thread(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        world.do("editor", Verb.COMMENT, kind="note", text="请核对", block_id="b0")
    data = downloaded(as_, url)
    for _ in range(2):
        saved(as_, url, changed(data, ("请核对", "请再核对一次"), part="word/comments.xml"))
    with app.app_context():
        comment = db.session.scalars(db.select(Comment)).one()
        assert comment.text == "请核对"
        assert [one.text for one in comment.replies] == ["请再核对一次"]


def test_a_suggestion_written_here_goes_out_with_its_reason_and_is_not_doubled(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        for words in ("", "口径已统一。"):
            world.do(
                "reviewer",
                Verb.COMMENT,
                text=words,
                block_id="b0",
                quote="三十二万" if words else "人次",
                replacement="32 万" if words else "人",
            )
        world.do("owner", Verb.REPLY, comment_id=1, text="按此改。")
    data = downloaded(as_, url)
    read = read_word(data, MemoryBlobs(), changes=Changes.KEEP)
    assert [one.author for one in read.suggestions] == ["审核人甲"] * 2
    assert [one.text for one in read.comments if not one.parent][1:] == ["口径已统一。"]
    saved(as_, url, data, changes="keep")
    with app.app_context():
        first, second = db.session.scalars(db.select(Comment).order_by(Comment.id)).all()
        assert [one.text for one in first.replies] == ["按此改。"] and not second.replies
