"""Deflate streams put together from blocks that were compressed by themselves (RFC 1951).

A block ends at a byte, with a full flush, and looks back at nothing before itself. So blocks
can be kept, and joined in any order, and a report is compressed again only where it changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LEVEL = 6
SHORT, SHORT_WINDOW, SHORT_MEMORY = 2_000, 12, 5
"""So many bytes fit into a window of 4 KB, and their symbols into one block (memLevel + 6 bits)."""
END = b"\x03\x00"
"""An empty last block."""
_ONES = 0xFFFFFFFF
_ZEROS = memoryview(bytes(64 * 1024))
# A CRC is a polynomial over two elements, its highest bit the coefficient of 1 (RFC 1952, 8).
_ONE, _POLYNOMIAL = 0x80000000, 0xEDB88320


@dataclass(slots=True)
class Block:
    """Compressed bytes; the size and the CRC-32 of what they stand for.

    ``shift`` is ``shift_over(size)`` where that is worth remembering, or 0.
    """

    data: bytes
    size: int
    crc: int
    shift: int = 0


def block_of(raw: bytes) -> Block:
    """The bytes as a block."""
    packer = _packer(len(raw))
    data = packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH)
    return Block(data, len(raw), zlib.crc32(raw))


def _packer(size: int) -> zlib._Compress:
    """A compressor for so many bytes. For a few it does without the large tables of zlib, whose
    memory alone takes twenty times as long as the work.
    """
    if size > SHORT:
        return zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.compressobj(LEVEL, zlib.DEFLATED, -SHORT_WINDOW, SHORT_MEMORY)


def joined(blocks: Sequence[Block]) -> Block:
    """One block of all, one behind the other."""
    return Block(b"".join([one.data for one in blocks]), *_measures(blocks))


class Stream(NamedTuple):
    """A whole stream in pieces; the size and the CRC-32 of what they stand for."""

    pieces: tuple[bytes, ...]
    size: int
    crc: int


def stream_of(raw: bytes) -> Stream:
    """The bytes as a whole stream, in one piece."""
    packer = _packer(len(raw))
    return Stream((packer.compress(raw) + packer.flush(),), len(raw), zlib.crc32(raw))


def stream(blocks: Sequence[Block]) -> Stream:
    """The blocks one behind the other, and their end."""
    return Stream((*[one.data for one in blocks], END), *_measures(blocks))


def _measures(blocks: Sequence[Block]) -> tuple[int, int]:
    size = crc = 0
    for one in blocks:
        moved = times(one.shift, crc) if one.shift else moved_on(crc, one.size)
        crc, size = moved ^ one.crc, size + one.size
    return size, crc


def moved_on(crc: int, size: int) -> int:
    """A CRC as it counts before ``size`` more bytes: that of both, but for what they are.

    Without the ones that are turned over at its start and its end a CRC is linear, so zlib
    itself moves it on over as many zeros. (The CRC of nothing is 0, and stays so.)
    """
    crc ^= _ONES
    left = size
    while left > len(_ZEROS):
        crc, left = zlib.crc32(_ZEROS, crc), left - len(_ZEROS)
    return zlib.crc32(_ZEROS[:left], crc) ^ _ONES


def shift_over(size: int) -> int:
    """What a CRC must be multiplied by to be moved on over so many bytes."""
    return moved_on(_ONE, size)


def times(one: int, other: int) -> int:
    """The product of two polynomials, modulo that of the CRC."""
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = one << 1 & _ONES
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return product
