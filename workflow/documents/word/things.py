"""Paragraphs of text in which things stand: notes, links, bookmarks, references, one picture.

As text alone they have a shape (``shapes``): its holes are words, and ids of what is referred to.
What an id stands for is for the reader to look up; ids that only pair marks are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from enum import Enum

from lxml import etree

from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.plain_markup import is_known, is_of_drawings
from workflow.documents.word.shapes import HOLE, SESSION, WORD_MARK, Shape, Shapes, parsed
from workflow.documents.word.tree import w

Related = Callable[[], Container[str]]
"""The ids of relations that lead somewhere."""
Words = tuple[str, ...]


class Hole(Enum):
    """What stands in a hole, by the beginning of the tag that it stands in, or behind."""

    TEXT = "<w:t"
    REFERENCE = "<w:instrText"
    FOOTNOTE = "<w:footnoteReference"
    ENDNOTE = "<w:endnoteReference"
    LINK = "<w:hyperlink r"
    PLACE = "<w:hyperlink w"
    BOOKMARK = "<w:bookmarkStart"
    PICTURE = "<a:blip"
    ALT = "<wp:docPr"


_RELATED = (Hole.LINK, Hole.PICTURE)
_PREFIXES = ("r", "wp", "a", "pic")
_DECLARED = re.compile(r'\sxmlns:(\w+)="([^"]*)"')
# Each of these begins with a sign that a search for it leaps to.
_HOLES = re.compile(
    r'<(?:(w:t(?: xml:space="preserve")?>\s*)([^\s<>&](?:[^<>&\n\r]*[^\s<>&])?)(?=\s*</w:t>)'
    r"|((?:w:(?:foot|end)noteReference w:id|w:hyperlink (?:r:id|w:anchor)|w:bookmarkStart w:name"
    r'|a:blip r:embed|wp:docPr [^<>]*?descr)=")([^\s"<>&](?:[^"<>&\n\r\t]*[^\s"<>&])?)(?=")'
    r'|(w:instrText(?: xml:space="preserve")?>\s*(?:REF|PAGEREF|NOTEREF) +)'
    r'([^\s"<>&\\]{1,255})(?=[ <\\]))'
)
# Ids that pair two marks, or count drawings.
_COUNTED = re.compile(
    r'<(w:bookmark(?:Start|End)(?= )|wp:docPr|pic:cNvPr)(?: w:id="\d+"| id="\d+" name="[^"<>&]*")'
)
_DRAWN = re.compile(r' wp14:(?:anchor|edit)Id="[0-9A-Fa-f]*"')
# Whatever else may stand in a paragraph; references to characters, fonts of a theme.
_OTHERS = re.compile(
    "<(?:w:(?:sdt|comment|pict|object|sym|br|sectPr|vanish|fldSimple|ruby)"
    "|w:(?:ins|del|moveFrom|moveTo)[ />]|m|v)"
)
_NEVER = ("&", "heme", WORD_MARK)
_OURS = "_hg"
# In a shape: what should have a hole and has none, and what is not understood here.
_UNCUT = re.compile(
    rf'\sr:\w+="(?!{HOLE})|<w:instrText[^<>]*>(?![^<>"]*{HOLE}[^<>"]*<)'
    rf"|<w:t(?: [^<>]*)?>(?!\s*[{HOLE}<])"
    rf'|<w:(?:foot|end)noteReference(?! w:id="{HOLE})|<w:bookmarkStart(?! w:name="{HOLE}"/>)'
    rf'|<w:hyperlink(?! (?:r:id|w:anchor)="{HOLE}")'
    r"|w:customMarkFollows|<w:numPr|w:setAside|xmlns:(?!(?:a|pic|a14)=)"
)
_MARKS = re.compile(r'<w:fldChar [^<>]*?fldCharType="(\w+)"')
_WITHIN = re.compile(r'"begin"(?:(?!"end").)*<w:(?:bookmark|footnote|endnote|hyperlink)')
_FIELD = ("begin", "separate", "end")
_TAGS = frozenset(
    map(w, ("hyperlink", "bookmarkStart", "bookmarkEnd", "footnoteReference", "endnoteReference"))
) | frozenset(map(w, ("fldChar", "instrText", "drawing")))
_CODE = w("instrText")


class ThingShape(Shape):
    """``kinds`` tells what stands in each of its holes."""

    __slots__ = ("kinds",)

    def __init__(self, kind: str, markup: str, declared: str) -> None:
        super().__init__(kind, markup, declared)
        self.kinds = tuple(map(_kind, markup.split(HOLE)[:-1]))


class _Shapes(Shapes):
    """Of paragraphs below a root that has declared these prefixes."""

    def __init__(self, declared: str) -> None:
        super().__init__()
        self._declared = declared

    def made(self, kind: str, markup: str) -> ThingShape:
        return ThingShape(kind, markup, self._declared)

    def may_be_one(self, shape: Shape) -> bool:
        return shape.holes > 0 and "<w:r>" in shape.pattern and not _UNCUT.search(shape.pattern)

    def is_one(self, shape: Shape) -> bool:
        return _is_line(shape)


_KNOWN: dict[str, _Shapes] = {}


class Things:
    """Of one file: ``declared`` as ``usual_prefixes`` tells, ``related`` asked once if at all."""

    def __init__(self, declared: str, related: Related) -> None:
        self._related = related
        self._shapes = _KNOWN.setdefault(declared, _Shapes(declared)) if declared else None
        self._usable: Container[str] | None = None

    def of(self, markup: str) -> tuple[ThingShape, Words] | None:
        """The shape of a paragraph, and what stands in its holes; None where it holds more."""
        if self._shapes is None or _is_more(markup):
            return None
        words: list[str] = []

        def taken(found: re.Match[str]) -> str:
            last = found.lastindex or 0
            words.append(found[last])
            return f"<{found[last - 1]}{HOLE}"

        plain = _COUNTED.sub(r"<\1", without_sessions(markup))
        shape = self._shapes.of("p", _HOLES.sub(taken, plain))
        if not isinstance(shape, ThingShape) or not self._leads(shape, words):
            return None
        return shape, tuple(words)

    def _leads(self, shape: ThingShape, words: Sequence[str]) -> bool:
        """Whether all relations are there: what leads nowhere is cleaned in the tree."""
        own = [word for word, kind in zip(words, shape.kinds, strict=True) if kind in _RELATED]
        if own and self._usable is None:
            self._usable = self._related()
        return all(one in (self._usable or ()) for one in own)


def _is_more(markup: str) -> bool:
    """Whether more stands in it, or a bookmark of ours (``identity``), which is taken out."""
    if _OTHERS.search(markup) or any(one in markup for one in _NEVER):
        return True
    return "<w:bookmark" in markup and _OURS in markup.lower()


def without_sessions(markup: str) -> str:
    """The markup without ids of editing sessions, whose prefixes need not be declared."""
    if "w:rsid" in markup or "w14:" in markup:
        markup = SESSION.sub("", markup)
    return _DRAWN.sub("", markup) if "wp14:" in markup else markup


def words_of(shape: ThingShape, words: Words, kind: Hole) -> list[str]:
    """What stands in the holes of a kind."""
    return [word for word, one in zip(words, shape.kinds, strict=True) if one is kind]


def usual_prefixes(root: str) -> str:
    """What a start tag declares of the prefixes of things, "" where that is not as usual."""
    found = {one: uri for one, uri in _DECLARED.findall(root) if one in _PREFIXES}
    if "r" not in found or any(NAMESPACES[one] != uri for one, uri in found.items()):
        return ""
    return "".join(f' xmlns:{one}="{uri}"' for one, uri in sorted(found.items()))


def _kind(before: str) -> Hole:
    """What stands in the hole behind this piece of a shape."""
    tag = before[before.rindex("<") :]
    return next(one for one in reversed(Hole) if tag.startswith(one.value))


def _is_line(shape: Shape) -> bool:
    """Whether it is one paragraph, in which nothing stands but text and whole things."""
    markup = shape.pattern
    fields = tuple(_MARKS.findall(markup))
    if fields != _FIELD * (markup.count("<w:fldChar") // len(_FIELD)) or _WITHIN.search(markup):
        return False
    try:
        found = parsed(markup.replace(HOLE, WORD_MARK), shape.declared)
    except etree.XMLSyntaxError:
        return False
    is_one = found.tag == w("p") and found.getnext() is None and not (found.tail or "").strip()
    return is_one and all(map(_may_stand, found.iterdescendants()))


def _may_stand(one: etree._Element) -> bool:
    if one.tag not in _TAGS:
        return is_known(one) or is_of_drawings(one)
    return (one.tag == _CODE or not (one.text or "").strip()) and not (one.tail or "").strip()
