"""Paragraphs and tables of nothing but text, set aside before a body is parsed.

Most of a report is such text, and most of it is marked up alike. What is the same but for its
words is one pattern: it is looked at once, and then known by comparing strings. In the XML
that is parsed, what was set aside is an element of the same kind that is empty and counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import add
from typing import NamedTuple

from lxml import etree

from workflow.documents.word.plain_markup import is_plain
from workflow.documents.word.tree import W, w

ASIDE = w("setAside")
"""The attribute that names by their numbers what was set aside."""
HOLE = "\0"
"""Where words stand in a pattern."""
HOLE_END = "</w:t>"
_NAME = "w:setAside"
_EMPTY = {
    "p": f'<w:p {_NAME}="{{}}"/>',
    "tbl": f'<w:tbl {_NAME}="{{}}"><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
}
_DECLARED = f'xmlns:w="{W}"'
_BODY = "<w:body>"
_DECLARATION = re.compile(
    r"""<\?xml\s+version=["']1\.0["'](?:\s+encoding=["']utf-8["'])?"""
    r"""(?:\s+standalone=["'](?:yes|no)["'])?\s*\?>""",
    re.IGNORECASE,
)
_UNREADABLE = bytes({*range(32)} - {9, 10, 13})
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_TAG = re.compile(r"""<(/?)[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>""")
_BLANK = re.compile(r"\s*")
_KEPT = 'xml:space="preserve"'
_WORDS = re.compile(rf"(<w:t(?: {_KEPT})?>)([^<>&\n\r]+)(?={HOLE_END})")
# What is plainly more than text, before it is parsed to know for sure.
_SPECIAL = re.compile(
    "<w:(?:hyperlink|bookmark|fld|instr|footnote|endnote|comment|drawing|pict|object|sdt|ins|del"
    "|sym|br|sectPr|vanish)|<m|<v"
)
_SESSION = re.compile(r' w(?::rsid\w*|14:(?:paraId|textId))="[0-9A-Fa-f]*"')
_NUMBERED = re.compile(
    r'<w:numPr>(?:<w:ilvl w:val="\d+"/>)?<w:numId w:val="\d+"/></w:numPr>', re.ASCII
)
_FIELD = re.compile(r"""<w:fldChar\s[^<>]*?fldCharType\s*=\s*["'](begin|end)""")
_STEPS = {"begin": 1, "end": -1}
_BLOCKS = ("<w:p>", "<w:p ", "<w:tbl>", "<w:tbl ")
_CHANGE = re.compile(r"<w:(?:ins|del|moveFrom|moveTo)[\s/>]")
_FOR_GOOD = 1_000_000
LARGEST = 100_000
"""Characters of a table; a larger one is read as it stands."""


class Aside(NamedTuple):
    """``pattern`` has a HOLE for each of ``words``; ``number`` is its own ``w:numPr`` or "",
    which the pattern leaves out. ``markup`` is all of it as it stood.
    """

    kind: str
    pattern: str
    words: tuple[str, ...]
    number: str
    markup: str


@dataclass(frozen=True, slots=True)
class Thinned:
    """The part that is parsed, and what was set aside."""

    data: bytes
    asides: tuple[Aside, ...]

    def of(self, numbers: str) -> tuple[Aside, ...]:
        """Those that ASIDE of an element names: the first, and the one behind the last."""
        first, _, end = numbers.partition("-")
        return self.asides[int(first) : int(end)]


def thinned(data: bytes, least: int = 2) -> Thinned:
    """The main part without what follows a pattern that comes ``least`` times or more."""
    text = _readable(data)
    head, body, rest = text.partition(_BODY)
    if not body or not _is_usual(head, text):
        return Thinned(data, ())
    pieces = list(_Pieces(rest).all())
    counts = Counter(one.pattern for one in pieces if isinstance(one, Aside))
    asides: list[Aside] = []
    made = [head, body]
    for is_aside, some in groupby(pieces, lambda one: _is_aside(one, counts, least)):
        if not is_aside:
            made += (one if isinstance(one, str) else one.markup for one in some)
            continue
        for kind, alike in groupby(some, lambda one: one[0]):
            first = len(asides)
            asides += alike  # type: ignore[arg-type]
            made.append(_empty(kind, first, len(asides)))
    return Thinned("".join(made).encode() if asides else data, tuple(asides))


def _is_aside(piece: Aside | str, counts: Mapping[str, int], least: int) -> bool:
    return isinstance(piece, Aside) and counts[piece.pattern] >= least


def _empty(kind: str, first: int, end: int) -> str:
    """One element for neighbours; paragraphs one for all, tables one each."""
    if kind == "p":
        return _EMPTY[kind].format(f"{first}-{end}")
    return "".join(_EMPTY[kind].format(f"{n}-{n + 1}") for n in range(first, end))


def parsed(markup: str) -> etree._Element:
    """The element that a piece of markup is, in a body of its own."""
    return etree.fromstring(f"<w:body {_DECLARED}>{markup}</w:body>")[0]


def _readable(data: bytes) -> str:
    """The text of a part in UTF-8 that no parser would refuse for its characters, else ""."""
    if len(data.translate(None, _UNREADABLE)) < len(data) or any(
        one in data for one in _NO_CHARACTERS
    ):
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _is_usual(head: str, text: str) -> bool:
    """Whether ``w`` is what it is everywhere, and a sign is a tag wherever it looks like one."""
    declared = _DECLARATION.match(head)
    start = declared.end() if declared else 0
    return (
        head.startswith("<w:document ", _BLANK.match(head, start).end())  # type: ignore[union-attr]
        and text.find("<!", start) < 0
        and text.find("<?", start) < 0
        and _DECLARED in head
        and text.count("xmlns:w=") == 1
        and text.count(W) == 1
        and _NAME not in text
    )


class _Pieces:
    """What stands in a body, one after the other; the last piece is all behind it."""

    def __init__(self, rest: str) -> None:
        self._rest = rest
        self._fields, self._is_behind = 0, False
        self._patterns: dict[str, str] = {}

    def all(self) -> Iterator[Aside | str]:
        rest, place = self._rest, 0
        while True:
            begin = _BLANK.match(rest, place).end()  # type: ignore[union-attr]
            if begin > place:
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
        rest, most = self._rest, begin + LARGEST
        if rest.startswith(("<w:p>", "<w:p "), begin):
            if rest[rest.find(">", begin, most) - 1] == "/":
                return None
            kind, end = "p", rest.find("</w:p>", begin, most) + 6
        elif rest.startswith("<w:tbl>", begin):
            kind, end = "tbl", rest.find("</w:tbl>", begin, most) + 8
        else:
            return None
        return self._made(kind, rest[begin:end]) if end > begin else None

    def _made(self, kind: str, markup: str) -> Aside | None:
        """None for what has no words, or more than words, or such as are not read as written."""
        cut = _WORDS.split(markup)
        words, before = tuple(cut[2::3]), cut[1::3]
        if not words or not all(map(_is_read_as_written, words, before)):
            return None
        pattern = HOLE.join([*map(add, cut[::3], before), cut[-1]])
        if "w:rsid" in pattern or "w14:" in pattern:
            # Where each text is a hole, nothing but markup is left.
            pattern = _SESSION.sub("", pattern) if pattern.count(HOLE_END) == len(words) else ""
        number = ""
        if "<w:numPr>" in pattern:
            found = _NUMBERED.search(pattern) if kind == "p" else None
            number = found[0] if found else ""
            pattern = pattern.replace(number, "", 1)
        pattern = self._checked(kind, pattern, len(words))
        return Aside(kind, pattern, words, number, markup) if pattern else None

    def _checked(self, kind: str, markup: str, words: int) -> str:
        """The markup where it is a pattern, else ""; the same pattern is one object, which is
        quickly compared.
        """
        known = self._patterns.get(markup)
        if known is None:
            is_pattern = markup.count(HOLE_END) == words and _is_pattern(kind, markup)
            known = self._patterns[markup] = markup if is_pattern else ""
        return known


def _end(rest: str, begin: int) -> int:
    """Where the element ends that begins there; -1 where none does."""
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
    return edges.strip() == edges or (not word.isspace() and _KEPT in before)


def _is_pattern(kind: str, pattern: str) -> bool:
    """Whether it is one whole element in which nothing but text stands."""
    if "<w:numPr" in pattern or _SPECIAL.search(pattern):
        return False
    try:
        found = etree.fromstring(f"<w:body {_DECLARED}>{pattern.replace(HOLE, 'x')}</w:body>")
    except etree.XMLSyntaxError:
        return False
    return len(found) == 1 and found[0].tag == w(kind) and is_plain(found)
