"""Who is let in: other offices and outsiders read every address as absent; forms need a token."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As

SEEN = ("", "/edit", "/drafts", "/drafts/1", "/drafts/1..1")
DONE = ("/save", "/submit", "/comment", "/pass", "/explode")


@pytest.fixture
def addresses(app: Flask, world: World) -> list[str]:
    with app.app_context():
        world.write("owner", "正文。")
    section = f"/sections/{world.section_ids['rules']}"
    report = f"/reports/{world.report_id}/approval"
    return [
        *(f"GET {section}{one}" for one in SEEN),
        *(f"POST {section}{one}" for one in DONE),
        f"GET {report}",
        f"GET {report}/progress",
        f"POST {report}/approve",
        f"POST {report}/explode",
    ]


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_every_address_is_absent_for_those_without_a_part(
    as_: As, addresses: list[str], who: str
) -> None:
    for line in addresses:
        method, path = line.split()
        assert as_(who).open(path, method=method).status_code == 404, line


def test_nobody_gets_in_without_a_log_in(app: Flask, addresses: list[str]) -> None:
    for line in addresses:
        method, path = line.split()
        answer = app.test_client().open(path, method=method)
        assert answer.status_code in (302, 303) and "/login" in answer.location, line


def test_a_heading_has_no_page_of_its_own(world: World, as_: As) -> None:
    assert as_("editor").get(f"/sections/{world.section_ids['work']}").status_code == 404


def test_forms_without_the_token_are_refused(app: Flask, world: World, as_: As) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    section = f"/sections/{world.section_ids['rules']}"
    for path in (
        f"{section}/accept",
        f"{section}/save",
        f"/reports/{world.report_id}/approval/recall",
    ):
        answer = as_("owner").post(path)
        assert answer.status_code == 400
        assert "没有提交" in answer.get_data(as_text=True)
