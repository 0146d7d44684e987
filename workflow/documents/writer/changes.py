"""Which tracked changes belong to which block. Each is handed out once, when it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.documents.talk import Suggestion

FIRST = ""
"""The place before the first block."""


class Changes:
    """Suggestions by block: changes of its line, its removal, and blocks behind it."""

    def __init__(self, suggestions: Iterable[Suggestion]) -> None:
        self._edits: dict[str, list[Suggestion]] = {}
        self._removals: dict[str, list[Suggestion]] = {}
        self._behind: dict[str, list[Suggestion]] = {}
        for one in suggestions:
            if one.runs or one.rows or one.end > one.start:
                self._edits.setdefault(one.block, []).append(replace(one, blocks=()))
            if one.removed:
                self._removals.setdefault(one.block, []).append(one)
            if one.blocks:
                self._behind.setdefault(one.block, []).append(replace(one, runs=(), rows=()))

    def edits(self, block: str) -> list[Suggestion]:
        """What is put into the block's line in the place of something, in the given order."""
        return self._edits.pop(block, [])

    def rows(self, table: str) -> list[Suggestion]:
        """The rows of a table that go, and what comes in their place; a table has no line."""
        found = self._edits.pop(table, [])
        lost = [one for one in found if one.runs]
        if lost:
            self._edits[table] = lost
        return [one for one in found if not one.runs]

    def removal(self, block: str) -> Suggestion | None:
        """Who wants the whole block gone."""
        found = self._removals.pop(block, [])
        return found[0] if found else None

    def behind(self, block: str) -> list[Suggestion]:
        """The changes that set blocks behind this one."""
        return self._behind.pop(block, [])

    def left(self) -> list[Suggestion]:
        """What no block has asked for: words that go in, and what would have gone."""
        found = [*self._edits.values(), *self._behind.values(), *self._removals.values()]
        self._edits, self._behind, self._removals = {}, {}, {}
        return [one for group in found for one in group]
