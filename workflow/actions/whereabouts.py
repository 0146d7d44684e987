"""Who has a section now, since when and until when: what a page says after an act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from workflow.actions.chain.scene import WITH_DIRECTOR
from workflow.actions.scene import Scene
from workflow.domain.absences import deputies_of
from workflow.domain.calendar import due_moment, office_day
from workflow.domain.stages import Standing
from workflow.domain.terms import AlarmKind, ReportState, SectionState, StageRule
from workflow.domain.text import Text, say
from workflow.domain.time_words import named_day
from workflow.store import Person, Section, db
from workflow.store.base import utc_now
from workflow.store.many import among

WRITING = (SectionState.DRAFTING, SectionState.RETURNED)
RESTING = {
    SectionState.SIGNED_OFF: Text(
        "全部环节已审定，等统稿人合稿",
        "every stage has passed it; the editor assembles next",
    ),
    SectionState.DROPPED: Text("已取消，不进入合稿", "dropped, and left out of the report"),
}
AMENDED = Text(
    "所列修改全部改好并合稿后，签批自动生效",
    "once all listed edits were made and the report is assembled, the approval is in force",
)
BEFORE_DIRECTOR = {
    ReportState.CONDITIONAL: Text(
        "等主任看过改动", "the office director looks at what was changed"
    ),
    ReportState.AWAITING_APPROVAL: Text(
        "改动与主任所列不符；报告退回或收回后继续审核",
        "changed otherwise than the director listed; review goes on once the report is back",
    ),
}
UNASSIGNED = Text("等统稿人分派", "the editor has to assign it")


def where_now(scene: Scene, section: Section, until: bool = True) -> Text:
    """Who has it and until when, as half a sentence: "现由 … 初审,期限 本周五"."""
    if section.state is SectionState.SIGNED_OFF and section.id in scene.conditions:
        return AMENDED
    if section.state in RESTING:
        return RESTING[section.state]
    if section.state is SectionState.IN_REVIEW and scene.report.state in WITH_DIRECTOR:
        return BEFORE_DIRECTOR[scene.report.state]
    due = _until(scene, section) if until else Text("", "")
    steps = scene.stages_now(section)
    if steps:
        return _in_review(scene, section, steps, due)
    return _with_owner(scene, section, due)


def holder_since(scene: Scene, section: Section) -> datetime | None:
    """Since when those who have it now have it."""
    if section.state is not SectionState.IN_REVIEW:
        return section.since
    found = [scene.stage_since(section, step) for step in scene.stages_now(section)]
    return min((one for one in found if one is not None), default=section.submitted_at)


def holder_due(scene: Scene, section: Section) -> datetime | None:
    """Until when: the owner's deadline, or the first one of the stages that have it."""
    if section.state is SectionState.IN_REVIEW:
        found = [stage_due(scene, section, step) for step in scene.stages_now(section)]
        return min((one for one in found if one is not None), default=None)
    return section.due_at if section.state in (*WRITING, SectionState.PLANNED) else None


def stage_due(scene: Scene, section: Section, step: Standing) -> datetime | None:
    """Until when an open stage has it, as stored when it got the section."""
    since = scene.stage_since(section, step)
    if since is None:
        return None
    alarm = scene.alarms.get((section.id, AlarmKind.STAGE, step.stage.id))
    if alarm and alarm.due_at:
        return alarm.due_at
    return end_of_days(scene, since, step.stage.days)


def end_of_days(scene: Scene, since: datetime, days: int) -> datetime:
    """The end of so many working days after the day on which a stage got its section."""
    zone = scene.report.office.zone
    return due_moment(scene.calendar.shift(office_day(since, zone), days), zone)


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """The names of people by their ids."""
    wanted = set(person_ids)
    rows = db.session.execute(select(Person.id, Person.name).where(among(Person.id, wanted)))
    return dict(rows.all())


def listed_names(person_ids: Iterable[int], any_one: bool = False) -> Text:
    """甲、乙 (any one of them: 甲或乙)."""
    ids = list(person_ids)
    names = names_of(ids)
    found = [names[one] for one in ids if one in names]
    if any_one:
        return Text("或".join(found), " or ".join(found))
    return Text("、".join(found), ", ".join(found))


def _in_review(scene: Scene, section: Section, steps: Sequence[Standing], due: Text) -> Text:
    lacking = next((step for step in steps if step.stuck or not step.waiting), None)
    if lacking is not None:
        return say(
            "“{stage}”环节缺人，等统稿人补充",
            "“{stage}” lacks people: the editor adds some",
            stage=lacking.stage.name,
        )
    with_whom = [_with_members(step) for step in steps]
    return say(
        "现由 {people}{deputies}{due}",
        "now with {people}{deputies}{due}",
        people=Text(
            "、".join(one.render() for one in with_whom),
            " and ".join(one.render("en") for one in with_whom),
        ),
        deputies=_deputies(scene, section),
        due=due,
    )


def _with_members(step: Standing) -> Text:
    return say(
        "{people} {stage}",
        "{people} for “{stage}”",
        people=listed_names(step.waiting, step.stage.rule is StageRule.ANY),
        stage=step.stage.name,
    )


def _with_owner(scene: Scene, section: Section, due: Text) -> Text:
    if section.owner is None:
        return UNASSIGNED
    owner = section.owner.name
    if section.state is SectionState.PLANNED:
        return say("责任人 {owner}，尚未启动", "planned for {owner}", owner=owner)
    changes = section.state is SectionState.RETURNED
    doing = Text("修改", "changes") if changes else Text("撰写", "writing")
    return say(
        "现由 {owner} {doing}{deputies}{due}",
        "now with {owner} for {doing}{deputies}{due}",
        owner=owner,
        deputies=_deputies(scene, section),
        doing=doing,
        due=due,
    )


def _deputies(scene: Scene, section: Section) -> Text:
    """Who acts for those who have it."""
    found = deputies_of(scene.holders(section), scene.mandates_for(section))
    if not found:
        return Text("", "")
    return say("（由 {who} 代办）", " ({who} acts meanwhile)", who=listed_names(sorted(found)))


def _until(scene: Scene, section: Section) -> Text:
    due = holder_due(scene, section)
    if due is None:
        return Text("", "")
    zone = scene.report.office.zone
    now = utc_now()
    day = named_day(office_day(due, zone), office_day(now, zone))
    if due < now:
        return say("，期限 {day}（已逾期）", ", was due {day}", day=day)
    return say("，期限 {day}", ", due {day}", day=day)
