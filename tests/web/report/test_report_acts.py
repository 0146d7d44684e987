"""Every act on the outline of a report: what it does, what the person reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.cast import World, office_today
from tests.web.report.report_office import Office
from workflow.domain.terms import SectionKind, SectionState
from workflow.store import Section, db

LATER = (office_today() + timedelta(days=40)).isoformat()


@pytest.fixture
def office(app: Flask, world: World) -> Office:
    return Office(app, world)


# the outline


def test_the_editor_adds_a_section_below_another(office: Office) -> None:
    page = office.done(
        "editor", "add_section", title="信息化", parent_id=office.section("work"), kind="text"
    )
    assert "已增加部分" in page
    assert "（三）信息化" in page


def test_the_editor_adds_a_heading(office: Office) -> None:
    assert "三、附则" in office.done("editor", "add_section", title="附则", kind="heading")
    with office.app.app_context():
        assert db.session.query(Section).filter_by(title="附则").one().kind is SectionKind.HEADING


def test_a_section_without_title_is_refused_and_the_form_kept(office: Office) -> None:
    page = office.refused(
        422, "editor", "add_section", verb="add_section", title="  ", kind="heading"
    )
    assert "标题不能为空" in page
    assert '<option value="heading" selected>' in page


def test_an_owner_cannot_add_a_section(office: Office) -> None:
    assert "没有任何改动" in office.refused(403, "owner", "add_section", title="多余")


def test_a_section_is_renamed_and_stays_chosen(office: Office) -> None:
    page = office.done("editor", "rename", title="制度与规范", section_id=office.section())
    assert "（一）制度与规范" in page
    assert 'aria-current="true"' in page


def test_the_report_is_renamed_from_its_details(office: Office) -> None:
    page = office.done("editor", "rename", title="年度总结", next=f"{office.url}/settings")
    assert "<h1>年度总结</h1>" in page
    page = office.refused(422, "editor", "rename", title=" ")
    assert 'name="signature"' in page


def test_a_section_moves_up_and_down_and_is_numbered_anew(office: Office) -> None:
    page = office.done("editor", "move", section_id=office.section("team"), by="-1")
    assert "（一）队伍建设" in page
    assert "（二）制度建设" in page
    page = office.done("editor", "move", section_id=office.section("team"), by="1")
    assert "（一）制度建设" in page


def test_a_section_that_is_not_of_this_report_cannot_be_moved(office: Office) -> None:
    assert "没有这个部分" in office.refused(422, "editor", "move", section_id="999", by="1")


# assigning


def test_several_sections_are_assigned_at_once(office: Office) -> None:
    page = office.done(
        "editor",
        "assign",
        section_ids=[office.section("rules"), office.section("team")],
        owner_id=office.world.ids["outsider"],
        due_on=LATER,
    )
    assert "已分派 2 个部分" in page
    assert office.row("rules").owner_id == office.world.ids["outsider"]
    assert office.row("team").owner_id == office.world.ids["outsider"]
    assert office.row("next").owner_id == office.world.ids["second_owner"]


def test_an_owner_alone_leaves_the_deadlines_as_they_are(office: Office) -> None:
    before = office.row().due_at
    office.done(
        "editor", "assign", section_ids=[office.section()], owner_id=office.world.ids["outsider"]
    )
    assert office.row().due_at == before


def test_assigning_in_bulk_is_all_or_nothing(office: Office) -> None:
    with office.app.app_context():
        office.world.sign_off("team", "second_owner")
    page = office.refused(
        403,
        "editor",
        "assign",
        section_ids=[office.section("rules"), office.section("team")],
        owner_id=office.world.ids["outsider"],
        due_on=LATER,
        verb="assign_many",
    )
    assert office.row("rules").owner_id == office.world.ids["owner"]
    assert f'value="{office.section("rules")}"' in page
    assert page.count("checked") >= 1
    assert f'value="{LATER}"' in page


def test_a_heading_is_never_assigned(office: Office) -> None:
    page = office.refused(
        422,
        "editor",
        "assign",
        section_ids=[office.section("rules"), office.section("work")],
        owner_id=office.world.ids["outsider"],
    )
    assert "没有分派任何一个" in page
    assert office.row("rules").owner_id == office.world.ids["owner"]


def test_assigning_wants_sections_and_something_to_assign(office: Office) -> None:
    assert "请先勾选" in office.refused(422, "editor", "assign", due_on=LATER)
    page = office.refused(422, "editor", "assign", section_ids=[office.section()])
    assert "请选择责任人或期限" in page


def test_a_person_of_another_office_is_never_put_in_charge(office: Office) -> None:
    office.refused(
        422,
        "editor",
        "assign",
        section_ids=[office.section()],
        owner_id=office.world.ids["stranger"],
    )
    assert office.row().owner_id == office.world.ids["owner"]


def test_nobody_but_the_editor_assigns(office: Office) -> None:
    for who in ("owner", "reviewer", "director"):
        office.refused(403, who, "assign", section_ids=[office.section()], due_on=LATER)


# the panel


def panel(office: Office, verb: str, name: str = "rules") -> str:
    return f"sections/{office.section(name)}/{verb}"


def test_the_panel_assigns_owner_deadline_contributors_and_wishes(office: Office) -> None:
    page = office.done(
        "editor",
        panel(office, "assign"),
        owner_id=office.world.ids["outsider"],
        due_on=LATER,
        with_contributors="1",
        contributor_ids=[office.world.ids["owner"]],
        brief="写清数据来源。",
    )
    assert "已分派，现由 局外人甲 撰写" in page
    assert "写清数据来源。" in page


def test_the_panel_extends_a_deadline_with_its_reason(office: Office) -> None:
    page = office.refused(422, "editor", panel(office, "extend"), verb="extend", due_on=LATER)
    assert "请写明理由" in page
    assert f'value="{LATER}"' in page
    assert "已展期" in office.done("editor", panel(office, "extend"), due_on=LATER, note="同意")


def test_a_refused_note_is_still_in_the_form(office: Office) -> None:
    page = office.refused(
        422, "editor", panel(office, "extend"), verb="extend", due_on="never", note="数据未定"
    )
    assert page.count("数据未定") == 2


def test_the_panel_nudges_hands_over_drops_and_reopens(office: Office) -> None:
    assert "已催办" in office.done("editor", panel(office, "nudge"))
    office.refused(422, "editor", panel(office, "nudge"))
    page = office.done(
        "editor",
        panel(office, "hand_over"),
        person_id=office.world.ids["outsider"],
        from_id=office.world.ids["owner"],
    )
    assert "已转办，现由 局外人甲" in page
    assert "已取消" in office.done("editor", panel(office, "drop"), note="不写了")
    assert office.row().state is SectionState.DROPPED
    with office.app.app_context():
        office.world.sign_off("team", "second_owner")
    page = office.done("editor", panel(office, "reopen", "team"), note="补充数据")
    assert office.row("team").state is SectionState.RETURNED
    assert "已重新打开" in page


def test_other_verbs_have_no_place_in_the_panel(office: Office) -> None:
    assert office.post("owner", panel(office, "submit")).status_code == 404
    assert office.post("owner", panel(office, "nonsense")).status_code == 404
    assert office.post("editor", f"sections/{office.section('work')}/drop").status_code == 404
