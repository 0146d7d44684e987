"""A reminder put off on the page of notices."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tasks.sweeping import run_sweep
from tests.cast import World
from tests.conftest import As
from workflow.store import Alarm, Notice, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def notice_id(app: Flask, world: World) -> int:
    """The owner was reminded of a section that is due in twenty days."""
    with app.app_context():
        due = db.select(Alarm.remind_at).where(Alarm.section_id == world.section_ids["rules"])
        run_sweep(db.session.scalars(due.order_by(Alarm.remind_at)).first())
        found = db.select(Notice.id).where(
            Notice.kind == "reminder",
            Notice.person_id == world.ids["owner"],
            Notice.section_id == world.section_ids["rules"],
        )
        return db.session.scalars(found).one()


def row_of(page: str, notice_id: int) -> str:
    found = re.search(rf'<li class="task" id="notice-{notice_id}">.*?</li>', page, re.S)
    assert found
    return found.group()


def test_it_is_put_off_and_the_page_says_until_when(as_: As, notice_id: int) -> None:
    owner = as_("owner")
    offered = row_of(owner.get("/notices/").text, notice_id)
    assert "稍后提醒" in offered and 'value="next_day"' in offered
    answer = owner.post(
        f"/notices/{notice_id}/later", data={"pause": "next_day"}, follow_redirects=True
    )
    row = row_of(answer.text, notice_id)
    assert "已推迟" in row and "再次提醒" in row and 'value="next_day"' not in row
    assert "再提醒您" in answer.text


def test_a_changed_mind_and_the_choice_stands_again(as_: As, notice_id: int) -> None:
    owner = as_("owner")
    owner.post(f"/notices/{notice_id}/later", data={"pause": "next_day"})
    page = owner.post(f"/notices/{notice_id}/silent", follow_redirects=True).text
    assert 'value="next_day"' in row_of(page, notice_id) and "不再重发" in page


@pytest.mark.parametrize("pause", ["", "tomorrow", "hours\0"])
def test_what_was_not_offered_is_refused_with_a_sentence(
    as_: As, notice_id: int, pause: str
) -> None:
    answer = as_("owner").post(f"/notices/{notice_id}/later", data={"pause": pause + "x"})
    assert answer.status_code == 422 and "没有任何改动" in answer.text


def test_nobody_puts_off_what_another_was_told(as_: As, app: Flask, notice_id: int) -> None:
    for who in ("editor", "stranger"):
        answer = as_(who).post(f"/notices/{notice_id}/later", data={"pause": "next_day"})
        assert answer.status_code == 404
        assert as_(who).post(f"/notices/{notice_id}/silent").status_code == 404
    with app.app_context():
        assert db.session.get_one(Notice, notice_id).again_at is None


def test_in_english(as_: As, app: Flask, world: World, notice_id: int) -> None:
    with app.app_context():
        world.person("owner").language = "en"
        db.session.commit()
    assert "Remind me later" in row_of(as_("owner").get("/notices/").text, notice_id)
