"""Comments in Chromium: suggestions written and adopted, replies, names, news, keys, filters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests.browser.serving import Sit, seats
from tests.cast import World
from workflow.documents.content import Content, Paragraph, Run, to_json
from workflow.domain.terms import Verb
from workflow.store.comment import comments_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
SAID = "全年接待读者三十二万人次，较上年增长百分之十一。"


@pytest.fixture
def sit(app: Flask, world: World, chromium: Browser) -> Iterator[Sit]:
    with app.app_context():
        text = Content((Paragraph("a", (Run(SAID),)), Paragraph("b", (Run("第二段。"),))))
        world.do("owner", Verb.SAVE, content=to_json(text))
    with seats(app, world, chromium) as sit:
        yield sit


def address(world: World, more: str = "") -> str:
    return f"/sections/{world.section_ids['rules']}{more}"


def select(page: Page, start: int, end: int) -> None:
    page.evaluate(
        """([from, to]) => {
            const block = document.querySelector('[data-paper] p[data-id="a"]');
            const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
            getSelection().setBaseAndExtent(text, from, text, to);
        }""",
        [start, end],
    )
    page.locator("[data-anchor]").click()


def ask_for_news(page: Page) -> None:
    """As the page does by itself every few seconds."""
    with page.expect_response(lambda answer: "/talk?" in answer.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_suggestion_goes_from_one_person_to_the_text_of_another(
    app: Flask, world: World, sit: Sit
) -> None:
    owner, reviewer = sit("owner"), sit("reviewer").goto(address(world))
    desk = owner.goto(address(world))

    select(reviewer, 6, 10)
    box = reviewer.locator("#comment-form [name=replacement]")
    assert box.input_value() == "三十二万"
    box.fill("32.5万")
    with reviewer.expect_navigation():
        reviewer.locator("#comment-form button[type=submit]").click()
    assert reviewer.locator(".comment ins").inner_text() == "32.5万"

    # it arrives on the other's page, where somebody is writing a comment
    field = desk.locator("#comment-form [name=text]")
    field.fill("写到一半")
    ask_for_news(desk)
    expect(desk.locator("[data-talk-news]")).to_contain_text("新意见 1 条")
    assert field.input_value() == "写到一半"
    assert desk.locator("[data-talk-count=mine]").inner_text() == "1"
    field.fill("")
    desk.locator("[data-talk-fresh]").click()
    assert desk.evaluate("document.activeElement.id") == "comment-1"
    with desk.expect_navigation():
        desk.get_by_role("button", name="采纳并改入", exact=True).click()
    assert desk.locator('[data-paper] p[data-id="a"]').inner_text().startswith("全年接待读者32.5万")
    expect(desk.locator("#comment-1.is-closed")).to_be_visible()
    with app.app_context():
        (row,) = comments_of(world.section_ids["rules"])
        assert (row.adopted_in, world.section().head.words_by) == (2, "审核人甲")  # type: ignore[union-attr]

    # a reply names a colleague, sought by an input method; another is rejected with a reason
    for words in ("请补充依据。", "措辞再斟酌。"):
        with app.app_context():
            world.do("editor", Verb.COMMENT, text=words)
    ask_for_news(desk)
    first = desk.locator("#comment-2")
    first.locator("summary", has_text="回复").click()
    first.locator("[name=text]").press_sequentially("@")
    method = desk.context.new_cdp_session(desk)
    composing = {"text": "zhu", "selectionStart": 3, "selectionEnd": 3}
    method.send("Input.imeSetComposition", composing)
    method.send("Input.insertText", {"text": "主"})
    expect(desk.locator(".mention-list li")).to_have_text(["主任甲"])
    desk.keyboard.press("Enter")
    with app.app_context():
        world.do("editor", Verb.REPLY, comment_id=2, text="尤其是第二段。")
    ask_for_news(desk)
    expect(first.locator(".turn-text")).to_have_text("尤其是第二段。")
    assert first.locator("[name=text]").input_value() == "@主任甲 "
    desk.keyboard.type("请定。")
    with desk.expect_navigation():
        first.locator("form button[type=submit]", has_text="发送").click()
    assert first.locator(".mention").inner_text() == "@主任甲"
    second = desk.locator("#comment-3")
    second.get_by_role("button", name="答复…").click()
    answer = desk.locator("#answer-3")
    answer.locator("[name=disposition]").select_option("rejected")
    answer.locator("[name=note]").fill("表述已有规定")
    with desk.expect_navigation():
        answer.locator(".dialog-confirm").click()
    assert second.locator(".comment-answer").inner_text().startswith("不采纳 · 责任人甲")

    # filters and keys; a key typed into a field is no command
    desk.goto(owner.url + address(world))
    assert [one.get_attribute("id") for one in desk.locator(".comment:visible").all()] == [
        "comment-2"
    ]
    desk.get_by_text("全部", exact=False).first.click()
    assert desk.locator(".comment:visible").count() == 3
    for key, there in (("n", 2), ("j", 3), ("n", 1), ("p", 3)):
        desk.keyboard.press(key)
        assert desk.evaluate("document.activeElement.id") == f"comment-{there}"
    desk.locator("#comment-form [name=text]").press_sequentially("nj")
    assert desk.locator("#comment-form [name=text]").input_value() == "nj"
    director = sit("director").goto(address(world))
    director.get_by_text("等我处理").click()
    assert director.locator(".comment:visible").count() == 1


def test_on_a_phone_the_same_is_reached_by_thumb(app: Flask, world: World, sit: Sit) -> None:
    with app.app_context():
        quote = {"block_id": "a", "quote": "三十二万", "replacement": "32.5万"}
        world.do("editor", Verb.COMMENT, start=6, **quote)
        text = Content((Paragraph("a", (Run(SAID.replace("三十二万", "三十三万")),)),))
        world.do("owner", Verb.SAVE, content=to_json(text))
    page = sit("owner", 390).goto(address(world))
    page.locator("[data-panel=talk]").first.click()
    for part in (".talk-filter label", "[data-talk-step]", ".comment .btn:visible"):
        for one in page.locator(part).all():
            box = one.bounding_box()
            assert box is not None and box["height"] >= 36, part
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="采纳并改入…").click()
    change = page.locator("dialog[open] .change")
    assert change.locator("del").inner_text() and change.locator("ins").inner_text() == "32.5万"
    with page.expect_navigation():
        page.locator("dialog[open] .dialog-confirm").click()
    assert "32.5万" in page.locator('[data-paper] p[data-id="a"]').inner_text()
    page.goto(page.url.split("#")[0].rsplit("/", 2)[0] + f"/reports/{world.report_id}/dispositions")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "已改入第 3 稿" in page.locator(".dispositions").inner_text()
