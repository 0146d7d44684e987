"""The list of reports and the page of one, as each of its people sees them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.counting import statements
from workflow.domain.terms import SectionKind, SectionState, Verb
from workflow.store import Report, Section, SectionContributor, db

Look = Callable[..., str]


@pytest.fixture
def look(as_: As, world: World) -> Look:
    def page(who: str, path: str = "", **headers: str) -> str:
        answer = as_(who).get(f"/reports/{world.report_id}{path}", headers=headers)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    return page


def test_the_list_holds_the_reports_in_which_one_has_a_part(as_: As) -> None:
    for who in ("editor", "owner", "contributor", "reviewer", "countersigner", "director"):
        page = as_(who).get("/reports").get_data(as_text=True)
        assert "2026 年度工作报告" in page, who
        assert "定稿 0 / 4" in page
        assert "工作日" in page
    for who in ("outsider", "administrator", "stranger"):
        page = as_(who).get("/reports").get_data(as_text=True)
        assert "2026 年度工作报告" not in page, who
        assert "还没有报告" in page


def test_editors_alone_can_start_a_report_from_the_list(as_: As) -> None:
    assert "/reports/new" in as_("editor").get("/reports").get_data(as_text=True)
    assert "/reports/new" not in as_("owner").get("/reports").get_data(as_text=True)


def test_a_reviewer_put_in_for_one_section_sees_the_report_in_the_list(
    app: Flask, as_: As, world: World
) -> None:
    with app.app_context():
        world.write("owner", "正文。")
        world.do("owner", Verb.SUBMIT)
        world.do("reviewer", Verb.HAND_OVER, person_id=world.ids["outsider"])
    assert "2026 年度工作报告" in as_("outsider").get("/reports").get_data(as_text=True)
    assert as_("outsider").get(f"/reports/{world.report_id}").status_code == 200


def test_the_list_costs_the_same_queries_however_many_reports(
    app: Flask, as_: As, world: World
) -> None:
    client = as_("editor")

    def cost() -> int:
        with statements(app) as sent:
            client.get("/reports")
        return len(sent)

    client.get("/reports")
    before = cost()
    with app.app_context():
        for number in range(10):
            office, editor = world.report.office_id, world.ids["editor"]
            db.session.add(
                Report(office_id=office, editor_id=editor, title=f"报告{number}", year=2026)
            )
        db.session.commit()
    assert cost() == before


def test_the_outline_shows_numerals_states_owners_and_deadlines(look: Look) -> None:
    page = look("editor")
    for words in ("导语", "一、工作情况", "（一）制度建设", "（二）队伍建设", "二、下一步安排"):
        assert words in page
    assert page.count("state-drafting") == 4
    assert "责任人甲" in page
    assert "定稿 0 / 4" in page
    assert 'title="20' in page


def test_grey_buttons_say_why_and_lead_to_the_first_obstacle(look: Look, world: World) -> None:
    page = look("editor")
    assert "有 4 个部分未定稿" in page
    assert f"?section={world.section_ids['preamble']}" in page


def test_an_owner_sees_the_outline_without_the_editors_tools(look: Look) -> None:
    page = look("owner")
    assert "（一）制度建设" in page
    for words in ("批量分派", "增加部分", "呈签批", "取消报告", 'type="checkbox"'):
        assert words not in page


def test_choosing_a_section_shows_its_panel_on_the_whole_page(look: Look, world: World) -> None:
    section = world.section_ids["rules"]
    for path in (f"?section={section}", f"/sections/{section}/panel"):
        page = look("editor", path)
        assert "<html" in page
        assert 'aria-current="true"' in page
        assert "协办人甲" in page
        assert "初审" in page


def test_htmx_gets_the_panel_alone(look: Look, world: World) -> None:
    section = world.section_ids["rules"]
    panel = look("editor", f"/sections/{section}/panel", **{"HX-Request": "true"})
    assert "<html" not in panel
    for verb in ("assign", "extend", "nudge", "hand_over", "drop"):
        assert f"/sections/{section}/{verb}" in panel, verb


def test_an_owners_panel_has_only_the_owners_acts(look: Look, world: World) -> None:
    section = world.section_ids["rules"]
    panel = look("owner", f"/sections/{section}/panel", **{"HX-Request": "true"})
    assert f"/sections/{section}/hand_over" in panel
    for verb in ("assign", "extend", "drop", "reopen"):
        assert f"/sections/{section}/{verb}" not in panel, verb
    assert "/rename" not in panel


def test_a_heading_has_a_panel_for_its_title_and_place_alone(look: Look, world: World) -> None:
    section = world.section_ids["work"]
    panel = look("editor", f"/sections/{section}/panel", **{"HX-Request": "true"})
    assert "/rename" in panel
    assert "/assign" not in panel


def test_a_section_of_another_report_has_no_panel_here(as_: As, world: World) -> None:
    answer = as_("editor").get(f"/reports/{world.report_id}/sections/999/panel")
    assert answer.status_code == 404


def test_people_who_left_are_marked_in_the_outline(app: Flask, look: Look, world: World) -> None:
    with app.app_context():
        world.person("owner").active = False
        db.session.commit()
    assert "已离开" in look("editor")


def test_the_trail_reads_newest_first(look: Look) -> None:
    page = look("reviewer", "/trail")
    assert page.index("启动了") < page.index("分派给")
    assert look("reviewer", "/trail?page=99")


def test_details_are_a_form_for_the_editor_and_plain_words_for_others(look: Look) -> None:
    assert 'name="signature"' in look("editor", "/settings")
    page = look("owner", "/settings")
    assert 'name="signature"' not in page
    assert "主任甲" in page


def test_the_director_finds_the_way_to_the_approval_page(
    app: Flask, look: Look, world: World
) -> None:
    with app.app_context():
        world.report.state = type(world.report.state).AWAITING_APPROVAL
        db.session.commit()
    assert "去签批页" in look("director")
    assert "去签批页" not in look("owner")


def test_the_page_reads_english_to_the_end(app: Flask, look: Look, world: World) -> None:
    with app.app_context():
        world.person("editor").language = "en"
        db.session.commit()
    section = world.section_ids["rules"]
    for path in (f"?section={section}", "/chain", "/settings", "/trail"):
        page = look("editor", path)
        for name in ("Review chain", "Details", "Trail", "Outline"):
            assert name in page, path
        words = re.sub(r"<[^>]+>", "", page)
        assert "撰写中" not in words
        assert "责任人：" not in words


def test_the_page_costs_the_same_queries_however_many_sections(
    app: Flask, as_: As, world: World
) -> None:
    client = as_("editor")
    path = f"/reports/{world.report_id}?section={world.section_ids['rules']}"
    counts = []
    for _ in range(2):
        with app.app_context():
            _more(world)
        client.get(path)
        with statements(app) as sent:
            client.get(path)
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 30


def _more(world: World) -> None:
    for place in range(15):
        section = Section(
            report_id=world.report_id,
            position=50 + place,
            kind=SectionKind.TEXT,
            title=f"事项{place}",
            numeral_kind="cn_dun",
            owner_id=world.ids["owner"],
            due_at=world.section().due_at,
            since=world.section().since,
            submitted_at=world.section().since,
            state=(SectionState.DRAFTING, SectionState.IN_REVIEW)[place % 2],
            round=1,
            contributor_rows=[SectionContributor(person_id=world.ids["contributor"])],
        )
        db.session.add(section)
    db.session.commit()
