"""The order of things of which two people added, removed and moved some."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

from workflow.documents.compare.matching import ascending

K = TypeVar("K", bound=Hashable)


def woven(
    base: Sequence[K], mine: Sequence[K], theirs: Sequence[K], kept: Collection[K]
) -> list[K]:
    """Each key once: mine in their order, and theirs behind what they stand behind in theirs.

    What one side removed is gone, but for ``kept``; what only the other side moved is moved.
    All keys of a sequence are different. Linear but for sorting.
    """
    own, other = set(mine), set(theirs)
    gone = {one for one in base if (one not in own or one not in other) and one not in kept}
    moved = (_moved(base, theirs) - _moved(base, mine)) & own
    standing = [one for one in mine if one not in gone and one not in moved]
    followers = _followers(set(standing), theirs, gone)
    return _emitted(standing, followers)


def _moved(base: Sequence[K], new: Sequence[K]) -> set[K]:
    """What stands in both, yet out of the order that most of it keeps."""
    places = {one: n for n, one in enumerate(new)}
    pairs = [(n, places[one]) for n, one in enumerate(base) if one in places]
    return {base[n] for n, _ in pairs} - {base[n] for n, _ in ascending(pairs)}


def _followers(
    standing: Collection[K], theirs: Sequence[K], gone: Collection[K]
) -> dict[K | None, list[K]]:
    """What of theirs stands not among mine, by what it stands behind; None: at the beginning."""
    found: dict[K | None, list[K]] = {}
    before: K | None = None
    for one in theirs:
        if one in gone:
            continue
        if one not in standing:
            found.setdefault(before, []).append(one)
        before = one
    return found


def _emitted(standing: Sequence[K], followers: dict[K | None, list[K]]) -> list[K]:
    made: list[K] = []
    for one in (None, *standing):
        waiting = [one]
        while waiting:
            at = waiting.pop()
            made += [] if at is None else [at]
            waiting += reversed(followers.get(at, []))
    return made
