"""How many pixels a picture has, read from its first bytes: it is never decoded."""

from __future__ import annotations

import struct

Size = tuple[int, int]
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that a frame's size follows (ITU-T T.81, table B.1: SOF0 to SOF15)."""
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a segment (TEM, RST0 to RST7, SOI)."""
SCAN, END = 0xDA, 0xD9


def pixels(data: bytes, media: str) -> Size | None:
    """Width and height; None where the picture does not say them or is of another type."""
    try:
        size = READERS[media](data)
    except (KeyError, struct.error):
        return None
    return size if size and min(size) > 0 else None


def _png(data: bytes) -> Size | None:
    """IHDR comes first (PNG 1.2, 4.1.1)."""
    return struct.unpack_from(">II", data, 16) if data[12:16] == b"IHDR" else None


def _gif(data: bytes) -> Size | None:
    """The logical screen (GIF89a, 18)."""
    return struct.unpack_from("<HH", data, 6)


def _bmp(data: bytes) -> Size | None:
    """BITMAPINFOHEADER, a negative height counting from the top; or the older core header."""
    if struct.unpack_from("<I", data, 14)[0] == 12:
        return struct.unpack_from("<HH", data, 18)
    width, height = struct.unpack_from("<ii", data, 18)
    return width, abs(height)


def _jpeg(data: bytes) -> Size | None:
    """From segment to segment up to the first frame (ITU-T T.81, B.1.1)."""
    at = 2
    while data[at : at + 1] == b"\xff":
        marker = data[at + 1] if at + 1 < len(data) else END
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        if marker in (SCAN, END):
            return None
        if marker == 0xFF:  # any number of fill bytes may stand before a marker
            at += 1
        elif marker in ALONE:
            at += 2
        else:
            at += 2 + max(2, struct.unpack_from(">H", data, at + 2)[0])
    return None


READERS = {"image/png": _png, "image/gif": _gif, "image/bmp": _bmp, "image/jpeg": _jpeg}
