"""Pass: numbering of lists inside sections; each ordered list starts anew."""

from __future__ import annotations

from workflow.documents.house.xml import Element, el, element, run_properties, serialise
from workflow.documents.profile import Profile

BULLETS, NUMBERS = 1, 2
DEPTHS = 5


class Lists:
    """Hands out a number instance for each list met while the body is written."""

    def __init__(self) -> None:
        self._begun: list[tuple[int, int]] = []

    def begin(self, ordered: bool, depth: int = 0, start: int = 1) -> int:
        """The id of a list that begins here at ``start``; all bulleted ones share one."""
        if not ordered:
            return BULLETS
        self._begun.append((min(depth, DEPTHS - 1), start))
        return BULLETS + len(self._begun)

    def part(self, profile: Profile) -> bytes:
        """``word/numbering.xml`` with the instances handed out."""
        root = element("numbering", _abstract(BULLETS, profile), _abstract(NUMBERS, profile))
        root.append(el("num", el("abstractNumId", val=BULLETS), numId=BULLETS))
        for place, (depth, start) in enumerate(self._begun):
            root.append(_restarted(BULLETS + 1 + place, depth, start))
        return serialise(root)


def list_properties(number: int, depth: int) -> Element:
    return element("numPr", el("ilvl", val=depth), el("numId", val=number))


def _abstract(own: int, profile: Profile) -> Element:
    made = el("abstractNum", el("multiLevelType", val="multilevel"), abstractNumId=own)
    for depth in range(DEPTHS):
        made.append(_level(own, depth, profile))
    return made


def _level(own: int, depth: int, profile: Profile) -> Element:
    """An item's first line is in as a paragraph's is, its other lines are flush."""
    form, text, behind = _sign(own, depth, profile)
    unit, indent, further = profile.body.size * 10, profile.indent, profile.lists.step * depth
    return el(
        "lvl",
        el("start", val=1),
        el("numFmt", val=form),
        el("suff", val=behind),
        el("lvlText", val=text),
        el("lvlJc", val="left"),
        element(
            "pPr",
            el(
                "ind",
                leftChars=further * 100,
                left=further * unit,
                firstLineChars=indent * 100,
                firstLine=unit * indent,
            ),
        ),
        run_properties(profile.body, profile),
        ilvl=depth,
    )


def _sign(own: int, depth: int, profile: Profile) -> tuple[str, str, str]:
    """The form of the number, its text, and what stands behind it."""
    if own == BULLETS:
        signs = profile.lists.bullets
        return "bullet", signs[min(depth, len(signs) - 1)], "space"
    numbers = profile.lists.numbers
    one = numbers[min(depth, len(numbers) - 1)]
    return one.form, one.text.replace("#", f"%{depth + 1}"), "nothing"


def _restarted(number: int, begun: int, start: int) -> Element:
    """Every depth counts from 1 again, the one where the list begins from its start."""
    made = el("num", el("abstractNumId", val=NUMBERS), numId=number)
    for depth in range(DEPTHS):
        first = start if depth == begun else 1
        made.append(el("lvlOverride", el("startOverride", val=first), ilvl=depth))
    return made
