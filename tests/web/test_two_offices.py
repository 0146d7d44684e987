"""An office is a tenant: no address opens anything of another office."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.web.addresses import endpoints, path, values
from workflow.actions.work import transaction
from workflow.domain.terms import Verb
from workflow.store import Event, Person, Section, db

SECTION_ENDPOINTS = ("sections.act", "reports.section_act")
REPORT_ENDPOINTS = ("reports.act", "approval.act")
SECTION_VERBS = (Verb.ASSIGN, Verb.SUBMIT, Verb.HAND_OVER, Verb.COMMENT, Verb.DROP, Verb.NUDGE)
REPORT_VERBS = (Verb.ASSEMBLE, Verb.CANCEL, Verb.HAND_OVER, Verb.RENAME, Verb.APPROVE)


@pytest.fixture
def known(app: Flask, world: World) -> dict[str, Any]:
    """Ids of the first office; the stranger may do everything in the second one."""
    with app.app_context(), transaction():
        stranger = world.person("stranger")
        stranger.is_administrator = stranger.is_editor = True
    return values(app, world)


def state(app: Flask, world: World) -> list[Any]:
    """What an intruder would have changed."""
    with app.app_context():
        people = db.session.execute(
            db.select(Person.id, Person.name, Person.active, Person.login_serial).order_by(
                Person.id
            )
        )
        sections = db.session.execute(
            db.select(Section.id, Section.state, Section.owner_id, Section.head_id).order_by(
                Section.id
            )
        )
        events = db.session.scalar(db.select(db.func.count()).select_from(Event))
        return [people.all(), sections.all(), events]


@pytest.mark.parametrize("endpoint", endpoints("GET", with_ids=True))
def test_nothing_of_another_office_is_shown(
    app: Flask, as_: As, known: dict[str, Any], endpoint: str
) -> None:
    answer = as_("stranger").get(path(app, endpoint, known))
    assert answer.status_code == 404
    assert "年度工作报告" not in answer.text and "责任人甲" not in answer.text


@pytest.mark.parametrize("endpoint", endpoints("POST", with_ids=True))
def test_nothing_of_another_office_is_changed(
    app: Flask, as_: As, world: World, known: dict[str, Any], endpoint: str
) -> None:
    before, client = state(app, world), as_("stranger")
    verbs: tuple[Verb | None, ...] = (None,)
    if endpoint in SECTION_ENDPOINTS:
        verbs = SECTION_VERBS
    elif endpoint in REPORT_ENDPOINTS:
        verbs = REPORT_VERBS
    form = {"name": "x", "email": "x@office.example", "note": "x", "person_id": known["person_id"]}
    for verb in verbs:
        answer = client.post(path(app, endpoint, known, verb), data=form)
        assert answer.status_code == 404, verb
    assert state(app, world) == before


@pytest.mark.parametrize("endpoint", endpoints("GET", with_ids=True))
def test_ids_that_nobody_has_are_not_found(
    app: Flask, as_: As, known: dict[str, Any], endpoint: str
) -> None:
    huge = {name: 999_999_999 if name.endswith("_id") else one for name, one in known.items()}
    assert as_("administrator").get(path(app, endpoint, huge)).status_code == 404
