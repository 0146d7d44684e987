"""Pass: numbering of lists inside sections; each ordered list starts anew."""

from __future__ import annotations

from workflow.documents.merge.xml import Element, el, element, run_properties, serialise
from workflow.documents.profile import Profile

BULLETS, NUMBERS = 1, 2
DEPTHS = 5
BULLET_SIGNS = ("●", "○", "■", "●", "○")
NUMBER_FORMS = (
    ("decimal", "%1."),
    ("decimal", "(%2)"),
    ("decimalEnclosedCircle", "%3"),
    ("lowerLetter", "%4."),
    ("lowerRoman", "%5."),
)


class Lists:
    """Hands out a number instance for each list met while the body is written."""

    def __init__(self) -> None:
        self._ordered = 0

    def begin(self, ordered: bool) -> int:
        """The id of a list that begins here; all bulleted ones share one."""
        if not ordered:
            return BULLETS
        self._ordered += 1
        return BULLETS + self._ordered

    def part(self, profile: Profile) -> bytes:
        """``word/numbering.xml`` with the instances handed out."""
        root = element("numbering", _abstract(BULLETS, profile), _abstract(NUMBERS, profile))
        root.append(el("num", el("abstractNumId", val=BULLETS), numId=BULLETS))
        for number in range(BULLETS + 1, BULLETS + 1 + self._ordered):
            root.append(_restarted(number))
        return serialise(root)


def list_properties(number: int, depth: int) -> Element:
    return element("numPr", el("ilvl", val=depth), el("numId", val=number))


def _abstract(own: int, profile: Profile) -> Element:
    made = el("abstractNum", el("multiLevelType", val="multilevel"), abstractNumId=own)
    for depth in range(DEPTHS):
        made.append(_level(own, depth, profile))
    return made


def _level(own: int, depth: int, profile: Profile) -> Element:
    form, text = NUMBER_FORMS[depth] if own == NUMBERS else ("bullet", BULLET_SIGNS[depth])
    unit = profile.body.size * 10
    return el(
        "lvl",
        el("start", val=1),
        el("numFmt", val=form),
        el("suff", val="space"),
        el("lvlText", val=text),
        el("lvlJc", val="left"),
        element("pPr", el("ind", left=unit * 2 * depth, firstLine=unit * 2)),
        run_properties(profile.body, profile),
        ilvl=depth,
    )


def _restarted(number: int) -> Element:
    made = el("num", el("abstractNumId", val=NUMBERS), numId=number)
    for depth in range(DEPTHS):
        made.append(el("lvlOverride", el("startOverride", val=1), ilvl=depth))
    return made
