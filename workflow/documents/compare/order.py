"""Which pairs of blocks kept their place: the heaviest chain that ascends on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

Pair = tuple[int, int]
"""The place of a block on the old side, and on the new one."""


def in_place(pairs: Iterable[Pair], weight: Callable[[Pair], int]) -> set[Pair]:
    """The pairs that stay so that the least has to be moved; the others changed their place."""
    runs = _runs(sorted(pairs))
    if all(one[-1][1] < other[0][1] for one, other in pairwise(runs)):
        return {pair for run in runs for pair in run}
    weights = [sum(map(weight, run)) for run in runs]
    return {pair for number in _heaviest(runs, weights) for pair in runs[number]}


def _runs(pairs: list[Pair]) -> list[list[Pair]]:
    """Pairs that follow each other on both sides stay or go together."""
    runs: list[list[Pair]] = []
    for pair in pairs:
        if runs and runs[-1][-1] == (pair[0] - 1, pair[1] - 1):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _heaviest(runs: list[list[Pair]], weights: list[int]) -> list[int]:
    """The heaviest ascending chain of runs, by a Fenwick tree of maxima: O(n log n)."""
    ranks = {number: rank for rank, number in enumerate(_by_new(runs), start=1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(runs) + 1)
    before: list[int] = []
    for number in range(len(runs)):
        rank = ranks[number]
        total, last = _best(tree, rank)
        before.append(last)
        _raise(tree, rank, (total + weights[number], number))
    chain: list[int] = []
    at = _best(tree, len(runs))[1]
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain


def _by_new(runs: list[list[Pair]]) -> list[int]:
    return sorted(range(len(runs)), key=lambda number: runs[number][0][1])


def _best(tree: list[tuple[int, int]], rank: int) -> tuple[int, int]:
    """The heaviest chain that ends at this rank or before it: its weight and last run."""
    found = (0, -1)
    while rank > 0:
        found = max(found, tree[rank])
        rank &= rank - 1
    return found


def _raise(tree: list[tuple[int, int]], rank: int, chain: tuple[int, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], chain)
        rank += rank & -rank
