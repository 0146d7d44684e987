"""Pass: bookmarks. A name that two parts use is changed in the second, references too."""

from __future__ import annotations

LONGEST = 40
"""Characters that Word allows in a bookmark's name."""


class Bookmarks:
    """Numbers and names that are unique in the report."""

    def __init__(self) -> None:
        self._next = 1
        self._names: dict[tuple[int, str], str] = {}
        self._taken: set[str] = set()

    def claim(self, scope: int, names: tuple[str, ...]) -> tuple[list[bytes], list[bytes]]:
        """The ids and the final names, in the order of ``names``."""
        first = self._next
        self._next += len(names)
        ids = [b"%d" % (first + n) for n in range(len(names))]
        return ids, [self._name(scope, one).encode() for one in names]

    def final(self, scope: int, name: str) -> str:
        """The name that a bookmark of a part has in the report."""
        return self._name(scope, name)

    def _name(self, scope: int, name: str) -> str:
        key = (scope, name)
        if key not in self._names:
            final, count = name, 1
            while final.casefold() in self._taken:
                count += 1
                final = f"{name[: LONGEST - 8]}_{count}"
            self._taken.add(final.casefold())
            self._names[key] = final
        return self._names[key]
