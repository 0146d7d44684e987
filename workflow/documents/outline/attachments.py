"""Which lines are items behind `附件:` and therefore no headings."""

from __future__ import annotations

import re

_FIRST = re.compile(r"[ \t]*附 {0,2}件? {0,4}: *(?:(?P<n>[0-9]{1,2}) *[.、])?")
_ITEM = re.compile(r"[ \t]*(?:\( ?(?P<p>[0-9]{1,2}) ?\)|(?P<n>[0-9]{1,2}) *[.、])")


def attachment_lines(shadow: str, lines: list[tuple[int, int]]) -> frozenset[int]:
    """The starts of the lines that go on the list of attachments, 2. after 1. and so on."""
    found: set[int] = set()
    expected = 0
    for start, end in lines:
        head = _FIRST.match(shadow, start, end)
        if head:
            expected = _next_item(head, shadow, end)
        elif expected and shadow[start:end].strip():
            item = _ITEM.match(shadow, start, end)
            if item is None or int(item["n"] or item["p"]) != expected:
                expected = 0
            else:
                found.add(start)
                expected += 1
    return frozenset(found)


def _next_item(head: re.Match[str], shadow: str, end: int) -> int:
    """The number that the list goes on with; 0 when the line names its only attachment."""
    if head["n"]:
        return int(head["n"]) + 1
    return 0 if shadow[head.end() : end].strip() else 1
