"""Moments as Word takes them."""

from __future__ import annotations

import re
from datetime import datetime

_WHOLE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?")


def word_date(at: str) -> str:
    """The moment as xsd:dateTime, or "" where it is none: Word refuses files with another."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return ""
    return at if _WHOLE.fullmatch(at) else moment.isoformat(timespec="seconds")
