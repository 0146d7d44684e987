"""A report from planning to approval, and its details, through HTTP."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests.cast import World, build_world
from tests.web.report.report_office import Office
from workflow.domain.terms import ReportState, SectionState
from workflow.queue import Job, ListQueue
from workflow.store import db
from workflow.store.stage import stage_rows


@pytest.fixture
def office(app: Flask, world: World) -> Office:
    return Office(app, world)


@pytest.fixture
def planning(app: Flask) -> Office:
    """The same report before its launch."""
    with app.app_context():
        return Office(app, build_world(launched=False))


def test_launching_says_what_follows_and_opens_the_sections(planning: Office) -> None:
    page = planning.as_("editor").get(planning.url).get_data(as_text=True)
    assert "2 位责任人会收到通知，4 个部分开始撰写" in page
    page = planning.done("editor", "launch")
    assert "已启动，各责任人已收到任务" in page
    assert planning.row().state is SectionState.DRAFTING


def test_a_report_without_chain_cannot_be_launched(planning: Office) -> None:
    with planning.app.app_context():
        for stage in stage_rows(planning.world.report_id):
            db.session.delete(stage)
        db.session.commit()
    assert "还没有审核流程" in planning.refused(422, "editor", "launch")
    page = planning.as_("editor").get(planning.url).get_data(as_text=True)
    assert f'href="{planning.url}/chain">' in page


def test_a_report_is_not_launched_before_all_is_assigned(planning: Office) -> None:
    with planning.app.app_context():
        planning.world.section().owner_id = None
        db.session.commit()
    assert "没有责任人或期限" in planning.refused(422, "editor", "launch")
    assert planning.state is ReportState.PLANNING


def test_assembling_is_asked_for_and_the_worker_gets_a_hint(
    office: Office, queue: ListQueue
) -> None:
    page = office.done("editor", "assemble")
    assert "已开始合稿" in page
    assert 'hx-trigger="every 2s"' in page
    assert any(job is Job.ASSEMBLE for job, *_ in queue.sent)


def test_presenting_recalling_and_presenting_again(office: Office) -> None:
    office.refused(422, "editor", "present")
    office.finish()
    page = office.done("editor", "present", note="请审阅")
    assert "已呈签批，现由 主任甲 签批" in page
    assert office.state is ReportState.AWAITING_APPROVAL
    assert "已收回" in office.done("editor", "recall")
    assert office.state is ReportState.COLLECTING


def test_cancelling_asks_for_a_reason(office: Office) -> None:
    assert "请写明理由" in office.refused(422, "editor", "cancel", verb="cancel")
    assert "报告已取消" in office.done("director", "cancel", note="合并到另一份报告")
    assert office.state is ReportState.CANCELLED


def test_an_editor_hands_the_report_over_and_has_no_more_part(office: Office) -> None:
    page = office.done("editor", "hand_over", person_id=office.world.ids["outsider"])
    assert "已转办" in page
    with office.app.app_context():
        assert office.world.report.editor_id == office.world.ids["outsider"]
    assert office.as_("editor").get(office.url).status_code == 404


def test_the_approval_verbs_go_through_the_same_address(office: Office) -> None:
    office.finish()
    office.done("editor", "present")
    assert office.post("director", "approve", seen="stale").status_code == 409
    assert "请写明理由" in office.refused(422, "director", "return")
    assert "已退回修改" in office.done(
        "director", "return", note="补数据", section_ids=[office.section()]
    )
    assert office.row().state is SectionState.RETURNED


def test_words_that_are_no_verb_are_not_found(office: Office) -> None:
    assert office.post("editor", "explode").status_code == 404
    assert office.post("editor", "save").status_code == 404


# the details


DETAILS = {
    "year": "2027",
    "signature": "乙单位",
    "signed_on": "2027年1月5日",
    "release_on": "2027-01-05",
    "profile": "material",
    "blanks": "block",
}


def test_the_details_are_saved_and_recorded(office: Office) -> None:
    given = DETAILS | {"director_id": str(office.world.ids["outsider"])}
    page = office.done("editor", "set_details", next=f"{office.url}/settings", **given)
    assert "报告信息已保存" in page
    with office.app.app_context():
        report = office.world.report
        assert (report.year, report.signature, report.profile) == (2027, "乙单位", "material")
        assert report.blocking == ["blank"]
        assert report.release_on == date(2027, 1, 5)
        assert report.director_id == office.world.ids["outsider"]
    assert "修改了报告信息" in office.as_("editor").get(f"{office.url}/trail").get_data(
        as_text=True
    )
    assert "距发布" in office.as_("owner").get(office.url).get_data(as_text=True)


@pytest.mark.parametrize(
    "wrong", [{"year": "12"}, {"release_on": "soon"}, {"profile": "poster"}, {"director_id": "999"}]
)
def test_wrong_details_come_back_with_what_was_typed(office: Office, wrong: dict[str, str]) -> None:
    page = office.refused(422, "editor", "set_details", **(DETAILS | wrong))
    assert 'value="乙单位"' in page
    with office.app.app_context():
        assert office.world.report.signature == "甲单位"


def test_nobody_else_changes_the_details_and_nobody_after_approval(office: Office) -> None:
    for who in ("owner", "director", "reviewer"):
        office.refused(403, who, "set_details", **DETAILS)
    office.finish()
    office.done("editor", "present")
    office.refused(403, "editor", "set_details", **DETAILS)
