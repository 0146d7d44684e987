"""The review chain's page: presets, editing without storing, saving before launch."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.cast import World, build_world
from tests.web.report.report_office import Office
from workflow.domain.terms import StageKind, StageRule
from workflow.store.stage import stage_rows


@pytest.fixture
def office(app: Flask) -> Office:
    """A report before its launch."""
    with app.app_context():
        return Office(app, build_world(launched=False))


def form_of(world: World, **changes: Any) -> dict[str, Any]:
    """Three stages as the form sends them."""
    given: dict[str, Any] = {"stage": ["0", "1", "2"]}
    people = ("reviewer", "countersigner", "second_countersigner")
    for at, (name, who) in enumerate(zip(("初审", "会签", "终审"), people, strict=True)):
        given |= {
            f"name-{at}": name,
            f"kind-{at}": str(StageKind.REVIEW),
            f"rule-{at}": str(StageRule.ALL),
            f"needs-{at}": "1",
            f"days-{at}": str(at + 1),
            f"members-{at}": [str(world.ids[who])],
        }
    return given | changes


def stored(office: Office) -> list[tuple[str, int, list[int | None]]]:
    with office.app.app_context():
        return [
            (row.name, row.days, [one.person_id for one in row.member_rows])
            for row in stage_rows(office.world.report_id)
        ]


def test_the_editor_sees_the_chain_as_a_form(office: Office) -> None:
    page = office.as_("editor").get(f"{office.url}/chain").get_data(as_text=True)
    assert 'value="初审"' in page
    assert 'value="会签"' in page


def test_others_read_it_in_words(office: Office) -> None:
    page = office.as_("owner").get(f"{office.url}/chain").get_data(as_text=True)
    assert "审核人甲" in page
    assert 'name="stage"' not in page


def test_a_chain_of_three_stages_is_saved(office: Office) -> None:
    page = office.done("editor", "set_chain", next=f"{office.url}/chain", **form_of(office.world))
    assert "审核流程已保存" in page
    ids = office.world.ids
    assert stored(office) == [
        ("初审", 1, [ids["reviewer"]]),
        ("会签", 2, [ids["countersigner"]]),
        ("终审", 3, [ids["second_countersigner"]]),
    ]


def test_a_stage_without_people_is_refused_and_the_form_kept(office: Office) -> None:
    before = stored(office)
    page = office.refused(
        422, "editor", "set_chain", **form_of(office.world, **{"name-2": "三审", "members-2": []})
    )
    assert "每个审核环节都要有名称和人员" in page
    assert 'value="三审"' in page
    assert stored(office) == before


@pytest.mark.parametrize(
    "do, names",
    [
        ("add", ["初审", "会签", "终审", ""]),
        ("remove-1", ["初审", "终审"]),
        ("up-2", ["初审", "终审", "会签"]),
        ("preset-two", ["初审", "会签"]),
        ("preset-one", ["初审"]),
        ("preset-three", ["一审", "一校", "二审", "二校", "三审", "三校"]),
        ("preset-release", ["会签", "签发"]),
        ("draw", ["初审", "会签", "终审"]),
    ],
)
def test_the_form_changes_its_shape_and_stores_nothing(
    office: Office, do: str, names: list[str]
) -> None:
    before = stored(office)
    answer = office.post("editor", "chain", do=do, **form_of(office.world))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for at, name in enumerate(names):
        assert f'name="name-{at}" value="{name}"' in page
    assert f"name-{len(names)}" not in page
    assert stored(office) == before


def test_a_preset_keeps_the_people_that_were_chosen(office: Office) -> None:
    page = office.post("editor", "chain", do="preset-two", **form_of(office.world))
    ids = office.world.ids
    text = page.get_data(as_text=True)
    for at, who in ((0, "reviewer"), (1, "countersigner")):
        assert f'name="members-{at}" value="{ids[who]}" checked' in text


def test_words_that_the_form_never_sends_are_a_bad_request(office: Office) -> None:
    for do in ("", "nonsense", "remove-9", "up-0", "remove-x"):
        assert office.post("editor", "chain", do=do, **form_of(office.world)).status_code == 400
    wrong = form_of(office.world, **{"kind-0": "nonsense"})
    assert office.post("editor", "set_chain", **wrong).status_code == 400


def test_an_empty_chain_and_a_stranger_in_it_are_refused(office: Office) -> None:
    office.refused(422, "editor", "set_chain")
    stranger = form_of(office.world, **{"members-0": [str(office.world.ids["stranger"])]})
    office.refused(422, "editor", "set_chain", **stranger)


def test_nobody_but_the_editor_sets_it(office: Office) -> None:
    for who in ("owner", "director"):
        office.refused(403, who, "set_chain", **form_of(office.world))
