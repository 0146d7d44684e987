"""A backup goes from one installation into an empty other one, whole, or is refused whole."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from tests.approving import approved, archived
from tests.cast import World
from tests.postgres import database_beside
from workflow.actions.archive.office_keys import key_fingerprint
from workflow.actions.evidence.file import take
from workflow.actions.files import file_store
from workflow.app import create_app
from workflow.domain.terms import Verb
from workflow.queue import ListQueue
from workflow.settings import Settings
from workflow.store import Report, db
from workflow.store.archive import archive_of
from workflow.store.rows import kept_by, lines
from workflow.store.schema import bring_up_to_date, newest

NEW = {"SECRET_KEY": "another-key-" * 4, "HUIGAO_LIBREOFFICE": "off"}


def emptied(folder: Path, url: str) -> Flask:
    """Another installation, without a row in it."""
    environment = {**NEW, "HUIGAO_VAR": str(folder / "var"), "DATABASE_URL": url}
    environment["REDIS_URL"] = f"unix://{folder}/no-redis.sock"
    app = create_app(Settings.from_environment(environment), ListQueue())
    with app.app_context():
        bring_up_to_date(db.engine)
    return app


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Where the backup goes: each kind of database takes that of each."""
    if request.param == "sqlite":
        app = emptied(tmp_path / "other", f"sqlite:///{tmp_path}/other.db")
        yield app
        _end(app)
        return
    with database_beside(request.getfixturevalue("postgres_url"), "restoring") as url:
        app = emptied(tmp_path / "other", url)
        yield app
        _end(app)


def _end(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def said(runner: FlaskCliRunner, *words: str) -> dict[str, Any]:
    done = runner.invoke(args=[*words, "--json"])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def backup(app: Flask, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of an office with an archived report, evidence and a key."""
    with app.app_context():
        world.do("owner", Verb.ATTACH, taken=take("a.pdf", b"%PDF-1.7"), about="记录")
        world.do("reviewer", Verb.COMMENT, kind="note", text="请核对“数字”。")
        approved(world, "同意印发")
        archived(world)
    # The schema of the tests is made of the models and knows no revision.
    monkeypatch.setattr("workflow.actions.upkeep.backups.present", lambda connection: newest())
    out = tmp_path / "all.zip"
    made = said(app.test_cli_runner(), "backup", str(out))
    assert made["files"] and made["keys"] == 1 and made["rows"]["event"] > 10
    assert out.stat().st_mode & 0o777 == 0o600
    return out


def rows_of(app: Flask) -> dict[str, list[Any]]:
    with app.app_context(), db.engine.connect() as connection:
        return {
            one.name: [_comparable(line, one) for line in lines(connection, one)]
            for one in kept_by(connection).tables
        }


def _comparable(line: bytes, table: Any) -> Any:
    """JSON as what it says: PostgreSQL keeps its keys in another order."""
    row = json.loads(line)
    for column in table.columns:
        if "JSON" in type(column.type).__name__ and row[column.name] is not None:
            row[column.name] = json.loads(row[column.name])
    return row


def test_what_was_backed_up_comes_back_to_the_letter(
    app: Flask, world: World, backup: Path, other: Flask
) -> None:
    runner = other.test_cli_runner()
    made = said(runner, "restore", str(backup))
    assert rows_of(other) == rows_of(app) and sum(made["rows"].values()) > 100
    with other.app_context():
        kept = archive_of(world.report_id)
        assert kept is not None and file_store().there(kept.file_hash)
        own = key_fingerprint(1)
    with app.app_context():
        assert own == key_fingerprint(1)
    assert said(runner, "trail", "verify", str(world.report_id))["ok"]
    found = said(runner, "doctor")
    assert found["ok"], [one for one in found["checks"] if not one["ok"]]
    with other.app_context():  # numbers go on behind the last row
        report = db.session.scalars(select(Report)).one()
        copied = {
            one.name: getattr(report, one.name)
            for one in Report.__table__.columns
            if one.name != "id"
        }
        db.session.add(Report(**copied))
        db.session.commit()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_place_with_data_is_refused(app: Flask, world: World, backup: Path) -> None:
    done = app.test_cli_runner().invoke(args=["restore", str(backup)])
    assert done.exit_code == 1 and "已经有数据" in done.stderr


def rewritten(source: Path, target: Path, **changes: bytes | None) -> Path:
    """The same zip with other bytes in some of its files, or without them."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            data = changes.get(name, before.read(name))
            if data is not None:
                after.writestr(name, data)
    return target


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_damaged_one_is_refused_and_leaves_nothing(
    backup: Path, other: Flask, tmp_path: Path
) -> None:
    with zipfile.ZipFile(backup) as archive:
        told = json.loads(archive.read("backup.json"))
        file = next(one for one in archive.namelist() if one.startswith("files/"))
    newer = json.dumps({**told, "revision": "9999"}).encode()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(backup.read_bytes()[:-2000])
    for source, sentence in (
        (rewritten(backup, tmp_path / "1.zip", **{"tables/event.jsonl": b"{}"}), "event.jsonl"),
        (rewritten(backup, tmp_path / "2.zip", **{file: b"x"}), "与清单不符"),
        (rewritten(backup, tmp_path / "3.zip", **{file: None}), "不是一份完整的备份"),
        (rewritten(backup, tmp_path / "4.zip", **{"backup.json": newer}), "升级"),
        (cut, "不是一份完整的备份"),
    ):
        done = other.test_cli_runner().invoke(args=["restore", str(source)])
        assert done.exit_code == 1 and sentence in done.stderr, done.stderr
    assert not any(rows_of(other).values())
    assert not list((other.extensions["settings"].var).rglob("*.pem"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_file_is_written_over(app: Flask, world: World, backup: Path) -> None:
    before = backup.read_bytes()
    done = app.test_cli_runner().invoke(args=["backup", str(backup)])
    assert done.exit_code == 1 and "尚不存在" in done.stderr
    assert backup.read_bytes() == before and len(list(backup.parent.glob("*.part"))) == 0
