"""What stands in the way of a report; as in guards.py, one function an obstacle."""

from __future__ import annotations

from workflow.domain.facts import ReportFacts
from workflow.domain.text import Text, listed, say


def has_sections(facts: ReportFacts) -> Text | None:
    if facts.text_sections:
        return None
    return say("报告还没有正文部分。", "The report has no text section yet.")


def has_a_chain(facts: ReportFacts) -> Text | None:
    if not facts.without_chain:
        return None
    return say("还没有审核流程，请先设定。", "There is no review chain yet: set one first.")


def stages_lie_ahead(facts: ReportFacts) -> Text | None:
    if facts.stages_ahead:
        return None
    return say(
        "各部分都已走到最后环节，流程不再改动。",
        "Every section has come to its last stage: the chains do not change any more.",
    )


def all_are_assigned(facts: ReportFacts) -> Text | None:
    if not facts.without_owner_or_deadline:
        return None
    return say(
        "有 {n} 个部分没有责任人或期限：{titles}。",
        "Sections without owner or deadline: {n} ({titles}).",
        n=len(facts.without_owner_or_deadline),
        titles=listed(facts.without_owner_or_deadline),
    )


def all_are_signed_off(facts: ReportFacts) -> Text | None:
    if not facts.not_signed_off:
        return None
    return say(
        "有 {n} 个部分未定稿：{titles}。",
        "Sections not signed off: {n} ({titles}).",
        n=len(facts.not_signed_off),
        titles=listed(facts.not_signed_off),
    )


def signatures_are_fresh(facts: ReportFacts) -> Text | None:
    if not facts.stale_signatures:
        return None
    return say(
        "定稿之后内容又有变动：{titles}，须重新审定。",
        "Text changed after sign-off, so it has to be decided again: {titles}.",
        titles=listed(facts.stale_signatures),
    )


def approved_text_stands(facts: ReportFacts) -> Text | None:
    """Nothing of an approved report opens for changes; where words did change all the same, what
    is archived would not be what the sections hold.
    """
    changed = facts.stale_signatures or facts.not_signed_off
    if not changed:
        return None
    return say(
        "签批之后内容又有变动：{titles}。请主任撤销签批，重新审定后再签批、归档。",
        "Text changed after the approval: {titles}. The director has to withdraw the approval; "
        "once it was decided again the report can be approved and archived.",
        titles=listed(changed),
    )


def assembly_is_current(facts: ReportFacts) -> Text | None:
    if facts.assembled:
        return None
    return say(
        "合稿不是最新的，请先合稿。",
        "The assembled document is not up to date: assemble it first.",
    )


def assembly_is_whole(facts: ReportFacts) -> Text | None:
    if not facts.gaps:
        return None
    return say(
        "合稿中有 {n} 处空缺：{titles}。请补齐后重新合稿。",
        "The assembled document has gaps: {n} ({titles}). Mend these sections and assemble again.",
        n=len(facts.gaps),
        titles=listed(facts.gaps),
    )


def deputy_wrote_none_of_it(facts: ReportFacts) -> Text | None:
    if not facts.own_of_deputy:
        return None
    return say(
        "报告中有您自己撰写的部分（{titles}），代理人不能签批，请主任本人或另一位代理人签批。",
        "You wrote a part of this report ({titles}), so you cannot approve it as a deputy: the "
        "director or another deputy has to.",
        titles=listed(facts.own_of_deputy),
    )


def no_archive_is_being_made(facts: ReportFacts) -> Text | None:
    if not facts.archiving:
        return None
    return say(
        "归档文件正在生成，完成后报告自动归档。",
        "The archive is being made; the report is archived when it is done.",
    )
