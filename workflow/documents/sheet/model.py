"""What a list holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is its share of the page beside those of the others, in any unit."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of texts, one a column, which may have several lines; ``below`` the title says of
    when and of what the list is. ``at`` and ``creator`` are the document's properties.
    """

    title: str
    below: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    creator: str
    at: datetime
