"""The shadow of a text: a string of the same length in which look-alikes are folded.

Rules are written once, for half-width marks; offsets found in the shadow hold in the text,
which itself is never changed.
"""

from __future__ import annotations

import unicodedata

_NEWLINES = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = "\x1f\u00a0\u1680\u202f\u205f\u3000\u200b\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_MARKS = {"（": "(", "）": ")", "．": ".", "：": ":", "；": ";", "，": ",", "！": "!", "？": "?"}
_KANGXI = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)}
_FOLD = str.maketrans(
    {
        **dict.fromkeys(_NEWLINES, "\n"),
        **dict.fromkeys(_BLANKS, " "),
        **_MARKS,
        **_KANGXI,
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "｡": "。",
        "､": "、",
    }
)


def shadow_of(text: str) -> str:
    """The folded twin of `text`: same length, `\\n` the only newline, no full-width digits."""
    return text.replace("\r\n", " \n").translate(_FOLD)


def lines_of(shadow: str) -> list[tuple[int, int]]:
    """The (start, end) of each line, newline left out; an empty text has one empty line."""
    lines, start = [], 0
    for line in shadow.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """`start` and `end` moved inwards over white space, or None when nothing is left."""
    piece = text[start:end]
    body = piece.strip()
    if not body:
        return None
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + lead + len(body)


def visible(text: str) -> int:
    """How many code points are not white space."""
    return len("".join(text.split()))


def is_han(character: str) -> bool:
    """Whether it is a Han character of the basic block, U+4E00 to U+9FFF."""
    return "\u4e00" <= character <= "\u9fff"
