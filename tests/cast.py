"""The office's cast: the same people in every test, and a report under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from workflow.actions import reports, sections
from workflow.actions.chain import chains
from workflow.actions.chain import presets as chain_presets
from workflow.actions.scene import Scene
from workflow.actions.work import transaction
from workflow.documents.content import from_text, to_json
from workflow.domain.terms import SectionKind, Verb
from workflow.store import Department, Office, Person, Report, Section, db

ZONE = ZoneInfo("Asia/Shanghai")


def office_today() -> date:
    """Today in the office, whatever the day where the tests run."""
    return datetime.now(ZONE).date()


CAST = {
    "editor": "统稿人甲",
    "owner": "责任人甲",
    "second_owner": "责任人乙",
    "contributor": "协办人甲",
    "reviewer": "审核人甲",
    "countersigner": "会签人甲",
    "second_countersigner": "会签人乙",
    "director": "主任甲",
    "administrator": "管理员甲",
    "outsider": "局外人甲",
}


@dataclass
class World:
    """Ids of the cast, of the report and its sections; loads rows where a context is open.

    The outline: a preamble; 一、工作情况 (heading) with (一)制度建设 and (二)队伍建设;
    二、下一步安排. Owner has preamble and (一), second owner the other two.
    """

    ids: dict[str, int] = field(default_factory=dict)
    report_id: int = 0
    section_ids: dict[str, int] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        return db.session.get_one(Person, self.ids[name])

    @property
    def report(self) -> Report:
        return db.session.get_one(Report, self.report_id)

    def section(self, name: str = "rules") -> Section:
        return db.session.get_one(Section, self.section_ids[name])

    def scene(self) -> Scene:
        return Scene(self.report)

    def head(self, name: str = "rules") -> str:
        return str(self.section(name).head_id or "")

    def do(self, who: str, verb: Verb, section: str = "rules", **given: Any) -> Any:
        """One act on a section through the table, seeing its newest draft unless told else."""
        given.setdefault("seen", self.head(section))
        with transaction(given.pop("now", None)) as work:
            done = sections.act(work, self.person(who), self.section(section), verb, **given)
        return done

    def do_report(self, who: str, verb: Verb, **given: Any) -> Any:
        with transaction(given.pop("now", None)) as work:
            return reports.act(work, self.person(who), self.report, verb, **given)

    def write(self, who: str, text: str, section: str = "rules") -> Any:
        """Save a draft with this text."""
        return self.do(who, Verb.SAVE, section, content=to_json(from_text(text))).result

    def sign_off(self, section: str = "rules", owner: str = "owner") -> None:
        """Write, submit and pass through both stages."""
        self.write(owner, f"《{section}》的正文,全年完成培训12期。", section)
        self.do(owner, Verb.SUBMIT, section)
        for who in ("reviewer", "countersigner", "second_countersigner"):
            self.do(who, Verb.PASS, section)


OUTLINE = (
    ("preamble", None, SectionKind.PREAMBLE, "", None, "owner"),
    ("work", None, SectionKind.HEADING, "工作情况", "cn_dun", None),
    ("rules", "work", SectionKind.TEXT, "制度建设", "cn_paren", "owner"),
    ("team", "work", SectionKind.TEXT, "队伍建设", "cn_paren", "second_owner"),
    ("next", None, SectionKind.TEXT, "下一步安排", "cn_dun", "second_owner"),
)


def build_world(launched: bool = True) -> World:
    """The cast in one office, a stranger in another, and a report (launched by default)."""
    world = World()
    with transaction() as work:
        office = _office("甲单位", world, CAST)
        _office("乙单位", world, {"stranger": "外单位统稿人"})
        editor = world.person("editor")
        report = Report(
            office_id=office.id,
            title="2026 年度工作报告",
            year=2026,
            editor_id=editor.id,
            director_id=world.ids["director"],
            signature="甲单位",
            signed_on="2026年12月31日",
        )
        db.session.add(report)
        db.session.flush()
        world.report_id = report.id
        _chain(world, report)
        _outline(world, report)
        due_on = office_today() + timedelta(days=20)
        for name, _, kind, _, _, owner in OUTLINE:
            if kind is not SectionKind.HEADING:
                sections.act(
                    work,
                    editor,
                    world.section(name),
                    Verb.ASSIGN,
                    owner_id=world.ids[str(owner)],
                    due_on=due_on,
                    contributor_ids=[world.ids["contributor"]] if name == "rules" else [],
                )
        if launched:
            reports.act(work, editor, report, Verb.LAUNCH)
    return world


def _office(name: str, world: World, cast: dict[str, str]) -> Office:
    office = Office(name=name)
    db.session.add(office)
    db.session.flush()
    department = Department(office_id=office.id, name="综合科")
    db.session.add(department)
    db.session.flush()
    for key, person_name in cast.items():
        person = Person(
            office_id=office.id,
            department_id=department.id,
            name=person_name,
            email=f"{key}@office.example",
            is_administrator=key == "administrator",
            is_editor=key in ("editor", "stranger"),
        )
        db.session.add(person)
        db.session.flush()
        world.ids[key] = person.id
    return office


def _chain(world: World, report: Report) -> None:
    chain = chain_presets.two_stages(
        [world.ids["reviewer"]],
        [world.ids["countersigner"], world.ids["second_countersigner"]],
    )
    chains.replace(report, chain)


def _outline(world: World, report: Report) -> None:
    for position, (name, parent, kind, title, numeral, _) in enumerate(OUTLINE):
        section = Section(
            report_id=report.id,
            parent_id=world.section_ids.get(parent) if parent else None,
            position=position,
            kind=kind,
            title=title,
            numeral_kind=numeral,
        )
        db.session.add(section)
        db.session.flush()
        world.section_ids[name] = section.id
