"""Files by the hash of their bytes, under var/files; a row names them, never a person."""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flask import current_app

LEFT_BEHIND = 24 * 3600
"""Seconds after which a file that nobody finished is taken for left behind."""


class FileStore:
    """Writes a file whole or not at all; the same bytes are stored once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Store the bytes durably and return their SHA-256 (hex)."""
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        if target.exists():
            return digest
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
        return digest

    @contextmanager
    def making(self) -> Iterator[Path]:
        """A place for a large file that is still being written; ``adopt`` it before the end."""
        room = self._folder / ".making"
        room.mkdir(parents=True, exist_ok=True)
        _clear(room)
        handle, name = tempfile.mkstemp(dir=room)
        os.close(handle)
        path = Path(name)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def adopt(self, path: Path) -> str:
        """Store the file that was written at a place of ``making``; its SHA-256 (hex)."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        target = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)
        return digest

    def path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def there(self, digest: str) -> Path | None:
        """The file, if it is on disk."""
        path = self.path(digest)
        return path if path.is_file() else None

    def read(self, digest: str) -> bytes:
        """The bytes; raises FileNotFoundError when they are gone."""
        return self.path(digest).read_bytes()


def _clear(room: Path) -> None:
    """What a worker left behind that was ended while it wrote."""
    for one in room.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - one.stat().st_mtime > LEFT_BEHIND:
                one.unlink()


def file_store() -> FileStore:
    """The installation's own."""
    store: FileStore = current_app.extensions["files"]
    return store
