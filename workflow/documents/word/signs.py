"""Signs of symbol fonts, and the characters that they look like."""

from __future__ import annotations

import re

UNKNOWN_SIGN = "〓"
"""What printers set where a character is missing."""
# Those that offices use as boxes, ticks and bullets: (font, low byte) -> character.
_SIGNS = {
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings 2", 0xA3): "☐",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x50): "✓",
    ("symbol", 0xB7): "•",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB8): "÷",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xB9): "≠",
    ("symbol", 0x61): "α",
    ("symbol", 0x62): "β",
    ("symbol", 0x6D): "μ",
    ("symbol", 0x44): "Δ",
    ("symbol", 0x53): "Σ",
    ("symbol", 0x57): "Ω",
}
_FONTS = re.compile(
    r"(?:wingdings|webdings|marlett|monotype sorts|zapf ?dingbats|mt extra).*|symbol"
)
_CODE = re.compile("[0-9A-Fa-f]{1,6}")
_PRIVATE = range(0xF000, 0xF100)


def is_symbol_font(font: str) -> bool:
    """Whether letters of this font are drawn as signs."""
    return _FONTS.fullmatch(font.strip().casefold()) is not None


def sign(font: str, code: str) -> str:
    """The character of a ``w:sym`` (ECMA-376 Part 1, 17.3.3.30): ``code`` is hexadecimal.

    UNKNOWN_SIGN for one of a symbol font that is not known, or for what is no code.
    """
    number = int(code, 16) if _CODE.fullmatch(code) else -1
    if is_symbol_font(font):
        return _SIGNS.get((font.strip().casefold(), number & 0xFF), UNKNOWN_SIGN)
    if number in _PRIVATE:
        number -= _PRIVATE.start
    is_character = 0x20 <= number < 0x11_0000 and not 0xD800 <= number < 0xE000
    return chr(number) if is_character and number & 0xFFFE != 0xFFFE else UNKNOWN_SIGN
