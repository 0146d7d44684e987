"""A backup put back into an empty place: every hash is checked before anything is written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app

from workflow.actions.files import file_store
from workflow.actions.upkeep.backups import FILES, FORMAT, KEYS, LIST, PIECE, SECRET, TABLES
from workflow.domain.machine import NotYet
from workflow.domain.text import Text, say
from workflow.settings import Settings
from workflow.store import db, rules
from workflow.store.base import WRITES
from workflow.store.rows import Filling, is_empty
from workflow.store.schema import FOLDER, check_keys, configuration, keys_at_rest

NAME = re.compile(r"tables/[a-z_]+\.jsonl|files/[0-9a-f]{64}|keys/office-\d+\.pem|secret_key")
NO_BACKUP = Text(
    "这不是一份完整的备份，没有恢复任何内容。请取另一份备份。",
    "This is no complete backup, so nothing was restored. Take another one.",
)
NOT_EMPTY = Text(
    "这里已经有数据，没有恢复任何内容。请换一个空的数据目录（HUIGAO_VAR）和空的数据库再恢复。",
    "There is data here already, so nothing was restored. Restore into an empty folder "
    "(HUIGAO_VAR) and an empty database.",
)
NEWER = Text(
    "这份备份是更新的版本做出的，没有恢复任何内容。请先升级程序。",
    "This backup was made by a newer edition, so nothing was restored. Upgrade the product first.",
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    revision: str
    rows: dict[str, int]
    files: int
    keys: int


def restore(source: Path) -> Restored:
    """Put everything back; NotYet with the sentence where the backup is damaged, was made by a
    newer edition, or where there is data already. Files come before the rows that name them.
    """
    with _opened(source) as archive:
        told = _checked(archive)
        if not _is_empty_here():
            raise NotYet(NOT_EMPTY)
        files = [_file(archive, one["file"]) for one in _of(told, FILES)]
        for one in _of(told, KEYS):
            _key(archive, one["file"])
        if _of(told, SECRET):
            _write(_settings().var / "secret_key", archive.read(SECRET))
        rows = _rows(archive, told)
    return Restored(told["revision"], rows, len(files), len(_of(told, KEYS)))


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise NotYet(NO_BACKUP) from None


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """What the backup says of itself, once every file of it is as it says."""
    try:
        told = json.loads(archive.read(LIST))
        listed = {one["file"]: one["sha256"] for one in told["files"]}
        is_whole = told["format"] == FORMAT and set(archive.namelist()) == {*listed, LIST}
    except (KeyError, TypeError, ValueError):
        raise NotYet(NO_BACKUP) from None
    if not is_whole or not all(NAME.fullmatch(one) for one in listed):
        raise NotYet(NO_BACKUP)
    for name, digest in listed.items():
        if _digest(archive, name) != digest:
            raise NotYet(
                say(
                    "备份中的 {name} 与清单不符，没有恢复任何内容。请取另一份备份。",
                    "{name} of this backup is not as its list says, so nothing was restored. "
                    "Take another one.",
                    name=name,
                )
            )
    if not _is_known(told["revision"]):
        raise NotYet(NEWER)
    return dict(told)


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with archive.open(name) as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def _is_known(revision: str) -> bool:
    try:
        return ScriptDirectory(str(FOLDER)).get_revision(revision) is not None
    except CommandError:
        return False


def _is_empty_here() -> bool:
    var = _settings().var
    if any((var / "files").glob("??/*")) or any((var / "keys").glob("*")):
        return False
    with db.engine.connect() as connection:
        return is_empty(connection)


def _of(told: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in told["files"] if one["file"].startswith(kind)]


def _file(archive: zipfile.ZipFile, name: str) -> str:
    """One file into the store, where it lies by its hash."""
    with file_store().making() as path:
        with archive.open(name) as source, path.open("wb") as target:
            _copy(source, target)
        digest = file_store().adopt(path)
    if f"{FILES}{digest}" != name:
        raise NotYet(NO_BACKUP)
    return digest


def _key(archive: zipfile.ZipFile, name: str) -> None:
    folder = _settings().var / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / name.removeprefix(KEYS), archive.read(name))


def _write(path: Path, data: bytes) -> None:
    """For the server's account alone."""
    aside = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)


def _rows(archive: zipfile.ZipFile, told: dict[str, Any]) -> dict[str, int]:
    """All rows in one transaction: the schema of the backup, its rows, then today's schema."""
    counts: dict[str, int] = {}
    with (
        db.engine.connect().execution_options(**{WRITES: True}) as connection,
        keys_at_rest(connection),
        connection.begin(),
    ):
        command.downgrade(configuration(connection), "base")
        command.upgrade(configuration(connection), told["revision"])
        rules.lift(connection)
        filling = Filling(connection)
        for table in filling.order:
            with archive.open(f"{TABLES}{table.name}.jsonl") as file:
                counts[table.name] = filling.fill(table, iter(file))
        filling.finish()
        command.upgrade(configuration(connection), "head")
        rules.set_up(connection)
        check_keys(connection)
    return counts


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while piece := source.read(PIECE):
        target.write(piece)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
