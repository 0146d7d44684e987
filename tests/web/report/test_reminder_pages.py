"""The rules of reminders through HTTP: the editor's form, and the sending times it shows."""

from __future__ import annotations

from datetime import time

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.store import Notice, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
RULES = {
    "with-drafting": "1",
    "day-drafting-0": "-4",
    "who-drafting-0": ["owner", "editor"],
    "day-drafting-1": "",
    "who-drafting-1": "owner",
    "remind_at": "08:30",
}


def test_the_form_shows_the_next_sending_times_of_real_sections(as_: As, world: World) -> None:
    """openlibhums/janeway#3427."""
    page = as_("editor").get(f"/reports/{world.report_id}/reminders").text
    assert "制度建设" in page and "09:00" in page and "提前 5 个工作日" in page


def test_rules_can_be_tried_before_they_are_saved(as_: As, app: Flask, world: World) -> None:
    """openlibhums/janeway#3427."""
    page = as_("editor").post(f"/reports/{world.report_id}/reminders", data=RULES).text
    assert "提前 4 个工作日" in page and "08:30" in page and "尚未保存" in page
    assert "提前 5 个工作日" not in page
    with app.app_context():
        assert world.report.ladders == {}


def test_saved_rules_hold(as_: As, app: Flask, world: World) -> None:
    editor = as_("editor")
    answer = editor.post(f"/reports/{world.report_id}/set_reminders", data=RULES)
    assert answer.status_code == 303
    assert "提醒规则已保存" in editor.get(f"/reports/{world.report_id}").text
    with app.app_context():
        assert world.report.ladders == {"drafting": [[-4, ["owner", "editor"]]]}
        assert world.report.remind_at == time(8, 30)
        alarms = world.scene().alarms_of(world.section())
        assert {one.remind_at.minute for one in alarms if one.remind_at} == {30}
        assert (
            db.session.scalars(db.select(Notice).where(Notice.kind == "set_reminders")).all() == []
        )


def test_a_refused_rule_comes_back_with_what_was_typed(as_: As, world: World) -> None:
    form = RULES | {"day-drafting-1": "-4"}
    answer = as_("editor").post(f"/reports/{world.report_id}/set_reminders", data=form)
    assert answer.status_code == 422
    assert "每一天只能列一次" in answer.text and 'value="-4"' in answer.text


def test_others_read_the_rules_and_cannot_change_them(as_: As, world: World) -> None:
    owner = as_("owner")
    page = owner.get(f"/reports/{world.report_id}/reminders").text
    assert "提前 5 个工作日" in page and "<form" not in page.split("<main")[1]
    answer = owner.post(f"/reports/{world.report_id}/set_reminders", data=RULES)
    assert answer.status_code == 403
