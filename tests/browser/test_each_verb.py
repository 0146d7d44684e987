"""Each verb of the table pressed in Chromium by somebody who may, and met by somebody who may not.

One server and one browser a person for the whole module; each chapter begins with a fresh office.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.approving import approved
from tests.browser.pressing import grey_reason, is_offered, press
from tests.browser.serving import Seat, seat, serving
from tests.browser.verbs import CHAPTERS, EVERYBODY, LEFT_OUT, Press
from tests.databases import SqliteFile
from tests.offices import Premises
from workflow.domain.terms import Verb
from workflow.domain.transitions import TABLE
from workflow.queue import ListQueue
from workflow.store.section import sections_of

PEOPLE = ("owner", "reviewer", "editor", "director")


class House:
    """The product at work, and the people before it."""

    def __init__(self, premises: Premises, browser: Browser, url: str) -> None:
        self.premises, self.url = premises, url
        self.app, self.world = premises.app, premises.open_office()
        self.seats: dict[str, Seat] = {
            who: seat(browser, self.app, self.world, url, who) for who in PEOPLE
        }

    def begin(self) -> None:
        """A fresh office; no page asks it for anything meanwhile."""
        for one in self.seats.values():
            one.page.goto("about:blank")
        self.world = self.premises.open_office()

    def names(self) -> dict[str, str]:
        """What addresses and fields are filled with."""
        with self.app.app_context():
            newest = max(one.id for one in sections_of(self.world.report_id))
        known = {**self.world.ids, **self.world.section_ids}
        known |= {"report": self.world.report_id, "added": newest}
        return {name: str(one) for name, one in known.items()}

    def page(self, who: str, path: str) -> Page:
        """Its scripts have run then; pictures and fonts may still be on their way."""
        page = self.seats[who].page
        page.goto(self.url + path, wait_until="domcontentloaded")
        return page

    def complaints(self) -> list[str]:
        return [words for one in self.seats.values() for words in one.complaints]


@pytest.fixture(scope="module")
def house(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("each-verb")
    premises = Premises(SqliteFile(folder / "huigao.db"), folder)
    premises.begin(ListQueue())
    with serving(premises.app) as url:
        house = House(premises, chromium, url)
        yield house
        for one in house.seats.values():
            one.page.context.close()
    premises.end()


@pytest.mark.browser
@pytest.mark.parametrize("name", CHAPTERS)
def test_each_verb_by_who_may_and_not_by_who_may_not(house: House, name: str) -> None:
    house.begin()
    for step in CHAPTERS[name]:
        if isinstance(step, Press):
            pressed(house, step)
        else:
            with house.app.app_context():
                step(house.world)
    assert house.complaints() == []


def pressed(house: House, step: Press) -> None:
    """The other one first, for whom it is not there or grey; then whoever may."""
    names = house.names()
    path, verb = step.at.format(**names), str(step.verb)
    if step.not_for:
        page = house.page(step.not_for, path)
        assert not is_offered(page, verb), f"{step.not_for} can {verb} on {path}"
        assert step.why in grey_reason(page, verb), f"{step.not_for}: {verb} on {path}"
    page = house.page(step.who, path)
    assert is_offered(page, verb), f"{step.who} cannot {verb} on {path}"
    press(page, verb, {one: words.format(**names) for one, words in step.fields.items()})
    error = page.locator("main .note-bar.is-danger, #messages .is-error, main .message.is-error")
    assert not error.count(), f"{step.who} {verb}: {error.first.inner_text()}"


@pytest.mark.browser
def test_nobody_talks_of_a_report_that_is_approved(house: House) -> None:
    """For verbs of everybody with a part: those who may not are all, once it is approved."""
    house.begin()
    with house.app.app_context():
        house.world.do("reviewer", Verb.COMMENT, text="请核对。", kind="note")
        approved(house.world)
    for who in PEOPLE:
        page = house.page(who, f"/sections/{house.world.section_ids['rules']}")
        assert [verb for verb in EVERYBODY if is_offered(page, str(verb))] == []


def test_every_verb_of_the_table_is_pressed() -> None:
    """Less those that are met elsewhere, each with its reason."""
    met = {
        (step.thing, step.verb)
        for chapter in CHAPTERS.values()
        for step in chapter
        if isinstance(step, Press)
    }
    assert met | set(LEFT_OUT) == {(row.thing, row.verb) for row in TABLE}
    assert not met & set(LEFT_OUT)
