"""What went off the track in a report: its editor sees to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from workflow.actions.chain.availability import director_is_missed, too_few
from workflow.actions.desk.model import Ask, Item, Names, listed
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.section_facts import section_facts
from workflow.actions.whereabouts import holder_due
from workflow.domain.absences import Away
from workflow.domain.calendar import office_day
from workflow.domain.machine import Offer, offered
from workflow.domain.stages import without_people
from workflow.domain.terms import ReportState, SectionState, Verb
from workflow.domain.text import Text, say
from workflow.domain.time_words import named_day, plain_day
from workflow.store import Event, Person, Section, db

WRITING = (SectionState.DRAFTING, SectionState.RETURNED)
TELLING = (Verb.DECLINE, Verb.ASSIGN, Verb.ASK_EXTENSION)


@dataclass(frozen=True)
class Case:
    """One section of the report as its editor meets it."""

    scene: Scene
    one: Placed
    editor: Person
    names: Names
    now: datetime
    said: dict[int, Event] = field(default_factory=dict)

    @property
    def section(self) -> Section:
        return self.one.section

    def item(self, ask: Ask, line: Text, nudge: Offer | None = None) -> Item:
        due = holder_due(self.scene, self.section)
        return Item(ask, self.scene.report, self.one, line, due, nudge)


def exceptions_in(scene: Scene, person: Person, names: Names, now: datetime) -> list[Item]:
    """For the editor of a launched report; at most one a section, the gravest."""
    report = scene.report
    if person.id != report.editor_id or report.state is ReportState.PLANNING:
        return []
    found = [_director(scene, names)]
    if report.state is ReportState.COLLECTING:
        said = _last_words(scene)
        for one in scene.text_sections:
            case = Case(scene, one, person, names, now, said)
            tried = (check(case) for check in CHECKS)
            found.append(next((item for item in tried if item), None))
    return [item for item in found if item]


def _last_words(scene: Scene) -> dict[int, Event]:
    """The newest of the events that matter here, for each section."""
    query = (
        select(Event)
        .where(Event.report_id == scene.report.id, Event.verb.in_(TELLING))
        .order_by(Event.seq)
    )
    return {row.section_id: row for row in db.session.scalars(query) if row.section_id}


def _director(scene: Scene, names: Names) -> Item | None:
    director = scene.report.director_id
    if director is None:
        line = Text("还没有指定签批的办公室主任", "Nobody is named to approve it yet")
    elif not names[director].active:
        line = say(
            "{who} 已离开，须另定签批人",
            "{who} has left: name another director",
            who=names[director].name,
        )
    elif gone := _missed(scene):
        line = say(
            "{who} 外出至 {last}，没有代理人，签批要等到回来",
            "{who} is away until {last} without a deputy: the approval waits",
            who=names[director].name,
            last=plain_day(gone.last, scene.today),
        )
    else:
        return None
    return Item(Ask.STAFF, scene.report, None, line)


def _missed(scene: Scene) -> Away | None:
    """The director's absence without a deputy, while the report waits for them."""
    awaits = scene.report.state is ReportState.AWAITING_APPROVAL
    return director_is_missed(scene) if awaits else None


def _nobody(case: Case) -> Item | None:
    if case.section.state is not SectionState.PLANNED:
        return None
    event = case.said.get(case.section.id)
    if event is None or event.verb is not Verb.DECLINE:
        return case.item(Ask.ASSIGN, Text("没有责任人", "Nobody owns it"))
    line = say(
        "{who} 谢绝：{note}",
        "Declined by {who}: {note}",
        who=str(event.details.get("actor", "")),
        note=str(event.details.get("note", "")),
    )
    return case.item(Ask.ASSIGN, line)


def _left(case: Case) -> Item | None:
    gone = [
        one
        for one in case.scene.holders(case.section)
        if one in case.names and not case.names[one].active
    ]
    if not gone:
        return None
    who = listed(gone, case.names)
    return case.item(
        Ask.REPLACE, say("{who} 已离开，须转办", "{who} has left: hand it over", who=who)
    )


def _stage_without_people(case: Case) -> Item | None:
    if case.section.state is SectionState.SIGNED_OFF:
        return None
    authors = case.scene.authors(case.section)
    now_stuck = [step.stage for step in case.scene.stages_now(case.section) if step.stuck]
    lacking = without_people(case.scene.stages(case.section), authors)
    lacking = next(iter(now_stuck), lacking)
    if lacking is None:
        return None
    line = say(
        "“{stage}”环节没有可以审核的人", "Nobody may decide in stage “{stage}”", stage=lacking.name
    )
    return case.item(Ask.STAFF, line)


def _nobody_there(case: Case) -> Item | None:
    """Too few of the stage are there today, and nobody acts for the others: it waits, and never
    passes by itself.
    """
    found = too_few(case.scene, case.section)
    if found is None:
        return None
    step, lacking = found
    line = say(
        "“{stage}”环节现在无人能办：{who} 外出或须回避，没有能代办的人",
        "Nobody can decide in “{stage}” now: {who} away or barred, and nobody can act instead",
        stage=step.stage.name,
        who=listed(lacking, case.names),
    )
    return case.item(Ask.STAFF, line)


def _asks_for_time(case: Case) -> Item | None:
    event, wished_at = case.said.get(case.section.id), case.section.wished_at
    if case.section.state not in WRITING or wished_at is None or event is None:
        return None
    zone = case.scene.report.office.zone
    line = say(
        "{who} 申请展期至{day}：{note}",
        "{who} asks for more time, until {day}: {note}",
        who=str(event.details.get("actor", "")),
        day=named_day(office_day(wished_at, zone), office_day(case.now, zone)),
        note=str(event.details.get("note", "")),
    )
    return case.item(Ask.EXTEND, line)


def _overdue(case: Case) -> Item | None:
    due = holder_due(case.scene, case.section)
    holders = case.scene.holders(case.section)
    if due is None or due >= case.now or holders <= {case.editor.id}:
        return None
    offers = offered(section_facts(case.scene, case.section, case.editor))
    nudge = next((one for one in offers if one.row.verb is Verb.NUDGE), None)
    line = say("在 {who} 手里", "With {who}", who=listed(sorted(holders), case.names))
    return case.item(Ask.CHASE, line, nudge=nudge)


CHECKS = (_nobody, _left, _stage_without_people, _nobody_there, _asks_for_time, _overdue)
