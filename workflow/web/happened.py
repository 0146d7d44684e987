"""What the person reads once an act has happened."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.domain.terms import Verb
from workflow.domain.text import Text, say

HAPPENED: Mapping[Verb, Text] = {
    Verb.ASSIGN: Text("已分派", "Assigned"),
    Verb.ACCEPT: Text("已接受", "Accepted"),
    Verb.DECLINE: Text("已谢绝", "Declined"),
    Verb.UPLOAD: Text("已存为新的一稿", "Saved as a new draft"),
    Verb.RESTORE: Text("已恢复为新的一稿", "Restored as a new draft"),
    Verb.TAKE_OVER: Text("已接手撰写，对方写的文字已保留", "You took over; their text is kept"),
    Verb.SUBMIT: Text("已送审", "Submitted for review"),
    Verb.WITHDRAW: Text("已撤回", "Withdrawn"),
    Verb.PASS: Text("已通过", "Passed"),
    Verb.SEND_BACK: Text("已退回", "Sent back"),
    Verb.AMEND: Text("改动已存为新的一稿，责任人会收到通知", "Saved as a draft; the owner is told"),
    Verb.ADD_REVIEWER: Text("已加签", "The reviewer was added"),
    Verb.REMOVE_REVIEWER: Text("已减签", "The reviewer was removed"),
    Verb.HAND_OVER: Text("已转办", "Handed over"),
    Verb.DELEGATE: Text("已委托，对方已收到通知", "Entrusted; they have been told"),
    Verb.REVOKE: Text("已收回委托", "Taken back"),
    Verb.CIRCULATE: Text("已传阅", "Circulated"),
    Verb.ACKNOWLEDGE: Text(
        "已确认阅读，传阅人已收到通知", "Confirmed; whoever circulated it has been told"
    ),
    Verb.ASK_EXTENSION: Text("已向统稿人申请展期", "The editor has your request"),
    Verb.EXTEND: Text("已展期", "Extended"),
    Verb.REFUSE_EXTENSION: Text(
        "未予展期，责任人已收到通知", "Not extended; the owner has been told"
    ),
    Verb.REOPEN: Text("已重新打开", "Reopened"),
    Verb.DROP: Text("该部分已取消", "Dropped"),
    Verb.COMMENT: Text("意见已提交", "Your comment is there"),
    Verb.ANSWER: Text("已答复", "Answered"),
    Verb.WAIVE: Text("已免予答复", "Waived"),
    Verb.ADOPT: Text("已采纳，改入正文，存为新的一稿", "Adopted: the text has it as a new draft"),
    Verb.REPLY: Text("已回复", "Your reply is there"),
    Verb.SETTLE: Text("已标为已解决", "Settled"),
    Verb.OPEN_AGAIN: Text("意见已重开", "The comment is open again"),
    Verb.MATCH_EARLIER: Text("已选定往年文本", "The earlier text is chosen"),
    Verb.ATTACH: Text("已添加佐证材料", "The evidence is there"),
    Verb.DETACH: Text("已移除佐证材料，文件仍有留存", "Removed from the list; the file is kept"),
    Verb.NUDGE: Text("已催办", "They were reminded"),
    Verb.ASSEMBLE: Text("已开始合稿", "Assembling has begun"),
    Verb.ASSEMBLE_WITH_GAPS: Text(
        "已开始合稿，读不出的部分留出空缺", "Assembling with a gap has begun"
    ),
    Verb.PRESENT: Text("已呈签批", "Presented for approval"),
    Verb.APPROVE: Text("已签批", "Approved"),
    Verb.APPROVE_CONDITIONALLY: Text("已有条件同意", "Approved with conditions"),
    Verb.CARRY_OUT: Text("所列修改已改好", "The listed edits were made"),
    Verb.CONFIRM_EDITS: Text("已认可改动", "You accepted the changes"),
    Verb.RETURN: Text("已退回修改", "Returned"),
    Verb.RECALL: Text("已收回", "Recalled"),
    Verb.WITHDRAW_APPROVAL: Text("已撤销签批", "The approval was withdrawn"),
}


# Talk about the text: it stays where it is.
TALK = frozenset(
    {Verb.COMMENT, Verb.ADOPT, Verb.ANSWER, Verb.WAIVE, Verb.REPLY, Verb.SETTLE, Verb.OPEN_AGAIN}
)
# So does the text, whatever is put beside it.
BESIDE = frozenset({Verb.MATCH_EARLIER, Verb.ATTACH, Verb.DETACH})
READING = frozenset({Verb.CIRCULATE, Verb.ACKNOWLEDGE})


def done_words(verb: Verb, where: Text) -> Text:
    """What the act did, and who has the thing now."""
    done = HAPPENED.get(verb) or say("已办理“{verb}”", "Done: “{verb}”", verb=verb.label)
    if verb in TALK | BESIDE | READING:
        return say("{done}。", "{done}.", done=done)
    return say("{done}，{where}。", "{done}: {where}.", done=done, where=where)
