"""Everything a section may hold, on the pages that show it; comments and blanks find it."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.rich import put_rich, rich
from workflow.domain.terms import Verb
from workflow.store import db

Data = dict[str, Any]


@pytest.fixture
def text(app: Flask, world: World) -> Data:
    with app.app_context():
        made = put_rich(world)
        world.do("owner", Verb.SAVE, content=made)
    return made


def address(world: World, more: str = "") -> str:
    return f"/sections/{world.section_ids['rules']}{more}"


def page(as_: As, path: str, who: str = "owner") -> str:
    answer = as_(who).get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def shown_at(world: World) -> tuple[str, ...]:
    return address(world), address(world, "/drafts/1"), f"/reports/{world.report_id}/approval"


def test_every_page_that_shows_the_text_shows_all_of_it(world: World, as_: As, text: Data) -> None:
    url = address(world, f"/files/{text['blocks'][6]['hash']}")
    for path in shown_at(world):
        html = page(as_, path)
        for piece in (
            "1200m<sup>2</sup>，见",
            'href="https://a.example/b" rel="noopener noreferrer external" target="_blank"',
            '<strong><em><u>重点</u></em></strong><br data-atom><span class="place"',
            ">8%</span>",
            'data-sign="3."',
            'data-sign="（1）"',
            '<col width="50.0%">',
            '<th scope="col" colspan="2">',
            f'<img src="{url}" alt="一条线" width="189" height="113"',
            "<figcaption>图1 走势<sup",
            "<strong>图表</strong>",
            'role="separator"><span>另起一页</span>',
        ):
            assert piece in html, (path, piece)
        level = 4 if path.endswith("approval") else 2  # one below the heading above it
        assert f'data-level="1" role="heading" aria-level="{level}">小标题</p>' in html
        assert len(re.findall(r'class="note" id="[^"]+-(?:note|endnote)-\d"', html)) == 4
        assert as_("owner").get(url, buffered=True).data.startswith(b"\x89PNG")


def test_each_mark_leads_to_its_note_and_back(world: World, as_: As, text: Data) -> None:
    html = page(as_, address(world))
    names = set(re.findall(r'\bid="(text-[^"]+)"', html))
    leads = set(re.findall(r'href="#(text-[^"]+)"', html))
    assert leads and leads <= names


def test_lines_hold_no_blank_that_is_not_in_the_text(world: World, as_: As, text: Data) -> None:
    html = page(as_, address(world))
    (first,) = re.findall(r'<p data-id="p"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert "\n" not in first and "  " not in re.sub(r"<[^>]*>", "", first)
    assert re.search(r'<p data-id="e"[^>]*></p>', html)


def test_the_pages_are_complete_in_english(app: Flask, world: World, as_: As, text: Data) -> None:
    with app.app_context():
        world.person("owner").language = "en"
        db.session.commit()
    html = page(as_, address(world))
    for words in ("<strong>chart</strong>", "kept as it is in Word", "New page", "Note ①"):
        assert words in html


def test_blanks_are_found_in_cells_too(world: World, as_: As, text: Data) -> None:
    assert '<li data-block="t12">' in page(as_, address(world))


@pytest.mark.parametrize(
    ("block", "quote", "holds"),
    [
        ("p", "8%", True),
        ("p", "增长\ufffc\ufffc，按", True),
        ("t11", "12\ufffc", True),
        ("pic", "图1 走势\ufffc", True),
        ("n1", "按年计", True),
        ("i", "一季度", True),
        ("t11", "13", False),
    ],
)
def test_a_comment_keeps_hold_of_words_in_cells_captions_and_notes(
    app: Flask, world: World, as_: As, text: Data, block: str, quote: str, holds: bool
) -> None:
    with app.app_context():
        world.do("editor", Verb.COMMENT, kind="note", text="请看", block_id=block, quote=quote)
    html = page(as_, address(world))
    assert ("data-go-to-block>" + quote.replace("\ufffc", "") in html) is holds
    assert "\ufffc" not in html


def test_comparing_shows_cells_pictures_and_objects(
    app: Flask, world: World, as_: As, text: Data
) -> None:
    new = copy.deepcopy(text)
    new["blocks"][5]["rows"][1][1]["blocks"][0]["runs"][0]["text"] = "15"
    new["blocks"][6]["caption"][0]["text"] = "图2 走势"
    del new["blocks"][8]
    with app.app_context():
        world.do("owner", Verb.SAVE, content=new)
    html = re.sub(
        r'(<(?:ins|del)) title="责任人甲"', r"\1", page(as_, address(world, "/drafts/1..2"))
    )
    assert "<del>12</del><ins>15</ins>〔含期刊〕" in html
    assert "图<del>1</del><ins>2</ins> 走势" in html
    assert "<del>另起一页</del>" in html


def test_a_file_of_another_section_is_refused_and_the_words_stay(
    world: World, as_: As, text: Data
) -> None:
    foreign = json.dumps(rich("0" * 64, "1" * 64, "2" * 64))
    head = re.findall(r'name="seen_draft" value="(\d+)"', page(as_, address(world, "/edit")))[0]
    answer = as_("owner").post(
        address(world, "/save"), data={"content": foreign, "seen_draft": head}
    )
    assert answer.status_code == 422
    assert "3 处图片或对象不是本部分的文件，没有保存" in answer.text
    kept = re.findall(r'id="content">(.*?)</script>', answer.text, re.DOTALL)[0]
    assert json.loads(kept) == json.loads(foreign)
