"""What a part's bytes could hold at all, so that nobody walks through it for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
OFFICE_RELATIONS = (
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_RELATIONS = frozenset(one.decode() for one in OFFICE_RELATIONS)


_VALUE = re.compile(rb"\w+\s*=\s*[\"']([^\"'<&]*)[\"']")


class Mentions:
    """The words of a part: names in XML are written as they are, never in references.

    What is said to be there may stand in the text alone; what is not there is nowhere.
    """

    def __init__(self, data: bytes) -> None:
        self._data = b"" if data.startswith(_UTF_16) or b"\0" in data[:64] else data
        self._known: dict[bytes, bool] = {}

    def any(self, *words: bytes) -> bool:
        """Whether one of the words may be there."""
        if not self._data:
            return True
        for word in words:
            if word not in self._known:
                self._known[word] = word in self._data
            if self._known[word]:
                return True
        return False

    def declared_at_most(self, times: int, uri: str) -> bool:
        """Whether this is a whole value so often at most: other URIs begin with some of Word's."""
        value = uri.encode()
        found = self._data.count(value + b'"') + self._data.count(value + b"'")
        return bool(self._data) and found <= times

    def relation_ids(self, spaces: Mapping[str, str]) -> set[str] | None:
        """At least the ids of all relations that attributes name; None where that is not known.

        They stand in attributes of the relations' namespace, or in the old ``o:relid``.
        ``spaces`` are those that the root declares.
        """
        if self.any(b"relid"):
            return None
        # The default namespace, which has no prefix, is not that of attributes.
        prefixes = [one or "" for one, uri in spaces.items() if uri in _RELATIONS]
        if sum(map(self._data.count, OFFICE_RELATIONS)) != len(prefixes) or len(prefixes) > 1:
            return None
        if prefixes == [""]:
            return None
        if not prefixes:
            return set()
        # An id of another prefix that ends alike is one more that is looked up.
        named = leaping(f"{prefixes[0]}:".encode(), _VALUE, self._data)
        try:
            return {one[1].decode() for one in named}
        except UnicodeDecodeError:
            return None


def leaping(sign: bytes, behind: re.Pattern[bytes], data: bytes) -> Iterator[re.Match[bytes]]:
    """Where ``behind`` matches behind a ``sign``, one after the other: from sign to sign it goes in
    leaps, where an expression that begins with more than one byte looks at each.
    """
    at = data.find(sign)
    while at >= 0:
        at += len(sign)
        found = behind.match(data, at)
        if found is not None:
            yield found
            at = found.end()
        at = data.find(sign, at)
