"""A style or a list as it was cut once, for whatever chunk takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from workflow.documents.chunk import Hole, Pieces
from workflow.documents.needs import NeedsBuilder
from workflow.documents.renumbering import renumbered


@dataclass(frozen=True, slots=True)
class Definition:
    """A style or an abstract list whose STYLE and LIST holes count into these ids.

    ``remarks`` are what was noticed while it was cut.
    """

    pieces: Pieces
    styles: tuple[tuple[str, str] | None, ...]
    lists: tuple[str, ...]
    revisions: int
    remarks: tuple[str, ...]


@dataclass
class Recorder:
    """Gives ids their numbers, first come first, and remembers what is said."""

    styles: dict[tuple[str, str] | None, int] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def taken(
    definition: Definition,
    style: Callable[[str, str], int | None],
    a_list: Callable[[str], int | None],
    own: int,
    builder: NeedsBuilder,
) -> Pieces:
    """The pieces of a definition, its holes under the numbers of one chunk."""
    styles = [own if one is None else style(*one) or 0 for one in definition.styles]
    # In an abstract list the one hole of the kind is the list itself.
    lists = [a_list(one) or 0 for one in definition.lists] or [0]
    revisions = [builder.add_revision() for _ in range(definition.revisions)]
    return renumbered(
        definition.pieces, {Hole.STYLE: styles, Hole.LIST: lists, Hole.REVISION: revisions}
    )
