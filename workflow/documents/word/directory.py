"""The directory of a zip archive: what it claims of each entry (APPNOTE 6.3.4, 4.3.12, 4.3.16).

That of a usual file is read here, much quicker than ``zipfile`` does it. Any other is left to
``zipfile``: with comments, ZIP64 or extra fields, with names that are not ASCII, or damaged.
"""

from __future__ import annotations

import io
import struct
import zipfile
from functools import lru_cache, partial
from typing import NamedTuple

_END, _END_64 = struct.Struct("<4s8xLLH"), b"PK\x06\x07"
_LOCATOR_64 = 20
_ROW = struct.Struct("<4s2xHHH4xLLLH4s8xL")
_SIGN, _NOTHING_MORE = b"PK\x01\x02", bytes(4)
"""Neither extra fields nor a comment."""
_NEWEST = 63
"""The last version whose archives ``zipfile`` reads."""


class Entry(NamedTuple):
    """An entry as the directory has it; ``start`` is where its own header lies."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int


_entry_of = partial(tuple.__new__, Entry)


def entries_of(data: bytes) -> list[Entry]:
    """All entries in their order; what ``zipfile`` raises where there is no directory."""
    found = _usual(data)
    if found is not None:
        return found
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [_entry(one) for one in archive.infolist()]


def _usual(data: bytes) -> list[Entry] | None:
    """The entries of a usual archive; None of any other."""
    end = len(data) - _END.size
    if end < _LOCATOR_64 or data.startswith(_END_64, end - _LOCATOR_64):
        return None
    sign, size, at, comment = _END.unpack_from(data, end)
    if sign != b"PK\x05\x06" or comment or at + size != end:
        return None
    found = []
    last = end - _ROW.size
    while at < end:
        if at > last:
            return None
        sign, needed, flags, method, crc, packed, size, length, more, start = _ROW.unpack_from(
            data, at
        )
        at += _ROW.size + length
        name = _name_of(data[at - length : at])
        is_usual = sign == _SIGN and more == _NOTHING_MORE and needed & 0xFF <= _NEWEST
        if not is_usual or name is None or at > end:
            return None
        found.append(_entry_of((name, flags, method, crc, packed, size, start)))
    return found


@lru_cache(maxsize=1024)
def _name_of(name: bytes) -> str | None:
    """Files have parts of the same names; None where it is no usual one."""
    return None if not name.isascii() or b"\0" in name else name.decode()


def _entry(one: zipfile.ZipInfo) -> Entry:
    return Entry(
        one.filename,
        one.flag_bits,
        one.compress_type,
        one.CRC,
        one.compress_size,
        one.file_size,
        one.header_offset,
    )
