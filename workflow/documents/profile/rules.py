"""What must hold between the values of a house style, so that its pages can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from workflow.documents.profile.model import Profile
from workflow.documents.profile.parts import Font

SMALLEST_SIDE = 2835
"""Twips: a text area is at least 50 mm wide and high."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Fault:
    """The place of a value that cannot be, and why."""

    place: str
    zh: str
    en: str


def faults(profile: Profile) -> Iterator[Fault]:
    """Everything that is wrong, in the order of the fields."""
    for rule in RULES:
        yield from rule(profile)


def _named(profile: Profile) -> Iterator[Fault]:
    if not _NAME.fullmatch(profile.name):
        yield Fault(
            "name",
            "名称只能用小写字母、数字、_ 和 -",
            "a name has small letters, digits, _ and - only",
        )
    for place, words in (("zh", profile.zh), ("en", profile.en)):
        if not words.strip():
            yield Fault(place, "不能为空", "must not be empty")


def _room(profile: Profile) -> Iterator[Fault]:
    page = profile.page
    for place, side in (("page.left", page.text_width), ("page.top", page.text_height)):
        if side < SMALLEST_SIDE:
            yield Fault(
                place,
                "页边距过大，版心不足 50 毫米",
                "the margins leave less than 50 mm for the text",
            )


def _lines(profile: Profile) -> Iterator[Fault]:
    """Exact spacing below the size of the text cuts its upper edge off."""
    levels = [getattr(profile.levels, one.name) for one in fields(profile.levels)]
    tallest = max(one.size for one in (profile.body, *levels))
    rows = (("line", profile.line, tallest), ("title.line", profile.title.line, _title(profile)))
    for place, line, size in rows:
        if line < size * 10:
            least = size * 10
            yield Fault(
                place,
                f"行距小于字高，字会被裁去，至少 {least}",
                f"below the height of the text, which would be cut off: at least {least}",
            )


def _title(profile: Profile) -> int:
    return max(profile.title.font.size, profile.attachment.title.size)


def _faces(profile: Profile) -> Iterator[Fault]:
    named = [(place, font.name) for place, font in fonts_of(profile)]
    for place, name in [*named, ("latin", profile.latin)]:
        if name is not None and (not name.strip() or name != name.strip()):
            yield Fault(
                place, "字体名称不能为空，前后不能有空格", "a font's name, without blanks around it"
            )


def _list_signs(profile: Profile) -> Iterator[Fault]:
    for place, one in enumerate(profile.lists.numbers):
        if one.text.count("#") != 1 or "%" in one.text:
            yield Fault(
                f"lists.numbers[{place}].text",
                "要有一个 # 代表编号，不能有 %",
                "needs one # in the place of the number, and no %",
            )
    for place, sign in enumerate(profile.lists.bullets):
        if not sign.strip() or "%" in sign:
            yield Fault(
                f"lists.bullets[{place}]", "要有一个符号，不能有 %", "needs a sign, and no %"
            )


def fonts_of(part: Any, place: str = "") -> Iterator[tuple[str, Font]]:
    """Every font of a profile with the place of its name."""
    for one in fields(part):
        value, below = getattr(part, one.name), f"{place}{one.name}."
        if isinstance(value, Font):
            yield below + "name", value
        elif is_dataclass(value):
            yield from fonts_of(value, below)


RULES: tuple[Callable[[Profile], Iterator[Fault]], ...] = (
    _named,
    _room,
    _lines,
    _faces,
    _list_signs,
)
