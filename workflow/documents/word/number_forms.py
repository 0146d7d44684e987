"""A count as the forms of automatic numbers write it (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from workflow.documents.numerals import chinese_number, numeral_text

_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "taiwaneseDigital",
        "koreanDigital2",
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_ONES = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def formatted(form: str, count: int) -> str:
    """`count` in a `w:numFmt` of ISO/IEC 29500-1, 17.18.59; an unknown one reads as decimal."""
    if form in ("bullet", "none"):
        return ""
    if form in _CHINESE and 1 <= count <= 9999:
        return chinese_number(count)
    if form in _CIRCLED and count >= 1:
        return numeral_text("circled", count)
    if form.endswith("Letter") and count >= 1:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        return _roman(count).upper() if form.startswith("upper") else _roman(count)
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for unit, letters in (*_ROMAN, *_ROMAN_ONES):
        text += letters * (count // unit)
        count %= unit
    return text
