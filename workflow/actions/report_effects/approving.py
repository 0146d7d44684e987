"""What the verbs change that lead from the assembly to the archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from workflow.actions.approval import conditions
from workflow.actions.approval.statement import statement_of
from workflow.actions.archive import archives
from workflow.actions.archive.archives import Prepared
from workflow.actions.assembly import assemblies, renderings
from workflow.actions.deciding import decision
from workflow.actions.outline import structure
from workflow.actions.report_act import Maker, ReportAct, ReportEffect
from workflow.actions.report_facts import current_assembly
from workflow.actions.talk import comments
from workflow.domain.machine import Stale
from workflow.domain.terms import CommentKind, SectionState, Verb
from workflow.domain.text import say
from workflow.store import Approval, Archive, Assembly, Section, db


def nothing(act: ReportAct) -> ReportEffect:
    return ReportEffect()


def assemble(act: ReportAct) -> ReportEffect:
    assembly = assemblies.ask(act.work, act.scene, act.actor)
    return ReportEffect({"assembly": assembly.number}, result=assembly)


def assemble_with_gaps(act: ReportAct) -> ReportEffect:
    assembly = assemblies.ask(act.work, act.scene, act.actor, gaps=True)
    return ReportEffect({"assembly": assembly.number}, result=assembly)


def render(act: ReportAct) -> ReportEffect:
    """``number``: the assembly whose PDF failed, or was never asked for."""
    assembly = renderings.ask_again(act.work, act.report.id, int(act.given["number"]))
    return ReportEffect({"assembly": assembly.number}, result=assembly)


def present(act: ReportAct) -> ReportEffect:
    act.report.presented_at = act.work.now
    return ReportEffect()


def approve(act: ReportAct) -> ReportEffect:
    """Bound to the manifest seen and to the file that holds it, and to who signed the words."""
    assembly = current_assembly(act.scene)
    statement = None
    if assembly is not None:
        at, note = act.work.now, act.note.strip()
        who = (act.actor, act.on_behalf_of)
        statement = statement_of(act.scene, assembly, *who, at, note)
    decision = _decision(act, Verb.APPROVE, assembly, statement)
    return ReportEffect({"root": decision.root}, result=decision)


def approve_conditionally(act: ReportAct) -> ReportEffect:
    """``edits``: see conditions.list_edits. Only the sections that they name are open again."""
    assembly = current_assembly(act.scene)
    made = _decision(act, Verb.APPROVE_CONDITIONALLY, assembly)
    edits = act.given.get("edits", ())
    named = conditions.list_edits(act.work, act.scene, act.actor, made, edits)

    def open_named() -> None:
        for section in named:
            section.state = SectionState.RETURNED
            section.since = act.work.now

    told = {person for one in named for person in act.scene.authors(one)}
    titles = "、".join(act.scene.place(one).label for one in named)
    details = {"edits": len(edits), "sections": titles, "manifest": made.manifest_hash}
    return ReportEffect(details, told, result=made, then=open_named)


def archive(act: ReportAct) -> ReportEffect:
    """A person asks. The worker names ``archive``: what ``archives.prepare`` made, and the trail
    has not grown since.
    """
    made: Prepared | None = act.given.get("archive")
    if made is None:
        return ReportEffect({"asked": True}, result=archives.ask(act.work, act.report, act.actor))
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
        pdf_signed_by=made.pdf_signed_by,
        lacks=[asdict(one) for one in made.lacks],
        person_id=act.actor.id,
        created_at=act.work.now,
    )
    db.session.add(row)
    return ReportEffect({"root": made.root, "file": made.file_hash}, result=row)


def send_back(act: ReportAct) -> ReportEffect:
    """``section_ids``: those to be rewritten; all others keep their sign-offs. ``notes``: by
    such an id what is to change in it, a must-fix comment of the director's.
    """
    chosen = [structure.section_in(act.scene, one) for one in act.given.get("section_ids", ())]
    notes = act.given.get("notes", {})
    for one in chosen:
        _must_change(act, one, str(notes.get(str(one.id), "")))
    decision = _decision(act, Verb.RETURN, current_assembly(act.scene))

    def reopen() -> None:
        for section in chosen:
            section.state = SectionState.RETURNED
            section.since = act.work.now

    told = {one.owner_id for one in chosen if one.owner_id}
    titles = "、".join(act.scene.place(one).label for one in chosen)
    return ReportEffect({"sections": titles}, told, result=decision, then=reopen)


def _must_change(act: ReportAct, section: Section, words: str) -> None:
    if words.strip():
        comments.add(act.work, section, act.actor, {"kind": CommentKind.MUST_FIX, "text": words})


def withdraw_approval(act: ReportAct) -> ReportEffect:
    assembly = current_assembly(act.scene)
    return ReportEffect(result=_decision(act, Verb.WITHDRAW_APPROVAL, assembly))


def _decision(
    act: ReportAct,
    verb: Verb,
    assembly: Assembly | None,
    statement: dict[str, Any] | None = None,
) -> Approval:
    who = (act.actor, verb, assembly, act.note, act.on_behalf_of)
    return decision(act.work, act.report, *who, statement)


APPROVING: Mapping[Verb, Maker] = {
    Verb.ASSEMBLE: assemble,
    Verb.ASSEMBLE_WITH_GAPS: assemble_with_gaps,
    Verb.RENDER: render,
    Verb.PRESENT: present,
    Verb.APPROVE: approve,
    Verb.APPROVE_CONDITIONALLY: approve_conditionally,
    Verb.RETURN: send_back,
    Verb.RECALL: nothing,
    Verb.WITHDRAW_APPROVAL: withdraw_approval,
    Verb.ARCHIVE: archive,
}
