"""Holes counted anew: pieces of one chunk under the numbers of another."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.chunk import Hole, ListDefinition, Pieces

Renumbering = dict[Hole, list[int]]
"""For each kind of hole, the new number of every old one."""


def renumbered(pieces: Pieces, numbers: Renumbering) -> Pieces:
    """The pieces with each hole's number looked up in ``numbers``."""
    return tuple(
        one if isinstance(one, bytes) else (one[0], numbers[one[0]][one[1]]) for one in pieces
    )


def renumbered_list(one: ListDefinition, numbers: Renumbering) -> ListDefinition:
    """A list's own holes of kind LIST all mean the list itself, whatever their number."""
    return replace(
        one,
        abstract=tuple(
            part
            if isinstance(part, bytes) or part[0] is Hole.LIST
            else (part[0], numbers[part[0]][part[1]])
            for part in one.abstract
        ),
    )


def onwards(first: int, many: int) -> list[int]:
    """``many`` numbers from ``first`` on."""
    return list(range(first, first + many))
