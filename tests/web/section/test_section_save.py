"""Saving: a new draft, no draft, or both texts; never a lost word."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import Verb
from workflow.store.draft import drafts_of


@pytest.fixture
def url(world: World) -> str:
    return f"/sections/{world.section_ids['rules']}"


def form(text: str, seen: str) -> dict[str, str]:
    return {"content": json.dumps(to_json(from_text(text))), "seen_draft": seen}


def numbers(app: Flask, world: World) -> list[int]:
    with app.app_context():
        return [one.number for one in drafts_of(world.section_ids["rules"])]


def test_a_save_makes_a_draft_and_says_which(app: Flask, world: World, as_: As, url: str) -> None:
    client = as_("owner")
    answer = client.post(f"{url}/save", data=form("第一稿正文。", ""))
    assert (answer.status_code, answer.location) == (303, f"{url}/edit")
    assert "已保存为第 1 稿。" in client.get(answer.location).get_data(as_text=True)
    assert numbers(app, world) == [1]


def test_the_editors_form_goes_in_parts(app: Flask, world: World, as_: As, url: str) -> None:
    """As UTF-8 the text is a third of what percent signs would make of it."""
    client = as_("owner")
    assert 'enctype="multipart/form-data" id="editor-form"' in client.get(f"{url}/edit").text
    words = "第一稿，含“引号”、\\、&、=、%、😀。"
    sent = client.post(f"{url}/save", data=form(words, ""), content_type="multipart/form-data")
    assert sent.status_code == 303
    assert words in client.get(url).text.replace("&amp;", "&")
    assert numbers(app, world) == [1]


def test_what_no_form_may_hold_is_refused_and_nothing_saved(
    app: Flask, world: World, as_: As, url: str
) -> None:
    app.config["MAX_FORM_MEMORY_SIZE"] = 3000
    sent = {"content": "字" * 1001, "seen_draft": ""}
    answer = as_("owner").post(f"{url}/save", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 413 and "内容太大" in answer.text
    assert numbers(app, world) == []


def test_the_same_content_makes_no_draft_and_says_so(
    app: Flask, world: World, as_: As, url: str
) -> None:
    """wagtail/wagtail#13563."""
    with app.app_context():
        head = str(world.write("owner", "正文。").id)
    client = as_("contributor")
    answer = client.post(f"{url}/save", data=form("正文。", head))
    assert "内容没有变化，没有新增稿次。" in client.get(answer.location).get_data(as_text=True)
    assert numbers(app, world) == [1]


def test_a_stale_save_shows_both_texts_and_can_be_saved_upon_the_new_head(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        base = str(world.write("owner", "共同的起点。").id)
        theirs = str(world.write("contributor", "协办改过的起点。").id)
    answer = as_("owner").post(f"{url}/save", data=form("责任人改过的起点,加一句。", base))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "协办改过的起点。" in page
    assert json.dumps("责任人改过的起点,加一句。") in page
    assert f'name="seen_draft" value="{theirs}"' in page
    assert "<ins>" in page and "<del>" in page
    assert numbers(app, world) == [2, 1]
    again = as_("owner").post(f"{url}/save", data=form("合并后的起点,加一句。", theirs))
    assert again.status_code == 303
    assert numbers(app, world) == [3, 2, 1]


@pytest.mark.parametrize(
    "content",
    ["", "not json", "[1]", '{"version":1}', '{"version":1,"blocks":[{"id":""}]}', "[" * 9000],
)
def test_content_that_is_not_whole_is_refused_with_a_sentence(
    app: Flask, world: World, as_: As, url: str, content: str
) -> None:
    answer = as_("owner").post(f"{url}/save", data={"content": content, "seen_draft": ""})
    assert answer.status_code == 422
    assert "没有保存" in answer.get_data(as_text=True)
    assert numbers(app, world) == []


def test_text_sent_when_the_section_is_closed_comes_back_to_be_copied(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        head = str(world.write("owner", "正文。").id)
        world.do("owner", Verb.SUBMIT)
    answer = as_("owner").post(f"{url}/save", data=form("审核期间写的一句话。", head))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert "审核期间写的一句话。" in page and "没有保存" in page


@pytest.mark.parametrize("who", ["editor", "reviewer", "second_owner", "director"])
def test_only_owner_and_contributors_write(
    app: Flask, world: World, as_: As, url: str, who: str
) -> None:
    assert as_(who).get(f"{url}/edit").status_code == 303
    assert as_(who).post(f"{url}/save", data=form("别人的字。", "")).status_code == 403
    assert numbers(app, world) == []


def test_the_editor_gets_the_newest_content_and_its_number(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        draft = world.write("owner", "正文 </script> 一段。")
        wanted: dict[str, Any] = draft.content
        head = str(draft.id)
    page = as_("contributor").get(f"{url}/edit").get_data(as_text=True)
    island = page.split('id="content">', 1)[1].split("</script>", 1)[0]
    assert json.loads(island) == wanted
    assert f'name="seen_draft" value="{head}"' in page
