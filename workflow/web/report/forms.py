"""From a form to an act on a report: what each verb takes, and what the person reads then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workflow.actions.clock import parse_day
from workflow.domain.terms import ReportState, Verb
from workflow.domain.text import Text, say
from workflow.store import Report
from workflow.web import takes
from workflow.web.acting import Form, number, words
from workflow.web.chain.form import chain_of
from workflow.web.happened import done_words
from workflow.web.report.reminder_forms import rules_of


def given_for(verb: Verb, form: Form) -> dict[str, Any]:
    """What the verb takes besides a note (see actions.report_effects)."""
    read = TAKES.get(verb)
    return read(form) if read else takes.given_for(verb, form)


def _add_section(form: Form) -> dict[str, Any]:
    return {
        "title": words(form, "title"),
        "parent_id": number(form.get("parent_id")),
        "is_heading": form.get("kind") == "heading",
    }


def _rename(form: Form) -> dict[str, Any]:
    return {"title": words(form, "title"), "section_id": number(form.get("section_id"))}


def _move(form: Form) -> dict[str, Any]:
    by = -1 if form.get("by") == "-1" else 1
    return {"section_id": number(form.get("section_id")), "by": by}


def _set_details(form: Form) -> dict[str, Any]:
    """Only what the form shows is changed; a day that is none is refused by the act."""
    given: dict[str, Any] = {}
    if "year" in form:
        given["year"] = number(form["year"])
    if "director_id" in form:
        given["director_id"] = number(form["director_id"])
    for name in ("signature", "signed_on", "profile"):
        if name in form:
            given[name] = words(form, name)
    if "release_on" in form:
        given["release_on"] = parse_day(form["release_on"]) or form["release_on"].strip() or None
    if "blanks" in form:
        given["blanks_block"] = form["blanks"] == "block"
    return given


def _set_chain(form: Form) -> dict[str, Any]:
    return {"stages": chain_of(form), "section_id": number(form.get("section_id"))}


def _bring_earlier(form: Form) -> dict[str, Any]:
    return {"from_report": number(form.get("from_report"))}


def _render(form: Form) -> dict[str, Any]:
    return {"number": number(form.get("number"))}


TAKES: Mapping[Verb, Callable[[Form], dict[str, Any]]] = {
    Verb.ADD_SECTION: _add_section,
    Verb.RENAME: _rename,
    Verb.MOVE: _move,
    Verb.SET_DETAILS: _set_details,
    Verb.SET_CHAIN: _set_chain,
    Verb.SET_REMINDERS: rules_of,
    Verb.BRING_EARLIER: _bring_earlier,
    Verb.RENDER: _render,
}

HAPPENED: Mapping[Verb, Text] = {
    Verb.ADD_SECTION: Text("已增加部分", "Section added"),
    Verb.RENAME: Text("标题已修改", "Renamed"),
    Verb.MOVE: Text("位置已调整，编号随之更新", "Moved, and numbered anew"),
    Verb.SET_DETAILS: Text("报告信息已保存", "Details saved"),
    Verb.SET_REMINDERS: Text("提醒规则已保存", "Reminders saved"),
    Verb.SET_CHAIN: Text("审核流程已保存", "Review chain saved"),
    Verb.BRING_EARLIER: Text("往年文本已带入", "The earlier report is there"),
    Verb.RENDER: Text("已开始生成 PDF，完成后显示在本页", "The PDF is being made"),
    Verb.LAUNCH: Text("已启动，各责任人已收到任务", "Launched, and the owners have been told"),
    Verb.HAND_OVER: Text("已转办", "Handed over"),
    Verb.CANCEL: Text("报告已取消，不再提醒任何人", "Cancelled; nobody is reminded any more"),
    Verb.ARCHIVE: Text(
        "已开始归档，完成后显示在本页，可以先离开",
        "The archive is being made and will appear here; you can leave this page",
    ),
}
QUIET = frozenset(
    {
        Verb.ADD_SECTION,
        Verb.RENAME,
        Verb.MOVE,
        Verb.SET_DETAILS,
        Verb.SET_CHAIN,
        Verb.SET_REMINDERS,
        Verb.BRING_EARLIER,
        Verb.RENDER,
        Verb.ARCHIVE,
    }
)

UPON_EDITS = Text(
    "责任人按主任所列修改，全部改好后签批自动生效",
    "owners make the director's edits; once all are made the approval is in force by itself",
)


def happened(verb: Verb, report: Report) -> Text:
    """What the act did, and who has the report now where that changed."""
    if verb in QUIET:
        return say("{done}。", "{done}.", done=HAPPENED[verb])
    where = who_has_it(report)
    done = HAPPENED.get(verb)
    if done is None:
        return done_words(verb, where)
    return say("{done}；{where}。", "{done}; {where}.", done=done, where=where)


def who_has_it(report: Report) -> Text:
    """Half a sentence: with whom the report is."""
    if report.state is ReportState.AWAITING_APPROVAL:
        director = report.director.name if report.director else "—"
        return say("现由 {who} 签批", "now with {who} for approval", who=director)
    if report.state is ReportState.CONDITIONAL:
        return UPON_EDITS
    if report.state in (ReportState.PLANNING, ReportState.COLLECTING):
        return say("现由统稿人 {who} 组织", "{who} is in charge of it", who=report.editor.name)
    return say("报告{state}", "the report is “{state}”", state=report.state.label)
