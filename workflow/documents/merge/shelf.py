"""A folder that keeps parts between merges: what was made, how it was set in, and pictures.

Each file begins with a checksum of the rest, so one that was cut off or spoilt is not taken;
where something is added, each addition has its own. Two merges may share a folder: files are
written aside and then renamed, and what is added is written at once.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import sys
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TypeAlias

from workflow.documents.blobs import Blobs, digest_of, missing_blob
from workflow.documents.errors import DocumentError
from workflow.documents.whole_files import read_whole, write_all

SIZE, SUM_SIZE = 4, 16
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_MORE = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY
LONGEST = 4
"""How many times as long a file may become as what is good of it, before it begins anew."""
Pieces: TypeAlias = Sequence[bytes]
"""Bytes one behind the other: joined they would be copied once more."""


class Shelf:
    """Files by key, in a folder that is made if need be; OSError where it cannot be."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, key: str) -> bytes | None:
        """The bytes of this key, or None. The file's time says when it was last used."""
        path = self._path(key)
        try:
            whole = read_whole(path)
        except FileNotFoundError:
            return None
        with suppress(OSError):
            os.utime(path)
        kept = whole[SIZE:]
        return kept if _checksum(kept) == whole[:SIZE] else None

    def view(self, key: str) -> memoryview | None:
        """What was added under this key, without a copy of its own; nobody has checked it.

        It stays what it is: what is added lies behind it, and a key that was forgotten gets
        another file.
        """
        try:
            if sys.platform == "win32":  # there a file that somebody sees cannot be replaced
                return memoryview(read_whole(self._path(key)))
            handle = os.open(self._path(key), os.O_RDONLY)
            try:
                whole = memoryview(mmap.mmap(handle, 0, access=mmap.ACCESS_READ))
                os.utime(handle)
            finally:
                os.close(handle)
            return whole
        except (OSError, ValueError):  # none there, or an empty one
            return None

    def add(self, key: str, new: Pieces, good: Pieces, spoilt: bool = False) -> None:
        """Add what is new behind what is there. Begin anew, with all that is ``good``, where the
        file is ``spoilt``, or LONGEST times as long as that.
        """
        if spoilt or self.size(key) > LONGEST * sum(map(len, good)):
            self.drop(key)
            new = good
        handle = os.open(self._path(key), _MORE, 0o600)
        try:
            write_all(handle, new)
        finally:
            os.close(handle)

    def put(self, key: str, *pieces: bytes) -> None:
        """Keep the bytes, one piece behind the other, in the place of those of this key."""
        name = self._path(f"{token_hex(8)}.new")
        handle = os.open(name, _NEW, 0o600)
        try:
            try:
                write_all(handle, (_checksum(*pieces), *pieces))
            finally:
                os.close(handle)
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

    def size(self, key: str) -> int:
        """Bytes of this key's file, 0 where there is none."""
        try:
            return os.stat(self._path(key)).st_size
        except FileNotFoundError:
            return 0

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


def crc_of(*pieces: bytes) -> int:
    """The CRC-32 of all, one behind the other."""
    crc = 0
    for one in pieces:
        crc = zlib.crc32(one, crc)
    return crc


def _checksum(*pieces: bytes) -> bytes:
    return crc_of(*pieces).to_bytes(SIZE, "big")
