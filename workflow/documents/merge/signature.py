"""Pass: signature and date at the end (GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

from workflow.documents.merge.styles import SIGNATURE
from workflow.documents.merge.titles import text_width
from workflow.documents.merge.xml import Element, el, paragraph, run
from workflow.documents.profile import Profile

DATE_INDENT = 4
"""Characters that a date without signature stands in from the right."""


def signature_block(signature: str, date: str, profile: Profile) -> list[Element]:
    """One blank line, the signature, below it the date; nothing where both are empty."""
    if not signature and not date:
        return []
    made = [paragraph(SIGNATURE)]
    if signature:
        made.append(_right(signature, _signature_indent(signature, date), profile))
    if date:
        made.append(_right(date, _date_indent(signature, date), profile))
    return made


def _right(text: str, characters: int, profile: Profile) -> Element:
    indent = el("ind", rightChars=characters * 100, right=characters * profile.body.size * 10)
    return paragraph(SIGNATURE, run(text, profile.body, profile), properties=(indent,))


def _signature_indent(signature: str, date: str) -> int:
    """Two characters from the right, more where the date below would leave the text area."""
    return 2 + max(0, round(text_width(date) - text_width(signature)) + 2)


def _date_indent(signature: str, date: str) -> int:
    """The date's first character stands two to the right of the signature's."""
    if not signature:
        return DATE_INDENT
    indent = _signature_indent(signature, date)
    return max(0, indent + round(text_width(signature) - text_width(date)) - 2)
