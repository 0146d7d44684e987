"""Files by the hash of their bytes, under var/files; a row names them, never a person."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from flask import current_app


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

    def path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def there(self, digest: str) -> Path | None:
        """The file, if it is on disk."""
        path = self.path(digest)
        return path if path.is_file() else None

    def read(self, digest: str) -> bytes:
        """The bytes; raises FileNotFoundError when they are gone."""
        return self.path(digest).read_bytes()


def file_store() -> FileStore:
    """The installation's own."""
    store: FileStore = current_app.extensions["files"]
    return store
