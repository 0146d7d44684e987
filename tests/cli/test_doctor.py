"""Each invariant is looked at, and what breaks it is named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import text, update

from tests.approving import approved, archived
from tests.cast import World
from workflow.cli import checks
from workflow.domain.terms import ArchivingState, DeliveryState
from workflow.store import Archiving, Delivery, db, rules
from workflow.store.approval import approvals_of
from workflow.store.archive import archive_of
from workflow.store.base import utc_now
from workflow.store.schema import newest


@pytest.fixture
def runner(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> FlaskCliRunner:
    """An office with an archived report; the tests' schema is made of the models."""
    with app.app_context():
        approved(world)
        archived(world)
    monkeypatch.setattr(checks, "present", lambda connection: newest())
    return app.test_cli_runner()


def wrong(runner: FlaskCliRunner) -> set[str]:
    done = runner.invoke(args=["doctor", "--json"], catch_exceptions=False)
    found: dict[str, Any] = json.loads(done.stdout)
    names = {one["check"] for one in found["checks"] if not one["ok"]}
    assert found["ok"] == (not names) == (done.exit_code == 0)
    return names


def tampered(sql: str) -> Callable[[], None]:
    """As somebody with the database's password would, the rules put back afterwards."""

    def change() -> None:
        connection = db.session.connection()
        rules.lift(connection)
        for one in sql.split("; "):
            connection.execute(text(one))
        rules.set_up(connection)

    return change


def test_a_sound_office_is_sound(runner: FlaskCliRunner) -> None:
    assert wrong(runner) == set()
    done = runner.invoke(args=["doctor"])
    assert done.exit_code == 0 and "✓ 每份报告的留痕完整" in done.stdout
    assert "LibreOffice" in done.stdout and "－" in done.stdout


BROKEN = {
    "trails": "UPDATE event SET seq = 1002 WHERE seq = 3",
    "drafts": "UPDATE draft SET title = 'x' WHERE id = 1",
    "heads": "UPDATE section SET head_id = NULL WHERE head_id = 1",
    "signatures": "UPDATE sign_off SET content_hash = 'x' WHERE id = 1",
    "manifests": "UPDATE assembly SET manifest_hash = 'x'",
    "statements": "UPDATE approval SET root = 'x'",
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named(runner: FlaskCliRunner, app: Flask, name: str) -> None:
    with app.app_context():
        tampered(BROKEN[name])()
        db.session.commit()
    assert wrong(runner) == {name}
    done = runner.invoke(args=["doctor"])
    assert done.exit_code == 1 and "✗" in done.stdout and "用备份核对" in done.stderr


def test_an_archive_that_proves_nothing_though_its_file_is_the_one_named(
    runner: FlaskCliRunner, app: Flask, world: World
) -> None:
    """As somebody would leave it who has packed it anew, and knows where its hash stands."""
    with app.app_context():
        row = archive_of(world.report_id)
        assert row is not None
        forged, files = io.BytesIO(), app.extensions["files"]
        with zipfile.ZipFile(files.path(row.file_hash)) as old, zipfile.ZipFile(forged, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace("12期".encode(), "13期".encode()))
        digest = files.put(forged.getvalue())
        tampered(f"UPDATE archive SET file_hash = '{digest}'")()
        db.session.commit()
    assert wrong(runner) == {"archives"}
    assert "内容与清单不符" in runner.invoke(args=["doctor"]).stdout


def test_rules_files_keys_and_what_hangs(
    runner: FlaskCliRunner, app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = utc_now() - timedelta(days=1)
    with app.app_context():
        digest = approvals_of(world.report_id)[0].file_hash
        app.extensions["files"].path(digest).write_bytes(b"changed")
        assert wrong(runner) == {"files"}
        app.extensions["files"].path(digest).unlink()
        assert wrong(runner) == {"files"}
        (app.extensions["settings"].var / "keys" / "office-1.pem").unlink()
        assert wrong(runner) == {"files", "keys"}
        waits = {"state": DeliveryState.QUEUED, "next_at": before}
        db.session.execute(update(Delivery).values(waits))
        asked = {"state": ArchivingState.QUEUED, "created_at": before, "lease_until": None}
        db.session.execute(update(Archiving).values(asked))
        db.session.commit()
        assert wrong(runner) == {"files", "keys", "deliveries", "jobs"}
    monkeypatch.setattr(checks, "present", lambda connection: "0001")
    assert "schema" in wrong(runner)


def test_a_rule_that_was_taken_away(runner: FlaskCliRunner, app: Flask) -> None:
    with app.app_context():
        rules.lift(db.session.connection())
        db.session.commit()
        try:
            assert wrong(runner) == {"rules"}
        finally:
            rules.set_up(db.session.connection())
            db.session.commit()
