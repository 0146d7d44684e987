"""A section on the paper of its house style: numbered on, in the profile's own values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cast import World
from tests.rich import put_rich
from workflow.actions.showing.house_css import house_css
from workflow.actions.showing.section_sheet import section_sheet
from workflow.documents.profile import GB_T_9704, MATERIAL, Font, ListNumber, Lists, to_json
from workflow.domain.terms import Verb
from workflow.store import HouseStyle, db

sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def rule(css: str, selector: str) -> str:
    return next(one for one in css.splitlines() if one.startswith(f".house-sheet{selector} {{"))


def test_the_stylesheet_has_the_values_of_the_profile_in_points() -> None:
    for profile, line, tracked in ((GB_T_9704, "28.95", True), (MATERIAL, "28", False)):
        css = house_css(profile)
        assert f"--line: {line};" in rule(css, "")
        assert f"--page-width: {profile.page.width / 20:g};" in rule(css, "")
        assert "--size: 16;" in css.splitlines()[2] and '"仿宋_GB2312"' in css.splitlines()[2]
        assert ("--tracking: 0;" in css.splitlines()[2]) is not tracked
    assert "font-weight: 700" in rule(house_css(MATERIAL), ' [data-kind="cn_paren"]')
    assert '"黑体"' in rule(house_css(GB_T_9704), ' [data-depth="1"]')


def test_a_name_cannot_leave_its_quotes() -> None:
    odd = replace(GB_T_9704, body=Font('x\\"; } body { display: none', 32), latin=None)
    css = house_css(odd)
    assert "@font-face" not in css and "\\" not in css
    assert css.count("{") == css.count("}") == len(css.splitlines())


@sqlite
def test_it_stands_below_the_headings_that_lead_to_it(ctx: World) -> None:
    ctx.write("owner", "正文")
    sheet = section_sheet(ctx.scene(), ctx.section())
    assert [one.words for one in sheet.above] == ["一、工作情况"]
    assert sheet.heading is not None and sheet.heading.words == "（一）制度建设"
    assert (sheet.heading.kind, sheet.heading.depth) == ("cn_paren", 2)
    later = section_sheet(ctx.scene(), ctx.section("next"))
    assert later.above == () and later.heading is not None
    assert later.heading.words == "二、下一步安排"


@sqlite
def test_a_title_that_runs_in_shares_the_first_paragraph_alone(ctx: World) -> None:
    ctx.write("owner", "正文")
    ctx.section().run_in = True
    assert section_sheet(ctx.scene(), ctx.section()).runs_in
    ctx.do("owner", Verb.SAVE, content=put_rich(ctx))  # begins with a heading of its own
    ctx.section().run_in = True
    assert not section_sheet(ctx.scene(), ctx.section()).runs_in


@sqlite
def test_the_house_decides_signs_fonts_and_where_figures_stand(ctx: World) -> None:
    lists = Lists((ListNumber("chineseCounting", "#是"), ListNumber("lowerRoman", "#)")))
    style = replace(GB_T_9704, lists=lists)
    ctx.do("owner", Verb.SAVE, content=put_rich(ctx))
    db.session.add(HouseStyle(office_id=ctx.report.office_id, name=style.name, version=1,
                              data=to_json(style), updated_by_id=ctx.ids["editor"]))  # fmt: skip
    sheet = section_sheet(ctx.scene(), ctx.section())
    signs = [one["sign"] for one in sheet.prose.blocks if one["type"] == "list_item"]
    assert signs == ["三是", "i)"]
    assert sheet.prose.blocks[0]["font_depth"] == 3
    table = next(one for one in sheet.prose.blocks if one["type"] == "table")
    assert [[one["is_figure"] for one in row] for row in table["rows"]] == [
        [False, False],
        [False, True, False],
    ]
    assert sheet.wide
