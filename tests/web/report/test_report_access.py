"""Who has no part in a report finds nothing at any of its addresses."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from workflow.domain.terms import AssemblyState, Thing, Verb
from workflow.domain.transitions import rows_of
from workflow.store import Assembly, db

PAGES = (
    "",
    "/chain",
    "/settings",
    "/trail",
    "/assembly",
    "/assemblies/1.docx",
    "/sections/{section}/panel",
)
FORMS = (
    "/assign",
    "/chain",
    *(f"/{verb}" for verb in sorted({row.verb for row in rows_of(Thing.REPORT)})),
    *(
        f"/sections/{{section}}/{verb}"
        for verb in (Verb.ASSIGN, Verb.EXTEND, Verb.NUDGE, Verb.HAND_OVER, Verb.DROP, Verb.REOPEN)
    ),
)


@pytest.fixture
def assembled(app: Flask, world: World) -> World:
    with app.app_context():
        assembly = world.do_report("editor", Verb.ASSEMBLE).result
        row = db.session.get_one(Assembly, assembly.id)
        row.state, row.file_hash = AssemblyState.DONE, "0" * 64
        db.session.commit()
    return world


def address(world: World, path: str) -> str:
    return f"/reports/{world.report_id}" + path.format(section=world.section_ids["rules"])


@pytest.mark.parametrize("who", ["stranger", "outsider", "administrator"])
def test_no_address_of_a_report_answers_people_without_a_part(
    as_: As, assembled: World, who: str
) -> None:
    client = as_(who)
    for path in PAGES:
        assert client.get(address(assembled, path)).status_code == 404, path
    for path in FORMS:
        form = {"note": "x", "due_on": "2027-01-01", "section_ids": "1", "stage": "0"}
        assert client.post(address(assembled, path), data=form).status_code == 404, path


def test_nothing_changed_by_any_of_these_attempts(app: Flask, as_: As, assembled: World) -> None:
    with app.app_context():
        before = assembled.report.trail_head
    for path in FORMS:
        as_("stranger").post(address(assembled, path), data={"note": "x"})
    with app.app_context():
        assert assembled.report.trail_head == before


def test_a_visitor_is_sent_to_the_log_in(app: Flask, assembled: World) -> None:
    client = app.test_client()
    for path in PAGES:
        answer = client.get(address(assembled, path))
        assert answer.status_code in (302, 303), path
        assert "/login" in answer.location
    for path in FORMS:
        assert client.post(address(assembled, path)).status_code in (302, 303), path
    assert client.get("/reports").status_code in (302, 303)


def test_a_section_of_another_report_is_not_reached_through_this_one(
    as_: As, assembled: World
) -> None:
    for verb in ("assign", "drop"):
        answer = as_("editor").post(
            f"/reports/{assembled.report_id}/sections/999/{verb}", data={"note": "x"}
        )
        assert answer.status_code == 404
