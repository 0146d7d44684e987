"""Footnotes, endnotes and comments of nothing but text, known before their part is parsed.

Such notes differ in words and ids alone. The markup of one, without them, is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from workflow.documents.errors import DocumentError
from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.aside import DECLARATION, readable
from workflow.documents.word.body_text import without_words
from workflow.documents.word.declared import IGNORABLE
from workflow.documents.word.package import parse_xml
from workflow.documents.word.plain_markup import is_known
from workflow.documents.word.shapes import DECLARED, HOLE, WORD_MARK
from workflow.documents.word.strict import is_strict
from workflow.documents.word.tree import W, w

LARGEST, LONGEST, MOST = 1_000_000, 8_000, 256
"""Bytes of a part; characters of a note's markup, or of what stands before the first note; how
many of these are remembered."""
_PARAGRAPH_IDS = f' xmlns:w14="{NAMESPACES["w14"]}"'
_IDS = tuple(f"{{{NAMESPACES['w14']}}}{one}" for one in ("paraId", "textId"))
# All that is taken out of whatever is cut, and no more.
_SESSION = re.compile(
    r'( w:rsid(?:R|RDefault|RPr|P|Tr|Del|Sect)?=| w14:(?:paraId|textId)=)"[0-9A-Fa-f]*"'
)
# In markup: references to characters, comments and instructions of XML, the theme, namespaces.
_NEVER = ("&", "<!", "<?", "heme", "xmlns", WORD_MARK)
_UNCUT = re.compile(rf"<w:t(?: [^<>]*)?>(?![{HOLE}<])")
_BLANK = " \t\r\n"
_NOTE = re.compile(
    rf"[{_BLANK}]*<w:(footnote|endnote|comment)"
    r'((?: w:(?:id|type|author|date|initials)="[^"<>&\t\r\n]*")*)>(.*?)</w:\1>',
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r' w:(\w+)="([^"]*)"')
_ID = w("id")
_MARKS = frozenset(
    map(w, ("footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator"))
) | frozenset(map(w, ("tab", "br", "cr")))


class PlainNote(NamedTuple):
    """``markup`` is what stands within, with a HOLE for each of its words, ids of sessions and
    of paragraphs emptied; ``said`` are the note's own attributes by their full names.
    """

    markup: str
    words: tuple[str, ...]
    said: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """What the attribute says, as an element tells it."""
        return self.said.get(name)


class PlainNotes(NamedTuple):
    """The notes of a part by id, the first of each, and how many there are."""

    by_id: Mapping[str, PlainNote]
    total: int


def plain_notes(kind: str, data: bytes) -> PlainNotes | None:
    """The notes of a part; ``kind``: footnotes, endnotes, comments.

    None where anything in it is more than text, or the part is not written as usual: then
    there may be something to clean, or to refuse.
    """
    text = readable(data) if len(data) <= LARGEST and not is_strict(data) else ""
    declared = DECLARATION.match(text)
    first = text.find(">", declared.end() if declared else 0) + 1
    prefixes = _prefixes(text[:first], kind) if 0 < first <= LONGEST else None
    return None if prefixes is None else _all(kind, text, first, prefixes)


def parsed_note(markup: str, prefixes: str = _PARAGRAPH_IDS) -> etree._Element:
    """An element that holds this markup; DocumentError "damaged"."""
    return parse_xml(f"<w:note {DECLARED}{prefixes}>{markup}</w:note>".encode())


def _all(kind: str, text: str, place: int, prefixes: str) -> PlainNotes | None:
    by_id, count, name = dict[str, PlainNote](), 0, kind[:-1]
    while found := _NOTE.match(text, place):
        note = _note(found[2], found[3], prefixes) if found[1] == name else None
        if note is None:
            return None
        by_id.setdefault(note.said.get(_ID, ""), note)
        place, count = found.end(), count + 1
    return PlainNotes(by_id, count) if text[place:].strip(_BLANK) == f"</w:{kind}>" else None


def _note(attributes: str, markup: str, prefixes: str) -> PlainNote | None:
    markup, words, _ = without_words(markup)
    if "w:rsid" in markup or "w14:" in markup:
        markup = _SESSION.sub(r'\1""', markup)
    if len(attributes) + len(markup) > LONGEST or not _is_quiet(markup, prefixes):
        return None
    said = _said(attributes)
    return PlainNote(markup, words, said) if said is not None else None


@lru_cache(maxsize=MOST)
def _said(attributes: str) -> Mapping[str, str] | None:
    """Attributes by their full names; None where one of them is there twice."""
    found = _ATTRIBUTE.findall(attributes)
    names = {w(name): value for name, value in found}
    return MappingProxyType(names) if len(names) == len(found) else None


@lru_cache(maxsize=32)
def _prefixes(head: str, kind: str) -> str | None:
    """What has to be declared for ids of paragraphs, "" where it is not; ``head`` is a part
    up to its first note. None where its root is not as usual.
    """
    try:
        root = parse_xml(f"{head}</w:{kind}>".encode())
    except DocumentError:
        return None
    if root.tag != w(kind) or not set(root.attrib) <= {IGNORABLE}:
        return None
    declared = root.nsmap.get("w14")
    if declared is None:
        return ""
    return _PARAGRAPH_IDS if declared == NAMESPACES["w14"] else None


@lru_cache(maxsize=MOST)
def _is_quiet(markup: str, prefixes: str) -> bool:
    """Whether there is nothing but text, its look, and the marks of notes."""
    if _UNCUT.search(markup) or any(one in markup for one in _NEVER):
        return False
    try:
        found = parsed_note(markup.replace(HOLE, WORD_MARK), prefixes)
    except DocumentError:
        return False
    etree.strip_attributes(found, *_IDS)
    return not (found.text or "").strip() and all(map(_is_of_notes, found.iterdescendants()))


def _is_of_notes(one: etree._Element) -> bool:
    if one.tag not in _MARKS:
        return is_known(one)
    is_empty = not len(one) and not (one.text or "").strip() and not (one.tail or "").strip()
    return is_empty and all(str(name).startswith(f"{{{W}}}") for name in one.attrib)
