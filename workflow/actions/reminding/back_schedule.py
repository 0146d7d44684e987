"""Dates for the sections of a report, counted backwards from its release, and set at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.actions import reports, sections
from workflow.actions.clock import parse_day
from workflow.actions.outline.structure import section_in
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.absences import days_within
from workflow.domain.calendar import office_day
from workflow.domain.machine import NotYet
from workflow.domain.schedule import (
    Absent,
    Frame,
    Need,
    Plan,
    need,
    plans,
    tightest,
)
from workflow.domain.schedule import Work as Task
from workflow.domain.terms import SectionState, Verb
from workflow.domain.text import Text, say
from workflow.domain.time_words import plain_day
from workflow.store import Person, Report
from workflow.store.absence import away_between

OPEN_TO_PLAN = (SectionState.PLANNED, SectionState.DRAFTING, SectionState.RETURNED)
MOST_DAYS = 120


@dataclass(frozen=True)
class Proposal:
    """A section with the plan for it; ``due_on`` is the date that it has now."""

    placed: Placed
    plan: Plan
    due_on: date | None


@dataclass(frozen=True)
class Schedule:
    """``short`` says what lacks and why; None where everything can be done in time."""

    frame: Frame
    proposals: tuple[Proposal, ...]
    short: Text | None


def frame_of(report: Report, today: date, given: dict[str, str]) -> Frame | None:
    """What a form asks for, with the report's day of release; None without such a day."""
    release_on = parse_day(given.get("release_on", "")) or report.release_on
    if release_on is None:
        return None
    usual = Frame(release_on, today)
    return Frame(
        release_on,
        today,
        approval=_days(given.get("approval"), usual.approval),
        assembly=_days(given.get("assembly"), usual.assembly),
        writing=max(1, _days(given.get("writing"), usual.writing)),
    )


def schedule(scene: Scene, frame: Frame) -> Schedule:
    """A proposal for each section whose deadline can still be set."""
    absent = _absences(scene, frame)
    places = [one for one in scene.text_sections if one.section.state in OPEN_TO_PLAN]
    found = plans([_task(scene, one) for one in places], frame, scene.calendar, absent)
    zone = scene.report.office.zone
    proposals = tuple(
        Proposal(one, made, office_day(one.section.due_at, zone) if one.section.due_at else None)
        for one, made in zip(places, found, strict=True)
    )
    worst = tightest(found)
    return Schedule(frame, proposals, _short(scene, frame, worst) if worst else None)


def take_over(
    work: Work, editor: Person, report: Report, release_on: date, wanted: Iterable[dict[str, Any]]
) -> int:
    """Set the dates by the verbs of the table: each of ``wanted`` has ``section_id``, ``due_on``
    and perhaps ``owner_id``. Gives how many sections were set; those that have the date and the
    owner already, or no owner yet, are left as they are.
    """
    if report.release_on != release_on:
        reports.act(work, editor, report, Verb.SET_DETAILS, release_on=release_on)
    scene, done = Scene(report, work.now), 0
    for one in wanted:
        section = section_in(scene, one["section_id"])
        owner_id = one.get("owner_id") or section.owner_id
        if one["due_on"] is None:
            raise NotYet(say("请填写有效的日期。", "Please give a valid date."))
        has = office_day(section.due_at, report.office.zone) if section.due_at else None
        if owner_id is None or (owner_id, one["due_on"]) == (section.owner_id, has):
            continue
        given = {"owner_id": owner_id, "due_on": one["due_on"]}
        sections.act(work, editor, section, Verb.ASSIGN, **given)
        done += 1
    return done


def _absences(scene: Scene, frame: Frame) -> Absent:
    """Days on which people are away and nobody acts for them."""
    away = away_between(scene.report.office_id, frame.today, frame.release_on)
    alone = [one for one in away if one.deputy is None]
    days = days_within(alone, frame.today, frame.release_on)
    return lambda person: days.get(person, frozenset())


def _task(scene: Scene, one: Placed) -> Task:
    section = one.section
    stages = tuple(scene.stages(section))
    return Task(section.id, section.owner_id, stages, scene.authors(section))


def _days(text: str | None, usual: int) -> int:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 4
    return min(int(text or 0), MOST_DAYS) if is_number else usual


def _short(scene: Scene, frame: Frame, worst: Plan) -> Text:
    """What lacks, against what is needed for the section that has least time."""
    sums = need(worst, frame, scene.calendar)
    place = next(one for one in scene.text_sections if one.section.id == worst.key)
    return say(
        "无法按期完成：差 {short} 个工作日。到{day}只有 {have} 个工作日，"
        "而{thing}{steps}，共需 {need} 个。",
        "This cannot be finished in time: short by {short} working days. Until {day} there are "
        "{have} working days, but {thing} {steps}, {need} in all.",
        short=worst.short_by,
        day=plain_day(frame.release_on, frame.today),
        have=sums.available,
        thing=say("《{label}》", "“{label}”", label=place.label or scene.report.title),
        steps=_steps(frame, sums),
        need=sums.needed,
    )


def _steps(frame: Frame, sums: Need) -> Text:
    (_, writing), *stages = sums.by_step
    zh = "、".join([f"撰写 {writing}", *(f"{name} {days}" for name, days in stages)])
    en = ", ".join([f"writing {writing}", *(f"{name} {days}" for name, days in stages)])
    away_zh = f"、有人不在而延后 {sums.lost}" if sums.lost else ""
    away_en = f", {sums.lost} for absences" if sums.lost else ""
    return say(
        "{first}{away}、合稿 {assembly}、签批 {approval}",
        "needs {first}{away}, assembly {assembly}, approval {approval}",
        first=Text(zh, en),
        away=Text(away_zh, away_en),
        assembly=frame.assembly,
        approval=frame.approval,
    )
