"""What is asked of a person in one report: to write, to review, to approve, to prepare."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.actions.desk.conditions import conditions_asked
from workflow.actions.desk.model import Ask, Item, Names
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import stage_due
from workflow.domain.phrases import acting_for
from workflow.domain.stages import Standing
from workflow.domain.terms import ReportState, SectionState
from workflow.domain.text import Text, say
from workflow.store import Person, Section, SignOff

WRITING = (SectionState.DRAFTING, SectionState.RETURNED)


def asked_in(scene: Scene, person: Person, names: Names) -> Iterator[Item]:
    """In no order; the desk sorts."""
    state = scene.report.state
    if state is ReportState.COLLECTING:
        for one in scene.text_sections:
            yield from _of_section(scene, one, person, names)
    if state is ReportState.CONDITIONAL:
        yield from conditions_asked(scene, person)
    if person.id == scene.report.editor_id and state is ReportState.PLANNING:
        yield _prepare(scene)
    if person.id == scene.report.editor_id and _is_through(scene):
        line = Text(
            "各部分均已定稿，可以合稿并呈签批",
            "Every section is signed off: assemble and present it",
        )
        yield Item(Ask.PRESENT, scene.report, None, line)
    if person.id == scene.report.director_id and state is ReportState.AWAITING_APPROVAL:
        yield Item(Ask.APPROVE, scene.report, None, _presented(scene, names))


def _of_section(scene: Scene, one: Placed, person: Person, names: Names) -> Iterator[Item]:
    section = one.section
    if section.state in WRITING and section.owner_id == person.id:
        yield _writing(scene, one, names)
    elif section.state in WRITING and person.id in scene.authors(section):
        line = say(
            "协助 {owner} 撰写", "Help {owner} write it", owner=_name(section.owner_id, names)
        )
        yield Item(Ask.HELP, scene.report, one, line, section.due_at)
    step = scene.turn(section, person.id)
    if step and person.id in step.waiting:
        yield _review(scene, one, step, person, names)


def _writing(scene: Scene, one: Placed, names: Names) -> Item:
    section = one.section
    if section.state is SectionState.RETURNED:
        return Item(Ask.REVISE, scene.report, one, _returned(scene, section, names), section.due_at)
    if section.head is None:
        line = Text("还没有稿件", "No draft yet")
    else:
        line = say("已有第 {n} 稿，尚未送审", "Draft {n}, not submitted yet", n=section.head.number)
    return Item(Ask.WRITE, scene.report, one, _with_must_fix(scene, section, line), section.due_at)


def _returned(scene: Scene, section: Section, names: Names) -> Text:
    decisions = scene.sign_offs.get(section.id, ())
    last = next((one for one in reversed(decisions) if not one.passed), None)
    line = Text("已退回，请修改", "Sent back for changes")
    if last is not None:
        principal = _name(last.on_behalf_of_id, names) if last.on_behalf_of_id else ""
        who = acting_for(_name(last.person_id, names), principal)
        line = say("{who} 退回", "Sent back by {who}", who=who)
    return _with_must_fix(scene, section, line)


def _with_must_fix(scene: Scene, section: Section, line: Text) -> Text:
    count = scene.must_fix.get(section.id, 0)
    if not count:
        return line
    return say(
        "{line}，必改意见 {n} 条未答复", "{line}; must-fix comments open: {n}", line=line, n=count
    )


def _review(scene: Scene, one: Placed, step: Standing, person: Person, names: Names) -> Item:
    section = one.section
    head = section.head
    line = say(
        "{stage} · {owner} 送审的第 {n} 稿",
        "{stage} · draft {n} by {owner}",
        stage=step.stage.name,
        owner=_name(section.owner_id, names),
        n=head.number if head else 0,
    )
    signed = _own_decision(scene, section, person)
    return Item(
        Ask.REVIEW,
        scene.report,
        one,
        line,
        stage_due(scene, section, step),
        signed_draft=signed.draft_id if signed and signed.draft_id != section.head_id else None,
    )


def _own_decision(scene: Scene, section: Section, person: Person) -> SignOff | None:
    decisions = scene.sign_offs.get(section.id, ())
    return next((one for one in reversed(decisions) if one.member_id == person.id), None)


def _prepare(scene: Scene) -> Item:
    missing = sum(
        one.section.owner_id is None or one.section.due_at is None for one in scene.text_sections
    )
    if missing:
        line = say(
            "筹备中，还有 {n} 个部分没有责任人或期限",
            "Being prepared; sections without owner or deadline: {n}",
            n=missing,
        )
    else:
        line = Text(
            "筹备中，启动后责任人才会收到任务", "Being prepared; owners are told once you launch it"
        )
    return Item(Ask.PREPARE, scene.report, None, line)


def _is_through(scene: Scene) -> bool:
    texts = scene.text_sections
    through = all(one.section.state is SectionState.SIGNED_OFF for one in texts)
    return scene.report.state is ReportState.COLLECTING and bool(texts) and through


def _presented(scene: Scene, names: Names) -> Text:
    return say(
        "{editor} 呈签批，{n} 个部分均已定稿",
        "Presented by {editor}; sections signed off: {n}",
        editor=_name(scene.report.editor_id, names),
        n=len(scene.text_sections),
    )


def _name(person_id: int | None, names: Names) -> str:
    return names[person_id].name if person_id in names else "—"
