"""What a reviewer meets: the checklist, ways back, added reviewers, amending, the picture."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.web.section.test_section_acts import Desk
from workflow.actions.chain import chains
from workflow.actions.work import transaction
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import SectionState, StageRule, Verb
from workflow.store.signoff import sign_offs_of

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LINES = ["数据与佐证材料一致", "引用的文号无误"]


@pytest.fixture
def desk(app: Flask, world: World, as_: As) -> Desk:
    """Three stages, the section "rules" in review by the first one."""
    with app.app_context():
        with transaction():
            chains.replace(
                world.report,
                [
                    stage(world, "一审", "reviewer", checklist=LINES, duties="核对事实和数据。"),
                    stage(world, "二审", "countersigner", may_edit=True),
                    stage(world, "三审", "second_countersigner"),
                ],
            )
        world.write("owner", "正文第一稿，培训12期。")
        world.do("owner", Verb.SUBMIT)
    return Desk(app, world, as_)


def stage(world: World, name: str, who: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "rule": StageRule.ANY, "member_ids": [world.ids[who]], **more}


def escaped(words: str) -> str:
    """As the editor's text stands in the page."""
    return json.dumps(words)[1:-1]


def page_of(desk: Desk, who: str, more: str = "") -> str:
    return desk.as_(who).get(desk.url + more).get_data(as_text=True)


def test_the_checklist_stands_in_the_dialog_and_has_to_be_ticked(desk: Desk) -> None:
    page = page_of(desk, "reviewer")
    assert "核对事实和数据。" in page and all(line in page for line in LINES)
    refused = desk.post("reviewer", "pass", tick="0")
    assert refused.status_code == 422
    assert "引用的文号无误" in refused.get_data(as_text=True)
    assert "已通过" in desk.done("reviewer", "pass", tick=["0", "1"])
    with desk.look():
        rows = sign_offs_of([desk.world.section().id])[desk.world.section().id]
        assert rows[0].ticks == LINES


def test_words_that_are_no_place_of_a_line_tick_nothing(desk: Desk) -> None:
    assert desk.post("reviewer", "pass", tick=["x", "9", ""]).status_code == 422


def test_back_to_an_earlier_stage_by_the_form(desk: Desk) -> None:
    desk.do("reviewer", Verb.PASS, ticks=[0, 1])
    page = page_of(desk, "countersigner")
    assert 'name="to_stage"' in page and "直接回到我这里" in page
    with desk.look():
        first = desk.world.scene().stage_rows[0].id
    said = desk.done("countersigner", "send_back", note="请重看", to_stage=first, straight="1")
    assert "已退回，现由 审核人甲 一审" in said
    assert desk.state is SectionState.IN_REVIEW
    desk.do("reviewer", Verb.PASS, ticks=[0, 1])
    assert "会签人甲 二审" in page_of(desk, "owner")


def test_a_reviewer_is_added_and_taken_out_again(desk: Desk) -> None:
    """YunaiV/ruoyi-vue-pro#896."""
    outsider = desk.world.ids["outsider"]
    assert "remove_reviewer" not in page_of(desk, "reviewer")
    said = desk.done("reviewer", "add_reviewer", person_id=outsider, placement="before")
    assert "已加签，现由 局外人甲 一审" in said and "待他人先审" in said
    assert "已减签" in desk.done("reviewer", "remove_reviewer", person_id=outsider)
    bad = desk.post("reviewer", "add_reviewer", person_id=outsider, placement="nowhere")
    assert bad.status_code == 400


def test_amending_and_passing_in_one_go(desk: Desk) -> None:
    """wagtail/wagtail#6255."""
    desk.do("reviewer", Verb.PASS, ticks=[0, 1])
    page = page_of(desk, "countersigner", "/amend")
    assert "保存并通过" in page and escaped("正文第一稿") in page
    content = json.dumps(to_json(from_text("正文第二稿，培训13期。")))
    said = desk.done("countersigner", "amend", content=content, then="pass")
    assert "已通过，现由 审核人甲 一审" in said
    assert "须重新审定" in said and "一审，第 1 稿" in said
    with desk.look():
        section = desk.world.section()
        last = sign_offs_of([section.id])[section.id][-1]
        assert section.head is not None and section.head.number == 2
        assert last.passed and last.content_hash == section.head.content_hash


def test_an_amendment_of_an_old_draft_is_refused_and_kept_on_the_page(desk: Desk) -> None:
    """getprobo/probo#1401."""
    desk.do("reviewer", Verb.PASS, ticks=[0, 1])
    content = json.dumps(to_json(from_text("审核人写的一稿。")))
    answer = desk.post("countersigner", "amend", content=content, seen_draft="0")
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert escaped("审核人写的一稿") in page and "data-unsaved-start" in page


def test_who_may_not_amend_is_led_back_with_the_reason(desk: Desk) -> None:
    for who, words in (("reviewer", "只审不改"), ("owner", "现在不能修改正文")):
        client = desk.as_(who)
        answer = client.get(f"{desk.url}/amend")
        assert answer.status_code == 303
        assert words in client.get(answer.location).get_data(as_text=True)


def test_the_picture_says_who_has_it_and_who_decided(desk: Desk) -> None:
    desk.do("reviewer", Verb.PASS, ticks=[0, 1])
    page = page_of(desk, "owner")
    picture = page[page.index('<ol class="chain"') :].split("</ol>")[0]
    first, second, third = picture.split("chain-label")[1:]
    assert "一审" in first and "审核人甲" in first and "<time" in first
    assert "二审" in second and "会签人甲" in second and "chain-since" in second
    assert "三审" in third and "chain-since" not in third


def test_the_report_shows_where_its_sections_stand(desk: Desk) -> None:
    chain_url = f"/reports/{desk.world.report_id}/chain"
    page = desk.as_("director").get(chain_url).get_data(as_text=True)
    assert "各部分所在环节" in page and "制度建设</a>" in page
    page = desk.as_("editor").get(chain_url).get_data(as_text=True)
    assert "已走到，保持不变" in page and 'name="name-0"' not in page
    assert 'name="name-1" value="二审"' in page


def test_a_branch_gets_a_chain_of_its_own_and_loses_it_again(desk: Desk) -> None:
    world = desk.world
    chain_url = f"/reports/{world.report_id}/chain"
    own = {"section": world.section_ids["next"]}
    editor = desk.as_("editor")
    page = editor.get(chain_url, query_string=own).get_data(as_text=True)
    assert "随上一级的流程" in page
    form = {
        "section_id": world.section_ids["next"],
        "stage": "0",
        "name-0": "分管审核",
        "rule-0": "any",
        "roles-0": "director",
    }
    act = f"/reports/{world.report_id}/set_chain"
    assert editor.post(act, data=form).status_code == 303
    with desk.look():
        scene = world.scene()
        stages = scene.stages(world.section("next"))
        assert [(one.name, one.members) for one in stages] == [
            ("分管审核", (world.ids["director"],))
        ]
        assert scene.stages(world.section("team"))[0].name == "一审"
    assert editor.post(act, data={"section_id": world.section_ids["next"]}).status_code == 303
    with desk.look():
        assert world.scene().stages(world.section("next"))[0].name == "一审"
    assert editor.get(chain_url, query_string={"section": 99999}).status_code == 404


def test_who_signed_before_an_amendment_decides_on_what_is_new_alone(desk: Desk) -> None:
    """What changed since their own signature, by whom, and on the desk too."""
    desk.do("reviewer", Verb.PASS, ticks=[0, 1])
    content = to_json(from_text("正文第二稿，培训13期。"))
    desk.do("countersigner", Verb.AMEND, content=content)
    desk.do("countersigner", Verb.PASS)
    page = page_of(desk, "reviewer")
    new = page.split('id="since-signature"')[1].split("</section>")[0]
    assert "您上次审定的是第 1 稿，现在是第 2 稿" in new and "会签人甲" in new
    assert "<del" in new and "<ins" in new and "13" in new
    assert "since-signature" not in page_of(desk, "countersigner")
    waiting = desk.as_("reviewer").get("/").get_data(as_text=True)
    assert "改动 1 处（数字 1）" in waiting
    assert "已通过，现由 会签人乙 三审" in desk.done("reviewer", "pass", tick=["0", "1"])
    with desk.look():
        section = desk.world.section()
        last = sign_offs_of([section.id])[section.id][-1]
        assert section.head is not None and last.content_hash == section.head.content_hash
