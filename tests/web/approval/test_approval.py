"""The approval page: what is ready, what blocks, and each decision through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import World
from tests.conftest import As
from workflow.actions.report_facts import report_facts
from workflow.domain.terms import AssemblyState, ReportState, SectionState, Verb
from workflow.store import Assembly, Section, db
from workflow.store.base import utc_now

OWNERS = {"preamble": "owner", "rules": "owner", "team": "second_owner", "next": "second_owner"}


class Room:
    """The approval page of the cast's report."""

    def __init__(self, app: Flask, world: World, as_: As) -> None:
        self.app, self.world, self.as_ = app, world, as_
        self.url = f"/reports/{world.report_id}/approval"

    def page(self, who: str) -> str:
        answer = self.as_(who).get(self.url)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def post(self, who: str, verb: str, **form: Any) -> TestResponse:
        form.setdefault("seen", self.manifest())
        return self.as_(who).post(f"{self.url}/{verb}", data=form)

    def done(self, who: str, verb: str, **form: Any) -> str:
        client = self.as_(who)
        form.setdefault("seen", self.manifest())
        answer = client.post(f"{self.url}/{verb}", data=form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return client.get(answer.location).get_data(as_text=True)

    def manifest(self) -> str:
        with self.app.app_context():
            return report_facts(self.world.scene(), self.world.person("director")).head

    def sign_all(self) -> None:
        with self.app.app_context():
            for name, owner in OWNERS.items():
                self.world.sign_off(name, owner)

    def assemble(self) -> None:
        """Ask, and let the work be done as a worker would leave it."""
        with self.app.app_context():
            asked = self.world.do_report("editor", Verb.ASSEMBLE).result
            row = db.session.get_one(Assembly, asked.id)
            row.state, row.finished_at = AssemblyState.DONE, utc_now()
            row.file_hash = self.app.extensions["files"].put(b"a document")
            row.warnings = [
                {"part": 1, "place": "", "code": "blank", "zh": "还有空缺", "en": "A blank"}
            ]
            db.session.commit()

    def ready(self) -> None:
        self.sign_all()
        self.assemble()

    def presented(self) -> None:
        self.ready()
        with self.app.app_context():
            self.world.do_report("editor", Verb.PRESENT)

    @property
    def state(self) -> ReportState:
        with self.app.app_context():
            return self.world.report.state

    def section_state(self, name: str) -> SectionState:
        with self.app.app_context():
            return db.session.get_one(Section, self.world.section_ids[name]).state


@pytest.fixture
def room(app: Flask, world: World, as_: As) -> Room:
    return Room(app, world, as_)


def test_the_page_names_what_blocks_and_who_has_it(room: Room) -> None:
    with room.app.app_context():
        room.world.sign_off("team", "second_owner")
    page = room.page("editor")
    assert "1 / 4" in page
    assert "还缺什么" in page
    assert "现由 责任人甲 撰写" in page
    assert "还没有合稿。" in page


def test_the_assembled_text_reads_with_its_numerals(room: Room) -> None:
    room.presented()
    page = room.page("director")
    numerals = ("一、工作情况", "（一）制度建设")
    for words in (*numerals, "《rules》的正文", "2026年12月31日", "合稿 1 号"):
        assert words in page
    assert "以 .docx 文件为准" in page
    assert f"/reports/{room.world.report_id}/assemblies/1.docx" in page
    assert f'name="seen" value="{room.manifest()}"' in page
    assert "还有空缺" in page


def test_presenting_and_recalling(room: Room) -> None:
    room.ready()
    assert "已呈签批，现由办公室主任签批。" in room.done("editor", "present")
    assert room.state is ReportState.AWAITING_APPROVAL
    assert "已收回" in room.done("editor", "recall")
    assert room.state is ReportState.COLLECTING


def test_presenting_waits_until_everything_is_there(room: Room) -> None:
    answer = room.post("editor", "present", note="请签批")
    assert answer.status_code == 422
    assert "请签批" in answer.get_data(as_text=True)
    room.sign_all()
    assert "合稿不是最新的" in room.post("editor", "present").get_data(as_text=True)


def test_the_director_approves_what_they_saw(room: Room) -> None:
    room.presented()
    page = room.done("director", "approve", note="同意印发")
    assert room.state is ReportState.APPROVED
    assert "已签批" in page and "同意印发" in page


def test_an_approval_of_something_else_is_refused_and_keeps_the_note(room: Room) -> None:
    room.presented()
    answer = room.post("director", "approve", seen="0" * 64, note="同意印发")
    assert answer.status_code == 409
    assert "同意印发" in answer.get_data(as_text=True)
    assert room.state is ReportState.AWAITING_APPROVAL


def test_only_the_director_approves(room: Room) -> None:
    room.presented()
    for who in ("editor", "owner", "reviewer"):
        assert room.post(who, "approve").status_code == 403
    assert room.state is ReportState.AWAITING_APPROVAL


def test_returning_names_the_sections_and_keeps_the_other_sign_offs(room: Room) -> None:
    room.presented()
    chosen = [room.world.section_ids["rules"]]
    refused = room.post("director", "return", section_ids=chosen, note="")
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert f'value="{chosen[0]}" checked' in page
    assert "已退回修改" in room.done("director", "return", section_ids=chosen, note="数字再核")
    assert room.section_state("rules") is SectionState.RETURNED
    assert room.section_state("team") is SectionState.SIGNED_OFF


def test_a_section_of_another_report_cannot_be_returned(room: Room) -> None:
    room.presented()
    answer = room.post("director", "return", section_ids=["9999", "x"], note="重写")
    assert answer.status_code == 422
    assert room.state is ReportState.AWAITING_APPROVAL


def test_the_director_sees_what_changed_since_the_last_decision(room: Room) -> None:
    room.presented()
    room.done("director", "return", section_ids=[room.world.section_ids["rules"]], note="数字再核")
    with room.app.app_context():
        room.world.write("owner", "重新核对后的正文。")
    page = room.page("director")
    assert f"/sections/{room.world.section_ids['rules']}/drafts/1..2" in page
    assert "第 1 稿 → 第 2 稿" in page
    assert f"/sections/{room.world.section_ids['team']}/drafts/1..1" not in page


def test_an_approval_can_be_withdrawn_and_stays_in_the_record(room: Room) -> None:
    room.presented()
    room.done("director", "approve")
    assert room.post("director", "withdraw_approval", note="").status_code == 422
    page = room.done("director", "withdraw_approval", note="发现差错")
    assert room.state is ReportState.COLLECTING
    assert "撤销签批" in page and "发现差错" in page


def test_assembling_shows_its_progress_and_then_asks_for_the_page(room: Room) -> None:
    room.sign_all()
    assert "已开始合稿" in room.done("editor", "assemble")
    running = room.as_("editor").get(f"{room.url}/progress")
    assert "hx-get" in running.get_data(as_text=True)
    room.assemble()
    finished = room.as_("editor").get(f"{room.url}/progress")
    assert finished.headers["HX-Refresh"] == "true"


def test_the_page_says_when_the_director_wrote_a_part(room: Room) -> None:
    with room.app.app_context():
        room.world.do("editor", Verb.ASSIGN, owner_id=room.world.ids["director"])
    assert "办公室主任本人撰写或协办了" in room.page("editor")


@pytest.mark.parametrize("verb", ["launch", "cancel", "explode", "submit"])
def test_other_verbs_are_not_found_here(room: Room, verb: str) -> None:
    assert room.post("editor", verb).status_code == 404
