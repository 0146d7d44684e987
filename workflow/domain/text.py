"""A sentence of the office in both languages of the product.

Chinese and English stand together at their source, so that neither can be
forgotten and a rule carries the words that the person will read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A sentence with named holes, for example ``{n}``; a hole may hold a Text."""

    zh: str
    en: str
    holes: Mapping[str, str | int | Text] = field(default_factory=dict)

    def render(self, locale: str = "zh") -> str:
        """The sentence in ``"zh"`` or ``"en"``; any other locale reads English."""
        template = self.zh if locale == "zh" else self.en
        filled = {
            name: value.render(locale) if isinstance(value, Text) else value
            for name, value in self.holes.items()
        }
        return template.format(**filled) if filled else template

    def __str__(self) -> str:
        return self.render("zh")


def say(zh: str, en: str, **holes: str | int | Text) -> Text:
    """Shorthand: ``say("还有 {n} 处", "{n} left", n=2)``."""
    return Text(zh, en, holes)


def listed(titles: tuple[str, ...], most: int = 3) -> Text:
    """The first few titles, and how many more there are."""
    shown = "、".join(titles[:most])
    more = len(titles) - most
    if more <= 0:
        return say("{shown}", "{shown}", shown=shown)
    return say("{shown} 等", "{shown} and {more} more", shown=shown, more=more)
