"""In whose name a page is read: one's own, or that of somebody for whom one acts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import request

from workflow.actions.capacities import principals
from workflow.actions.scene import Scene
from workflow.domain.terms import Role
from workflow.store import Person, Section
from workflow.store.person import people_by_ids

BESIDE_THE_PART = frozenset({Role.READER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class InWhoseName:
    """``principal``: for whom the reader acts on this page (None: for themselves); ``able``:
    all for whom they might. ``own``: whether the reader has a part of their own here.
    """

    reader: Person
    able: Sequence[int]
    chosen: int | None
    own: bool

    @cached_property
    def _people(self) -> dict[int, Person]:
        return {one.id: one for one in people_by_ids(self.able)} if self.able else {}

    @property
    def principal(self) -> Person | None:
        return self._people[self.chosen] if self.chosen else None

    @property
    def others(self) -> list[Person]:
        """In whose names the reader could act instead."""
        found = [self._people[one] for one in self.able if one != self.chosen]
        return [self.reader, *found] if self.chosen and self.own else found

    @property
    def whose(self) -> int:
        return self.chosen or self.reader.id

    @property
    def fields(self) -> dict[str, int]:
        """What the page's forms say, so that each act is done in the name that was shown."""
        return {"on_behalf_of": self.whose} if self.able else {}


def in_whose_name(
    scene: Scene,
    reader: Person,
    held: Collection[Role],
    holders: Collection[int],
    section: Section | None = None,
) -> InWhoseName:
    """What the address or the form names; else the reader's own part, unless it waits for
    somebody for whom they act and not for them.
    """
    able = principals(scene, reader.id, section)
    own = bool(set(held) - BESIDE_THE_PART)
    return InWhoseName(reader, able, _chosen(reader.id, able, own, holders), own)


def _chosen(reader_id: int, able: Sequence[int], own: bool, holders: Collection[int]) -> int | None:
    wanted = request.values.get("on_behalf_of", type=int)
    if wanted in able:
        return wanted
    if wanted == reader_id or not able or reader_id in holders:
        return None
    waiting = next((one for one in able if one in holders), None)
    return waiting or (None if own else able[0])
