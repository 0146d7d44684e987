"""A backup: one zip with all rows, all files and all keys, each by its hash.

Rows are read in one transaction that sees one moment, as lines of JSON that either kind of
database takes back. Files are copied after it: a file is on disk before the row that names it
and is never changed, so nothing that a row names can be missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app

from workflow.settings import Settings
from workflow.store import db
from workflow.store.rows import begin_reading, kept_by, lines
from workflow.store.schema import present

FORMAT = 1
LIST, TABLES, FILES, KEYS, SECRET = "backup.json", "tables/", "files/", "keys/", "secret_key"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and the SHA-256 (hex) of the whole."""

    out: str
    bytes: int
    sha256: str
    revision: str
    rows: dict[str, int]
    files: int
    keys: int


def back_up(out: Path, now: datetime) -> Written:
    """Write the backup, whole or not at all, for its owner's eyes alone. OSError where it cannot
    be written; FileExistsError where something is there.
    """
    if out.exists():
        raise FileExistsError(17, os.strerror(17), str(out))
    aside = out.with_name(f"{out.name}.{os.getpid()}.part")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                told = _fill(archive, now)
            file.flush()
            os.fsync(file.fileno())
        digest, size = digest_of(aside), aside.stat().st_size
        os.link(aside, out)
    finally:
        aside.unlink(missing_ok=True)
    counts = {kind: sum(one["file"].startswith(kind) for one in told["files"]) for kind in KINDS}
    return Written(
        str(out), size, digest, told["revision"], told["rows"], counts[FILES], counts[KEYS]
    )


KINDS = (FILES, KEYS)


def _fill(archive: zipfile.ZipFile, now: datetime) -> dict[str, Any]:
    """Everything, then the list of it."""
    listed: list[dict[str, Any]] = []
    rows: dict[str, int] = {}
    with db.engine.connect() as connection:
        begin_reading(connection)
        kept, revision = kept_by(connection), present(connection)
        for table in kept.tables:
            counted = Counted(lines(connection, table))
            listed.append(_add(archive, f"{TABLES}{table.name}.jsonl", counted))
            rows[table.name] = counted.many
    var = _settings().var
    for name, path in _on_disk(var):
        listed.append(_add(archive, name, _pieces(path)))
    told = {
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "revision": revision,
        "rows": rows,
        "files": listed,
    }
    archive.writestr(LIST, json.dumps(told, ensure_ascii=False, indent=1))
    return told


class Counted:
    """Lines, and how many there were."""

    def __init__(self, found: Iterator[bytes]) -> None:
        self._found, self.many = found, 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._found:
            self.many += 1
            yield line


def _on_disk(var: Path) -> Iterator[tuple[str, Path]]:
    """Files by hash, the offices' keys, and the key that signs log-ins."""
    for path in sorted((var / "files").glob("??/*")):
        yield f"{FILES}{path.name}", path
    for path in sorted((var / "keys").glob("*.pem")):
        yield f"{KEYS}{path.name}", path
    if (var / "secret_key").is_file():
        yield SECRET, var / "secret_key"


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> dict[str, Any]:
    """Write one file; what the list says of it."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"file": name, "bytes": size, "sha256": digest.hexdigest()}


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
