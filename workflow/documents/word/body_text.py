"""A body as text cut into pieces: paragraphs and tables of plain text by their shapes, and all else
as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from operator import add
from typing import NamedTuple

from lxml import etree

from workflow.documents.word.shapes import (
    HOLE,
    HOLE_END,
    KEPT,
    Shape,
    Shapes,
    expression_of,
    is_special,
    parsed,
)
from workflow.documents.word.things import Things, without_sessions

LARGEST = 100_000
"""Characters of a table; a larger one is read as it stands."""
OFTEN, LONGEST, MOST = 32, 2_000, 16
"""A shape that comes so often, and is no longer, gets an expression; so many are remembered."""
_BLANK = re.compile(r"\s*")
_TAG = re.compile(r"""<(/?)[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>""")
_WORDS = re.compile(rf"(<w:t(?: {KEPT})?>)([^<>&\n\r]+)(?={HOLE_END})")
_FIELD = re.compile(r"""<w:fldChar\s[^<>]*?fldCharType\s*=\s*["'](begin|end)""")
_STEPS = {"begin": 1, "end": -1}
_PARAGRAPH, _BLOCKS = ("<w:p>", "<w:p "), ("<w:p>", "<w:p ", "<w:tbl>", "<w:tbl ")
_CHANGE = re.compile(r"<w:(?:ins|del|moveFrom|moveTo)[\s/>]")
_FOR_GOOD = 1_000_000
_SHAPES = Shapes()
# Those that took something last come first.
_EXPRESSIONS: list[tuple[re.Pattern[str], Shape]] = []


class Aside(NamedTuple):
    """A paragraph or a table: its shape, its words, and all of it as it stood."""

    shape: Shape
    words: tuple[str, ...]
    markup: str

    def element(self) -> etree._Element:
        """It as an element, without ids of sessions, whose prefix is not declared here."""
        if self.shape.declared:
            return parsed(without_sessions(self.markup), self.shape.declared)
        pieces = zip(self.shape.markup.split(HOLE), (*self.words, ""), strict=True)
        return parsed("".join(chain.from_iterable(pieces)))


class BodyText:
    """What stands in a body, one after the other; the last piece is all behind it.

    ``rest`` is what follows the body's start tag; ``things``: paragraphs that hold them too.
    """

    def __init__(self, rest: str, things: Things | None = None) -> None:
        self._rest, self._things = rest, things
        self._fields, self._is_behind = 0, False
        self._expressions = list(_EXPRESSIONS)

    def all(self) -> Iterator[Aside | str]:
        rest, place = self._rest, 0
        while True:
            begin = place
            if not rest.startswith("<", begin):
                begin = _BLANK.match(rest, place).end()  # type: ignore[union-attr]
                yield rest[place:begin]
            found = None if self._fields else self._aside(begin)
            if found is not None:
                yield found.markup if self._is_behind else found
                place, self._is_behind = begin + len(found.markup), False
                continue
            place = _end(rest, begin)
            if place < 0:
                yield rest[begin:]
                return
            self._pass_by(rest[begin:place])
            yield rest[begin:place]

    def _pass_by(self, piece: str) -> None:
        """What begins here and reaches over what follows: a field that is open is read with all
        within it, and what a change takes from a paragraph lands in the next one.
        """
        steps = _FIELD.findall(piece)
        changes = _CHANGE.search(piece) is not None
        for one in steps:
            self._fields = max(0, self._fields + _STEPS[one])
        # Where the mark of a field may go, nobody knows yet where the field ends.
        self._fields += _FOR_GOOD if steps and changes else 0
        self._is_behind = changes or (self._is_behind and not piece.startswith(_BLOCKS))

    def _aside(self, begin: int) -> Aside | None:
        """The paragraph or the table that begins there, where it is one to be set aside."""
        known = self._expressions
        for place, (expression, shape) in enumerate(known):
            found = expression.match(self._rest, begin)
            if found is not None:
                if place:
                    known.insert(0, known.pop(place))
                return Aside(shape, found.groups(), found[0])
        kind, end = self._extent(begin)
        return self._looked_at(kind, self._rest[begin:end]) if kind else None

    def _extent(self, begin: int) -> tuple[str, int]:
        """The kind of what begins there and where it ends, if it is as plain as it may be."""
        rest, most = self._rest, begin + LARGEST
        if rest.startswith(_PARAGRAPH, begin):
            if rest[rest.find(">", begin, most) - 1] == "/":
                return "", begin
            kind, end = "p", rest.find("</w:p>", begin, most) + 6
        elif rest.startswith("<w:tbl>", begin):
            kind, end = "tbl", rest.find("</w:tbl>", begin, most) + 8
        else:
            return "", begin
        return (kind, end) if end > begin else ("", begin)

    def _looked_at(self, kind: str, markup: str) -> Aside | None:
        """None for what has no words, or more than words, or such as are not read as written."""
        if kind == "p" and is_special(markup):
            found = self._things.of(markup) if self._things else None
            return Aside(*found, markup) if found else None
        raw, words, before = without_words(markup)
        if not words or not all(map(_is_read_as_written, words, before)):
            return None
        shape = _SHAPES.of(kind, raw)
        if shape is None:
            return None
        self._count(shape, raw)
        return Aside(shape, words, markup)

    def _count(self, shape: Shape, raw: str) -> None:
        """What came often is from now on taken as a whole, in the files that follow too."""
        shape.times += 1
        if shape.times == OFTEN and len(raw) <= LONGEST:
            self._expressions.insert(0, (expression_of(raw), shape))
            _EXPRESSIONS[:] = self._expressions[:MOST]


def without_words(markup: str) -> tuple[str, tuple[str, ...], list[str]]:
    """The markup with a HOLE for each of its words, these, and the tag before each."""
    cut = _WORDS.split(markup)
    before = cut[1::3]
    return HOLE.join([*map(add, cut[::3], before), cut[-1]]), tuple(cut[2::3]), before


def _end(rest: str, begin: int) -> int:
    """Where the element ends that begins there; -1 where none does."""
    if rest.startswith(_PARAGRAPH, begin):
        end = rest.find("</w:p>", begin)
        if sum(rest.count(one, begin, end) for one in _PARAGRAPH) == 1 and end > 0:
            return end + 6  # none stands within it
    depth = 0
    for tag in _TAG.finditer(rest, begin):
        if tag.start() != begin and depth == 0:
            return -1
        depth += -1 if tag[1] else 0 if rest[tag.end() - 2] == "/" else 1
        if depth <= 0:
            return tag.end() if depth == 0 else -1
    return -1


def _is_read_as_written(word: str, before: str) -> bool:
    """Blanks at the edges of a text are none unless it says so."""
    edges = word[0] + word[-1]
    return edges.strip() == edges or (not word.isspace() and KEPT in before)
