"""Deflate streams put together from blocks that were compressed by themselves (RFC 1951).

A block ends at a byte, with a full flush, and looks back at nothing before itself. So blocks
can be kept, and joined in any order, and a report is compressed again only where it changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

LEVEL = 6
END = b"\x03\x00"
"""An empty last block."""
_ONES = 0xFFFFFFFF
_ZEROS = memoryview(bytes(64 * 1024))


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

    But for the ones that a CRC turns over at its start and its end it is linear: the first,
    moved on by as many zeros, is what the whole differs from the second.
    """
    crc = first ^ _ONES
    while size > len(_ZEROS):
        crc, size = zlib.crc32(_ZEROS, crc), size - len(_ZEROS)
    return zlib.crc32(_ZEROS[:size], crc) ^ _ONES ^ second
