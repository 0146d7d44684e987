"""Rule 6: points such as 一是, 一要 and 第一, which enumerate inside a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.documents.numerals import chinese_value
from workflow.documents.outline.candidates import CN
from workflow.documents.outline.model import Point
from workflow.documents.outline.sequence import sequence_flags
from workflow.documents.shadow import is_han
from workflow.documents.words import MEASURE_WORDS

_POINT = re.compile(
    rf"(?:第(?P<ordinal>{CN}{{1,3}})(?P<comma>,)|(?P<number>{CN}{{1,3}})(?P<word>是|要)?)"
)
_BEFORE = "。!?;:\n"
_LONGEST = 25


def points_in(shadow: str, section: str, start: int, end: int) -> Iterator[Point]:
    """The points of one section's own text, `start` to `end`.

    A point begins the text, a line or a sentence; ； and : open one too, since enumerations
    are often written 一是…；二是…. The run of points starts afresh with each first one.
    """
    run: list[Point] = []
    for match in _POINT.finditer(shadow, start, end):
        if not _begins_a_sentence(shadow, match.start(), start):
            continue
        point = _point(shadow, match, section, end, run)
        if point is not None:
            run = [point] if point.n == 1 else [*run[-1:], point]
            yield point


def _begins_a_sentence(shadow: str, at: int, start: int) -> bool:
    while at > start and shadow[at - 1] in " \t":
        at -= 1
    return at == start or shadow[at - 1] in _BEFORE


def _point(
    shadow: str, match: re.Match[str], section: str, end: int, run: list[Point]
) -> Point | None:
    value = chinese_value(match["ordinal"] or match["number"])
    if value is None:
        return None
    last = run[-1].n if run else None
    if match["comma"] or match["word"]:
        form = "第N," if match["comma"] else f"N{match['word']}"
        flags = () if value == 1 else sequence_flags(last, value)
    elif _lacks_its_word(shadow[match.end() : match.end() + 1], value, run):
        form, flags = "N?", ("missing_是",)
    else:
        return None
    return Point(value, form, match.start(), section, flags, _heads(shadow, match.start(), end))


def _lacks_its_word(following: str, value: int, run: list[Point]) -> bool:
    """After two points, the expected number straight before a Han character that counts nothing."""
    if len(run) < 2 or value != run[-1].n + 1 or run[-1].form == "第N,":
        return False
    return bool(following) and is_han(following) and following not in MEASURE_WORDS


def _heads(shadow: str, start: int, end: int) -> bool:
    """Whether it is a short sentence that ends its line, with text that is no point below."""
    stop = shadow.find("\n", start, end)
    sentence = shadow[start : min(stop, start + 100)].strip() if stop > 0 else ""
    short = sentence.endswith("。") and len(sentence) <= _LONGEST + 1
    if not short or any(mark in sentence[:-1] for mark in "。,;"):
        return False
    below = shadow[stop:end].lstrip()[:4]
    match = _POINT.match(below)
    return bool(below) and not (match and (match["word"] or match["comma"]))
