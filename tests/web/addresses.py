"""Every address of the product, filled in with ids of the cast's office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.cast import World
from tests.pictures import pixel
from tests.returned import asked_conversion, returned_file, returned_report
from workflow.actions.clock import today_of
from workflow.actions.evidence.evidence import attach
from workflow.actions.evidence.file import take
from workflow.actions.office.absences import Given
from workflow.actions.office.absences import add as add_absence
from workflow.actions.office.api_tokens import make as make_key
from workflow.actions.work import Work, transaction
from workflow.actions.writing.section_files import SectionBlobs
from workflow.app import create_app
from workflow.domain.terms import Verb
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import Department, Intake, Notice, Person, db
from workflow.store.api_token import tokens_of

OPEN_TO_ALL = frozenset(
    {
        "auth.login",
        "feed.calendar",
        "setup.show",
        "health.healthz",
        "health.readyz",
        "notices.unsubscribe",
        "static",
    }
)


def rules(method: str) -> Iterator[Rule]:
    """The rules of the product that answer to a method, by endpoint."""
    settings = Settings.from_environment({"SECRET_KEY": "k" * 40, "HUIGAO_VAR": "/nonexistent"})
    app = create_app(settings, ListQueue())
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.endpoint):
        if method in (rule.methods or ()):
            yield rule


def endpoints(method: str, with_ids: bool = False) -> list[str]:
    return [
        rule.endpoint
        for rule in rules(method)
        if not with_ids or any(name.endswith("_id") for name in rule.arguments)
    ]


def values(app: Flask, world: World) -> dict[str, Any]:
    """What each part of an address may be in the cast's office."""
    with app.app_context(), transaction() as work:
        owner = world.person("owner")
        blobs = SectionBlobs(world.section_ids["rules"])
        digest = blobs.put(pixel())
        blobs.record(work)
        intake = Intake(
            office_id=owner.office_id, person_id=owner.id, filename="a.txt", text="一、总则\n正文"
        )
        db.session.add(intake)
        db.session.flush()
        notice = db.select(Notice.id).where(Notice.person_id == owner.id)
        department = db.select(Department.id).where(Department.office_id == owner.office_id)
        return {
            "report_id": world.report_id,
            "section_id": world.section_ids["rules"],
            "digest": digest,
            "person_id": owner.id,
            "absence_id": _absence(work, owner),
            "notice_id": db.session.scalars(notice).first(),
            "department_id": db.session.scalars(department).first(),
            "intake_id": intake.id,
            "upload_id": returned_file(world),
            "evidence_id": _evidence(work, owner, world),
            "whole_id": returned_report(world),
            "conversion_id": asked_conversion(world),
            "key_id": _key(work, owner),
            "number": 1,
            "page": 1,
            "older": 1,
            "newer": 1,
            "secret": "x" * 43,
            "name": "gbt9704",
            "filename": "mark.svg",
            "verb": Verb.NUDGE,
            "channel": "wecom",
            "token": "x" * 40,
        }


def _key(work: Work, owner: Person) -> int:
    make_key(work, owner, "汇总程序")
    db.session.flush()
    return tokens_of(owner.id)[0].id


def _evidence(work: Work, owner: Person, world: World) -> int:
    given = {"taken": take("a.pdf", b"%PDF-1.7"), "about": "记录"}
    return attach(work, world.section("rules"), owner, given).id


def _absence(work: Work, owner: Person) -> int:
    today = today_of(owner)
    return add_absence(work, owner, owner.id, Given(today, today)).id


def path(app: Flask, endpoint: str, known: dict[str, Any], verb: Verb | None = None) -> str:
    """The address of an endpoint."""
    rule = next(app.url_map.iter_rules(endpoint))
    chosen = {name: known[name] for name in rule.arguments}
    if verb is not None and "verb" in chosen:
        chosen["verb"] = verb
    with app.test_request_context():
        return str(app.url_for(endpoint, **chosen))
