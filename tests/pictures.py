"""Pictures small enough to be written here, and content that names them."""

from __future__ import annotations

import struct
import zlib
from typing import Any


def pixel(colour: tuple[int, int, int] = (27, 63, 115), width: int = 1, height: int = 1) -> bytes:
    """A PNG of one colour (PNG 1.2: truecolour, no filter)."""
    rows = (b"\x00" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(digest: str, block_id: str = "pic", **more: Any) -> dict[str, Any]:
    """A picture's block as JSON, 5 by 3 cm."""
    size = {"width": 1_800_000, "height": 1_080_000}
    named = {"id": block_id, "type": "picture", "hash": digest, "media": "image/png", "alt": ""}
    return {**named, **size, **more}


def content(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"version": 1, "blocks": list(blocks)}
