"""Who sits in the stages of a report's chains, for each section that goes through them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from workflow.actions.presence import Presence
from workflow.actions.writing.lightness import tolerated_hashes
from workflow.domain.stages import Stage
from workflow.domain.terms import Placement, SeatRole, Tolerance
from workflow.store import Section, SectionContributor, SignOff, db
from workflow.store.office import heads_of
from workflow.store.signoff import sign_offs_of
from workflow.store.stage import StageChange, StageRow, stage_changes, stage_rows

Key = tuple[int, int]


class Seating(Presence):
    """The part of a scene that is about seats; each part is read when first asked for."""

    @cached_property
    def sections(self) -> list[Section]:
        query = (
            select(Section)
            .where(Section.report_id == self.report.id)
            .order_by(Section.position, Section.id)
            .options(
                joinedload(Section.owner),
                joinedload(Section.head),
                selectinload(Section.contributor_rows).joinedload(SectionContributor.person),
            )
        )
        return list(db.session.scalars(query))

    @cached_property
    def stage_rows(self) -> list[StageRow]:
        """The stages of all chains: the report's own and those of branches."""
        return stage_rows(self.report.id)

    @cached_property
    def sign_offs(self) -> dict[int, list[SignOff]]:
        return sign_offs_of([one.id for one in self.sections])

    @cached_property
    def _changes(self) -> dict[Key, list[StageChange]]:
        found: dict[Key, list[StageChange]] = {}
        for change in stage_changes([one.id for one in self.sections]):
            found.setdefault((change.section_id, change.stage_id), []).append(change)
        return found

    @cached_property
    def _heads(self) -> dict[int, int]:
        """Heads of departments, where a stage asks for them."""
        return heads_of(self.report.office_id) if SeatRole.OWNER_HEAD in self.seat_roles else {}

    @property
    def seat_roles(self) -> frozenset[SeatRole]:
        """The roles by which people sit in stages of this report."""
        return frozenset(
            one.role for row in self.stage_rows for one in row.member_rows if one.role is not None
        )

    def authors(self, section: Section) -> frozenset[int]:
        owner = frozenset() if section.owner_id is None else frozenset({section.owner_id})
        return owner | {row.person_id for row in section.contributor_rows}

    def chain_home(self, section: Section) -> int | None:
        """Whose chain it goes through: its own, the nearest branch's, or (None) the report's."""
        homes = {row.section_id for row in self.stage_rows}
        parents = {one.id: one.parent_id for one in self.sections}
        place: int | None = section.id
        while place is not None and place not in homes:
            place = parents.get(place)
        return place

    def rows_for(self, section: Section) -> list[StageRow]:
        home = self.chain_home(section)
        return [row for row in self.stage_rows if row.section_id == home]

    def stages(self, section: Section) -> tuple[Stage, ...]:
        """The chain that this section goes through, members as they are for it."""
        return tuple(self._stage(section, row) for row in self.rows_for(section))

    def _stage(self, section: Section, row: StageRow) -> Stage:
        members = dict.fromkeys(one for one in self._seated(section, row) if one is not None)
        for change in self._changes.get((section.id, row.id), ()):
            if change.added:
                members.setdefault(change.person_id)
            else:
                members.pop(change.person_id, None)
        placed = self.placed_in(section, row.id)
        return row.as_stage(tuple(members), [one.person_id for one in placed], _order(placed))

    def placed_in(self, section: Section, stage_id: int) -> list[StageChange]:
        """Who was added to a stage for this section and is still there, and in which place."""
        last = {one.person_id: one for one in self._changes.get((section.id, stage_id), ())}
        return [one for one in last.values() if one.added and one.placement is not None]

    def _seated(self, section: Section, row: StageRow) -> Iterable[int | None]:
        """The people of the stage's seats; a seat of a role that nobody has is empty."""
        for member in row.member_rows:
            if member.role is None:
                yield member.person_id
            else:
                yield self._who_signed(section, row, member.role) or self.in_seat(
                    section, member.role
                )

    def in_seat(self, section: Section, role: SeatRole) -> int | None:
        """Who has this role for this section today."""
        if role is SeatRole.EDITOR:
            return self.report.editor_id
        if role is SeatRole.DIRECTOR:
            return self.report.director_id
        department = section.owner.department_id if section.owner else None
        return self._heads.get(department) if department else None

    def _who_signed(self, section: Section, row: StageRow, role: SeatRole) -> int | None:
        """What was signed stays signed when the role has passed to somebody else since."""
        decisions = self.sign_offs.get(section.id, ())
        last = next(
            (one for one in reversed(decisions) if one.stage_id == row.id and one.seat is role),
            None,
        )
        if last is None or not last.passed:
            return None
        fits = {section.signed_hash} | self.tolerated(section)
        return last.member_id if last.content_hash in fits else None

    def seat_of(self, section: Section, stage_id: int, person_id: int) -> SeatRole | None:
        """The role by which somebody sits in a stage; None for who was named."""
        row = next(one for one in self.stage_rows if one.id == stage_id)
        if person_id in [one.person_id for one in row.member_rows]:
            return None
        roles = [one.role for one in row.member_rows if one.role is not None]
        return next((one for one in roles if self.in_seat(section, one) == person_id), None)

    def tolerated(self, section: Section) -> frozenset[str]:
        """Hashes of signed texts from which the head differs in nothing of weight; read only
        where a stage tolerates such changes.
        """
        tolerant = {row.id for row in self.rows_for(section) if row.tolerates is not Tolerance.NONE}
        decisions = [one for one in self.sign_offs.get(section.id, ()) if one.stage_id in tolerant]
        return tolerated_hashes(decisions, section.head) if decisions else frozenset()


def _order(placed: Iterable[StageChange]) -> tuple[tuple[int, int], ...]:
    """Pairs (first, then) of those who were put before or after somebody."""
    pairs = [
        (one.person_id, one.anchor_id, one.placement)
        for one in placed
        if one.anchor_id is not None and one.placement is not Placement.BESIDE
    ]
    return tuple(
        (person, anchor) if placement is Placement.BEFORE else (anchor, person)
        for person, anchor, placement in pairs
    )
