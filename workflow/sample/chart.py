"""A bar chart as a PNG, drawn with the standard library: bars, their values, their places."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

Points = tuple[tuple[float, float], ...]
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 960, 400, 40, 60, 350
BAR = (43, 90, 143)
INK = (60, 66, 74)
LINE = (150, 156, 163)
GLYPH_WIDTH, GLYPH_HEIGHT, STROKE, FINE = 12, 20, 1.15, 4
ADVANCE, POINT_ADVANCE = 15, 7


def arc(x: float, y: float, rx: float, ry: float, start: int = 0, end: int = 360) -> Points:
    """A stretch of an ellipse; degrees run clockwise from the right, y runs down."""
    steps = (math.radians(one) for one in range(start, end + 1, 10))
    return tuple((x + rx * math.cos(one), y + ry * math.sin(one)) for one in steps)


SIX: tuple[Points, ...] = (
    ((0.78, 0.05), (0.42, 0.5), (0.15, 0.9)),
    arc(0.5, 1.1, 0.42, 0.45),
)
# Strokes in a box 1 wide and 1.6 high.
STROKES: dict[str, tuple[Points, ...]] = {
    "0": (arc(0.5, 0.8, 0.42, 0.75),),
    "1": (((0.2, 0.35), (0.58, 0.05), (0.58, 1.55)),),
    "2": ((*arc(0.5, 0.47, 0.4, 0.42, 190, 390), (0.08, 1.55), (0.95, 1.55)),),
    "3": (arc(0.47, 0.44, 0.38, 0.39, 210, 450), arc(0.47, 1.17, 0.42, 0.38, 270, 510)),
    "4": (((0.7, 1.55), (0.7, 0.05), (0.05, 1.1), (0.98, 1.1)),),
    "5": (((0.88, 0.05), (0.22, 0.05), (0.15, 0.75)), arc(0.48, 1.06, 0.43, 0.49, 220, 510)),
    "6": SIX,
    "7": (((0.05, 0.05), (0.95, 0.05), (0.4, 1.55)),),
    "8": (arc(0.5, 0.42, 0.35, 0.37), arc(0.5, 1.17, 0.42, 0.38)),
    "9": tuple(tuple((1 - x, 1.6 - y) for x, y in stroke) for stroke in SIX),
    ".": (((0.15, 1.5), (0.16, 1.5)),),
}


class Canvas:
    """Truecolour pixels, white at first."""

    def __init__(self) -> None:
        self.rows = [bytearray(b"\xff" * WIDTH * 3) for _ in range(HEIGHT)]

    def box(
        self, left: int, top: int, right: int, bottom: int, colour: tuple[int, int, int]
    ) -> None:
        for row in self.rows[top:bottom]:
            row[left * 3 : right * 3] = bytes(colour) * (right - left)

    def words(self, text: str, middle: int, top: int) -> None:
        """Digits and points, centred."""
        across = sum(_advance(one) for one in text) - (ADVANCE - GLYPH_WIDTH)
        left = middle - across // 2
        for one in text:
            self._stamp(one, left, top)
            left += _advance(one)

    def _stamp(self, sign: str, left: int, top: int) -> None:
        for y, row in enumerate(_glyph(sign)):
            for x, part in enumerate(row):
                if part:
                    at = (left + x) * 3
                    was = self.rows[top + y][at : at + 3]
                    mixed = (
                        round(a + (b - a) * part / FINE**2) for a, b in zip(was, INK, strict=True)
                    )
                    self.rows[top + y][at : at + 3] = bytes(mixed)

    def png(self) -> bytes:
        """The picture (PNG 1.2: 8 bit truecolour, rows unfiltered)."""
        header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        data = zlib.compress(b"".join(b"\x00" + row for row in self.rows), 9)
        parts = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _advance(sign: str) -> int:
    return POINT_ADVANCE if sign == "." else ADVANCE


@cache
def _glyph(sign: str) -> list[list[int]]:
    """How many of a pixel's 16 points the strokes cover, row by row."""
    size = GLYPH_WIDTH - 2 * STROKE
    strokes = [[(STROKE + x * size, STROKE + y * size) for x, y in one] for one in STROKES[sign]]
    return [[_covered(x, y, strokes) for x in range(GLYPH_WIDTH)] for y in range(GLYPH_HEIGHT)]


def _covered(x: int, y: int, strokes: list[list[tuple[float, float]]]) -> int:
    fine = [(n + 0.5) / FINE for n in range(FINE)]
    return sum(_touches(x + dx, y + dy, strokes) for dx in fine for dy in fine)


def _touches(x: float, y: float, strokes: list[list[tuple[float, float]]]) -> bool:
    return any(_distance(x, y, *a, *b) <= STROKE for one in strokes for a, b in pairwise(one))


def _distance(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    """From a point to the stretch between a and b."""
    dx, dy = bx - ax, by - ay
    along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
    along = min(1.0, max(0.0, along))
    return math.hypot(x - ax - along * dx, y - ay - along * dy)


def bar_chart(values: Sequence[float]) -> bytes:
    """A bar a value, its number above and its place (1, 2, 3 ...) below; PNG bytes."""
    canvas = Canvas()
    step = (WIDTH - 2 * LEFT) // len(values)
    for n, value in enumerate(values):
        middle = LEFT + n * step + step // 2
        top = BOTTOM - round((BOTTOM - TOP) * value / max(values))
        canvas.box(middle - step // 4, top, middle + step // 4, BOTTOM, BAR)
        canvas.words(f"{value:g}", middle, top - GLYPH_HEIGHT - 8)
        canvas.words(str(n + 1), middle, BOTTOM + 12)
    canvas.box(LEFT, BOTTOM, WIDTH - LEFT, BOTTOM + 2, LINE)
    return canvas.png()
