"""One function an obstacle; it returns the sentence that the person reads, or None."""

from __future__ import annotations

from workflow.domain.facts import ReportFacts, SectionFacts
from workflow.domain.terms import Role
from workflow.domain.text import Text, listed, say


def has_a_draft(facts: SectionFacts) -> Text | None:
    if facts.head or facts.has_own_text:
        return None
    return say("还没有稿件，请先保存一稿。", "There is no draft yet: save one first.")


def must_fix_is_answered(facts: SectionFacts) -> Text | None:
    if not facts.open_must_fix:
        return None
    return say(
        "有 {n} 处必改意见未答复。",
        "Must-fix comments still unanswered: {n}.",
        n=facts.open_must_fix,
    )


def blanks_are_filled(facts: SectionFacts) -> Text | None:
    if not (facts.blanks_block and facts.open_blanks):
        return None
    return say(
        "还有 {n} 处空缺（X）未填，本报告规定填完才能送审。",
        "Blanks (X) still open: {n}. This report asks for them before review.",
        n=facts.open_blanks,
    )


def every_stage_has_people(facts: SectionFacts | ReportFacts) -> Text | None:
    if not facts.stage_without_people:
        return None
    return say(
        "“{stage}”环节没有可以审核的人（责任人不能审自己的稿），请统稿人补充人员。",
        "Nobody may decide in stage “{stage}” (owners never sign their own text): "
        "ask the editor to add someone.",
        stage=facts.stage_without_people,
    )


def nobody_has_decided(facts: SectionFacts) -> Text | None:
    if not facts.decided_in_round:
        return None
    return say(
        "本轮已有人审定，不能再撤回；如需修改，请审核人退回。",
        "Somebody has decided in this round: ask a reviewer to send it back instead.",
    )


def is_not_own_text(facts: SectionFacts) -> Text | None:
    if not facts.is_author:
        return None
    return say(
        "这是您自己撰写的部分，或您是其责任人、协办的代理人，须由他人审定。",
        "This is your own text, or you are the deputy of somebody who writes it: somebody else "
        "has to decide.",
    )


def has_not_decided_yet(facts: SectionFacts) -> Text | None:
    if not facts.already_decided:
        return None
    if Role.DEPUTY in facts.roles:
        return say(
            "您代理的这一席已通过此稿，正等待其他审核人。",
            "The seat for which you act has passed this draft; the others are still to decide.",
        )
    return say(
        "您已通过此稿，正等待其他审核人。",
        "You have passed this draft; the others are still to decide.",
    )


def comes_next(facts: SectionFacts) -> Text | None:
    if not facts.waits_for:
        return None
    return say(
        "按加签的顺序，请等 {who} 先审。",
        "A reviewer was put before you: wait until {who} has decided.",
        who=listed(facts.waits_for),
    )


def has_not_acted_beside(facts: SectionFacts) -> Text | None:
    if not facts.acted_before:
        return None
    return say(
        "您已审过相邻的环节，按流程规定须由另一人审这一环节。",
        "You decided in the stage next to this one; the chain asks for somebody else here.",
    )


def decides_or_edits(facts: SectionFacts) -> Text | None:
    if facts.may_decide or Role.EDITOR in facts.roles:
        return None
    return has_not_decided_yet(facts) or say(
        "现在轮不到您审定，不能加签；可以请统稿人办理。",
        "It is not for you to decide here, so you cannot add anybody: ask the editor.",
    )


def somebody_can_be_removed(facts: SectionFacts) -> Text | None:
    if facts.may_remove:
        return None
    return say(
        "没有可以减去的人：只能减去您所加、还没有审定的人。",
        "There is nobody to remove: only whom you added, and who has not decided.",
    )


def stage_lets_amend(facts: SectionFacts) -> Text | None:
    if facts.may_amend or Role.EDITOR in facts.roles:
        return None
    return say(
        "这一环节只审不改。请提修改建议，或退回责任人修改。",
        "This stage reviews and does not change the text: suggest a change, or send it back.",
    )


def was_not_nudged_today(facts: SectionFacts | ReportFacts) -> Text | None:
    if not facts.nudged_today:
        return None
    return say(
        "今天已经催办过，明天可以再催。",
        "You have nudged them today; you may again tomorrow.",
    )


def somebody_else_has_it(facts: SectionFacts | ReportFacts) -> Text | None:
    if not facts.waits_on_oneself:
        return None
    return say("这件事正在您自己手里。", "You have this yourself.")


def nobody_else_writes(facts: SectionFacts) -> Text | None:
    if not facts.writer:
        return None
    return say(
        "{who} 从{since}起正在写这一部分，没有保存成新的一稿。您的文字都在，"
        "可以等对方写完，或写成自己的副本，由责任人合并。",
        "{who} has been writing this section since {since}, so no draft was made. Your text is "
        "kept: wait until they are done, or write on a copy of your own for the owner to merge.",
        who=facts.writer,
        since=facts.writing_since or "",
    )


def somebody_else_writes(facts: SectionFacts) -> Text | None:
    if facts.writer:
        return None
    return say("现在没有别人在写，可以直接写。", "Nobody else is writing: just begin.")


def no_newer_copy(facts: SectionFacts) -> Text | None:
    if not facts.newer_copy_of:
        return None
    return say(
        "{who} 在{at}写的文字还没有成稿。请先合并或放到一边，再送审。",
        "{who} wrote text ({at}) that is in no draft yet: merge it or set it aside first.",
        who=facts.newer_copy_of,
        at=facts.newer_copy_at or "",
    )


def listed_edits_are_made(facts: SectionFacts) -> Text | None:
    if not facts.edits_unmade:
        return None
    return say(
        "主任列出的修改还有 {n} 处没有改。",
        "Edits of the director's list still to be made: {n}.",
        n=facts.edits_unmade,
    )


def something_was_changed(facts: SectionFacts) -> Text | None:
    if not facts.edits_untouched:
        return None
    return say(
        "正文还没有改动，请先按主任的要求修改。",
        "The text has not changed yet: change it as the director asks first.",
    )


def is_no_deputy(facts: SectionFacts | ReportFacts) -> Text | None:
    if Role.DEPUTY not in facts.roles:
        return None
    return say(
        "您在这里是代理人，不能再委托他人。",
        "You are a deputy here and cannot entrust it to somebody else.",
    )


def is_not_delegated_yet(facts: SectionFacts | ReportFacts) -> Text | None:
    if not facts.delegated:
        return None
    return say(
        "已经委托他人，先收回才能另行委托。",
        "It is entrusted to somebody already: take that back first.",
    )
