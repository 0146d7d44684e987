"""Where a heading may stand: numerals at a line's start, or glued behind a sentence.

Rules 1, 2 and 7: what looks like a numeral but counts things, lists contents or attachments
is none; a numeral without its separator, or a look-alike, is only a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.documents.numerals import chinese_value, circled_value, frame_of, numeral_text
from workflow.documents.shadow import is_han, visible
from workflow.documents.words import MEASURE_WORDS

CN = "[一二三四五六七八九十]"
_RULED_KINDS = {"章": "zhang", "节": "jie", "条": "tiao"}
_NUMERAL = re.compile(
    rf"\( {{0,4}}(?:(?P<cn_paren>{CN}{{1,3}})|(?P<ar_paren>[0-9]{{1,2}})) {{0,4}}\)"
    rf"(?: {{0,2}}(?P<after>[、.]))?"
    rf"|(?P<cn_dun>{CN}{{1,3}}) {{0,4}}(?P<dun>[、.])"
    rf"|(?P<ar_dot>[0-9]{{1,2}}) {{0,4}}(?P<dot>\.(?![0-9])|、)"
    rf"|(?P<circled>[①-⑳㉑-㉟㊱-㊿])(?: {{0,2}}(?P<ring>、))?"
    rf"|第 {{0,4}}(?P<ruled>{CN}{{1,3}}) {{0,4}}(?P<rule>[章节条])"
    rf"(?:(?P<tail>[、.:])|(?=[ \t\n]|\Z))"
)
_LOOK_ALIKE = re.compile(
    rf"(?P<dash>[ー—–―\-]) ?[、.]|\( ?(?P<paren_dash>[ー—–―\-]) ?\)"
    rf"|(?P<ar_paren>[0-9]{{1,2}}) ?\)|(?P<cn_paren>{CN}{{1,3}}) ?\)"
    rf"|(?P<cn_dun>{CN}{{1,3}}) ?[,:]"
)
_NO_SEPARATOR = re.compile(
    rf"第(?P<ruled>{CN}{{1,3}})(?P<rule>[章节条])|(?P<cn_dun>{CN}{{1,3}})"
    r"|(?P<ar_dot>[0-9]{1,2})(?= )"
)
_PAIR = re.compile(rf"({CN}{{1,3}}) ?、 ?({CN}{{1,3}})(.?)")
_DIGIT_PAIR = re.compile(r"([0-9]{1,2}) ?、 ?([0-9]{1,2})(?![0-9])")
_AFTER_SENTENCE = re.compile(r"[。!?] *(?=[(一二三四五六七八九十0-9])")
_GLUED_KINDS = frozenset({"cn_dun", "cn_paren", "ar_dot"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numeral at `start` to `end` (code points); `doubt` names why it is only suggested."""

    start: int
    end: int
    kind: str
    value: int
    flags: tuple[str, ...] = ()
    glued: bool = False
    doubt: str = ""


def numeral_at(text: str, shadow: str, start: int) -> Candidate | None:
    """The numeral that begins at `start`, or None; guards of rule 1 are not asked here."""
    match = _NUMERAL.match(shadow, start)
    if match is None:
        return None
    kind, number = _kind_and_number(match)
    value = _value(kind, number)
    if not value:
        return None
    numeral = text[start : match.end()]
    doubt = "" if _can_be_written(kind, value, numeral) else "mixed_forms"
    return Candidate(start, match.end(), kind, value, _separator_flags(match), doubt=doubt)


def _kind_and_number(match: re.Match[str]) -> tuple[str, str]:
    groups = match.groupdict()
    if groups.get("rule"):
        return _RULED_KINDS[match["rule"]], match["ruled"]
    for kind in ("cn_paren", "ar_paren", "cn_dun", "ar_dot", "circled"):
        if groups.get(kind):
            return kind, match[kind]
    return ("cn_paren" if groups.get("paren_dash") else "cn_dun"), "一"


def _value(kind: str, number: str) -> int | None:
    if kind == "circled":
        return circled_value(number)
    return int(number) if kind in ("ar_dot", "ar_paren") else chinese_value(number)


def _separator_flags(match: re.Match[str]) -> tuple[str, ...]:
    if "、" in (match["after"], match["ring"]):
        return ("extra_dun",)
    odd = match["after"] == "." or match["dun"] == "." or match["dot"] == "、" or match["tail"]
    return ("nonstandard_separator",) if odd else ()


def _can_be_written(kind: str, value: int, numeral: str) -> bool:
    """Whether kind, value and frame give back the numeral: half-folded ones (1２.) do not."""
    return numeral_text(kind, value, frame_of(numeral, kind)) == "".join(numeral.split())


def suggestion_at(shadow: str, start: int, end: int) -> Candidate | None:
    """A look-alike or a numeral without separator at the start of the line `start` to `end`."""
    match, doubt = _LOOK_ALIKE.match(shadow, start, end), "look_alike"
    if match is None:
        match, doubt = _NO_SEPARATOR.match(shadow, start, end), "no_separator"
    if match is None or not _looks_like_a_heading(shadow[match.end() : end], doubt):
        return None
    kind, number = _kind_and_number(match)
    value = _value(kind, number)
    return Candidate(start, match.end(), kind, value, doubt=doubt) if value else None


def _looks_like_a_heading(rest: str, doubt: str) -> bool:
    title = rest.strip()
    if not title or visible(title) > 40 or any(mark in title for mark in "。;"):
        return False
    if doubt == "look_alike":
        return True
    unlike = title[0] in MEASURE_WORDS or title[0] in "是要些般方旦定直" or "," in title
    return is_han(title[0]) and not unlike


def counts_things(shadow: str, start: int) -> bool:
    """一、二年级 and 一、二、三等奖: two neighbouring numbers before 、 or a measure word."""
    digits = _DIGIT_PAIR.match(shadow, start)
    if digits:
        return int(digits[2]) == int(digits[1]) + 1
    pair = _PAIR.match(shadow, start)
    if pair is None:
        return False
    first, second = chinese_value(pair[1]), chinese_value(pair[2])
    if not first or second != first + 1:
        return False
    return pair[3] == "、" or pair[3] in MEASURE_WORDS if pair[3] else False


def is_contents_line(line: str) -> bool:
    """A line of a table of contents: dots or a tab, then a number at the end."""
    rest = line.rstrip(" \t")
    bare = rest.rstrip("0123456789")
    if len(bare) == len(rest):
        return False
    leader = bare.rstrip(" ")
    return leader.endswith(("\t", "..", "…", "··", "⋯", "‥"))


def glued_in(text: str, shadow: str, start: int, end: int) -> Iterator[Candidate]:
    """Numerals straight behind 。 ! ? inside the line `start` to `end` (rule 2)."""
    for mark in _AFTER_SENTENCE.finditer(shadow, start, end):
        found = numeral_at(text, shadow, mark.end())
        if found is None or found.kind not in _GLUED_KINDS or found.end > end or found.doubt:
            continue
        if "nonstandard_separator" in found.flags or counts_things(shadow, found.start):
            continue
        yield Candidate(found.start, found.end, found.kind, found.value, found.flags, glued=True)
