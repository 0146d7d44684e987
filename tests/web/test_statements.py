"""What pages and acts ask of the database: a bound for each, and nothing once a line.

An act that gives a section to others reads its alarms, lays some to rest and arms others: three
statements, and the calendar by which sending times are counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import World
from tests.conftest import As
from tests.counting import statements
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import CommentKind, SectionState, Verb
from workflow.store import Comment, Department, Person, Section, SectionContributor, db
from workflow.store.base import utc_now

MORE = 6


@dataclass(frozen=True)
class Site:
    """One section with a draft and a comment, and who works on it."""

    app: Flask
    world: World
    as_: As

    @property
    def url(self) -> str:
        return f"/sections/{self.world.section_ids['rules']}"

    @property
    def head(self) -> str:
        with self.app.app_context():
            return self.world.head()

    def count(self, ask: Callable[[], int]) -> int:
        """Statements of one request, which has to go well."""
        with statements(self.app) as sent:
            assert ask() in (200, 303)
        return len(sent)


@pytest.fixture
def site(app: Flask, world: World, as_: As) -> Site:
    with app.app_context():
        world.write("owner", "第一稿。")
        world.do("reviewer", Verb.COMMENT, text="请再看看。")
    return Site(app, world, as_)


def grow(site: Site) -> None:
    """More sections, departments, people, contributors, comments by many, and drafts by two."""
    world = site.world
    with site.app.app_context():
        people = list(_more_people(world.report.office_id))
        for place, person in enumerate(people, start=10):
            _more_work(world, person, place)
        db.session.commit()
        for n in range(MORE):
            world.write(("contributor", "owner")[n % 2], f"第{n + 2}稿。")


def _more_people(office_id: int) -> Iterator[Person]:
    for n in range(MORE):
        department = Department(office_id=office_id, name=f"第{n}科")
        db.session.add(department)
        db.session.flush()
        person = Person(
            office_id=office_id,
            department_id=department.id,
            name=f"同事{n}",
            email=f"more{n}@office.example",
        )
        db.session.add(person)
        db.session.flush()
        yield person


def _more_work(world: World, person: Person, place: int) -> None:
    section = world.section()
    added = Section(
        report_id=world.report_id,
        position=place,
        kind=section.kind,
        state=SectionState.DRAFTING,
        title=f"第{place}部分",
        numeral_kind="cn_dun",
        owner_id=person.id,
        due_at=section.due_at,
        contributor_rows=[SectionContributor(person_id=person.id)],
    )
    comment = Comment(
        section_id=section.id,
        draft_id=section.head_id,
        kind=CommentKind.SUGGESTION,
        text="请再看看。",
        author_id=person.id,
        created_at=utc_now(),
    )
    section.contributor_rows.append(SectionContributor(person_id=person.id))
    db.session.add_all([added, comment])


def get(client: FlaskClient, path: str) -> Callable[[], int]:
    return lambda: client.get(path).status_code


def post(client: FlaskClient, path: str, **form: str) -> Callable[[], int]:
    return lambda: client.post(path, data=form).status_code


PAGES = [
    ("owner", "/", 14),
    ("editor", "/", 14),
    ("owner", "{url}", 26),
    ("editor", "{url}", 26),
    ("reviewer", "{url}", 26),
    ("owner", "{url}/edit", 26),
]


@pytest.mark.parametrize(("who", "path", "most"), PAGES)
def test_a_page_asks_no_more_where_there_is_more(
    site: Site, who: str, path: str, most: int
) -> None:
    client, path = site.as_(who), path.format(url=site.url)
    client.get(path)
    few = site.count(get(client, path))
    grow(site)
    many = site.count(get(client, path))
    assert many <= few <= most


def save(site: Site, client: FlaskClient, text: str) -> Callable[[], int]:
    content = json.dumps(to_json(from_text(text)))
    return post(client, f"{site.url}/save", content=content, seen_draft=site.head)


def test_a_save_asks_no_more_where_there_is_more(site: Site) -> None:
    client = site.as_("owner")
    few = site.count(save(site, client, "改过的一稿。"))
    grow(site)
    many = site.count(save(site, client, "又改过的一稿。"))
    assert many <= few <= 22


def test_submitting_and_withdrawing_ask_no_more_where_there_is_more(site: Site) -> None:
    client = site.as_("owner")

    def both() -> list[int]:
        """Statements of each, in turn."""
        form = {"seen_draft": site.head}
        paths = [f"{site.url}/{verb}" for verb in ("submit", "withdraw")]
        return [site.count(post(client, one, **form)) for one in paths]

    few = both()
    grow(site)
    many = both()
    assert many[0] <= few[0] <= 34
    assert many[1] <= few[1] <= 29


REVIEWING = [
    ("pass", {}, 32),
    ("send_back", {"note": "数字有误"}, 32),
    ("comment", {"text": "请核对。", "kind": "must_fix"}, 26),
]


@pytest.mark.parametrize(("verb", "form", "most"), REVIEWING)
def test_an_act_of_a_reviewer_is_as_short(
    site: Site, verb: str, form: dict[str, str], most: int
) -> None:
    with site.app.app_context():
        site.world.do("owner", Verb.SUBMIT)
    client = site.as_("reviewer")
    ask = post(client, f"{site.url}/{verb}", seen_draft=site.head, **form)
    assert site.count(ask) <= most


def test_of_many_who_are_told_nobody_is_read_alone(site: Site) -> None:
    """Where a report is cancelled all of its owners are told."""
    ask = post(site.as_("editor"), f"/reports/{site.world.report_id}/cancel", note="不再需要")
    grow(site)
    with statements(site.app) as sent:
        assert ask() == 303
    told = [one for one in sent if "INTO notice" in one]
    read = [one for one in sent if one.startswith("SELECT") and "FROM person" in one]
    assert told and len(read) <= 4


def test_nothing_of_a_report_is_read_for_strangers(site: Site) -> None:
    client = site.as_("outsider")
    with statements(site.app) as sent:
        answer = client.post(f"{site.url}/submit", data={"seen_draft": site.head})
    assert answer.status_code == 404
    read = [one.split("FROM ")[1].split()[0] for one in sent if "FROM " in one]
    assert set(read) <= {"person", "section", "notice"}
