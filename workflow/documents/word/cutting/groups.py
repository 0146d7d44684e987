"""Names of lists that are the same in each cut of one document."""

from __future__ import annotations

from workflow.documents.blobs import digest_of
from workflow.documents.chunk import Pieces


class Groups:
    """``is_fresh`` as long as nothing was named."""

    def __init__(self) -> None:
        self._groups: dict[str, list[str]] = {}
        self._numbers: dict[str, str] = {}

    @property
    def is_fresh(self) -> bool:
        return not self._groups and not self._numbers

    def group(self, abstract: str, pieces: Pieces) -> str:
        """A name of the abstract list that is the same in each cut of this document, and in
        those of another that holds the same lists in the same order under other numbers.
        """
        alike = digest_of(repr(pieces).encode())
        known = self._groups.setdefault(alike, [])
        if abstract not in known:
            known.append(abstract)
        return f"{alike}:{known.index(abstract)}"

    def number(self, own: str) -> str:
        """The same for one list, named by its w:numId in the source."""
        return self._numbers.setdefault(own, str(len(self._numbers)))

    def told(self) -> tuple[dict[str, list[str]], dict[str, str]]:
        """All that was named, as plain data; ``named`` gives it back."""
        return self._groups, self._numbers

    @classmethod
    def named(cls, groups: dict[str, list[str]], numbers: dict[str, str]) -> Groups:
        made = cls()
        made._groups, made._numbers = groups, numbers
        return made

    def copy(self) -> Groups:
        """As many names, and free to give others."""
        groups = {alike: list(known) for alike, known in self._groups.items()}
        return Groups.named(groups, dict(self._numbers))
