"""A house style as a stylesheet: the profile's own numbers, so that a preview cannot drift.

The sheet's rules stand in ``static/css/sheet.css`` and speak of these values alone. Lengths
are plain numbers of points: the rules multiply them by the size of a point on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from workflow.actions.showing.faces import GENERIC, faces_of
from workflow.documents.profile import BY_DEPTH, Font, Profile

TWIPS_IN_POINT = 20
EIGHTHS_IN_POINT = 8
UNSAFE = re.compile(r"[^\w .()-]")
"""What a name of a face in quotes had better not hold."""
LATIN = "house-latin"
LATIN_RANGE = "U+20-7E, U+A0-A6, U+A8-B6, U+B8-24F"
"""Digits and Latin letters; curly quotes and the middle dot stay with the Chinese face."""


def house_css(profile: Profile) -> str:
    """The stylesheet of this style's sheets, as text."""
    return "\n".join((*_latin(profile), _values(profile), *_fonts(profile))) + "\n"


def _latin(profile: Profile) -> Iterator[str]:
    if profile.latin:
        names = ", ".join(f'local("{_safe(one)}")' for one in (profile.latin, "Liberation Serif"))
        yield (
            f'@font-face {{ font-family: "{LATIN}"; src: {names}; unicode-range: {LATIN_RANGE}; }}'
        )


def _values(profile: Profile) -> str:
    page, table = profile.page, profile.table
    values: dict[str, float | str] = {
        "page-width": page.width / TWIPS_IN_POINT,
        "page-height": page.height / TWIPS_IN_POINT,
        "text-width": page.text_width / TWIPS_IN_POINT,
        "top": page.top / TWIPS_IN_POINT,
        "right": page.right / TWIPS_IN_POINT,
        "bottom": page.bottom / TWIPS_IN_POINT,
        "left": page.left / TWIPS_IN_POINT,
        "line": profile.line / TWIPS_IN_POINT,
        "indent": profile.indent,
        "list-step": profile.lists.step,
        "border": table.border / EIGHTHS_IN_POINT,
        "cell-side": table.padding / TWIPS_IN_POINT,
        "cell-air": table.air / TWIPS_IN_POINT,
        "table-text": "center" if table.text == "centre" else table.text,
        "table-figures": "center" if table.figures == "centre" else table.figures,
    }
    lines = "".join(f" --{name}: {_value(value)};" for name, value in values.items())
    return f".house-sheet {{{lines} }}"


def _fonts(profile: Profile) -> Iterator[str]:
    """The font of each kind of text; a heading without a numeral has that of its depth."""
    named = {"": profile.body, " .is-note": profile.notes.font, " figcaption": profile.caption}
    named |= {" :is(td, th)": profile.table.font, " th": profile.table.header}
    for one in fields(profile.levels):
        named[f' [data-kind="{one.name}"]'] = getattr(profile.levels, one.name)
    for depth in range(len(BY_DEPTH)):
        named[f' [data-depth="{depth + 1}"]'] = profile.level_font(None, depth + 1)
    for selector, font in named.items():
        yield f".house-sheet{selector} {{ {_font(font, profile)} }}"


def _font(font: Font, profile: Profile) -> str:
    latin = [f'"{LATIN}"'] if profile.latin else []
    names = [one if one in GENERIC else f'"{_safe(one)}"' for one in faces_of(font.name)]
    tracking = profile.tracking if font.size == profile.body.size else 0
    return (
        f"--size: {_value(font.size / 2)}; --tracking: {_value(tracking / TWIPS_IN_POINT)}; "
        f"font-family: {', '.join([*latin, *names])}; font-weight: {700 if font.bold else 400};"
    )


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4f}".rstrip("0").rstrip(".")


def _safe(name: str) -> str:
    return UNSAFE.sub("", name)
