"""Figures of a run: medians, percentiles, ratios, and whether a goal was met."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

T = TypeVar("T")
DIGITS = 4


@dataclass(frozen=True)
class Goal:
    """What is wanted of ``ours``, ``to_peer`` or ``to_floor``: ``bound`` at least or at most."""

    figure: str
    bound: float
    at_least: bool

    def __str__(self) -> str:
        return f"{self.figure} {'>=' if self.at_least else '<='} {self.bound:g}"

    def met(self, value: float | None) -> bool | None:
        """Whether a figure meets it; None where there is no figure."""
        if value is None:
            return None
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True)
class Case:
    """One line of the output: the figures of each run, in ``unit``; empty where there is none."""

    bench: str
    case: str
    unit: str
    ours: Sequence[float]
    floor: Sequence[float] = ()
    peer: Sequence[float] = ()
    peer_name: str | None = None
    goal: Goal | None = None

    def row(self, machine: str) -> dict[str, Any]:
        """The line with the keys of the command's description; figures are medians."""
        ours, peer, floor = middle(self.ours), middle(self.peer), middle(self.floor)
        figures = {"ours": ours, "to_peer": ratio(ours, peer), "to_floor": ratio(ours, floor)}
        return {
            "bench": self.bench,
            "case": self.case,
            "unit": self.unit,
            "ours": rounded(ours),
            "peer": rounded(peer),
            "peer_name": self.peer_name,
            "floor": rounded(floor),
            "to_peer": rounded(figures["to_peer"]),
            "to_floor": rounded(figures["to_floor"]),
            "goal": str(self.goal) if self.goal else None,
            "met": self.goal.met(figures[self.goal.figure]) if self.goal else None,
            "runs": len(self.ours),
            "machine": machine,
        }


def middle(values: Sequence[float]) -> float | None:
    """The median; None of nothing."""
    return median(values) if values else None


def ratio(ours: float | None, other: float | None) -> float | None:
    """Ours divided by the other; None where one is missing or there is nothing to divide by."""
    return ours / other if ours is not None and other else None


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that ``part`` (0 to 1) of all values do not exceed."""
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


def rounded(value: float | None) -> float | None:
    """To four digits that count."""
    return None if value is None else float(f"{value:.{DIGITS}g}")


def take_turns(runs: int, *candidates: Callable[[], T]) -> tuple[list[T], ...]:
    """What each candidate gave in each run: one after the other, then all of them again.

    A neighbour that disturbs for a while so disturbs all of them alike.
    """
    taken: tuple[list[T], ...] = tuple([] for _ in candidates)
    for _ in range(runs):
        for results, candidate in zip(taken, candidates, strict=True):
            results.append(candidate())
    return taken
