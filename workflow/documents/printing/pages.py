"""Pages of a PDF as pictures, drawn by PDFium."""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2

WIDEST, NARROWEST = 1600, 120
"""Pixels that a picture may be wide."""
MOST_PIXELS = 6_000_000
"""A page may be of any shape; its picture is never larger."""
_ONE_AT_A_TIME = threading.Lock()
"""PDFium may be called by one thread of a process at a time."""


class NoSuchPage(LookupError):
    """The document has no page of that number."""


def page_count(data: bytes) -> int:
    """The pages of a PDF; raises pypdfium2.PdfiumError where the bytes are none."""
    with opened(data) as document:
        return len(document)


def page_picture(source: Path, number: int, width: int) -> bytes:
    """Page ``number`` (from 1) as PNG, ``width`` pixels wide within the bounds above.

    Raises NoSuchPage, and FileNotFoundError or pypdfium2.PdfiumError for a file that is none.
    """
    with opened(source) as document:
        if not 1 <= number <= len(document):
            raise NoSuchPage
        page = document[number - 1]
        bitmap = page.render(scale=_scale(page, width), rev_byteorder=True)
        return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


@contextmanager
def opened(source: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(source)
        try:
            yield document
        finally:
            document.close()


def _scale(page: pypdfium2.PdfPage, width: int) -> float:
    wide, high = page.get_size()
    wanted = (min(max(width, NARROWEST), WIDEST) - 0.5) / wide  # PDFium rounds up
    return float(min(wanted, (MOST_PIXELS / (wide * high)) ** 0.5))


def _png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """PNG of rows of RGB, ``stride`` bytes from one to the next (PNG 1.2, chapters 3 and 4)."""
    rows = b"".join(b"\0" + pixels[at : at + width * 3] for at in range(0, stride * height, stride))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + crc
