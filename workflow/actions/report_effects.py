"""What each verb changes on a report, after the table has let it through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from workflow.actions import assemblies, chains, earlier, particulars, structure
from workflow.actions.archives import Prepared
from workflow.actions.arming import arm, disarm
from workflow.actions.colleagues import colleague
from workflow.actions.report_facts import current_assembly
from workflow.actions.scene import Scene
from workflow.actions.statement import statement_of
from workflow.actions.succession import NOT_THEIRS, hand_over_seat
from workflow.actions.work import Work
from workflow.documents.archive import root_of
from workflow.domain.machine import NotYet, Stale
from workflow.domain.terms import Role, SectionState, Verb
from workflow.domain.text import say
from workflow.store import Approval, Archive, Assembly, Person, Report, Section, StageRow, db
from workflow.store.working_copy import close_copies


@dataclass(frozen=True)
class ReportAct:
    """One act under way: by whom, on what, with what words, and what the verb takes."""

    work: Work
    scene: Scene
    report: Report
    actor: Person
    note: str
    given: Mapping[str, Any]


def nothing_more() -> None:
    return None


@dataclass(frozen=True)
class ReportEffect:
    """``then`` runs once the report has its new state; ``section`` is what the act was about."""

    details: Mapping[str, Any] = field(default_factory=dict)
    tell: Iterable[int] = ()
    section: Section | None = None
    result: Any = None
    then: Callable[[], None] = nothing_more


Maker: TypeAlias = Callable[[ReportAct], ReportEffect]


def nothing(act: ReportAct) -> ReportEffect:
    return ReportEffect()


def add_section(act: ReportAct) -> ReportEffect:
    """``title``, ``parent_id`` (0: top level), ``numeral_kind``, ``is_heading``."""
    section = structure.add(act.scene, act.given)
    return ReportEffect({"thing": section.title}, section=section, result=section)


def rename(act: ReportAct) -> ReportEffect:
    """``title`` and ``section_id``; without a section the report itself is renamed."""
    title = str(act.given.get("title", "")).strip()
    if not title:
        raise NotYet(say("标题不能为空。", "The title cannot be empty."))
    if not act.given.get("section_id"):
        act.report.title = title
        return ReportEffect({"thing": title})
    section = structure.section_in(act.scene, act.given["section_id"])
    structure.rename(act.work, act.scene, section, title, act.actor)
    told = {section.owner_id} if section.owner_id else set()
    return ReportEffect({"thing": title}, told, section, section)


def move_section(act: ReportAct) -> ReportEffect:
    """``section_id`` and ``by``: -1 up, +1 down among its siblings."""
    section = structure.section_in(act.scene, act.given["section_id"])
    structure.shift(act.scene, section, int(act.given["by"]))
    return ReportEffect({"thing": section.title}, section=section, result=section)


def set_chain(act: ReportAct) -> ReportEffect:
    """``stages``: the chain as plain data (see chains.replace)."""
    chains.replace(act.report, act.given["stages"])
    return ReportEffect()


def set_details(act: ReportAct) -> ReportEffect:
    """What the settings hold (see particulars.change); a new director is told."""
    before = act.report.director_id
    particulars.change(act.report, act.given)
    told = {act.report.director_id} if act.report.director_id else set()
    return ReportEffect(tell=told - {before})


def bring_earlier(act: ReportAct) -> ReportEffect:
    """``brought``: a file as earlier.read_file gives it, else ``from_report``: a report's id."""
    brought = act.given.get("brought") or earlier.read_report(act.actor, act.given["from_report"])
    paired = earlier.bring(act.work, act.scene, brought)
    return ReportEffect({"note": brought.source}, result=paired)


def launch(act: ReportAct) -> ReportEffect:
    def begin() -> None:
        for one in act.scene.text_sections:
            one.section.state = SectionState.DRAFTING
            arm(act.work, act.scene, one.section)

    return ReportEffect(then=begin)


def assemble(act: ReportAct) -> ReportEffect:
    assembly = assemblies.ask(act.work, act.scene, act.actor)
    return ReportEffect({"assembly": assembly.number}, result=assembly)


def assemble_with_gaps(act: ReportAct) -> ReportEffect:
    assembly = assemblies.ask(act.work, act.scene, act.actor, gaps=True)
    return ReportEffect({"assembly": assembly.number}, result=assembly)


def present(act: ReportAct) -> ReportEffect:
    act.report.presented_at = act.work.now
    return ReportEffect()


def approve(act: ReportAct) -> ReportEffect:
    """Bound to the manifest seen and to the file that holds it, and to who signed the words."""
    assembly = current_assembly(act.scene)
    decision = _decision(act, Verb.APPROVE, assembly)
    if assembly is not None:
        at, note = act.work.now, act.note.strip()
        decision.statement = statement_of(act.scene, assembly, act.actor, at, note)
        decision.root = root_of(decision.statement)
    return ReportEffect({"root": decision.root}, result=decision)


def archive(act: ReportAct) -> ReportEffect:
    """``archive``: what ``archives.prepare`` made; the trail has not grown since."""
    made: Prepared = act.given["archive"]
    if act.report.trail_head != made.trail_head:
        raise Stale(
            say(
                "归档文件生成期间报告有了新的记录，没有归档，什么都没有丢失。请再归档一次。",
                "Something happened to the report while its archive was made, so it was not "
                "archived and nothing is lost. Archive it once more.",
            )
        )
    row = Archive(
        report_id=act.report.id,
        approval_id=made.approval_id,
        root=made.root,
        file_hash=made.file_hash,
        file_bytes=made.file_bytes,
        person_id=act.actor.id,
        created_at=act.work.now,
    )
    db.session.add(row)
    return ReportEffect({"root": made.root, "file": made.file_hash}, result=row)


def send_back(act: ReportAct) -> ReportEffect:
    """``section_ids``: those to be rewritten; all others keep their sign-offs."""
    chosen = [structure.section_in(act.scene, one) for one in act.given.get("section_ids", ())]
    decision = _decision(act, Verb.RETURN, current_assembly(act.scene))

    def reopen() -> None:
        for section in chosen:
            section.state = SectionState.RETURNED
            arm(act.work, act.scene, section)

    told = {one.owner_id for one in chosen if one.owner_id}
    titles = "、".join(act.scene.place(one).label for one in chosen)
    return ReportEffect({"sections": titles}, told, result=decision, then=reopen)


def withdraw_approval(act: ReportAct) -> ReportEffect:
    assembly = current_assembly(act.scene)
    return ReportEffect(result=_decision(act, Verb.WITHDRAW_APPROVAL, assembly))


def hand_over(act: ReportAct) -> ReportEffect:
    """``person_id`` takes what ``from_id`` (default: the actor) had.

    ``stage_id``: their seat in that stage; else ``part`` (editor or director, default both).
    """
    successor = colleague(act.report.office_id, act.given["person_id"])
    leaver = int(act.given.get("from_id") or act.actor.id)
    details = {"person": successor.name}
    if act.given.get("stage_id"):
        stage = _stage(act)
        hand_over_seat(act.scene, stage, leaver, successor, act.actor)
        details["thing"] = f"{act.report.title} · {stage.name}"
    else:
        _hand_over_parts(act, leaver, successor)
    return ReportEffect(details, {successor.id, leaver})


def _stage(act: ReportAct) -> StageRow:
    wanted = int(act.given["stage_id"])
    found = next((row for row in act.scene.stage_rows if row.id == wanted), None)
    if found is None:
        raise NotYet(NOT_THEIRS)
    return found


def _hand_over_parts(act: ReportAct, leaver: int, successor: Person) -> None:
    report, part = act.report, act.given.get("part")
    is_editor = report.editor_id == leaver and part in (None, Role.EDITOR)
    is_director = report.director_id == leaver and part in (None, Role.DIRECTOR)
    if not (is_editor or is_director):
        raise NotYet(NOT_THEIRS)
    if is_editor:
        report.editor_id = successor.id
    if is_director:
        report.director_id = successor.id


def cancel(act: ReportAct) -> ReportEffect:
    close_copies([one.id for one in act.scene.sections])
    for section in act.scene.sections:
        disarm(section)
    return ReportEffect()


def _decision(act: ReportAct, verb: Verb, assembly: Assembly | None) -> Approval:
    approval = Approval(
        report_id=act.report.id,
        assembly_id=assembly.id if assembly else None,
        person_id=act.actor.id,
        verb=verb,
        manifest_hash=assembly.manifest_hash if assembly else "",
        file_hash=(assembly.file_hash or "") if assembly else "",
        note=act.note.strip(),
        created_at=act.work.now,
    )
    db.session.add(approval)
    return approval


REPORT_EFFECTS: Mapping[Verb, Maker] = {
    Verb.ADD_SECTION: add_section,
    Verb.RENAME: rename,
    Verb.MOVE: move_section,
    Verb.SET_CHAIN: set_chain,
    Verb.SET_DETAILS: set_details,
    Verb.BRING_EARLIER: bring_earlier,
    Verb.LAUNCH: launch,
    Verb.ASSEMBLE: assemble,
    Verb.ASSEMBLE_WITH_GAPS: assemble_with_gaps,
    Verb.PRESENT: present,
    Verb.APPROVE: approve,
    Verb.RETURN: send_back,
    Verb.RECALL: nothing,
    Verb.WITHDRAW_APPROVAL: withdraw_approval,
    Verb.HAND_OVER: hand_over,
    Verb.CANCEL: cancel,
    Verb.ARCHIVE: archive,
}
