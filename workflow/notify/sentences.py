"""What a notice says and what it asks of its reader, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.domain.absence_words import ABSENCE, absence_ask, absence_words
from workflow.domain.ladder import REMINDER
from workflow.domain.phrases import MENTION, NOT_ARCHIVED, mentioned, not_archived, phrase
from workflow.domain.snooze import AGAIN
from workflow.domain.telling import DIGEST, TEST
from workflow.domain.terms import AlarmKind, Role, SectionState, Verb
from workflow.domain.text import Text, say
from workflow.domain.told import Told

WRITE = Text("请撰写并在期限前送审。", "Please write it and submit it for review in time.")
REVISE = Text("请修改后重新送审。", "Please revise it and submit it again.")
TRIED = Text("测试消息：这个渠道可以收到汇稿的通知", "A test: this channel reaches you")
DIGESTED = Text("今日摘要：{n} 条通知", "Today’s digest: {n} notices")
READ = Text("请阅读，阅后点“已阅”。", "Please read it, and confirm that you have.")
SEE_TO_IT = Text("请尽快处理。", "Please see to it soon.")
ASKS: Mapping[tuple[Verb, Role], Text] = {
    (Verb.LAUNCH, Role.OWNER): WRITE,
    (Verb.ASSIGN, Role.OWNER): WRITE,
    (Verb.HAND_OVER, Role.OWNER): WRITE,
    (Verb.SEND_BACK, Role.OWNER): REVISE,
    (Verb.REOPEN, Role.OWNER): REVISE,
    (Verb.RETURN, Role.OWNER): REVISE,
    (Verb.EXTEND, Role.OWNER): Text(
        "请在新的期限前送审。", "Please submit it by the new deadline."
    ),
    (Verb.REFUSE_EXTENSION, Role.OWNER): Text(
        "请按原期限送审。", "Please submit it by the deadline as it stands."
    ),
    (Verb.SUBMIT, Role.REVIEWER): Text("请审核。", "Please review it."),
    (Verb.PASS, Role.REVIEWER): Text("请审核。", "Please review it."),
    (Verb.DECLINE, Role.EDITOR): Text("请另行分派。", "Please assign it to somebody else."),
    (Verb.ASK_EXTENSION, Role.EDITOR): Text("请决定是否展期。", "Please decide on more time."),
    (Verb.RETURN, Role.EDITOR): Text(
        "请按意见组织修改后再呈签批。",
        "Please have it revised and present it again.",
    ),
    (Verb.PRESENT, Role.DIRECTOR): Text("请签批。", "Please decide on it."),
    (Verb.NUDGE, Role.OWNER): SEE_TO_IT,
    (Verb.NUDGE, Role.EDITOR): SEE_TO_IT,
    (Verb.NUDGE, Role.DIRECTOR): SEE_TO_IT,
    (Verb.NUDGE, Role.REVIEWER): SEE_TO_IT,
}


def said(notice: Told) -> Text:
    """One sentence: what happened, or what is due; and in whose stead a deputy is told."""
    words = _said(notice)
    if notice.details.get(AGAIN):
        words = say("{words}（按要求再次提醒）", "{words} (again, as asked)", words=words)
    absent = str(notice.details.get("for", ""))
    if not absent:
        return words
    return say("（代 {who}）{words}", "(For {who}) {words}", who=absent, words=words)


def _said(notice: Told) -> Text:
    if notice.kind == REMINDER:
        return _due(notice)
    if notice.kind == MENTION:
        return mentioned(notice.details)
    if notice.kind == NOT_ARCHIVED:
        return not_archived(notice.details)
    if notice.kind == TEST:
        return TRIED
    if notice.kind == DIGEST:
        return Text(DIGESTED.zh, DIGESTED.en, {"n": int(notice.details.get("count", 0))})
    if notice.kind in ABSENCE:
        return absence_words(notice.kind, notice.details)
    return phrase(Verb(notice.kind), notice.details)


def asked(notice: Told) -> Text | None:
    """What the reader is asked to do; None where they are only told."""
    if notice.kind == REMINDER:
        return _reminded(notice)
    if notice.kind in (TEST, DIGEST, NOT_ARCHIVED):
        return None
    if notice.kind == MENTION:
        return Text("请查看并回复。", "Please have a look and reply.")
    if notice.kind in ABSENCE:
        return absence_ask(notice.kind)
    if notice.kind == Verb.CIRCULATE:
        return READ
    for role in _roles(notice):
        found = ASKS.get((Verb(notice.kind), role))
        if found:
            return found
    return None


def _due(notice: Told) -> Text:
    details = notice.details
    days = int(details.get("days", 0))
    late = details.get("when") == "overdue" or days < 0
    words = _overdue(-days) if late else _coming(notice)
    note = Text("（暂定）", " (provisional)") if details.get("provisional") else Text("", "")
    holes: dict[str, str | int] = {"thing": _thing(details), "n": abs(days)}
    holes["due"] = str(details.get("due", ""))
    return Text(words.zh + note.zh, words.en + note.en, holes)


def _thing(details: Mapping[str, Any]) -> str:
    """The section, with the stage that has it: "(一)制度建设 · 初审"."""
    stage = details.get("stage")
    thing = str(details.get("thing", ""))
    return f"{thing} · {stage}" if stage else thing


def _coming(notice: Told) -> Text:
    days = int(notice.details.get("days", 0))
    if notice.details.get("when", "today") == "today" and days == 0:
        return Text("《{thing}》今天 23:59 截止", "“{thing}” is due today at 23:59")
    if days == 0:
        return Text("《{thing}》{due} 23:59 截止", "“{thing}” is due on {due} at 23:59")
    unit = "working day" if days == 1 else "working days"
    return Text("《{thing}》还有 {n} 个工作日到期", f"“{{thing}}” is due in {{n}} {unit}")


def _overdue(days: int) -> Text:
    if days == 0:
        return Text("《{thing}》已逾期", "“{thing}” is overdue")
    unit = "working day" if days == 1 else "working days"
    return Text("《{thing}》已逾期 {n} 个工作日", f"“{{thing}}” is {{n}} {unit} overdue")


def _reminded(notice: Told) -> Text:
    """Whoever has it is asked for it, all others are told to speak with them."""
    details = notice.details
    about = AlarmKind(details.get("about", AlarmKind.DRAFTING))
    holds = "people" not in details and Role.OWNER in _roles(notice)
    if holds or details.get("for_id", notice.person_id) in details.get("people", ()):
        return _asked_of_holder(about, details)
    names = str(details.get("names") or details.get("owner", ""))
    words = OF_OTHERS[about]
    return Text(words.zh, words.en, {"names": names, "tried": _tried(details)})


def _tried(details: Mapping[str, Any]) -> Text:
    """What was tried before: "（已提醒 3 次、催办 1 次）"."""
    reminded, nudged = int(details.get("reminded", 0)), int(details.get("nudged", 0))
    zh = [f"已提醒 {reminded} 次"] * bool(reminded) + [f"催办 {nudged} 次"] * bool(nudged)
    en = [f"reminders: {reminded}"] * bool(reminded) + [f"nudges: {nudged}"] * bool(nudged)
    if not zh:
        return Text("", "")
    return Text("（" + "、".join(zh) + "）", " (" + ", ".join(en) + ")")


def _asked_of_holder(about: AlarmKind, details: Mapping[str, Any]) -> Text:
    if about is AlarmKind.STAGE:
        return Text("请审核。", "Please review it.")
    if about is AlarmKind.BLANKS:
        return Text(
            "还有 {n} 处空缺（X）未填，请在期限前补齐。",
            "Blanks (X) still open: {n}. Please fill them in time.",
            {"n": int(details.get("blanks", 0))},
        )
    if details.get("when") == "overdue":
        return Text("请尽快完成并送审。", "Please finish it soon and submit it for review.")
    return WRITE


OF_OTHERS: Mapping[AlarmKind, Text] = {
    AlarmKind.DRAFTING: Text(
        "责任人{names}尚未送审{tried}，请联系本人或调整期限。",
        "{names} has not submitted it yet{tried}: please speak with them or change the deadline.",
    ),
    AlarmKind.STAGE: Text(
        "审核人{names}尚未审定{tried}，请联系本人或另行安排。",
        "Still to decide: {names}{tried}. Please speak with them or find somebody else.",
    ),
    AlarmKind.BLANKS: Text(
        "责任人{names}尚未补齐空缺（X）{tried}，请联系本人。",
        "{names} has still to fill blanks (X){tried}: please speak with them.",
    ),
}


def _roles(notice: Told) -> list[Role]:
    """What the reader is to the thing now, what asks most of them first."""
    section, report = notice.section, notice.report
    person = notice.details.get("for_id") or notice.person_id
    is_owner = section is None or section.owner_id == person
    is_in_review = section is not None and section.state is SectionState.IN_REVIEW
    held = {
        Role.EDITOR: report is not None and report.editor_id == person,
        Role.DIRECTOR: report is not None and report.director_id == person,
        Role.OWNER: is_owner,
        # Of the people told about a section in review those without a part above decide on it.
        Role.REVIEWER: is_in_review and not is_owner,
    }
    return [role for role, holds in held.items() if holds]
