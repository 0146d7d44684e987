"""Files of a section: reached through its row, by the people of its report, as what they are."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import World
from tests.conftest import As
from tests.pictures import pixel
from workflow.actions.work import transaction
from workflow.actions.writing.section_files import SectionBlobs

UNKNOWN = "application/octet-stream"
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


def kept(app: Flask, world: World, data: bytes, section: str = "rules", name: str = "") -> str:
    """The address of a file that a section has."""
    with app.app_context():
        blobs = SectionBlobs(world.section_ids[section])
        digest = blobs.put(data, name)
        with transaction() as work:
            blobs.record(work)
    return f"/sections/{world.section_ids[section]}/files/{digest}"


@pytest.mark.parametrize("who", ["owner", "contributor", "reviewer", "director", "second_owner"])
def test_the_people_of_the_report_see_the_picture(
    app: Flask, world: World, as_: As, who: str
) -> None:
    answer = as_(who).get(kept(app, world, pixel()), buffered=True)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", pixel())
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "attachment" not in answer.headers.get("Content-Disposition", "")


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_nobody_else_sees_it_or_learns_that_it_is_there(
    app: Flask, world: World, as_: As, who: str
) -> None:
    there = kept(app, world, pixel())
    absent = there.rsplit("/", 1)[0] + "/" + "0" * 64
    answers = [as_(who).get(one) for one in (there, absent)]
    assert [one.status_code for one in answers] == [404, 404]
    assert pixel() not in answers[0].data


def test_the_hash_opens_nothing_through_another_section(app: Flask, world: World, as_: As) -> None:
    there = kept(app, world, pixel(), "rules")
    other = there.replace(str(world.section_ids["rules"]), str(world.section_ids["team"]), 1)
    assert as_("owner").get(other).status_code == 404


@pytest.mark.parametrize("digest", ["0" * 64, "x", "..%2F..%2Fhuigao.db", "%00", "A" * 64])
def test_a_hash_that_is_none_is_not_found(world: World, as_: As, digest: str) -> None:
    address = f"/sections/{world.section_ids['rules']}/files/{digest}"
    assert as_("owner").get(address).status_code == 404


def test_what_could_run_or_is_no_picture_is_saved_not_opened(
    app: Flask, world: World, as_: As
) -> None:
    for data, media in ((SVG, "image/svg+xml"), (b"<script>alert(1)</script>", UNKNOWN)):
        answer = as_("owner").get(kept(app, world, data, name="年度图表.png"), buffered=True)
        assert answer.mimetype == media
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_file_gone_from_the_disk_is_not_found(app: Flask, world: World, as_: As) -> None:
    there = kept(app, world, pixel())
    app.extensions["files"].path(there.rsplit("/", 1)[1]).unlink()
    assert as_("owner").get(there).status_code == 404


def test_a_browser_that_has_it_gets_no_bytes_again(app: Flask, world: World, as_: As) -> None:
    there = kept(app, world, pixel())
    etag = as_("owner").get(there, buffered=True).headers["ETag"]
    assert (
        as_("owner").get(there, headers={"If-None-Match": etag}, buffered=True).status_code == 304
    )
