"""Absences are entered on a page, and a page read in somebody's stead says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.approving import presented
from tests.cast import World, office_today
from tests.conftest import As
from tests.standing_in import away
from workflow.domain.terms import SectionState, Verb
from workflow.store import Absence, SignOff, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def days(first: int, last: int) -> dict[str, str]:
    today = office_today()
    return {
        "first": (today + timedelta(days=first)).isoformat(),
        "last": (today + timedelta(days=last)).isoformat(),
    }


def url(world: World, who: str) -> str:
    return f"/people/{world.ids[who]}/absences"


def test_one_enters_and_ends_an_absence_of_ones_own(app: Flask, world: World, as_: As) -> None:
    browser = as_("owner")
    form = {**days(1, 4), "deputy_id": world.ids["outsider"], "reason": "培训"}
    said = browser.post(url(world, "owner"), data=form, follow_redirects=True).text
    assert "局外人甲 已收到通知，届时代为办理" in said and "培训" in said
    assert "代 责任人甲 办理" in as_("outsider").get(url(world, "outsider")).text
    with app.app_context():
        row = db.session.scalars(db.select(Absence)).one()
    ended = browser.post(f"{url(world, 'owner')}/{row.id}/end", follow_redirects=True).text
    assert "已结束" in ended and "没有登记外出" in ended


def test_a_wrong_day_is_refused_and_what_was_typed_stays(world: World, as_: As) -> None:
    answer = as_("owner").post(url(world, "owner"), data={**days(4, 1), "reason": "培训"})
    assert answer.status_code == 422
    assert "止日不早于起日" in answer.text and 'value="培训"' in answer.text


def test_the_administrator_enters_it_for_others_and_nobody_else_does(world: World, as_: As) -> None:
    form = days(0, 2)
    assert as_("editor").post(url(world, "owner"), data=form).status_code == 403
    assert as_("editor").get(url(world, "owner")).status_code == 403
    assert as_("stranger").get(url(world, "owner")).status_code == 404
    answer = as_("administrator").post(url(world, "owner"), data=form, follow_redirects=True)
    assert "其间没有代理人" in answer.text


@pytest.fixture
def in_review(app: Flask, world: World) -> str:
    """The section's address; it waits for the reviewer, who is away."""
    with app.app_context():
        world.write("owner", "第一稿。")
        world.do("owner", Verb.SUBMIT)
        away(world, "reviewer", "outsider")
    return f"/sections/{world.section_ids['rules']}"


def test_the_page_says_for_whom_one_acts_and_the_form_does_so(
    app: Flask, world: World, as_: As, in_review: str
) -> None:
    browser = as_("outsider")
    desk = browser.get("/").text
    assert "代 审核人甲" in desk and f"{in_review}?on_behalf_of={world.ids['reviewer']}" in desk
    page = browser.get(in_review).text
    assert "您正在代 审核人甲 办理" in page and "通过（代审核人甲）" in page
    assert f'name="on_behalf_of" value="{world.ids["reviewer"]}"' in page
    with app.app_context():
        head = world.head()
    form = {"seen_draft": head, "on_behalf_of": world.ids["reviewer"]}
    said = browser.post(f"{in_review}/pass", data=form, follow_redirects=True).text
    assert "已通过，现由" in said
    assert '<li class="is-passed">局外人甲（代审核人甲） ' in said
    with app.app_context():
        assert db.session.scalars(db.select(SignOff)).one().on_behalf_of_id == world.ids["reviewer"]


def test_once_it_is_over_the_address_opens_to_nobody(
    app: Flask, world: World, as_: As, in_review: str
) -> None:
    with app.app_context():
        row = db.session.scalars(db.select(Absence)).one()
        row.first_on -= timedelta(days=9)
        row.last_on -= timedelta(days=9)
        db.session.commit()
        head = world.head()
    browser = as_("outsider")
    address = f"{in_review}?on_behalf_of={world.ids['reviewer']}"
    assert browser.get(address).status_code == 404
    form = {"seen_draft": head, "on_behalf_of": world.ids["reviewer"]}
    assert browser.post(f"{in_review}/pass", data=form).status_code == 404
    assert as_("countersigner").post(f"{in_review}/pass", data=form).status_code == 403
    with app.app_context():
        assert world.section().state is SectionState.IN_REVIEW
        assert not db.session.scalars(db.select(SignOff)).all()


def test_a_member_who_is_a_deputy_too_chooses_between_the_names(
    app: Flask, world: World, as_: As
) -> None:
    with app.app_context():
        world.write("owner", "第一稿。")
        world.do("owner", Verb.SUBMIT)
        world.do("reviewer", Verb.PASS)
        away(world, "countersigner", "second_countersigner")
    address = f"/sections/{world.section_ids['rules']}"
    page = as_("second_countersigner").get(address).text
    assert "您正以本人名义办理" in page and "代 会签人甲 办理" in page
    other = as_("second_countersigner").get(
        address, query_string={"on_behalf_of": world.ids["countersigner"]}
    )
    assert "以本人名义办理" in other.text and "通过（代会签人甲）" in other.text


def test_a_deputy_finds_the_approval_page_and_the_record_names_both(
    app: Flask, world: World, as_: As
) -> None:
    with app.app_context():
        presented(world)
        away(world, "director", "outsider")
    address = f"/reports/{world.report_id}/approval"
    page = as_("outsider").get(address).text
    assert "签批（代 主任甲）" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    form = {"seen": seen, "on_behalf_of": world.ids["director"]}
    said = as_("outsider").post(f"{address}/approve", data=form, follow_redirects=True).text
    assert "局外人甲（代主任甲）" in said
