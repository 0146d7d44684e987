"""Who wrote which passage, through all drafts, and what the page says of it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.rich import put_rich
from workflow.actions.writing import passages
from workflow.actions.writing.passages import passages_of, stretches
from workflow.domain.terms import Verb

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_each_passage_names_its_draft_and_its_author(ctx: World) -> None:
    ctx.write("owner", "全年完成21项。\n第二段。")
    ctx.write("contributor", "全年完成22项。\n第二段。")
    ctx.write("owner", "全年完成22项，情况良好。\n第二段。")
    found = passages_of(ctx.section())
    said = [
        [(one.text, found.origins[one.by].number) for one in stretches(block)]
        for block in found.blocks
    ]
    assert said == [[("全年完成", 1), ("22项", 2), ("，情况良好", 3), ("。", 1)], [("第二段。", 1)]]
    assert [one.number for one in found.of(found.blocks[0])] == [1, 2, 3]
    owner, other = ctx.person("owner").name, ctx.person("contributor").name
    assert [(one.name, one.tone) for one in found.hands] == [(owner, 0), (other, 1)]


def test_of_a_long_history_the_oldest_is_then_or_before(
    ctx: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert passages_of(ctx.section()).blocks == ()
    for n, who in enumerate(("owner", "contributor", "owner")):
        ctx.write(who, "".join(f"第{m}句。" for m in range(n + 1)))
    monkeypatch.setattr(passages, "MOST_DRAFTS", 1)
    found = passages_of(ctx.section())
    said = [(one.text, found.origins[one.by]) for one in stretches(found.blocks[0])]
    assert [(text, one.number, one.before) for text, one in said] == [
        ("第0句。第1句。", 2, True),
        ("第2句。", 3, False),
    ]


def test_the_page_holds_tables_pictures_and_cards_too(as_: As, world: World, app: Flask) -> None:
    url = f"/sections/{world.section_ids['rules']}/authors"
    assert "还没有" in as_("owner").get(url).text
    with app.app_context():
        world.do("owner", Verb.SAVE, content=put_rich(world))
        world.do("contributor", Verb.SAVE, content=put_rich(world) | {"blocks": [
            *put_rich(world)["blocks"],
            {"id": "z", "type": "paragraph", "runs": [{"text": "补充的话。"}]},
        ]})  # fmt: skip
    page = as_("reviewer").get(url).text
    assert page.count("责任人甲 · 第 1 稿") > 3
    for words in (
        "图书",
        "小标题",
        "补充的话。",
        "销量",
        "协办人甲 · 第 2 稿",
        "责任人甲 · 第 1 稿",
    ):
        assert words in page
    assert as_("outsider").get(url).status_code == 404
