"""What notes of nothing but text have in common where they differ in words alone."""

from __future__ import annotations

import re

from lxml import etree

from workflow.documents.reader.xml import Element
from workflow.documents.word.plain_markup import is_known
from workflow.documents.word.shapes import DECLARED, HOLE, SESSION, WORD_MARK
from workflow.documents.word.tree import w

_WORDS = re.compile(
    r'(<w:t(?: xml:space="preserve")?>\s*)([^\s<>&](?:[^<>&\n\r]*[^\s<>&])?)(?=\s*</w:t>)'
)
# What is more than text, or is not written as usual.
_OTHERS = re.compile(
    "<(?:w:(?:numPr|hyperlink|bookmark|fld|instr|comment|drawing|pict|object|sdt|ins|del|move|sym"
    "|br|vanish)|(?!/?w:))"
)
_NEVER = ("&", "xmlns", WORD_MARK)
_UNCUT = re.compile(rf"<w:t(?: [^<>]*)?>(?!\s*[{HOLE}<])")
_MARKS = (w("footnoteRef"), w("endnoteRef"))


def note_shape(body: Element) -> tuple[str, tuple[str, ...]] | None:
    """The markup of all that a note holds, with a HOLE for each of its words; None where it
    holds more than text.
    """
    whole = etree.tostring(body, encoding="unicode", with_tail=False)
    markup = whole[whole.index(">") + 1 : whole.rindex("<")]
    if body.prefix != "w" or any(one in markup for one in _NEVER) or _OTHERS.search(markup):
        return None
    words: list[str] = []

    def taken(found: re.Match[str]) -> str:
        words.append(found[2])
        return found[1] + HOLE

    shape = SESSION.sub("", _WORDS.sub(taken, markup))
    return (shape, tuple(words)) if words and not _UNCUT.search(shape) else None


def parsed_note(markup: str) -> Element | None:
    """A note that holds this; None where it is more than paragraphs of text."""
    made = etree.fromstring(f"<w:footnote {DECLARED}>{markup}</w:footnote>")
    is_lines = all(one.tag == w("p") for one in made) and not (made.text or "").strip()
    is_text = all(one.tag in _MARKS or is_known(one) for one in made.iterdescendants())
    return made if is_lines and is_text else None
