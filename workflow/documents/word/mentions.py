"""What a part's bytes could hold at all, so that nobody walks through it for nothing."""

from __future__ import annotations

import re

LONGEST = 40
_QUOTES = (b'"', b"'")
_BEFORE = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']$")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
OFFICE_RELATIONS = (
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
)


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

    def once(self, word: bytes) -> bool:
        """Whether the word is there at most once."""
        return bool(self._data) and self._data.count(word) <= 1

    def has_elements(self, uri: bytes) -> bool:
        """Whether an element of the namespace may be there."""
        spaces = _declared(uri, self._data)
        if not self._data or len(spaces) > 1 or b"" in spaces:
            return True
        return bool(spaces) and b"<%s:" % spaces[0] in self._data

    def relation_ids(self) -> set[str] | None:
        """At least the ids of all relations that attributes name; None where that is not known.

        They stand in attributes of the relations' namespace, or in the old ``o:relid``.
        """
        spaces = [one for uri in OFFICE_RELATIONS for one in _declared(uri, self._data)]
        if not self._data or b"relid" in self._data or len(spaces) > 1 or b"" in spaces:
            return None
        if not spaces:
            return set()
        # An id of another prefix that ends alike is one more that is looked up.
        named = re.findall(rb"%s:\w+\s*=\s*[\"']([^\"'<&]*)[\"']" % spaces[0], self._data)
        try:
            return {one.decode() for one in named}
        except UnicodeDecodeError:
            return None


def _declared(uri: bytes, data: bytes) -> list[bytes]:
    """The prefixes that stand for a namespace, each as often as it is declared.

    "" is one that is declared in a way that is not known.
    """
    found = []
    place = data.find(uri)
    while place >= 0:
        if data[place + len(uri) : place + len(uri) + 1] in _QUOTES:
            named = _BEFORE.search(data, max(0, place - LONGEST), place)
            found.append(named[1] if named else b"")
        place = data.find(uri, place + 1)
    return found
