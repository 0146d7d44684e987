"""Copies of the files of a run: one that is as it was is known again without being hashed.

Each file is read each time and compared with its copy byte for byte, which takes less than its
digest. A copy that was spoilt is like no file, which is then hashed as one that is not known.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from workflow.documents.blobs import digest_of
from workflow.documents.merge.manuscript import KeptPart
from workflow.documents.merge.shelf import Shelf

LARGEST = 128 * 1024
"""Bytes of a file up to which it is copied: the folder is to hold little more than parts."""
ROW = struct.Struct(">32sLLL")
"""The digest, the place in the run and the size of the copy that follows; and the CRC of these."""
HEAD, SUMMED = ROW.size, ROW.size - 4


class Copy(NamedTuple):
    """The SHA-256 of a file, and its bytes; none of a large one, which is hashed each time."""

    digest: bytes
    data: bytes


class Copies:
    """Those that were kept before, by the number of the run and the place in it."""

    def __init__(self, shelf: Shelf, stem: str) -> None:
        self._shelf, self._stem = shelf, stem
        self._known: dict[int, dict[int, Copy]] = {}

    def recognise(self, number: int, parts: Sequence[KeptPart]) -> None:
        """Tell the parts of a run their digests, as far as there are copies."""
        if all(one.known for one in parts):
            return
        found = self._shelf.view(self._file(number))
        known = self._known[number] = {} if found is None else _read(cast(bytes, found))
        for place, part in enumerate(parts):
            copy = known.get(place)
            if copy is not None and copy.data and not part.known:
                part.compare(copy.data, copy.digest.hex())

    def keep(self, number: int, parts: Sequence[KeptPart]) -> None:
        """Add the copies of files that are others than before."""
        known, file = self._known.get(number, {}), self._file(number)
        new = {
            place: copy
            for place, part in enumerate(parts)
            if not part.known
            and (place not in known or known[place].digest.hex() != part.digest)
            and (copy := _copy(part)) is not None
        }
        if new:
            self._shelf.add(file, _written(new), _written(known | new))

    def _file(self, number: int) -> str:
        return f"{self._stem}-{number}.copies"


def _read(data: bytes) -> dict[int, Copy]:
    """The last copy of each place; what stands behind a spoilt head is not looked at."""
    found: dict[int, Copy] = {}
    at, end = 0, len(data)
    while at + HEAD <= end:
        digest, place, size, crc = ROW.unpack_from(data, at)
        if zlib.crc32(data[at : at + SUMMED]) != crc:
            break
        at += HEAD
        found[place] = Copy(digest, data[at : at + size])
        at += size
    return found


def _copy(part: KeptPart) -> Copy | None:
    """None of a file that somebody changed since it was hashed."""
    data, own = part.load(), bytes.fromhex(part.digest)
    if len(data) > LARGEST:
        return Copy(own, b"")
    return Copy(own, data) if digest_of(data) == part.digest else None


def _written(copies: Mapping[int, Copy]) -> list[bytes]:
    return [piece for one in copies.items() for piece in _pieces(*one)]


def _pieces(place: int, copy: Copy) -> tuple[bytes, bytes]:
    told = copy.digest, place, len(copy.data)
    return ROW.pack(*told, zlib.crc32(ROW.pack(*told, 0)[:SUMMED])), copy.data
