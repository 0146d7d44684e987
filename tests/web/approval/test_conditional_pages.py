"""Approving upon edits through HTTP: what the director fills in, and what the others read."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.approving import assembled, conditionally, presented
from tests.cast import World
from tests.conftest import As
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.domain.terms import ReportState, SectionState, Verb
from workflow.store.comment import comments_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WORDS = {"section": "rules", "quote": "12期", "replacement": "13期"}
TOLD = {"section": "team", "text": "请写出培训的人次。"}


@pytest.fixture
def url(world: World) -> str:
    return f"/reports/{world.report_id}/approval"


def form(world: World, *rows: dict[str, str]) -> dict[str, Any]:
    """The fields of a list of edits, as a browser sends them."""
    names = ("kind", "section_id", "block_id", "quote", "start", "replacement", "text")
    fields = {f"edit_{name}": [row.get(name, "") for row in rows] for name in names}
    return fields | {"seen": manifest_hash(manifest_of(world.scene()))}


def test_the_director_lists_words_and_a_request(
    app: Flask, world: World, as_: As, url: str
) -> None:
    rules, team = str(world.section_ids["rules"]), str(world.section_ids["team"])
    with app.app_context():
        presented(world)
        words = {"kind": "words", "section_id": rules, "quote": "12期", "replacement": "13期"}
        told = {"kind": "told", "section_id": team, "text": "请写出人次。", "quote": "12期"}
        fields = form(world, words, told, {"kind": "words", "section_id": rules})
    client = as_("director")
    page = client.get(url).text
    assert 'name="edit_quote"' in page and 'data-anchor="approve_conditionally"' in page
    answer = client.post(f"{url}/approve_conditionally", data=fields)
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "已有条件同意，责任人按所列修改，全部改好后自动生效。" in page
    assert "主任列出的修改" in page and "0 / 2" in page and "请写出人次。" in page
    with app.app_context():
        assert world.report.state is ReportState.CONDITIONAL
        assert [one.text for one in comments_of(world.section_ids["team"])] == ["请写出人次。"]


def test_a_refused_list_comes_back_with_all_that_was_written(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        presented(world)
        rules = str(world.section_ids["rules"])
        row = {"kind": "words", "section_id": rules, "quote": "一百期", "replacement": "九十期"}
        fields = form(world, row)
    answer = as_("director").post(f"{url}/approve_conditionally", data=fields)
    assert answer.status_code == 422
    assert "里没有“一百期”" in answer.text
    assert ">一百期</textarea>" in answer.text and ">九十期</textarea>" in answer.text


def test_one_click_on_the_approval_page_makes_the_edits(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        conditionally(world, WORDS)
        head = world.head()
    page = as_("editor").get(url).text
    action = f"/sections/{world.section_ids['rules']}/carry_out"
    assert f'action="{action}"' in page and "照改" in page
    answer = as_("editor").post(action, data={"seen_draft": head, "next": url})
    assert answer.status_code == 303 and answer.location == url
    page = as_("editor").get(url).text
    assert "1 / 1" in page
    with app.app_context():
        assert world.section().state is SectionState.SIGNED_OFF


def test_the_section_says_what_is_asked_and_what_differs(app: Flask, world: World, as_: As) -> None:
    with app.app_context():
        conditionally(world, WORDS, TOLD)
        world.write("second_owner", "全文重写。", "team")
        world.do("second_owner", Verb.SUBMIT, "team")
    owner = as_("owner").get(f"/sections/{world.section_ids['rules']}").text
    assert "主任有条件同意，本部分须修改" in owner and "<ins>13期</ins>" in owner
    team = f"/sections/{world.section_ids['team']}"
    page = as_("director").get(team).text
    assert "须重新审定" not in page and "须重审" not in page
    assert "等主任看过改动" in page and "认可改动" in page and "还有这些不同" in page
    assert "认可改动" not in as_("editor").get(team).text


def test_a_link_to_approve_an_older_assembly_is_refused_with_the_differences(
    app: Flask, world: World, as_: As, url: str
) -> None:
    """getprobo/probo#1401: a link to pass draft 2 opened after draft 3."""
    with app.app_context():
        presented(world)
        old = manifest_hash(manifest_of(world.scene()))
        world.do_report("editor", Verb.RECALL)
        world.do("editor", Verb.REOPEN, note="再改")
        world.write("owner", "新的一稿。")
        world.do("owner", Verb.SUBMIT)
    answer = as_("director").post(f"{url}/approve", data={"seen": old})
    assert answer.status_code == 403
    with app.app_context():
        for who in ("reviewer", "countersigner", "second_countersigner"):
            world.do(who, Verb.PASS)
        presented_again(world)
    answer = as_("director").post(f"{url}/approve", data={"seen": old})
    assert answer.status_code == 409
    assert "已不是最新稿" in answer.text
    assert "第 1 稿 → 第 2 稿" in answer.text


def presented_again(world: World) -> None:
    assembled(world)
    world.do_report("editor", Verb.PRESENT)


def test_approved_text_is_locked_and_opens_only_with_a_reason(
    app: Flask, world: World, as_: As, url: str
) -> None:
    """nextcloud/approval#347, unidoc/isms#197."""
    with app.app_context():
        presented(world)
        seen = manifest_hash(manifest_of(world.scene()))
    assert as_("director").post(f"{url}/approve", data={"seen": seen}).status_code == 303
    section = f"/sections/{world.section_ids['rules']}"
    for verb in ("save", "reopen", "submit"):
        answer = as_("editor").post(f"{section}/{verb}", data={"note": "再改", "content": "{}"})
        assert answer.status_code in (403, 422), verb
    withdrawn = as_("director").post(f"{url}/withdraw_approval", data={"seen": seen, "note": " "})
    assert withdrawn.status_code == 422 and "请写明理由" in withdrawn.text
    with app.app_context():
        assert world.report.state is ReportState.APPROVED


def test_returning_names_what_has_to_change_in_each_section(
    app: Flask, world: World, as_: As, url: str
) -> None:
    with app.app_context():
        presented(world)
    rules, team = world.section_ids["rules"], world.section_ids["team"]
    fields = {
        "note": "两处要改",
        "section_ids": [str(rules)],
        f"note-{rules}": "期数与台账不符。",
        f"note-{team}": "没有勾选的不算。",
    }
    assert as_("director").post(f"{url}/return", data=fields).status_code == 303
    with app.app_context():
        (comment,) = comments_of(rules)
        assert (comment.kind, comment.text) == ("must_fix", "期数与台账不符。")
        assert comments_of(team) == [] and world.section("team").state is SectionState.SIGNED_OFF
    assert "必改意见 1 条未答复" in as_("owner").get("/").text
