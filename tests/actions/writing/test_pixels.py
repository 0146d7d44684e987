"""The size of a picture from its first bytes."""

from __future__ import annotations

import struct

import pytest

from tests.pictures import pixel
from workflow.actions.writing.pixels import pixels

FRAME = struct.pack(">BBHBHHB", 0xFF, 0xC2, 17, 8, 300, 400, 3)
APP = b"\xff\xe0" + struct.pack(">H", 16) + bytes(14)


@pytest.mark.parametrize(
    ("media", "data", "size"),
    [
        ("image/png", pixel(width=40, height=30), (40, 30)),
        ("image/gif", b"GIF89a" + struct.pack("<HH", 40, 30), (40, 30)),
        ("image/bmp", b"BM" + bytes(12) + struct.pack("<Iii", 40, 40, -30), (40, 30)),
        ("image/bmp", b"BM" + bytes(12) + struct.pack("<IHH", 12, 40, 30), (40, 30)),
        ("image/jpeg", b"\xff\xd8" + APP + b"\xff\xff" + FRAME, (400, 300)),
    ],
)
def test_each_type_says_its_size(media: str, data: bytes, size: tuple[int, int]) -> None:
    assert pixels(data, media) == size


@pytest.mark.parametrize(
    ("media", "data"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        ("image/png", pixel(width=40, height=30)[:20]),
        ("image/gif", b"GIF89a\x00"),
        ("image/gif", b"GIF89a" + bytes(4)),
        ("image/bmp", b"BM" + bytes(10)),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("image/jpeg", b"\xff\xd8" + APP + b"\xff\xda" + FRAME),
        ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x00" * 1000),
        ("image/jpeg", b"\xff\xd8" + b"\x00" * 1000),
        ("image/jpeg", b"\xff\xd8" + b"\xff" * 100_000),
        ("image/svg+xml", b"<svg/>"),
    ],
)
def test_what_says_no_size_has_none(media: str, data: bytes) -> None:
    assert pixels(data, media) is None
