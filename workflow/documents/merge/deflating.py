"""Deflate streams put together from blocks that were compressed by themselves (RFC 1951).

A block ends at a byte, with a full flush, and looks back at nothing before itself. So blocks
can be kept, and joined in any order, and a report is compressed again only where it changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LEVEL = 6
END = b"\x03\x00"
"""An empty last block."""
_POLYNOMIAL = 0xEDB88320
_ONE = 1 << 31


@dataclass(frozen=True, slots=True)
class Block:
    """Compressed bytes; the size and the CRC-32 of what they stand for."""

    data: bytes
    size: int
    crc: int


def block_of(raw: bytes) -> Block:
    """The bytes as a block."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH)
    return Block(data, len(raw), zlib.crc32(raw))


def joined(blocks: Iterable[Block]) -> Block:
    """A whole stream, ended, of all blocks one behind the other."""
    data: list[bytes] = []
    size = crc = 0
    for one in blocks:
        data.append(one.data)
        crc = one.crc if not size else crc_of_both(crc, one.crc, one.size)
        size += one.size
    return Block(b"".join(data) + END, size, crc)


def crc_of_both(first: int, second: int, size: int) -> int:
    """The CRC-32 of bytes that are joined; ``size`` is that of the second.

    The first is moved by as many zero bytes: multiplied with x to the 8 * size, modulo the
    polynomial, its bits in reverse order as in zlib's crc32_combine.
    """
    return _product(_shift(size), first) ^ second


@lru_cache(maxsize=4096)
def _shift(size: int) -> int:
    made, power, left = _ONE, 1 << 23, size  # power is x to the 8
    while left:
        if left & 1:
            made = _product(power, made)
        power, left = _square(power), left >> 1
    return made


@lru_cache(maxsize=64)
def _square(one: int) -> int:
    return _product(one, one)


def _product(first: int, second: int) -> int:
    """Two polynomials multiplied, modulo the polynomial of the CRC."""
    made, bit = 0, _ONE
    while bit:
        if first & bit:
            made ^= second
        second = (second >> 1) ^ _POLYNOMIAL if second & 1 else second >> 1
        bit >>= 1
    return made
