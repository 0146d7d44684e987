"""What paragraphs, or tables, of nothing but text have in common where they differ in words alone.

The same markup is one object as long as it is remembered: it is looked at once, and found again
by comparing strings. What comes often is found by an expression that takes all of it at once.
"""

from __future__ import annotations

import re

from lxml import etree

from workflow.documents.word.plain_markup import is_plain
from workflow.documents.word.tree import W, w

HOLE = "\0"
"""Where words stand in markup."""
WORD_MARK = "\ue000"
"""The same where a parser reads it; markup that has one of its own is no shape."""
HOLE_END = "</w:t>"
KEPT = 'xml:space="preserve"'
MARK_OF_ASIDE = "w:setAside"
"""What stands for something that was set aside bears this attribute."""
DECLARED = f'xmlns:w="{W}"'
SESSION = re.compile(r'( w(?::rsid\w*|14:(?:paraId|textId))=")[0-9A-Fa-f]*"')
_MOST = 1_000_000
# What is plainly more than text, before it is parsed to know for sure.
_SPECIAL = re.compile(
    "<w:(?:hyperlink|bookmark|fld|instr|footnote|endnote|comment|drawing|pict|object|sdt|ins|del"
    "|sym|br|sectPr|vanish)|<m|<v"
)
_NEVER = (WORD_MARK, MARK_OF_ASIDE, "xmlns", "<w:numPr")
_NUMBERED = re.compile(
    r'<w:numPr>(?:<w:ilvl w:val="\d+"/>)?<w:numId w:val="\d+"/></w:numPr>', re.ASCII
)
_SESSION_MARK = "\1"
# Blanks at the edges of a text are none unless it says so.
_KEPT_START = re.escape(f"{KEPT}>")
_WORD, _KEPT_WORD = r"(?!\s)([^<>&\n\r]+)(?<!\s)", r"(?!\s+<)([^<>&\n\r]+)"


class Shape:
    """``markup`` has a HOLE for each of ``holes`` words, and no ids of editing sessions.

    ``pattern`` is the same without ``number``, the paragraph's own ``w:numPr`` or "".
    ``came`` says that an earlier file had it, ``times`` how often it was looked up of late.
    ``declared`` are the prefixes that it needs besides the usual one.
    """

    __slots__ = ("came", "declared", "holes", "kind", "markup", "number", "pattern", "times")

    def __init__(self, kind: str, markup: str, declared: str = "") -> None:
        self.kind, self.markup, self.holes = kind, markup, markup.count(HOLE)
        self.declared = declared
        found = _NUMBERED.search(markup) if kind == "p" else None
        self.number = found[0] if found else ""
        self.pattern = markup.replace(self.number, "", 1) if found else markup
        self.came, self.times = False, 0


class Shapes:
    """Shapes by their markup; all are forgotten where they are more than ``most`` characters."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._size = most, 0
        self._known: dict[str, Shape | None] = {}

    def of(self, kind: str, raw: str) -> Shape | None:
        """The shape of one element, ``raw`` but for the HOLEs in it.

        None where more than text stands in it, or no text.
        """
        markup = SESSION.sub("", raw) if "w:rsid" in raw or "w14:" in raw else raw
        known = self._known.get(markup)
        if known is not None or markup in self._known:
            return known
        # Most of what is more is known for it at a glance, and need not be remembered.
        shape = self.made(kind, markup)
        return self._remembered(shape) if self.may_be_one(shape) else None

    def made(self, kind: str, markup: str) -> Shape:
        return Shape(kind, markup)

    def may_be_one(self, shape: Shape) -> bool:
        return _may_be_text(shape)

    def is_one(self, shape: Shape) -> bool:
        """Whether it is what these shapes are of."""
        return _is_text(shape)

    def _remembered(self, shape: Shape) -> Shape | None:
        self._size += len(shape.markup)
        if self._size > self._most:
            self._known.clear()
            self._size = len(shape.markup)
        known = self._known[shape.markup] = shape if self.is_one(shape) else None
        return known


def parsed(markup: str, declared: str = "") -> etree._Element:
    """The element that a piece of markup is, in a body of its own; ``declared`` as in Shape."""
    return _body(markup, declared)[0]


def _body(markup: str, declared: str = "") -> etree._Element:
    return etree.fromstring(f"<w:body {DECLARED}{declared}>{markup}</w:body>")


def is_special(markup: str) -> bool:
    """Whether it is plainly more than text."""
    return _SPECIAL.search(markup) is not None


def expression_of(raw: str) -> re.Pattern[str]:
    """What takes an element like this one at once, with any ids of sessions; its groups are
    its words, read as they are written.
    """
    markup = re.escape(SESSION.sub(rf'\g<1>{_SESSION_MARK}"', raw))
    first, *others = markup.replace(_SESSION_MARK, "[0-9A-Fa-f]*").split(HOLE)
    made, before = [first], first
    for one in others:
        made += _KEPT_WORD if before.endswith(_KEPT_START) else _WORD, one
        before = one
    return re.compile("".join(made))


def _may_be_text(shape: Shape) -> bool:
    pattern, holes = shape.pattern, shape.holes
    if not holes or pattern.count(HOLE_END) != holes:
        return False
    return not is_special(pattern) and not any(one in pattern for one in _NEVER)


def _is_text(shape: Shape) -> bool:
    """Whether it is one whole element in which nothing but words and their look stands."""
    try:
        found = _body(shape.pattern.replace(HOLE, WORD_MARK))
    except etree.XMLSyntaxError:
        return False
    return len(found) == 1 and found[0].tag == w(shape.kind) and is_plain(found)
