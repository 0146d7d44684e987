"""What a person has in hand, and handing all of it over before they leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.actions import reports, sections
from workflow.actions.chain.succession import holds_seat, seat_sections
from workflow.actions.colleagues import colleague
from workflow.actions.office import people
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.machine import NotYet
from workflow.domain.stages import without_people
from workflow.domain.states import OPEN_REPORT, OPEN_SECTION
from workflow.domain.terms import Role, Verb
from workflow.domain.text import Text, say
from workflow.store import Person, Report, Section
from workflow.store.report import reports_of


@dataclass(frozen=True)
class OpenItem:
    """One thing to be handed over: ``key`` names it in a form, ``given`` in its act."""

    key: str
    report: Report
    part: Text
    label: str
    section: Section | None = None
    count: int = 0
    given: Mapping[str, Any] = field(default_factory=dict)


def open_work(person: Person) -> tuple[OpenItem, ...]:
    """Everything in open reports: parts of editor and director, sections, seats in chains."""
    return tuple(
        item
        for report in reports_of(person.office_id)
        if report.state in OPEN_REPORT
        for item in _of_report(Scene(report), person.id)
    )


def hand_over_and_deactivate(
    work: Work, actor: Person, person_id: int, successors: Mapping[str, int]
) -> Person:
    """Give each open item to its successor, then end the account; all or nothing.

    ``successors`` maps the items' keys to people; raises Refused with the sentence.
    """
    people.administer(actor)
    leaver = colleague(actor.office_id, person_id)
    for item in open_work(leaver):
        _hand_over(work, actor, leaver, item, successors.get(item.key, 0))
    _nothing_is_stuck(actor.office_id)
    return people.deactivate(work, actor, leaver.id)


def _of_report(scene: Scene, person_id: int) -> Iterator[OpenItem]:
    report = scene.report
    for one in scene.text_sections:
        section = one.section
        if section.owner_id == person_id and section.state in OPEN_SECTION:
            label = one.label or report.title
            yield OpenItem(f"section-{section.id}", report, Role.OWNER.label, label, section)
    for row in scene.stage_rows:
        if holds_seat(scene, row, person_id):
            count = len(seat_sections(scene, row, person_id))
            part = say("“{stage}”环节", "stage “{stage}”", stage=row.name)
            given = {"stage_id": row.id}
            yield OpenItem(f"stage-{row.id}", report, part, report.title, None, count, given)
    for role, holder in ((Role.EDITOR, report.editor_id), (Role.DIRECTOR, report.director_id)):
        if holder == person_id:
            key = f"report-{report.id}-{role}"
            yield OpenItem(key, report, role.label, report.title, given={"part": role})


def _hand_over(
    work: Work, actor: Person, leaver: Person, item: OpenItem, successor_id: int
) -> None:
    if not successor_id or successor_id == leaver.id:
        raise NotYet(
            say(
                "请为“{label}”（{part}）指定接办人。",
                "Please choose who takes “{label}” ({part}).",
                label=item.label,
                part=item.part,
            )
        )
    given = {"person_id": successor_id, "from_id": leaver.id, **item.given}
    if item.section is not None:
        sections.act(work, actor, item.section, Verb.HAND_OVER, **given)
    else:
        reports.act(work, actor, item.report, Verb.HAND_OVER, **given)


def _nothing_is_stuck(office_id: int) -> None:
    """Nobody signs their own text: a successor must not empty a stage for a section."""
    for report in reports_of(office_id):
        if report.state in OPEN_REPORT:
            _not_stuck(Scene(report))


def _not_stuck(scene: Scene) -> None:
    for one in scene.text_sections:
        if one.section.state not in OPEN_SECTION:
            continue
        lacking = without_people(scene.stages(one.section), scene.authors(one.section))
        if lacking is not None:
            raise NotYet(
                say(
                    "这样一来，《{label}》在“{stage}”环节就没有可以审核的人（责任人不能审自己的稿），"
                    "请为其中一项另选接办人。没有任何改动。",
                    "That would leave nobody to decide on “{label}” in stage “{stage}” (owners "
                    "never sign their own text): choose somebody else. Nothing was changed.",
                    label=one.label or scene.report.title,
                    stage=lacking.name,
                )
            )
