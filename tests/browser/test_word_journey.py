"""Several sections go to Word and come back, in Chromium: chosen, downloaded, changed, looked at,
saved; python-docx is the stand-in for Word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser.serving import Sit, seats
from tests.cast import World
from tests.converter import convert_waiting, giving, office_of
from workflow.documents.content import Content, Paragraph, Run, from_json, plain_text, to_json
from workflow.domain.terms import Verb
from workflow.queue import ListQueue
from workflow.store.draft import drafts_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
RULES = ("本年度共接待读者三十二万人次，较上年增长百分之十一。", "分馆三家，均已开放。")
TEAM = ("全年培训十二期。",)


def text(words: tuple[str, ...]) -> dict[str, object]:
    blocks = (Paragraph(f"b{n}", (Run(one),)) for n, one in enumerate(words))
    return to_json(Content(tuple(blocks)))


@pytest.fixture
def sit(app: Flask, world: World, chromium: Browser) -> Iterator[Sit]:
    with app.app_context():
        world.do("owner", Verb.SAVE, "rules", content=text(RULES))
        world.do("second_owner", Verb.SAVE, "team", content=text(TEAM))
    with seats(app, world, chromium) as sit:
        yield sit


def downloaded(page: Page, world: World, folder: Path) -> Path:
    """The owner's own section is ticked; the colleague's is taken along."""
    page.locator('a[href$="/word"]').click()
    assert page.locator(f'[name=section][value="{world.section_ids["rules"]}"]').is_checked()
    page.locator(f'[name=section][value="{world.section_ids["team"]}"]').check()
    with page.expect_download() as caught:
        page.locator('form[action$="/word/file"] button').click()
    path = folder / caught.value.suggested_filename
    caught.value.save_as(path)
    return path


def work_on(path: Path) -> None:
    """What somebody does in Word: other words, a new part of one's own, a comment."""
    opened = docx.Document(str(path))
    found = {one.text: one for one in opened.paragraphs}
    found[RULES[0]].runs[0].text = RULES[0].replace("三十二", "三十五")
    found[TEAM[0]].runs[0].text = "全年培训十三期。"
    team = found["（二）队伍建设"]
    team.insert_paragraph_before("（一之二）新的部分", style=team.style)
    team.insert_paragraph_before("没有归处的一段。")
    opened.add_comment(found[RULES[1]].runs, text="数字要核对", author="王局", initials="王")
    opened.save(str(path))


def is_narrow(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_several_sections_go_out_and_come_back(
    app: Flask, world: World, sit: Sit, tmp_path: Path
) -> None:
    page = sit("owner").goto(f"/reports/{world.report_id}")
    path = downloaded(page, world, tmp_path)
    work_on(path)
    with app.app_context():
        newer = (RULES[0].replace("三十二", "四十"), RULES[1], "网页上新写的一段。")
        world.do("contributor", Verb.SAVE, "rules", content=text(newer))
    page = sit("owner", width=390).goto(f"/reports/{world.report_id}/word")
    is_narrow(page)
    page.set_input_files("[name=file]", str(path))
    page.locator('form[enctype] button[type="submit"]').click()
    page.wait_for_url("**/word/1")
    is_narrow(page)
    assert page.locator(".word-part").count() == 2
    assert "由协办、责任人办理" in page.locator(".word-part.is-quiet").inner_text()
    assert "没有归处的一段。" in page.locator("#loose").inner_text()
    page.locator("[name=loose-0]").select_option(str(world.section_ids["rules"]))
    page.locator(".clash [value=mine]").check()
    page.locator('button:has-text("保存勾选的部分")').click()
    page.wait_for_url(f"**/reports/{world.report_id}")
    assert "《制度建设》已存为第 3 稿" in page.locator("#messages").inner_text()
    with app.app_context():
        head = from_json(drafts_of(world.section_ids["rules"])[0].content)
        assert plain_text(head).split("\n") == [
            RULES[0].replace("三十二", "三十五"),
            RULES[1],
            "网页上新写的一段。",
            "（一之二）新的部分",
            "没有归处的一段。",
        ]
    page.goto(f"{page.url.split('/reports')[0]}/sections/{world.section_ids['rules']}")
    assert "数字要核对" in page.content()


def test_an_old_file_is_waited_for_and_then_shown(
    app: Flask,
    world: World,
    sit: Sit,
    queue: ListQueue,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office_of(app, monkeypatch)(giving(tmp_path, "从旧文件里读出的一段。"))
    (tmp_path / "旧稿.doc").write_bytes(b"\xd0\xcf\x11\xe0" * 9)
    page = sit("owner", width=390).goto(f"/sections/{world.section_ids['rules']}/word/new")
    page.set_input_files("[name=file]", str(tmp_path / "旧稿.doc"))
    page.locator('form[enctype] button[type="submit"]').click()
    page.wait_for_url("**/conversions/*")
    assert "正在读取文件" in page.locator("#conversion").inner_text()
    is_narrow(page)
    with app.app_context():
        convert_waiting(queue)
    page.wait_for_url("**/word/1")
    assert "从旧文件里读出的一段。" in page.locator("#upload-diff").inner_text()
