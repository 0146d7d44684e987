"""A picture that a writer puts into the text becomes a file of the section."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.pictures import content, picture, pixel
from workflow.actions.writing import pictures
from workflow.documents.blobs import digest_of
from workflow.domain.terms import Verb

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def send(as_: As, world: World, who: str, data: bytes, section: str = "rules") -> Any:
    address = f"/sections/{world.section_ids[section]}/files"
    return as_(who).post(address, data={"picture": (BytesIO(data), "走势.png")})


@pytest.mark.parametrize("who", ["owner", "contributor"])
def test_a_writer_s_picture_is_stored_and_can_be_saved_in_the_text(
    app: Flask, world: World, as_: As, who: str
) -> None:
    answer = send(as_, world, who, pixel(width=96, height=48))
    assert answer.status_code == 201
    said = answer.get_json()
    assert (said["media"], said["width"], said["height"]) == ("image/png", 914_400, 457_200)
    there = f"/sections/{world.section_ids['rules']}/files/{said['hash']}"
    shown = as_("reviewer").get(there, buffered=True)
    assert shown.data == pixel(width=96, height=48)
    with app.app_context():
        world.do("owner", Verb.SAVE, content=content(picture(said["hash"])))


def test_the_same_picture_twice_is_one_file(world: World, as_: As) -> None:
    answers = [send(as_, world, "owner", pixel()).get_json() for _ in range(2)]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_for_others_there_is_no_such_section(world: World, as_: As, who: str) -> None:
    assert send(as_, world, who, pixel()).status_code == 404


@pytest.mark.parametrize("who", ["reviewer", "director"])
def test_who_may_not_write_may_not_store(world: World, as_: As, who: str) -> None:
    answer = send(as_, world, who, pixel())
    assert answer.status_code == 403 and answer.get_json()["sentence"]
    there = f"/sections/{world.section_ids['rules']}/files/{digest_of(pixel())}"
    assert as_("owner").get(there).status_code == 404


def test_nothing_is_stored_once_the_text_is_with_the_reviewers(
    app: Flask, world: World, as_: As
) -> None:
    with app.app_context():
        world.do("owner", Verb.SAVE, content=content())
        world.do("owner", Verb.SUBMIT)
    assert send(as_, world, "owner", pixel()).status_code == 403


@pytest.mark.parametrize("data", [b"", b"<script>", SVG, pixel()[:20], b"GIF89a" + bytes(20)])
def test_what_is_no_picture_is_refused_with_a_sentence(world: World, as_: As, data: bytes) -> None:
    answer = send(as_, world, "owner", data)
    assert answer.status_code == 422 and "PNG" in answer.get_json()["sentence"]


def test_a_picture_that_is_too_large_is_refused(
    world: World, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 60)
    answer = send(as_, world, "owner", pixel(width=4000, height=4000))
    assert answer.status_code == 422 and "10 MB" in answer.get_json()["sentence"]


def test_a_huge_picture_is_set_to_what_a_page_can_hold(world: World, as_: As) -> None:
    said = send(as_, world, "owner", pixel(width=8000, height=10)).get_json()
    assert said["width"] == 22 * 914_400 and said["height"] >= 1


def test_without_a_token_nothing_is_taken(app: Flask, world: World, as_: As) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert send(as_, world, "owner", pixel()).status_code == 400
