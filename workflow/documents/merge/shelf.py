"""A folder that keeps parts between merges: what was made, how it was set in, and pictures.

Each file begins with a checksum of the rest, so one that was cut off or spoilt is not taken.
Two merges may share a folder: files are written aside and then renamed.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from workflow.documents.blobs import Blobs, digest_of, missing_blob
from workflow.documents.errors import DocumentError

SIZE, SUM_SIZE = 4, 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Shelf:
    """Files by key, in a folder that is made if need be; OSError where it cannot be."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str) -> bytes | None:
        """The bytes of this key, or None. The file's time says when it was last used."""
        path = self._path(key)
        try:
            with open(path, "rb", buffering=0) as file:
                checksum, kept = file.read(SIZE), file.readall()
        except FileNotFoundError:
            return None
        with suppress(OSError):
            os.utime(path)
        return kept if _checksum(kept) == checksum else None

    def view(self, key: str) -> memoryview | None:
        """The same without a copy of its own: good for large files that are taken as they stand.

        It stays what it is when the key gets other bytes: these lie in another file.
        """
        if sys.platform == "win32":  # there a file that somebody sees cannot be replaced
            found = self.get(key)
            return None if found is None else memoryview(found)
        try:
            with open(self._path(key), "rb", buffering=0) as file:
                whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
                os.utime(file.fileno())
        except (OSError, ValueError):  # none there, or an empty one
            return None
        kept = whole[SIZE:]
        return kept if _checksum(kept) == whole[:SIZE] else None

    def put(self, key: str, *pieces: bytes) -> None:
        """Keep the bytes, one piece behind the other, in the place of earlier ones of this key."""
        name = self._path(f"{token_hex(8)}.new")
        handle = os.open(name, _NEW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(*pieces))
                file.writelines(pieces)
            os.replace(name, self._path(key))
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(name)
            raise

    def drop(self, key: str) -> None:
        """Forget the bytes of this key."""
        with suppress(FileNotFoundError):
            os.unlink(self._path(key))

    def has(self, key: str) -> bool:
        return os.path.exists(self._path(key))

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key)


class ShelfBlobs:
    """Pictures and other parts beside the kept ones, by their SHA-256."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, digest: str) -> bytes:
        data = self._shelf.get(f"{digest}.blob")
        if data is None:
            raise missing_blob(digest)
        return data

    def put(self, data: bytes) -> str:
        digest = digest_of(data)
        if not self._shelf.has(f"{digest}.blob"):
            self._shelf.put(f"{digest}.blob", data)
        return digest


class BesideBlobs:
    """A caller's store for reading, with the merge's own for what it brings along."""

    def __init__(self, own: Blobs, callers: Blobs) -> None:
        self._own, self._callers = own, callers

    def get(self, digest: str) -> bytes:
        try:
            return self._own.get(digest)
        except DocumentError:
            return self._callers.get(digest)

    def put(self, data: bytes) -> str:
        return self._own.put(data)


def sum_of(data: bytes) -> bytes:
    """A short digest, for what need not withstand an enemy."""
    return hashlib.sha256(data).digest()[:SUM_SIZE]


def _checksum(*pieces: bytes | memoryview) -> bytes:
    crc = 0
    for one in pieces:
        crc = zlib.crc32(one, crc)
    return crc.to_bytes(SIZE, "big")
