"""A seat in the review chain changes hands, and what was signed stays signed.

The chain's own member is replaced, so every section still to come meets the successor.
Where the leaver's pass on the present text counts, that section keeps the leaver in its
stage (rows of StageChange): a sign-off is never taken back because somebody left. When
such a text changes and goes into a new round, the chain's members of that day take over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from workflow.actions.scene import Scene
from workflow.actions.settling import settled
from workflow.domain.machine import NotYet
from workflow.domain.terms import SectionState
from workflow.domain.text import Text
from workflow.store import Person, Section, StageChange, StageMember, StageRow, db

NOT_THEIRS = Text(
    "这件事不在此人手里，没有改动。", "That person does not have it: nothing changed."
)
HAS_IT_ALREADY = Text(
    "这件事已在此人手里，没有改动，请另选一人。",
    "That person has it already, so nothing was changed: choose somebody else.",
)


def seat_sections(scene: Scene, row: StageRow, person_id: int) -> list[Section]:
    """Sections not signed off in which this person's seat in the stage is still in use."""
    return [
        one.section
        for one in scene.text_sections
        if one.section.state is not SectionState.SIGNED_OFF
        and person_id in _members(scene, row, one.section)
        and not _counts(scene, row, one.section, person_id)
    ]


def holds_seat(scene: Scene, row: StageRow, person_id: int) -> bool:
    """A member of the stage, for the whole report or for one section that is under way."""
    return person_id in _own_members(row) or bool(seat_sections(scene, row, person_id))


def hand_over_seat(
    scene: Scene, row: StageRow, leaver: int, successor: Person, by: Person
) -> set[int]:
    """Whom to tell that a section is signed off by it, for the successor had passed it already.

    Raises NotYet where the leaver has no seat in this stage.
    """
    if not holds_seat(scene, row, leaver):
        raise NotYet(NOT_THEIRS)
    concerned = [one.section for one in scene.text_sections if row in scene.rows_for(one.section)]
    wanted = {one.id: _wanted(scene, row, one, leaver, successor.id) for one in concerned}
    for section in concerned:
        if leaver in _members(scene, row, section) and leaver not in wanted[section.id]:
            follow(scene, section, row.id, leaver, successor.id, by)
    _replace_member(row, leaver, successor)
    db.session.flush()
    after = Scene(scene.report)
    for section in concerned:
        _set_members(after, row, section, wanted[section.id], by)
    db.session.flush()
    now = Scene(scene.report)
    return {person for section in concerned for person in settled(now, section)}


def fill_seats(scene: Scene, section: Section, by: Person) -> None:
    """Before a new round: nobody is waited for who has left the office."""
    chain = scene.chain(section)
    left = _inactive([one for step in chain for one in (*step.waiting, *step.later)])
    for row, step in zip(scene.rows_for(section), chain, strict=True):
        gone = left.intersection((*step.waiting, *step.later))
        if gone:
            there = [one for one in step.stage.members if one not in gone]
            own = [one for one in _own_members(row) if one not in gone]
            _set_members(scene, row, section, list(dict.fromkeys(there + own)), by)


def follow(
    scene: Scene, section: Section, stage_id: int, leaver: int, successor: int, by: Person
) -> None:
    """The successor's place among those who were added: after and before the same people."""
    for placed in scene.placed_in(section, stage_id):
        person = successor if placed.person_id == leaver else placed.person_id
        anchor = successor if placed.anchor_id == leaver else placed.anchor_id
        if (person, anchor) != (placed.person_id, placed.anchor_id):
            row = {"section_id": section.id, "stage_id": stage_id, "by_id": by.id}
            if person != placed.person_id:
                db.session.add(StageChange(person_id=leaver, added=False, **row))
            more = {"placement": placed.placement, "anchor_id": anchor}
            db.session.add(StageChange(person_id=person, added=True, **row, **more))
    db.session.flush()


def _own_members(row: StageRow) -> list[int]:
    return [one.person_id for one in row.member_rows if one.person_id is not None]


def _members(scene: Scene, row: StageRow, section: Section) -> tuple[int, ...]:
    """Nobody where the section goes through another chain."""
    return next((one.members for one in scene.stages(section) if one.id == row.id), ())


def _counts(scene: Scene, row: StageRow, section: Section, person_id: int) -> bool:
    """Whether this person's pass in the stage stands for the text as it is now."""
    return any(person_id in step.passed for step in scene.chain(section) if step.stage.id == row.id)


def _wanted(
    scene: Scene, row: StageRow, section: Section, leaver: int, successor: int
) -> list[int]:
    """The stage's members for this section once the seat has changed hands."""
    members = list(_members(scene, row, section))
    if leaver not in members or _counts(scene, row, section, leaver):
        return members
    return list(dict.fromkeys(successor if one == leaver else one for one in members))


def _replace_member(row: StageRow, leaver: int, successor: Person) -> None:
    """In place, so that the order of members stays; nobody sits twice."""
    seats: list[StageMember] = [one for one in row.member_rows if one.person_id == leaver]
    for seat in seats:
        if successor.id in _own_members(row):
            row.member_rows.remove(seat)
            row.needs = min(row.needs, max(1, len(row.member_rows)))
        else:
            seat.person_id, seat.person = successor.id, successor


def _set_members(
    scene: Scene, row: StageRow, section: Section, wanted: Sequence[int], by: Person
) -> None:
    for person_id, added in _differences(_members(scene, row, section), wanted):
        db.session.add(
            StageChange(
                section_id=section.id,
                stage_id=row.id,
                person_id=person_id,
                added=added,
                by_id=by.id,
            )
        )


def _differences(now: Sequence[int], wanted: Sequence[int]) -> Iterator[tuple[int, bool]]:
    yield from ((one, False) for one in now if one not in wanted)
    yield from ((one, True) for one in wanted if one not in now)


def _inactive(person_ids: Sequence[int]) -> set[int]:
    if not person_ids:
        return set()
    query = select(Person.id).where(Person.id.in_(person_ids), ~Person.active)
    return set(db.session.scalars(query))
