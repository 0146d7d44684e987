"""Blanks: places where an author still has to put a figure, a name or a title."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from workflow.documents.shadow import is_han, shadow_of
from workflow.documents.words import BODY_SUFFIXES, FIGURE_UNITS

_BLANK = re.compile(
    "(?<![A-Za-z0-9])(?P<x>[Xx]+)(?![A-Za-z0-9])|(?P<times>×+)|_{2,}|(?P<zero>[〇○]{2,})"
    "|【 {0,9}】|(?P<paren>\\( {0,9}\\))|(?<![有亟尚])待补充?"
)
_RAYS = re.compile("光|射线|轴|染色体")
_YEAR = frozenset("零一二三四五六七八九十0123456789")
_NO_UNIT = re.compile(
    "项目|人[民大员才事]|个[人性]|层面|条例|日报|时[报代]|期间|场所|片区|级别|名[称单]|年鉴|家[庭园]|位置|类型|种植|本级"
)
_BODY = re.compile(f"[省市县区镇乡州盟旗]?(?:人民政府|人大|政协|{BODY_SUFFIXES})")
_NO_BODY = re.compile(
    "部[署分]|会[议同上]|办[法理好结]|处[理于在置]|科[技学]|局[面势]|所[有以在需]|社会|站[在稳]|校对|队伍|党[建员]"
)
_NO_SUBJECT = re.compile(
    "同志|先生|女士|老师|书记|主任|局长|部长|处长|科长|院长|校长|等|工作|项目|行动|活动|专项|会议|工程|制度"
)
_OPENS_A_CLAUSE = "。!?;,:\n"
_FOLD = str.maketrans("Ｘｘ＿", "Xx_")


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank at `start` to `end`; `kind` is figure, org, title or name.

    `unit` is what a figure counts (次, 余篇), else None.
    """

    start: int
    end: int
    text: str
    kind: str
    unit: str | None = None


def find_blanks(text: str) -> list[Blank]:
    """Every blank of `text` in order: runs of X, ×× and __, 〇〇, 【】, empty （）, 待补."""
    shadow = shadow_of(text).translate(_FOLD)
    titles = [(m.start(), m.end()) for m in re.finditer("《[^《》\n]*》", shadow)]
    found = (match for match in _BLANK.finditer(shadow) if _is_blank(shadow, match))
    return [_blank(text, shadow, match.start(), match.end(), titles) for match in found]


def _is_blank(shadow: str, match: re.Match[str]) -> bool:
    before = shadow[max(match.start() - 1, 0) : match.start()]
    after = shadow[match.end() : match.end() + 1]
    if match["x"]:
        return _is_masked(shadow, match, before, after)
    if match["times"]:
        return not _multiplies(shadow, match)
    if match["zero"]:
        return before not in _YEAR and after not in _YEAR
    return not (match["paren"] and before.isascii() and before.isalnum())


def _is_masked(shadow: str, match: re.Match[str], before: str, after: str) -> bool:
    """A single x is a variable unless it stands between Han; X光 and its like are words."""
    if match["x"] == "x":
        return bool(before and after) and is_han(before) and is_han(after)
    return not (match["x"] == "X" and _RAYS.match(shadow, match.end()))


def _multiplies(shadow: str, match: re.Match[str]) -> bool:
    """Whether Latin letters or digits stand on both sides, blanks and brackets left out.

    A word may stand on the left where a number stands on the right: 完成率×100%.
    """
    left = shadow[max(match.start() - 3, 0) : match.start()].rstrip(" )")[-1:]
    right = shadow[match.end() : match.end() + 3].lstrip(" (")[:1]
    if len(match["times"]) == 1 and right.isdecimal() and left.isalnum():
        return True
    return all(side.isascii() and side.isalnum() for side in (left, right))


def _blank(text: str, shadow: str, start: int, end: int, titles: list[tuple[int, int]]) -> Blank:
    place = bisect_right(titles, (start, len(text))) - 1
    after = shadow[end : end + 6]
    unit = None
    if place >= 0 and end <= titles[place][1]:
        kind = "title"
    elif unit := _unit(after):
        kind = "figure"
    elif _names_a_body(after) or _is_subject(shadow, start, after):
        kind = "org"
    else:
        kind = "name"
    return Blank(start, end, text[start:end], kind, unit)


def _unit(after: str) -> str | None:
    """次 or 余篇 when `after` begins with what a figure counts."""
    if not after or after[0] not in FIGURE_UNITS or _NO_UNIT.match(after):
        return None
    longer = after[0] in "余多" and after[1:2] in FIGURE_UNITS
    return after[:2] if longer else after[0]


def _names_a_body(after: str) -> bool:
    return bool(_BODY.match(after)) and not _NO_BODY.match(after)


def _is_subject(shadow: str, start: int, after: str) -> bool:
    """Whether it opens a clause and a predicate follows: the unit that reports (X认真贯彻…)."""
    before = shadow[max(start - 4, 0) : start].rstrip(" \t")
    opens = not before or before[-1] in _OPENS_A_CLAUSE
    return opens and bool(after) and is_han(after[0]) and not _NO_SUBJECT.match(after)
