"""Several sections go out as one Word file, come back, and become drafts where one may write."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.text.paragraph import Paragraph as WordParagraph
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Content, Heading, Paragraph, Run, plain_text, to_json
from workflow.documents.content import from_json as content_of
from workflow.documents.merge.check import check
from workflow.documents.reader import read_word
from workflow.domain.terms import Verb
from workflow.store import Comment, Draft, Event, ReportUpload, Section, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
RULES = "本年度共接待读者三十二万人次。"
TEAM = "队伍建设的第一段。"
OF = "/reports/{}/word"


def text(own: str, *words: str) -> dict[str, object]:
    blocks = (Paragraph(f"{own}{n}", (Run(one),)) for n, one in enumerate(words))
    return to_json(Content(tuple(blocks)))


@pytest.fixture
def url(app: Flask, world: World) -> str:
    """Two sections have drafts under the same ids of blocks; the last one has none."""
    with app.app_context():
        world.do("owner", Verb.SAVE, "rules", content=text("b", RULES, "第二段。"))
        world.do("second_owner", Verb.SAVE, "team", content=text("b", TEAM))
        world.do("editor", Verb.COMMENT, "team", kind="note", text="请核对", block_id="b0")
    return OF.format(world.report_id)


def downloaded(as_: As, url: str, world: World, *names: str, who: str = "owner") -> bytes:
    chosen = [("section", str(world.section_ids[one])) for one in names]
    answer = as_(who).get(f"{url}/file", query_string=chosen, buffered=True)
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def edited(data: bytes, **words: str) -> bytes:
    """The file with paragraphs said otherwise (``old=new``), as somebody typed them."""
    opened = docx.Document(io.BytesIO(data))
    found: dict[str, WordParagraph] = {one.text: one for one in opened.paragraphs}
    for old, new in words.items():
        found[old].runs[0].text = new
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def uploaded(as_: As, url: str, data: bytes, who: str = "owner") -> TestResponse:
    answer = as_(who).post(url, data={"file": (io.BytesIO(data), "全文.docx")})
    assert answer.status_code == 303, answer.text
    return answer


def form_of(page: str) -> dict[str, list[str]]:
    """What the browser would send: hidden fields and ticked boxes."""
    found: dict[str, list[str]] = {"take": re.findall(r'name="take" value="(\d+)"', page)}
    for name, value in re.findall(r'name="(seen-\d+)" value="(\d*)"', page):
        found[name] = [value]
    return found


def saved(as_: As, url: str, data: bytes, who: str = "owner", **more: str) -> str:
    """Uploaded, looked at, saved with the page's button; the page that follows."""
    there = uploaded(as_, url, data, who).location
    form = form_of(as_(who).get(there).text) | {name: [value] for name, value in more.items()}
    done = as_(who).post(there, data=form, follow_redirects=True)
    assert done.status_code == 200, done.text
    return str(done.text)


def drafts(world: World, name: str) -> list[Draft]:
    query = db.select(Draft).where(Draft.section_id == world.section_ids[name])
    return list(db.session.scalars(query.order_by(Draft.number)))


def test_the_chosen_sections_stand_under_their_headings(world: World, as_: As, url: str) -> None:
    data = downloaded(as_, url, world, "team", "next", who="reviewer")
    assert check(data) == []
    found = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs if one.text]
    assert found == ["一、工作情况", "（二）队伍建设", TEAM, "二、下一步安排"]
    assert [one.text for one in read_word(data, MemoryBlobs()).comments] == ["请核对"]


def test_nothing_chosen_gets_a_sentence_and_others_find_nothing(as_: As, url: str) -> None:
    answer = as_("owner").get(f"{url}/file")
    assert answer.status_code == 422 and "请至少选择一个部分" in answer.text
    assert as_("outsider").get(url).status_code == 404
    assert as_("stranger").get(f"{url}/file").status_code == 404


def test_ones_own_sections_are_chosen_beforehand(world: World, as_: As, url: str) -> None:
    page = as_("second_owner").get(url).text
    for name in ("team", "next", "rules"):
        box = re.findall(rf'name="section" value="{world.section_ids[name]}"([^>]*)>', page)[0]
        assert ("checked" in box) is (name != "rules")


def test_a_file_becomes_drafts_where_one_may_write_and_says_so_where_not(
    app: Flask, world: World, as_: As, url: str
) -> None:
    data = downloaded(as_, url, world, "rules", "team", "next")
    data = edited(data, **{RULES: "全文重写了这一段。", TEAM: "别人的部分也改了。"})
    there = uploaded(as_, url, data).location
    page = as_("owner").get(there).text
    assert "“上传 Word”由协办、责任人办理" in page and "文字没有变化" in page
    assert saved(as_, url, data).count("已存为第 2 稿") == 1
    with app.app_context():
        head = drafts(world, "rules")[-1]
        assert head.cause == "upload" and "全文重写" in plain_text(content_of(head.content))
        assert [one["id"] for one in head.content["blocks"]] == ["b0", "b1"]
        assert len(drafts(world, "team")) == 1 and drafts(world, "next") == []
        assert db.session.scalar(db.select(db.func.count(Comment.id))) == 1


def test_the_first_draft_can_be_written_below_its_heading(
    app: Flask, world: World, as_: As, url: str
) -> None:
    opened = docx.Document(io.BytesIO(downloaded(as_, url, world, "team", "next")))
    opened.add_paragraph("下一步要做的第一件事。")
    made = io.BytesIO()
    opened.save(made)
    assert "已存为第 1 稿" in saved(as_, url, made.getvalue(), "second_owner")
    with app.app_context():
        assert plain_text(content_of(drafts(world, "next")[0].content)) == "下一步要做的第一件事。"


def test_one_stale_section_stops_no_other(app: Flask, world: World, as_: As, url: str) -> None:
    data = downloaded(as_, url, world, "team", "next")
    opened = docx.Document(io.BytesIO(data))
    opened.add_paragraph("安排。")
    made = io.BytesIO()
    opened.save(made)
    data = edited(made.getvalue(), **{TEAM: "改过的第一段。"})
    there = uploaded(as_, url, data, "second_owner").location
    form = form_of(as_("second_owner").get(there).text)
    with app.app_context():
        world.do("second_owner", Verb.SAVE, "team", content=text("b", "此间又改了。"))
    done = as_("second_owner").post(there, data=form, follow_redirects=True).text
    assert "《队伍建设》没有保存" in done and "《下一步安排》已存为第 1 稿" in done
    with app.app_context():
        assert len(drafts(world, "team")) == 2
    # What was refused is looked at again, now beside what stands there.
    form = form_of(done) | {name: ["mine"] for name in re.findall(r'name="(clash-[^"]+)"', done)}
    assert len(form["take"]) == 1
    done = as_("second_owner").post(there, data=form, follow_redirects=True).text
    assert "《队伍建设》已存为第 3 稿" in done


def test_what_belongs_to_no_section_is_placed_or_left_out_knowingly(
    app: Flask, world: World, as_: As, url: str
) -> None:
    opened = docx.Document(io.BytesIO(downloaded(as_, url, world, "rules", "next")))
    last = next(one for one in opened.paragraphs if one.text == "二、下一步安排")
    style = next(one for one in opened.paragraphs if one.text == "（一）制度建设").style
    last.insert_paragraph_before("（三）新的部分", style=style)
    last.insert_paragraph_before("没有归处的一段。")
    made = io.BytesIO()
    opened.save(made)
    data = made.getvalue()
    there = uploaded(as_, url, data).location
    assert "没有归处的一段。" in as_("owner").get(there).text
    refused = as_("owner").post(there, data={})
    assert refused.status_code == 422 and "没有保存任何改动" in refused.text
    assert "没有新增稿次" in saved(as_, url, data, **{"loose-0": "0"})
    foreign = str(world.section_ids["team"])
    assert "《队伍建设》没有保存" in saved(as_, url, data, **{"loose-0": foreign})
    saved(as_, url, data, **{"loose-0": str(world.section_ids["rules"])})
    with app.app_context():
        head = content_of(drafts(world, "rules")[-1].content)
        assert plain_text(head).endswith("第二段。\n（三）新的部分\n没有归处的一段。")
        assert isinstance(head.blocks[2], Heading) and len(drafts(world, "team")) == 1


def test_a_file_is_saved_once_and_is_nobody_elses(
    app: Flask, as_: As, url: str, world: World
) -> None:
    data = edited(downloaded(as_, url, world, "rules"), **{RULES: "改了。"})
    there = uploaded(as_, url, data).location
    assert as_("editor").get(there).status_code == 404
    form = form_of(as_("owner").get(there).text)
    assert as_("owner").post(there, data=form).status_code == 303
    again = as_("owner").post(there, data=form)
    assert again.status_code == 422 and "已经保存过" in again.text
    assert as_("owner").get(there).status_code == 303
    with app.app_context():
        assert db.session.scalars(db.select(ReportUpload)).one().done_at is not None


def test_both_sides_changes_are_put_together_and_clashes_are_chosen(
    app: Flask, world: World, as_: As, url: str
) -> None:
    data = edited(downloaded(as_, url, world, "rules"), **{RULES: "文件里的说法。"})
    with app.app_context():
        world.do("contributor", Verb.SAVE, content=text("b", "网页上的说法。", "第二段改了。"))
        own = world.section_ids["rules"]
    for where in (url, f"/sections/{own}/word"):
        there = uploaded(as_, where, data).location
        page = as_("owner").get(there).text
        assert "第二段改了。" in page and "文件里的说法。" in page and "网页上的说法。" in page
        (name,) = set(re.findall(r'name="(clash-\d+-b0)"', page))
        seen = re.findall(r'name="seen_draft" value="(\d+)"', page)
        form: dict[str, object] = {**form_of(page), "seen_draft": seen}
        without = as_("owner").post(there, data=form, follow_redirects=True)
        assert "有 1 处两边都改了" in without.text and name in without.text
    done = as_("owner").post(there, data=form | {name: "both"})
    assert done.status_code == 303
    with app.app_context():
        head = content_of(drafts(world, "rules")[-1].content)
        assert plain_text(head) == "文件里的说法。\n网页上的说法。\n第二段改了。"


def test_comments_without_other_words_leave_a_trace(
    app: Flask, world: World, as_: As, url: str
) -> None:
    opened = docx.Document(io.BytesIO(downloaded(as_, url, world, "rules")))
    words = next(one for one in opened.paragraphs if one.text == RULES)
    opened.add_comment(words.runs, text="数字要核对", author="王局", initials="王")
    made = io.BytesIO()
    opened.save(made)
    assert "带来 1 条新意见" in saved(as_, url, made.getvalue())
    with app.app_context():
        section = db.session.get_one(Section, world.section_ids["rules"])
        event = db.session.scalars(db.select(Event).order_by(Event.id.desc())).first()
        assert event is not None and event.verb is Verb.UPLOAD and event.section_id == section.id
        assert len(drafts(world, "rules")) == 1
    trail = as_("owner").get(f"/sections/{world.section_ids['rules']}").text
    assert "文字与《（一）制度建设》第 1 稿相同，带来 1 条意见" in trail


def test_a_reviewer_brings_comments_and_no_words(
    app: Flask, world: World, as_: As, url: str
) -> None:
    data = downloaded(as_, url, world, "rules", "team", who="reviewer")
    opened = docx.Document(io.BytesIO(edited(data, **{TEAM: "审核人改了一句。"})))
    words = next(one for one in opened.paragraphs if one.text == RULES)
    opened.add_comment(words.runs, text="数字要核对", author="审核人甲", initials="审")
    made = io.BytesIO()
    opened.save(made)
    there = uploaded(as_, url, made.getvalue(), "reviewer").location
    assert "文件里的意见会一并带入" in as_("reviewer").get(there).text
    assert "带来 1 条新意见" in saved(as_, url, made.getvalue(), "reviewer")
    with app.app_context():
        said = db.session.scalars(db.select(Comment).order_by(Comment.id.desc())).first()
        assert said is not None and said.section_id == world.section_ids["rules"]
        assert (said.author_id, said.block_id) == (world.ids["reviewer"], "b0")
        assert len(drafts(world, "rules")) == len(drafts(world, "team")) == 1


def test_a_piece_placed_in_a_section_that_is_not_ticked_brings_nothing_else(
    app: Flask, world: World, as_: As, url: str
) -> None:
    opened = docx.Document(io.BytesIO(downloaded(as_, url, world, "rules", "next")))
    found = {one.text: one for one in opened.paragraphs}
    found[RULES].runs[0].text = "不想保存的改动。"
    style = found["（一）制度建设"].style
    found["二、下一步安排"].insert_paragraph_before("（三）新的部分", style=style)
    made = io.BytesIO()
    opened.save(made)
    there = uploaded(as_, url, made.getvalue()).location
    place = str(world.section_ids["rules"])
    assert as_("owner").post(there, data={"loose-0": place}).status_code == 303
    with app.app_context():
        head = content_of(drafts(world, "rules")[-1].content)
        assert plain_text(head) == f"{RULES}\n第二段。\n（三）新的部分"


def rewritten(data: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """The file with one of its parts edited as text."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            part = old.read(one)
            new.writestr(one, edit(part.decode()) if one == name else part)
    return made.getvalue()


def test_a_file_of_another_report_says_so(world: World, as_: As, url: str) -> None:
    own = f'"huigao-report"><vt:lpwstr>{world.report_id}<'
    foreign = own.replace(f">{world.report_id}<", ">987654<")
    data = downloaded(as_, url, world, "rules")
    data = rewritten(data, "docProps/custom.xml", lambda text: text.replace(own, foreign))
    page = as_("owner").get(uploaded(as_, url, data).location).text
    assert "文件是从另一份报告下载的" in page


def test_without_bookmarks_the_properties_tell_which_draft_it_was(
    app: Flask, world: World, as_: As, url: str
) -> None:
    data = downloaded(as_, url, world, "rules", "team")
    without = re.compile(r"<w:bookmark(Start|End)[^>]*/>")
    data = rewritten(data, "word/document.xml", lambda text: without.sub("", text))
    data = edited(data, **{"第二段。": "文件里改了。"})
    with app.app_context():
        world.do("contributor", Verb.SAVE, content=text("b", "网页上改了。", "第二段。"))
    page = as_("owner").get(uploaded(as_, url, data).location).text
    assert "文件出自第 1 稿，此后已有第 2 稿" in page
    assert "《制度建设》已存为第 3 稿" in saved(as_, url, data)
    with app.app_context():
        head = content_of(drafts(world, "rules")[-1].content)
        assert plain_text(head) == "网页上改了。\n文件里改了。"


def test_on_a_sections_page_only_its_own_part_is_looked_at(
    app: Flask, world: World, as_: As, url: str
) -> None:
    data = edited(downloaded(as_, url, world, "rules", "team"), **{"第二段。": "改了。"})
    there = uploaded(as_, f"/sections/{world.section_ids['rules']}/word", data).location
    page = as_("owner").get(there).text
    assert "文件里还有别的部分" in page and TEAM not in page and "<ins>改了</ins>" in page
