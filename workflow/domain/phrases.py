"""What happened, in words: one sentence a verb, for the trail and for notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from workflow.domain.terms import Verb
from workflow.domain.text import Text

PHRASES: Mapping[Verb, Text] = {
    Verb.ASSIGN: Text(
        "{actor} 将《{thing}》分派给 {person}，期限 {due}",
        "{actor} assigned “{thing}” to {person}, due {due}",
    ),
    Verb.ACCEPT: Text("{actor} 接受了《{thing}》", "{actor} accepted “{thing}”"),
    Verb.DECLINE: Text("{actor} 谢绝了《{thing}》：{note}", "{actor} declined “{thing}”: {note}"),
    Verb.SAVE: Text(
        "{actor} 保存了《{thing}》第 {draft} 稿", "{actor} saved draft {draft} of “{thing}”"
    ),
    Verb.UPLOAD: Text(
        "{actor} 上传 Word 文件，存为《{thing}》第 {draft} 稿",
        "{actor} uploaded a Word file as draft {draft} of “{thing}”",
    ),
    Verb.RESTORE: Text(
        "{actor} 恢复旧稿为《{thing}》第 {draft} 稿",
        "{actor} restored an older text as draft {draft} of “{thing}”",
    ),
    Verb.ADOPT: Text(
        "{actor} 采纳了 {person} 对《{thing}》的修改建议，存为第 {draft} 稿",
        "{actor} adopted what {person} suggested for “{thing}” as draft {draft}",
    ),
    Verb.TAKE_OVER: Text(
        "{actor} 从 {person} 接手撰写《{thing}》，{person} 写的文字已保留",
        "{actor} took over writing “{thing}” from {person}, whose text is kept",
    ),
    Verb.SUBMIT: Text(
        "{actor} 将《{thing}》第 {draft} 稿送审", "{actor} submitted draft {draft} of “{thing}”"
    ),
    Verb.WITHDRAW: Text("{actor} 撤回了《{thing}》", "{actor} withdrew “{thing}” from review"),
    Verb.PASS: Text(
        "{actor} 在“{stage}”通过《{thing}》第 {draft} 稿 {note}",
        "{actor} passed draft {draft} of “{thing}” in “{stage}” {note}",
    ),
    Verb.SEND_BACK: Text(
        "{actor} 退回了《{thing}》第 {draft} 稿：{note}",
        "{actor} sent back draft {draft} of “{thing}”: {note}",
    ),
    Verb.AMEND: Text(
        "{actor} 在审核中修改了《{thing}》，存为第 {draft} 稿 {note}",
        "{actor} amended “{thing}” in review as draft {draft} {note}",
    ),
    Verb.ADD_REVIEWER: Text(
        "{actor} 在“{stage}”为《{thing}》加签 {person} {note}",
        "{actor} added {person} as a reviewer of “{thing}” in “{stage}” {note}",
    ),
    Verb.REMOVE_REVIEWER: Text(
        "{actor} 在“{stage}”为《{thing}》减签 {person} {note}",
        "{actor} removed {person} as a reviewer of “{thing}” in “{stage}” {note}",
    ),
    Verb.HAND_OVER: Text(
        "{actor} 将《{thing}》转给 {person} {note}", "{actor} handed “{thing}” to {person} {note}"
    ),
    Verb.DELEGATE: Text(
        "{actor} 将《{thing}》{first} 至 {last} 委托给 {person} {note}",
        "{actor} entrusted “{thing}” to {person} from {first} to {last} {note}",
    ),
    Verb.REVOKE: Text(
        "{actor} 收回了《{thing}》的委托（{person}）",
        "{actor} took “{thing}” back from {person}",
    ),
    Verb.CIRCULATE: Text(
        "{actor} 将《{thing}》传阅给 {person} {note}",
        "{actor} circulated “{thing}” to {person} {note}",
    ),
    Verb.ACKNOWLEDGE: Text("{actor} 已阅《{thing}》", "{actor} has read “{thing}”"),
    Verb.ASK_EXTENSION: Text(
        "{actor} 申请《{thing}》展期至 {wished_on}：{note}",
        "{actor} asks for more time for “{thing}”, until {wished_on}: {note}",
    ),
    Verb.EXTEND: Text(
        "{actor} 将《{thing}》展期至 {due}：{note}",
        "{actor} extended “{thing}” to {due}: {note}",
    ),
    Verb.REFUSE_EXTENSION: Text(
        "{actor} 未同意《{thing}》展期，期限仍为 {due}：{note}",
        "{actor} did not extend “{thing}”, which stays due {due}: {note}",
    ),
    Verb.REOPEN: Text(
        "{actor} 重新打开了《{thing}》：{note}", "{actor} reopened “{thing}”: {note}"
    ),
    Verb.DROP: Text("{actor} 取消了《{thing}》：{note}", "{actor} dropped “{thing}”: {note}"),
    Verb.COMMENT: Text("{actor} 对《{thing}》提了意见", "{actor} commented on “{thing}”"),
    Verb.ANSWER: Text(
        "{actor} 答复了《{thing}》的意见 {note}", "{actor} answered a comment on “{thing}” {note}"
    ),
    Verb.WAIVE: Text(
        "{actor} 免予答复《{thing}》的一条意见：{note}",
        "{actor} waived a comment on “{thing}”: {note}",
    ),
    Verb.REPLY: Text(
        "{actor} 回复了《{thing}》的一条意见", "{actor} replied to a comment on “{thing}”"
    ),
    Verb.SETTLE: Text(
        "{actor} 将《{thing}》的一条意见标为已解决", "{actor} settled a comment on “{thing}”"
    ),
    Verb.OPEN_AGAIN: Text(
        "{actor} 重开了《{thing}》的一条意见：{note}",
        "{actor} opened a comment on “{thing}” again: {note}",
    ),
    Verb.MATCH_EARLIER: Text(
        "{actor} 为《{thing}》选定往年文本：{note}",
        "{actor} chose the earlier text beside “{thing}”: {note}",
    ),
    Verb.ATTACH: Text(
        "{actor} 为《{thing}》添加佐证材料：{note}", "{actor} added evidence to “{thing}”: {note}"
    ),
    Verb.DETACH: Text(
        "{actor} 移除《{thing}》的佐证材料：{note}",
        "{actor} removed evidence from “{thing}”: {note}",
    ),
    Verb.CARRY_OUT: Text(
        "{actor} 按主任所列修改了《{thing}》，存为第 {draft} 稿",
        "{actor} made the director's edits in “{thing}” as draft {draft}",
    ),
    Verb.CONFIRM_EDITS: Text(
        "{actor} 认可了《{thing}》第 {draft} 稿的改动 {note}",
        "{actor} accepted the changes in draft {draft} of “{thing}” {note}",
    ),
    Verb.NUDGE: Text(
        "{actor} 催办《{thing}》{note}", "{actor} asks you to see to “{thing}” {note}"
    ),
    Verb.ADD_SECTION: Text("{actor} 增加了《{thing}》", "{actor} added “{thing}”"),
    Verb.RENAME: Text("{actor} 将标题改为《{thing}》", "{actor} renamed it to “{thing}”"),
    Verb.MOVE: Text("{actor} 调整了《{thing}》的位置", "{actor} moved “{thing}”"),
    Verb.SET_CHAIN: Text("{actor} 设定了审核流程", "{actor} set the review chain"),
    Verb.SET_DETAILS: Text("{actor} 修改了报告信息", "{actor} changed the details of the report"),
    Verb.SET_REMINDERS: Text("{actor} 设定了提醒规则", "{actor} set the rules of reminders"),
    Verb.BRING_EARLIER: Text(
        "{actor} 带入往年文本：{note}", "{actor} brought an earlier report: {note}"
    ),
    Verb.LAUNCH: Text("{actor} 启动了《{thing}》", "{actor} launched “{thing}”"),
    Verb.ASSEMBLE: Text("{actor} 要求合稿《{thing}》", "{actor} asked to assemble “{thing}”"),
    Verb.ASSEMBLE_WITH_GAPS: Text(
        "{actor} 要求合稿《{thing}》，读不出的部分留出空缺",
        "{actor} asked to assemble “{thing}” with a gap where a section cannot be read",
    ),
    Verb.RENDER: Text(
        "{actor} 要求生成《{thing}》的 PDF", "{actor} asked for the PDF of “{thing}”"
    ),
    Verb.PRESENT: Text(
        "{actor} 将《{thing}》呈签批 {note}", "{actor} presented “{thing}” for approval {note}"
    ),
    Verb.APPROVE: Text("{actor} 签批了《{thing}》{note}", "{actor} approved “{thing}” {note}"),
    Verb.APPROVE_CONDITIONALLY: Text(
        "{actor} 有条件同意《{thing}》，列出 {edits} 处修改 {note}",
        "{actor} approved “{thing}” with conditions; edits listed: {edits} {note}",
    ),
    Verb.CONFIRM: Text(
        "所列修改均已照办，《{thing}》的签批生效",
        "The listed edits were made: the approval of “{thing}” is in force",
    ),
    Verb.RETURN: Text("{actor} 退回了《{thing}》：{note}", "{actor} returned “{thing}”: {note}"),
    Verb.RECALL: Text("{actor} 收回了《{thing}》", "{actor} recalled “{thing}”"),
    Verb.WITHDRAW_APPROVAL: Text(
        "{actor} 撤销了对《{thing}》的签批：{note}",
        "{actor} withdrew the approval of “{thing}”: {note}",
    ),
    Verb.CANCEL: Text("{actor} 取消了《{thing}》：{note}", "{actor} cancelled “{thing}”: {note}"),
    Verb.ARCHIVE: Text("{actor} 将《{thing}》归档", "{actor} archived “{thing}”"),
}


HOLES = (
    *("actor", "thing", "person", "due", "draft", "note", "stage", "comments"),
    *("also", "to_stage", "edits", "first", "last", "wished_on"),
)
MENTION = "mention"
"""The kind of a notice to somebody who was spoken to by name."""
NOT_ARCHIVED = "not_archived"
"""The kind of a notice that an archive was asked for and not made."""
ARCHIVE_FAILED = Text("《{thing}》没有归档：{note}", "“{thing}” was not archived: {note}")
MENTIONED = Text(
    "{actor} 在《{thing}》的意见中提到了您", "{actor} mentioned you in a comment on “{thing}”"
)
BROUGHT = Text(
    "{actor} 上传 Word 文件，文字与《{thing}》第 {draft} 稿相同，带来 {comments} 条意见",
    "{actor} uploaded a Word file with the text of draft {draft} of “{thing}”; new comments: "
    "{comments}",
)
"""An upload that made no draft, for only what was said in it was new."""

LAPSED = Text(
    "《{thing}》的改动与主任所列不符，重新呈签批：{note}",
    "“{thing}” was changed otherwise than listed and is before the director again: {note}",
)
"""A check of the listed edits that found something else."""


ARCHIVE_ASKED = Text("{actor} 要求将《{thing}》归档", "{actor} asked for “{thing}” to be archived")
"""A worker makes the archive; the event of the archive itself names its root."""
ALSO_PASSED = Text(
    "{actor} 在“{stage}”通过《{thing}》第 {draft} 稿，按流程规定“{also}”视同通过 {note}",
    "{actor} passed draft {draft} of “{thing}” in “{stage}”; by the chain's rule this counts for "
    "“{also}” as well {note}",
)
"""A pass that counts for the next stage too."""
CHAIN_SET = Text(
    "{actor} 设定了《{thing}》的审核流程：{note}",
    "{actor} set the review chain of “{thing}”: {note}",
)
SENT_TO_STAGE = Text(
    "{actor} 将《{thing}》第 {draft} 稿退回到“{to_stage}”：{note}",
    "{actor} sent draft {draft} of “{thing}” back to “{to_stage}”: {note}",
)
# Of the time when a wish for more time named no day.
ASKED_WITHOUT_A_DAY = Text(
    "{actor} 申请《{thing}》展期：{note}", "{actor} asks for more time for “{thing}”: {note}"
)


def phrase(verb: Verb, details: Mapping[str, str | int]) -> Text:
    """The sentence for one event; details that an old event lacks read as nothing."""
    if verb is Verb.CONFIRM and details.get("note"):
        why = Text(str(details["note"]), str(details.get("note_en") or details["note"]))
        return Text(LAPSED.zh, LAPSED.en, {"thing": details.get("thing", ""), "note": why})
    return _filled(_template(verb, details), details)


def _template(verb: Verb, details: Mapping[str, str | int]) -> Text:
    if verb is Verb.UPLOAD and details.get("new_draft") is False:
        return BROUGHT
    if verb is Verb.PASS and details.get("also"):
        return ALSO_PASSED
    if verb is Verb.SET_CHAIN and details.get("note"):
        return CHAIN_SET
    if verb is Verb.SEND_BACK and details.get("to_stage"):
        return SENT_TO_STAGE
    if verb is Verb.ARCHIVE and details.get("asked"):
        return ARCHIVE_ASKED
    if verb is Verb.ASK_EXTENSION and not details.get("wished_on"):
        return ASKED_WITHOUT_A_DAY
    return PHRASES[verb]


def who_did(details: Mapping[str, Any]) -> Text:
    """甲, or 甲（代乙）where a deputy did it."""
    return acting_for(str(details.get("actor", "")), str(details.get("on_behalf_of", "")))


def acting_for(actor: str, principal: str) -> Text:
    """The names of both; of the actor alone where there is no ``principal``."""
    if not principal:
        return Text("{actor}", "{actor}", {"actor": actor})
    holes = {"actor": actor, "principal": principal}
    return Text("{actor}（代{principal}）", "{actor} (for {principal})", holes)


def mentioned(details: Mapping[str, str | int]) -> Text:
    """The sentence for whoever was spoken to by name."""
    return _filled(MENTIONED, details)


def not_archived(details: Mapping[str, str | int]) -> Text:
    """The sentence for the editor, with what stands in the way."""
    why = Text(str(details.get("note", "")), str(details.get("note_en", "")))
    return Text(
        ARCHIVE_FAILED.zh, ARCHIVE_FAILED.en, {"thing": details.get("thing", ""), "note": why}
    )


def _filled(template: Text, details: Mapping[str, str | int]) -> Text:
    known: defaultdict[str, str | int | Text] = defaultdict(str, details)
    known["actor"] = who_did(details)
    return Text(template.zh, template.en, {name: known[name] for name in HOLES})
