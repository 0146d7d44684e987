"""What a reader reads of a piece of WordprocessingML, of whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from workflow.documents.reader.equations import WRITTEN, written
from workflow.documents.reader.forms import form_text
from workflow.documents.reader.xml import Element, local, named, tags, val
from workflow.documents.word.signs import sign
from workflow.documents.word.tree import w

_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_LEFT_OUT = tags(
    "del moveFrom delText instrText delInstrText rPr pPr tblPr tcPr trPr sdtPr sectPr "
    "tblGrid rubyPr fldData"
)
_TEXTS = frozenset({w("t"), named("m", "t"), named("a", "t")})
_ENDS = frozenset({w("p"), named("a", "p")})
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_CHOICE, _FALLBACK = named("mc", "Choice"), named("mc", "Fallback")
_ALTERNATE, _TEXTPATH = named("mc", "AlternateContent"), named("v", "textpath")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LINES = re.compile(r"\n{2,}")
Unseen = frozenset[Element]
Notes = Callable[[str, str], Element | None]
"""Finds a note by its kind ("footnotes") and id; its text is read behind the rest."""


def text_of(elements: Iterable[Element], notes: Notes | None = None) -> str:
    """The text, a line a paragraph, each text box once, notes at the end; no edge blanks."""
    found = list(elements)
    unseen = _in_codes(found)
    pieces = ["".join(part for one in found for part in _read(one, unseen))]
    if notes is not None:
        pieces += _note_texts(found, notes)
    return _LINES.sub("\n", "\n".join(pieces)).strip("\n\t ")


def plain(element: Element) -> str:
    """The characters of a ``w:t``; blanks at its edges count only when it says so (2.10)."""
    text = (element.text or "").translate({10: 32, 13: 32})
    kept = element.get(SPACE) == "preserve"
    return text if kept else text.strip(" \t")


def _in_codes(found: list[Element]) -> frozenset[Element]:
    """Text within the codes of fields that end: results of inner fields, which nobody sees."""
    fields: list[tuple[list[Element], bool]] = []
    unseen: set[Element] = set()
    for one in (inner for element in found for inner in element.iter(w("fldChar"), w("t"))):
        kind = val(one, "fldCharType")
        if one.tag == w("t"):
            for code, shows in fields:
                code += [] if shows else [one]
        elif kind == "begin":
            fields.append(([], False))
        elif kind == "separate" and fields:
            fields[-1] = fields[-1][0], True
        elif kind == "end" and fields:
            unseen.update(fields.pop()[0])
    return frozenset(unseen)


def _note_texts(found: list[Element], notes: Notes) -> Iterator[str]:
    for element in found:
        for one in element.iter(*_NOTES):
            note = notes(_NOTES[str(one.tag)], val(one, "id") or "")
            if note is not None:
                yield text_of([note])


def _read(element: Element, unseen: Unseen) -> Iterator[str]:
    tag = element.tag
    if not isinstance(tag, str) or tag in _LEFT_OUT or element in unseen:
        return
    if tag in _TEXTS:
        yield plain(element) if tag == w("t") else element.text or ""
    elif tag in _CHARACTERS:
        yield _CHARACTERS[tag]
        yield from _inner(element, unseen)
    elif tag == w("sym"):
        yield sign(val(element, "font") or "", val(element, "char") or "")
    elif tag == w("fldChar"):
        yield form_text(element)
    elif tag == _TEXTPATH:
        yield (element.get("string") or "") + "\n"
    elif tag == _ALTERNATE:
        yield from _one_of(element, unseen)
    elif tag == w("rt"):
        yield f"({''.join(_inner(element, unseen))})"
    elif local(element) in WRITTEN and tag.startswith(named("m", "")):
        yield written(element, lambda one: "".join(_inner(one, unseen)))
    else:
        yield from _inner(element, unseen)
        if tag in _ENDS:
            yield "\n"


def _inner(element: Element, unseen: Unseen) -> Iterator[str]:
    """Ruby has its base after its reading in the tree, and before it on the page."""
    children = list(element)
    if element.tag == w("ruby"):
        children.sort(key=lambda one: one.tag == w("rt"))
    for one in children:
        yield from _read(one, unseen)


def _one_of(alternate: Element, unseen: Unseen) -> Iterator[str]:
    """The first choice that has text, else the fallback: they say the same thing."""
    for one in (*alternate.iterchildren(_CHOICE), *alternate.iterchildren(_FALLBACK)):
        text = "".join(_inner(one, unseen))
        if text.strip():
            yield text
            return
