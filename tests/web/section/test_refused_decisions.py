"""A decision out of turn, on an old draft or by a guessed address is refused with its sentence."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.approving import presented
from tests.cast import World
from tests.conftest import As
from workflow.domain.terms import ReportState, SectionState, Verb
from workflow.store import SignOff, db

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def address(app: Flask, world: World) -> str:
    """The section, in its first review."""
    with app.app_context():
        world.write("owner", "第一稿。")
        world.do("owner", Verb.SUBMIT)
    return f"/sections/{world.section_ids['rules']}"


def head(app: Flask, world: World) -> str:
    with app.app_context():
        return world.head()


def nothing_was_decided(app: Flask, world: World) -> bool:
    with app.app_context():
        made = db.session.scalars(db.select(SignOff)).all()
        return not made and world.section().state is SectionState.IN_REVIEW


@pytest.mark.parametrize("verb", ["pass", "send_back"])
@pytest.mark.parametrize("who", ["countersigner", "second_owner", "owner", "contributor"])
def test_out_of_turn_it_is_refused_with_who_decides(
    app: Flask, world: World, as_: As, address: str, who: str, verb: str
) -> None:
    """docusealco/docuseal#481: by a direct address."""
    form = {"seen_draft": head(app, world), "note": "理由"}
    answer = as_(who).post(f"{address}/{verb}", data=form)
    assert answer.status_code == 403 and "办理，没有任何改动" in answer.text
    assert nothing_was_decided(app, world)


def test_the_administrator_decides_nothing(app: Flask, world: World, as_: As, address: str) -> None:
    """hhyo/Archery#1077."""
    form = {"seen_draft": head(app, world), "note": "理由"}
    assert as_("administrator").post(f"{address}/pass", data=form).status_code == 404
    assert nothing_was_decided(app, world)


def test_on_an_old_draft_it_is_refused_with_the_differences(
    app: Flask, world: World, as_: As, address: str
) -> None:
    """getprobo/probo#1401: and the note stays."""
    old = head(app, world)
    with app.app_context():
        world.do("owner", Verb.WITHDRAW)
        world.write("owner", "第二稿。")
        world.do("owner", Verb.SUBMIT)
    answer = as_("reviewer").post(f"{address}/pass", data={"seen_draft": old, "note": "可以"})
    assert answer.status_code == 409
    assert "这一稿已不是最新稿" in answer.text and "可以" in answer.text
    shown = answer.text.split('id="since-signature"')[1].split("</section>")[0]
    assert "您看到的是第 1 稿，现在是第 2 稿" in shown
    assert "<del" in shown and "<ins" in shown
    assert as_("reviewer").post(f"{address}/pass", data={"note": "可以"}).status_code == 409
    assert nothing_was_decided(app, world)


@pytest.mark.parametrize("who", ["outsider", "stranger"])
def test_a_guessed_address_is_absent_for_who_has_no_part(
    app: Flask, world: World, as_: As, address: str, who: str
) -> None:
    form = {"seen_draft": head(app, world), "on_behalf_of": world.ids["reviewer"]}
    answer = as_(who).post(f"{address}/pass", data=form)
    assert answer.status_code == 404 and "没有这个页面" in answer.text
    assert nothing_was_decided(app, world)


def test_a_second_click_is_told_that_it_was_decided(
    app: Flask, world: World, as_: As, address: str
) -> None:
    """coleam00/Archon#2113."""
    form = {"seen_draft": head(app, world)}
    assert as_("reviewer").post(f"{address}/pass", data=form).status_code == 303
    again = as_("reviewer").post(f"{address}/pass", data=form)
    assert again.status_code == 409 and "审核人甲 已经通过" in again.text
    with app.app_context():
        assert len(db.session.scalars(db.select(SignOff)).all()) == 1


@pytest.mark.parametrize("who", ["editor", "reviewer", "owner"])
def test_a_report_is_approved_by_its_director_alone(
    app: Flask, world: World, as_: As, who: str
) -> None:
    with app.app_context():
        presented(world)
    page = as_("director").get(f"/reports/{world.report_id}/approval").text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = as_(who).post(f"/reports/{world.report_id}/approval/approve", data={"seen": seen})
    assert answer.status_code == 403 and "“签批”由办公室主任办理" in answer.text
    with app.app_context():
        assert world.report.state is ReportState.AWAITING_APPROVAL
