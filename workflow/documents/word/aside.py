"""Paragraphs and tables of nothing but text, set aside before a body is parsed.

Most of a report is such text, and most of it is marked up alike. What is the same but for its
words is looked at once, and then known by comparing strings. In the XML that is parsed, what
was set aside is an element of the same kind that is empty and counts.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import cast

from lxml import etree

from workflow.documents.word.body_text import Aside, BodyText
from workflow.documents.word.shapes import DECLARED, MARK_OF_ASIDE, Shape
from workflow.documents.word.things import (
    Hole,
    Related,
    Things,
    ThingShape,
    Words,
    usual_prefixes,
    words_of,
)
from workflow.documents.word.tree import W, remove, w

ASIDE = w("setAside")
"""The attribute that names by their numbers what was set aside."""
KINDS = (w("p"), w("tbl"))
SEVERAL = 2
"""As often a pattern has to come in one file before it is set aside."""
_EMPTY = {
    "p": f'<w:p {MARK_OF_ASIDE}="{{}}"/>',
    "tbl": f'<w:tbl {MARK_OF_ASIDE}="{{}}"><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
}
_BODY = "<w:body>"
DECLARATION = re.compile(
    r"""<\?xml\s+version=["']1\.0["'](?:\s+encoding=["']utf-8["'])?"""
    r"""(?:\s+standalone=["'](?:yes|no)["'])?\s*\?>\s*""",
    re.IGNORECASE,
)
_UNREADABLE = bytes({*range(32)} - {9, 10, 13})
_NO_CHARACTERS = ("\ufffe", "\uffff")


@dataclass(frozen=True)
class Thinned:
    """The part that is parsed, and what was set aside: neighbours of one kind together."""

    data: bytes
    groups: tuple[tuple[Aside, ...], ...] = ()

    def of(self, number: str) -> tuple[Aside, ...]:
        """Those that ASIDE of an element names."""
        return self.groups[int(number)]

    @cached_property
    def things(self) -> tuple[tuple[ThingShape, Words], ...]:
        """Those in which more than words stand."""
        asides = (one for group in self.groups for one in group)
        return tuple((one.shape, one.words) for one in asides if isinstance(one.shape, ThingShape))

    def named(self, kind: Hole) -> Iterator[str]:
        """What stands in all holes of the kind."""
        for shape, words in self.things:
            if kind in shape.kinds:
                yield from words_of(shape, words, kind)

    def bookmarks(self, node: etree._Element) -> Iterator[str]:
        """The names of those that were set aside with what the element stands for."""
        number = node.get(ASIDE) if self.groups else None
        for one in self.of(number) if number else ():
            if isinstance(one.shape, ThingShape):
                yield from words_of(one.shape, one.words, Hole.BOOKMARK)

    def put_back(self, body: etree._Element, wanted: Callable[[Aside], bool]) -> None:
        """Set those that are wanted into the tree again, and their neighbours, in their place."""
        for node in list(body.iter(*KINDS)):
            number = node.get(ASIDE)
            if number and any(map(wanted, self.of(number))):
                for one in self.of(number):
                    node.addprevious(one.element())
                remove(node)


def thinned(
    data: bytes, least: int = SEVERAL, recalls: bool = False, related: Related | None = None
) -> Thinned:
    """The main part without what follows a pattern that comes ``least`` times or more.

    ``recalls``: or a pattern that came before, in another file. ``related``: text in which
    things stand too; it tells which of them are there.
    """
    text = readable(data)
    head, body, rest = text.partition(_BODY)
    start = _begin(head)
    if not body or start < 0:
        return Thinned(data)
    root = head[start : head.find(">", start)]
    things = Things(usual_prefixes(root), related) if related else None
    left, groups = _parted(list(BodyText(rest, things).all()), least, recalls)
    made = head + body + left
    is_usual = bool(groups) and _is_usual(made, start, len(groups))
    return Thinned(made.encode(), tuple(groups)) if is_usual else Thinned(data)


def _parted(
    pieces: list[Aside | str], least: int, recalls: bool
) -> tuple[str, list[tuple[Aside, ...]]]:
    """What is left as it stands, with a mark for each group that is set aside, and those."""
    counts = Counter([one.shape for one in pieces if type(one) is Aside])
    kinds = _worth_it(counts, least, recalls)
    left, groups = list[str](), list[tuple[Aside, ...]]()
    for kind, some in groupby(
        pieces, lambda one: kinds.get(one.shape, "") if type(one) is Aside else ""
    ):
        if not kind:
            left += [one if isinstance(one, str) else one.markup for one in some]
            continue
        alike = cast(tuple[Aside, ...], tuple(some))
        # Paragraphs have one mark for all, tables one each.
        added = [alike] if kind == "p" else [(one,) for one in alike]
        left += [_EMPTY[kind].format(n) for n, _ in enumerate(added, start=len(groups))]
        groups += added
    return "".join(left), groups


def _worth_it(counts: Counter[Shape], least: int, recalls: bool) -> dict[Shape, str]:
    """The shapes that are set aside, with their kinds."""
    times: Counter[str] = Counter()
    for shape, count in counts.items():
        times[shape.pattern] += count
    known = {
        one: one.kind for one in counts if times[one.pattern] >= least or (recalls and one.came)
    }
    for one in counts:
        one.came = True
    return known


def readable(data: bytes) -> str:
    """The text of a part in UTF-8 that no parser would refuse for its characters, else ""."""
    if len(data.translate(None, _UNREADABLE)) < len(data):
        return ""
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        return ""
    return "" if any(one in text for one in _NO_CHARACTERS) else text


def _begin(head: str) -> int:
    """Where the root begins, where it is the usual one; else -1."""
    declared = DECLARATION.match(head)
    start = declared.end() if declared else len(head) - len(head.lstrip())
    return start if head.startswith("<w:document ", start) and DECLARED in head else -1


def _is_usual(left: str, start: int, marks: int) -> bool:
    """Whether ``w`` is what it is everywhere, and a sign is a tag wherever it looks like one.

    Shapes are known for it, so what is left of a text tells it of the whole.
    """
    return (
        left.find("<!", start) < 0
        and left.find("<?", start) < 0
        and left.count("xmlns:w=") == 1
        and left.count(W) == 1
        and left.count(MARK_OF_ASIDE) == marks
    )
