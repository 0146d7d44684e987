"""Pass: signature and date (GB/T 9704-2012, 7.3.5), with and without a seal."""

from __future__ import annotations

from workflow.documents.house.measure import characters
from workflow.documents.house.styles import SIGNATURE
from workflow.documents.house.xml import Element, el, paragraph, run
from workflow.documents.profile import Profile

IN_FROM_RIGHT, STEP, SEALED_DATE = 2.0, 2.0, 4.0
"""Characters: the signature without seal, the date's step behind it, the date with one."""


def signature_block(signature: str, date: str, profile: Profile) -> list[Element]:
    """Empty lines, the signature, below it the date; kept together on one page.

    Nothing where both are empty or the house style has them under the title.
    """
    if profile.signature.place != "end" or not (signature or date):
        return []
    of_signature, of_date = indents(signature, date, profile)
    made = [_keeping() for _ in range(profile.signature.lines_before)]
    if signature:
        made.append(_right(signature, of_signature, profile, above=bool(date)))
    if date:
        made.append(_right(date, of_date, profile))
    return made


def signature_under_title(signature: str, date: str, profile: Profile) -> list[Element]:
    """Signature and date centred below the title, where the house style has them there.

    The date stands in brackets; an empty line follows.
    """
    if profile.signature.place != "under_title" or not (signature or date):
        return []
    dated = f"（{date}）" if date and date[0] not in "（(" else date
    font = profile.signature.font
    lines = [run(one, font, profile) for one in (signature, dated) if one]
    centred = [paragraph(SIGNATURE, one, properties=(el("jc", val="center"),)) for one in lines]
    return [*centred, paragraph(SIGNATURE)]


def indents(signature: str, date: str, profile: Profile) -> tuple[float, float]:
    """How far signature and date stand in from the right, in characters."""
    latin, font = profile.latin, profile.signature.font
    one, other = (characters(text, latin) for text in (signature, date))
    if profile.signature.seal:
        of_date = max(SEALED_DATE, (one - other) / 2)
        return _within(of_date + (other - one) / 2), of_date
    if not signature:
        return 0.0, SEALED_DATE
    room = profile.page.text_width / (font.size * 10)
    if other > one:
        return min(IN_FROM_RIGHT + other + STEP - one, room - one), IN_FROM_RIGHT
    return IN_FROM_RIGHT, _within(IN_FROM_RIGHT + one - STEP - other)


def _within(indent: float) -> float:
    return max(0.0, indent)


def _right(text: str, indent: float, profile: Profile, above: bool = False) -> Element:
    size = profile.signature.font.size * 10
    place = el("ind", rightChars=round(indent * 100), right=round(indent * size))
    keep = (el("keepNext"),) if above else ()
    return paragraph(
        SIGNATURE, run(text, profile.signature.font, profile), properties=(*keep, place)
    )


def _keeping() -> Element:
    return paragraph(SIGNATURE, properties=(el("keepNext"),))
