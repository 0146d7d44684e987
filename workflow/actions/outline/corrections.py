"""An editor's corrections of an outline as data, step by step, so that each can be taken back.

The text itself is never touched: no correction can lose a character of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from workflow.documents.outline import Decisions

Stored = dict[str, Any]
SETS = ("rejected", "accepted", "added", "cuts", "kept")
MAPS = ("levels", "titles")
REMEMBERED_STEPS = 500


@dataclass
class Corrections:
    """Places are offsets of the text; see Decisions. ``titles`` are those that a person typed.

    ``first_added`` and ``first_levels`` are the headings that the file marks itself.
    """

    rejected: set[int] = field(default_factory=set)
    accepted: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)
    cuts: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    first_added: frozenset[int] = frozenset()
    first_levels: Mapping[int, int] = field(default_factory=dict)

    def decisions(self) -> Decisions:
        """As the recogniser takes them."""
        return Decisions(
            rejected=frozenset(self.rejected),
            accepted=frozenset(self.accepted),
            added=frozenset(self.added),
            cuts=frozenset(self.cuts),
            kept=frozenset(self.kept),
            levels=dict(self.levels),
        )

    def forget(self, start: int) -> None:
        """As the file has it, and nothing said about this place; a typed title is kept."""
        for name in SETS:
            getattr(self, name).discard(start)
        self.levels.pop(start, None)
        if start in self.first_added:
            self.added.add(start)
        if start in self.first_levels:
            self.levels[start] = self.first_levels[start]


def begun(decisions: Decisions) -> Stored:
    """What is stored for an upload: the file's own headings, and nothing corrected yet."""
    levels = {str(start): level for start, level in decisions.levels.items()}
    first = {"added": sorted(decisions.added), "levels": levels}
    return {**deepcopy(first), "first": first}


def read(stored: Stored) -> Corrections:
    """The corrections as they are stored."""
    first = stored.get("first") or {"added": stored.get("marked", [])}
    return Corrections(
        **{name: set(stored.get(name, [])) for name in SETS},
        levels=_numbered(stored.get("levels", {})),
        titles=_numbered(stored.get("titles", {})),
        first_added=frozenset(first["added"]),
        first_levels=_numbered(first.get("levels", {})),
    )


def _numbered(stored: Mapping[str, Any]) -> dict[int, Any]:
    return {int(start): value for start, value in stored.items()}


def written(stored: Stored, known: Corrections) -> Stored:
    """What to store after a correction: the new state, and the step that led to it."""
    new = _state(known)
    step = _difference(_state(read(stored)), new)
    past = [*stored.get("past", []), *([step] if step else [])]
    return {**stored, **new, "past": past[-REMEMBERED_STEPS:]}


def taken_back(stored: Stored) -> Stored:
    """The state before the last step; unchanged when there was none."""
    past = list(stored.get("past", []))
    if not past:
        return stored
    step, state = past.pop(), _state(read(stored))
    for name in SETS:
        state[name] = sorted(set(state[name]) ^ set(step.get(name, [])))
    for name in MAPS:
        for start, value in step.get(name, {}).items():
            state[name].pop(start, None)
            if value is not None:
                state[name][start] = value
    return {**stored, **state, "past": past}


def begun_again(stored: Stored) -> Stored:
    """Everything as at first, as one more step that can be taken back."""
    known = read(stored)
    fresh = Corrections(
        added=set(known.first_added), levels=dict(known.first_levels),
        first_added=known.first_added, first_levels=known.first_levels,
    )  # fmt: skip
    return written(stored, fresh)


def _state(known: Corrections) -> Stored:
    state: Stored = {name: sorted(getattr(known, name)) for name in SETS}
    for name in MAPS:
        state[name] = {str(start): value for start, value in getattr(known, name).items()}
    return state


def _difference(old: Stored, new: Stored) -> Stored:
    """Of sets what came or went, of mappings the former values (None: there was none)."""
    step: Stored = {name: sorted(set(old[name]) ^ set(new[name])) for name in SETS}
    for name in MAPS:
        places = {*old[name], *new[name]}
        step[name] = {
            start: old[name].get(start)
            for start in places
            if old[name].get(start) != new[name].get(start)
        }
    return {name: value for name, value in step.items() if value}
