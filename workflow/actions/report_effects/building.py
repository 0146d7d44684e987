"""What the verbs change that make the report: its outline, chain, details and launch."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.actions.chain import chains
from workflow.actions.chain import edits as chain_edits
from workflow.actions.outline import earlier, particulars, structure
from workflow.actions.outline.earlier_reading import read_report
from workflow.actions.reminding import rules as reminder_rules
from workflow.actions.reminding.arming import is_behind, wake
from workflow.actions.report_act import Maker, ReportAct, ReportEffect
from workflow.domain.machine import NotYet
from workflow.domain.terms import SectionState, Verb
from workflow.domain.text import say


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
    """``stages``: the chain as plain data (see chains.replace), ``section_id``: the section
    whose branch goes through it (0: the report). Stages that were reached stay.
    """
    section_id = act.given.get("section_id")
    section = structure.section_in(act.scene, section_id) if section_id else None
    home = section.id if section else None
    before = [row for row in act.scene.stage_rows if row.section_id == home]
    old = chain_edits.drawn(before)
    tail = chain_edits.changed_tail(act.scene, section, act.given["stages"])
    kept = before[: len(act.given["stages"]) - len(tail)]
    rows = chains.replace(act.report, tail, home, kept)
    note = chain_edits.drawn(rows) or "—"
    details = {"note": f"{old} ⇒ {note}" if old and old != note else note}
    if section is not None:
        details["thing"] = act.scene.place(section).label
    return ReportEffect(details, section=section)


def set_details(act: ReportAct) -> ReportEffect:
    """What the settings hold (see particulars.change); a new director is told."""
    before = act.report.director_id
    particulars.change(act.report, act.given)
    told = {act.report.director_id} if act.report.director_id else set()
    return ReportEffect(tell=told - {before})


def set_reminders(act: ReportAct) -> ReportEffect:
    """``ladders`` and ``remind_at`` (see reminder_rules.change); what is still to come goes by
    them, and no rung that was told is told again. Where the sweep is behind it looks as it would.
    """
    alarms = [one for one in act.scene.alarms.values() if not one.rests]
    in_time = [one for one in alarms if not is_behind(act.work, act.scene, one)]
    reminder_rules.change(act.report, act.given)
    for alarm in in_time:
        wake(act.work, act.scene, alarm)
    return ReportEffect()


def bring_earlier(act: ReportAct) -> ReportEffect:
    """``brought``: a file as ``read_file`` gives it, else ``from_report``: a report's id."""
    brought = act.given.get("brought") or read_report(act.actor, act.given["from_report"])
    paired = earlier.bring(act.work, act.scene, brought)
    return ReportEffect({"note": brought.source}, result=paired)


def launch(act: ReportAct) -> ReportEffect:
    def begin() -> None:
        for one in act.scene.text_sections:
            one.section.state = SectionState.DRAFTING
            one.section.since = act.work.now

    return ReportEffect(then=begin)


BUILDING: Mapping[Verb, Maker] = {
    Verb.ADD_SECTION: add_section,
    Verb.RENAME: rename,
    Verb.MOVE: move_section,
    Verb.SET_CHAIN: set_chain,
    Verb.SET_DETAILS: set_details,
    Verb.SET_REMINDERS: set_reminders,
    Verb.BRING_EARLIER: bring_earlier,
    Verb.LAUNCH: launch,
}
