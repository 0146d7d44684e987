"""Heading numerals: a kind, a value and the frame in which the author wrote the number.

A frame is the numeral with a placeholder for the number: "#、", "（#）、", "第#章". Four
placeholders keep what the author typed:
`#` plain; `##` two digits with a leading zero; `＃` and `＃＃` the same in full-width digits;
`#⼗⼀` plain, but with the Kangxi radicals that follow it in the place of their twins.
"""

from __future__ import annotations

import re

DEFAULT_FRAME: dict[str, str] = {
    "zhang": "第#章",
    "jie": "第#节",
    "tiao": "第#条",
    "cn_dun": "#、",
    "cn_paren": "（#）",
    "ar_dot": "#.",
    "ar_paren": "（#）",
    "circled": "#",
}
KINDS: tuple[str, ...] = tuple(DEFAULT_FRAME)
ARABIC_KINDS = frozenset({"ar_dot", "ar_paren"})

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_CIRCLED = "".join(
    chr(first + step)
    for first, count in ((0x2460, 20), (0x3251, 15), (0x32B1, 15))
    for step in range(count)
)
_KANGXI = {"⼀": "一", "⼆": "二", "⼋": "八", "⼗": "十"}
_TO_KANGXI = {plain: radical for radical, plain in _KANGXI.items()}
_FOLD = str.maketrans({**_KANGXI, **{chr(0xFF10 + d): str(d) for d in range(10)}})
_WIDEN = str.maketrans({str(d): chr(0xFF10 + d) for d in range(10)})
_NUMBER = {
    "chinese": re.compile("[一二三四五六七八九十⼀⼆⼋⼗]+"),
    "arabic": re.compile("[0-9０-９]+"),
    "circled": re.compile(f"[{_CIRCLED}]"),
}
_PLACEHOLDER = re.compile("(?P<mark>##?|＃＃?)(?P<radicals>[⼀⼆⼋⼗]*)")


def chinese_number(value: int) -> str:
    """1 -> 一, 10 -> 十, 21 -> 二十一, 105 -> 一百零五. ValueError outside 1 to 9999."""
    if not 1 <= value <= 9999:
        raise ValueError(f"no Chinese numeral for {value}")
    text, gap = "", False
    for unit, name in _UNITS:
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    if value:
        text += ("零" if gap and text else "") + _DIGITS[value]
    return text[1:] if text.startswith("一十") else text


_CHINESE_VALUES = {chinese_number(value): value for value in range(1, 100)}


def chinese_value(text: str) -> int | None:
    """The value of 一 to 九十九 (Kangxi radicals allowed), or None."""
    return _CHINESE_VALUES.get(text.translate(_FOLD))


def circled_value(character: str) -> int | None:
    """The value of ① to ㊿, or None."""
    return _CIRCLED.index(character) + 1 if character and character in _CIRCLED else None


def _family(kind: str) -> str:
    if kind not in DEFAULT_FRAME:
        raise ValueError(f"no numeral of kind {kind!r}")
    if kind == "circled":
        return "circled"
    return "arabic" if kind in ARABIC_KINDS else "chinese"


def numeral_text(kind: str, value: int, frame: str | None = None) -> str:
    """The numeral of `kind` for `value` from 1 on, in `frame` (default: `DEFAULT_FRAME`).

    A circled value above 50 has no character of its own and is written (51).
    ValueError: unknown kind, value out of range, or a frame without a placeholder.
    """
    family = _family(kind)
    frame = frame or DEFAULT_FRAME[kind]
    place = _PLACEHOLDER.search(frame)
    if value < 1 or place is None:
        raise ValueError(f"no numeral for {value} in {frame!r}")
    number = _number(family, value, place["mark"], place["radicals"])
    return frame[: place.start()] + number + frame[place.end() :]


def _number(family: str, value: int, mark: str, radicals: str) -> str:
    if family == "chinese":
        wanted = {ord(_KANGXI[r]): r for r in radicals}
        return chinese_number(value).translate(wanted)
    if family == "circled":
        return _CIRCLED[value - 1] if value <= len(_CIRCLED) else f"({value})"
    digits = str(value).zfill(len(mark))
    return digits.translate(_WIDEN) if mark[0] == "＃" else digits


def frame_of(numeral: str, kind: str) -> str:
    """The frame of a numeral as written; white space inside is left out.

    ValueError: the numeral has no number of this kind.
    """
    family = _family(kind)
    packed = "".join(numeral.split())
    number = _NUMBER[family].search(packed)
    if number is None:
        raise ValueError(f"{numeral!r} is no numeral of kind {kind}")
    return packed[: number.start()] + _mark(number[0], family) + packed[number.end() :]


def _mark(number: str, family: str) -> str:
    if family == "chinese":
        return "#" + "".join(r for r in _TO_KANGXI.values() if r in number)
    if family == "circled":
        return "#"
    padded = len(number) == 2 and number.translate(_FOLD).startswith("0")
    sign = "＃" if "０" <= number[0] <= "９" else "#"
    return sign * (2 if padded else 1)
