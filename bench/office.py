"""An office at work in an empty database: one launched report, eight sections, eight owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask

from bench.texts import paragraphs
from workflow.actions import reports, sections
from workflow.actions.chain import chains
from workflow.actions.chain import presets as chain_presets
from workflow.actions.office.passwords import new_secret
from workflow.actions.outline.creation import Particulars, create_from_outline
from workflow.actions.work import Work, transaction
from workflow.app import create_app
from workflow.documents.outline import recognise
from workflow.domain.terms import Verb
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import Department, Office, Person, Report, db
from workflow.store.schema import bring_up_to_date
from workflow.store.section import sections_of

SIZE = 8
CHARACTERS = 6200
"""Of each section's text: as stored content some 20 kB."""
NUMERALS = "一二三四五六七八"
TITLES = (
    "制度建设",
    "队伍建设",
    "业务培训",
    "设备管理",
    "对外交流",
    "信息公开",
    "安全保障",
    "下步安排",
)
OTHERS = {"editor": "统稿人", "reviewer": "审核人", "countersigner": "会签人", "director": "主任"}


@dataclass(frozen=True)
class Desk:
    """A section, its last words, and the owner who works on it; all have the same password."""

    section_id: int
    title: str
    words: str
    email: str


@dataclass(frozen=True)
class BenchOffice:
    """The application in this process, on the database that the web workers serve."""

    app: Flask
    desks: tuple[Desk, ...]
    password: str


def open_office(variables: Mapping[str, str]) -> BenchOffice:
    """Migrates the database that the variables name, and puts the office into it."""
    settings = Settings.from_environment({**variables, "HUIGAO_LOG_LEVEL": "ERROR"})
    app = create_app(settings, ListQueue())
    secret = new_secret()
    with app.app_context():
        bring_up_to_date(db.engine)
        with transaction() as work:
            people = _people(secret.hash)
            report = _report(work, people)
            desks = _desks(work, people, report)
            reports.act(work, people["editor"], report, Verb.LAUNCH)
    return BenchOffice(app, desks, secret.password)


def _people(password_hash: str) -> dict[str, Person]:
    office = Office(name="某单位")
    db.session.add(office)
    db.session.flush()
    department = Department(office_id=office.id, name="综合科")
    db.session.add(department)
    db.session.flush()
    names = OTHERS | {f"owner{n}": f"责任人{numeral}" for n, numeral in enumerate(NUMERALS)}
    people = {
        key: Person(
            office_id=office.id,
            department_id=department.id,
            name=name,
            email=f"{key}@office.example",
            password_hash=password_hash,
            is_editor=key == "editor",
        )
        for key, name in names.items()
    }
    db.session.add_all(people.values())
    db.session.flush()
    return people


def _report(work: Work, people: Mapping[str, Person]) -> Report:
    lines = ["2026年度工作报告"]
    for n, title in enumerate(TITLES):
        lines += [f"{NUMERALS[n]}、{title}", *paragraphs(CHARACTERS, seed=n)]
    given = Particulars("2026年度工作报告", 2026, people["director"].id, "某单位", "2026年12月31日")
    outline = recognise("\n".join(lines))
    report = create_from_outline(work, people["editor"], given, outline, keep_text=True)
    chain = chain_presets.two_stages([people["reviewer"].id], [people["countersigner"].id])
    chains.replace(report, chain)
    return report


def _desks(work: Work, people: Mapping[str, Person], report: Report) -> tuple[Desk, ...]:
    """Each text section goes to an owner of its own."""
    due_on = date.today() + timedelta(days=20)
    desks = []
    for n, section in enumerate(sections_of(report.id)):
        owner = people[f"owner{n}"]
        sections.act(work, people["editor"], section, Verb.ASSIGN, owner_id=owner.id, due_on=due_on)
        words = paragraphs(CHARACTERS, seed=n)[-1]
        desks.append(Desk(section.id, section.title, words, owner.email))
    assert len(desks) == SIZE
    return tuple(desks)
