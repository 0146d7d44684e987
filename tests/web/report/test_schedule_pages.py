"""Planning of dates through HTTP: what an editor types, reads and sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.march import at
from workflow.actions.work import transaction
from workflow.domain.calendar import office_day
from workflow.domain.terms import ReportState, SectionState
from workflow.store import Absence, Notice, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
RELEASE = "2027-03-31"  # a Wednesday; two stages of two days: writing ends on Tuesday the 23rd
DATES = {"release_on": RELEASE, "writing": "5", "assembly": "1", "approval": "1"}
NAMES = ("preamble", "rules", "team", "next")


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """``today(18)``: the page is read on that day of March 2027."""

    def set_to(day: int) -> None:
        monkeypatch.setattr("workflow.web.clock.utc_now", lambda: at(day))

    set_to(1)
    yield set_to


@pytest.fixture
def planning(app: Flask, world: World) -> World:
    """Before the launch; the last section has no owner and no date yet."""
    with app.app_context(), transaction():
        world.report.state = ReportState.PLANNING
        for name in NAMES:
            world.section(name).state = SectionState.PLANNED
        world.section("next").owner = world.section("next").due_at = None
    return world


def due_dates(app: Flask, world: World) -> list[str]:
    with app.app_context():
        moments = [world.section(name).due_at for name in NAMES]
        return [str(office_day(one, "Asia/Shanghai")) if one else "" for one in moments]


def proposals(page: str) -> list[str]:
    return re.findall(r'type="date" name="due-\d+" value="([^"]*)"', page)


def table(world: World, **given: Any) -> dict[str, Any]:
    """The form as the page gives it, with what the editor changed."""
    ids = [world.section_ids[name] for name in NAMES]
    form = {"release_on": RELEASE, "section_ids": ids}
    return form | {f"due-{one}": "2027-03-23" for one in ids} | given


def address(world: World) -> str:
    return f"/reports/{world.report_id}/schedule"


def test_without_a_day_of_release_the_page_asks_for_it(as_: As, world: World, today: Any) -> None:
    page = as_("editor").get(address(world))
    assert page.status_code == 200
    assert "还没有发布日" in page.text and proposals(page.text) == []


def test_the_day_of_release_gives_a_date_to_each_section(
    as_: As, app: Flask, world: World, today: Any
) -> None:
    before = due_dates(app, world)
    page = as_("editor").get(address(world), query_string=DATES).text
    assert proposals(page) == ["2027-03-23"] * 4
    assert "可以按期完成" in page and "尚未保存" in page
    assert due_dates(app, world) == before


def test_longer_work_asks_for_an_earlier_date(as_: As, world: World, today: Any) -> None:
    given = DATES | {"assembly": "2", "approval": "3"}
    page = as_("editor").get(address(world), query_string=given).text
    assert proposals(page) == ["2027-03-18"] * 4


def test_where_time_is_short_it_says_by_how_many_days_and_why(
    as_: As, world: World, today: Any
) -> None:
    """Writing would have to begin on Wednesday the 17th; of these days three are over."""
    today(22)
    page = as_("editor").get(address(world), query_string=DATES).text
    assert "无法按期完成：差 3 个工作日。" in page
    assert "只有 8 个工作日" in page and "共需 11 个" in page
    assert "撰写 5、初审 2、会签 2、合稿 1、签批 1" in page
    assert page.count("差 3 个工作日") == 1 + 4


def test_an_owner_who_is_away_makes_it_short_and_one_with_a_deputy_does_not(
    as_: As, app: Flask, world: World, today: Any
) -> None:
    today(17)
    with app.app_context(), transaction():
        days = {"first_on": date(2027, 3, 18), "last_on": date(2027, 3, 19)}
        for who, deputy in (("owner", None), ("second_owner", world.ids["outsider"])):
            by = {"entered_by_id": world.ids[who], "deputy_id": deputy}
            db.session.add(Absence(person_id=world.ids[who], **by, **days))
    page = as_("editor").get(address(world), query_string=DATES).text
    assert "无法按期完成：差 2 个工作日。" in page and "有人不在而延后 2" in page
    assert page.count("差 2 个工作日") == 1 + 2


def test_one_button_sets_the_dates_and_tells_the_owners(
    as_: As, app: Flask, world: World, today: Any
) -> None:
    next_id = world.section_ids["next"]
    form = table(world, **{f"due-{next_id}": "2027-03-22"})
    editor = as_("editor")
    answer = editor.post(address(world), data=form)
    assert answer.status_code == 303
    assert "设定 4 个部分的期限" in editor.get(answer.location).text
    assert due_dates(app, world) == ["2027-03-23"] * 3 + ["2027-03-22"]
    with app.app_context():
        assert world.report.release_on == date(2027, 3, 31)
        query = db.select(Notice.person_id).where(Notice.kind == "assign")
        told = set(db.session.scalars(query))
        assert told >= {world.ids["owner"], world.ids["second_owner"]}
    page = editor.get(address(world)).text
    assert 'value="2027-03-31"' in page


def test_a_second_press_of_the_button_changes_and_tells_nothing(
    as_: As, app: Flask, world: World, today: Any
) -> None:
    editor = as_("editor")
    editor.post(address(world), data=table(world))
    with app.app_context():
        before = len(db.session.scalars(db.select(Notice)).all())
    answer = editor.post(address(world), data=table(world))
    assert "设定 0 个部分的期限" in editor.get(answer.location).text
    with app.app_context():
        assert len(db.session.scalars(db.select(Notice)).all()) == before


def test_lines_that_are_not_ticked_stay_as_they_are(
    as_: As, app: Flask, world: World, today: Any
) -> None:
    before = due_dates(app, world)
    form = table(world, section_ids=[world.section_ids["rules"]])
    as_("editor").post(address(world), data=form)
    assert due_dates(app, world) == [before[0], "2027-03-23", *before[2:]]


def test_before_the_launch_an_owner_is_chosen_in_the_table_or_later(
    as_: As, app: Flask, planning: World, today: Any
) -> None:
    editor, next_id = as_("editor"), planning.section_ids["next"]
    assert f'name="owner-{next_id}"' in editor.get(address(planning), query_string=DATES).text
    editor.post(address(planning), data=table(planning))
    assert due_dates(app, planning) == ["2027-03-23"] * 3 + [""]
    chosen = {f"owner-{next_id}": planning.ids["outsider"]}
    editor.post(address(planning), data=table(planning, **chosen))
    assert due_dates(app, planning) == ["2027-03-23"] * 4
    with app.app_context():
        assert planning.section("next").owner_id == planning.ids["outsider"]


@pytest.mark.parametrize("wrong", ["", "2027-02-30", "下周五"])
def test_a_date_that_is_none_sets_nothing_and_all_comes_back_as_typed(
    as_: As, app: Flask, world: World, today: Any, wrong: str
) -> None:
    before = due_dates(app, world)
    ids = [world.section_ids[name] for name in NAMES]
    changed = {f"due-{ids[1]}": wrong, f"due-{ids[2]}": "2027-03-19"}
    form = table(world, section_ids=ids[:3], writing="7", **changed)
    answer = as_("editor").post(address(world), data=form)
    assert answer.status_code == 422 and "请填写有效的日期" in answer.text
    assert due_dates(app, world) == before
    assert proposals(answer.text)[2] == "2027-03-19" and 'value="7"' in answer.text
    ticked = re.findall(r'name="section_ids" value="(\d+)" checked', answer.text)
    assert ticked == [str(one) for one in ids[:3]]
    with app.app_context():
        assert world.report.release_on is None


def test_what_is_in_review_has_no_date_to_set(
    as_: As, app: Flask, world: World, today: Any
) -> None:
    with app.app_context():
        world.sign_off()
    page = as_("editor").get(address(world), query_string=DATES).text
    assert len(proposals(page)) == 3 and f'name="due-{world.section_ids["rules"]}"' not in page


def test_a_release_that_has_passed_is_short_by_all_that_is_needed(
    as_: As, world: World, today: Any
) -> None:
    today(31)
    given = DATES | {"release_on": str(date(2027, 3, 31) - timedelta(days=30))}
    page = as_("editor").get(address(world), query_string=given).text
    assert "无法按期完成" in page and "只有 0 个工作日" in page


@pytest.mark.parametrize("who", ["owner", "reviewer", "director", "outsider"])
def test_only_the_editor_plans(as_: As, app: Flask, world: World, today: Any, who: str) -> None:
    before = due_dates(app, world)
    assert as_(who).get(address(world)).status_code in (403, 404)
    assert as_(who).post(address(world), data=table(world)).status_code in (403, 404)
    assert due_dates(app, world) == before


def test_a_section_of_another_report_is_refused_with_all_the_others(
    as_: As, app: Flask, world: World, today: Any
) -> None:
    before = due_dates(app, world)
    ids = [world.section_ids["rules"], 99_999]
    form = table(world, section_ids=ids, **{"due-99999": "2027-03-23"})
    assert as_("editor").post(address(world), data=form).status_code == 422
    assert due_dates(app, world) == before
