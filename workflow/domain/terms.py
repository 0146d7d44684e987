"""The field's own words: one enum a notion, each member with its two labels."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from workflow.domain.text import Text


class Term(StrEnum):
    """An enum member whose value is stored and whose label is read by people."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member

    @property
    def label(self) -> Text:
        return Text(self.zh, self.en)


class Thing(Term):
    SECTION = "section", "部分", "section"
    REPORT = "report", "报告", "report"


class Role(Term):
    OWNER = "owner", "责任人", "section owner"
    CONTRIBUTOR = "contributor", "协办", "contributor"
    REVIEWER = "reviewer", "审核人", "reviewer"
    EDITOR = "editor", "统稿人", "editor"
    DIRECTOR = "director", "办公室主任", "office director"
    READER = "reader", "参阅人", "reader"
    DEPUTY = "deputy", "代理人", "deputy"
    ADMINISTRATOR = "administrator", "管理员", "administrator"
    CLOCK = "clock", "系统", "the system"


class SectionKind(Term):
    TEXT = "text", "正文部分", "text section"
    HEADING = "heading", "标题", "heading"
    PREAMBLE = "preamble", "导语", "preamble"


class SectionState(Term):
    PLANNED = "planned", "未启动", "Planned"
    DRAFTING = "drafting", "撰写中", "Drafting"
    IN_REVIEW = "in_review", "审核中", "In review"
    RETURNED = "returned", "已退回", "Returned"
    SIGNED_OFF = "signed_off", "已定稿", "Signed off"
    DROPPED = "dropped", "已取消", "Dropped"


class ReportState(Term):
    PLANNING = "planning", "筹备中", "Planning"
    COLLECTING = "collecting", "撰写审核中", "Collecting"
    AWAITING_APPROVAL = "awaiting_approval", "待签批", "Awaiting approval"
    CONDITIONAL = "conditional", "有条件同意", "Approved with conditions"
    APPROVED = "approved", "已签批", "Approved"
    ARCHIVED = "archived", "已归档", "Archived"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class StageKind(Term):
    REVIEW = "review", "审核", "review"
    PROOF = "proof", "校对", "proofreading"
    COUNTERSIGN = "countersign", "会签", "countersigning"


class StageRule(Term):
    ALL = "all", "全部通过", "all of them"
    ANY = "any", "任一人通过", "any one of them"
    N_OF_M = "n_of_m", "达到人数即通过", "a number of them"


class Neighbour(Term):
    """Whether who acted in the stage before may act in this one."""

    MAY = "may", "可以", "they may"
    MAY_NOT = "may_not", "不可以", "they may not"
    AUTOMATIC = "automatic", "视同已通过", "their pass counts here too"


class Tolerance(Term):
    """Which changes of the text leave a stage's decisions standing."""

    NONE = "none", "任何改动都须重新审定", "any change has to be decided on again"
    FORMAT = "format", "只改标点和格式的，原决定仍有效", "punctuation and format may change"


class SeatRole(Term):
    """A member of a stage who is named by what they are, not by name."""

    OWNER_HEAD = "owner_head", "责任人所在部门的负责人", "head of the owner's department"
    EDITOR = "editor", "统稿人", "editor"
    DIRECTOR = "director", "办公室主任", "office director"


class Placement(Term):
    """Where a reviewer who was added decides: before or after whom, or beside all."""

    BEFORE = "before", "在我之前", "before me"
    AFTER = "after", "在我之后", "after me"
    BESIDE = "beside", "与现有人员同时", "together with the others"


class AlarmKind(Term):
    """What the clock watches on a section; each kind has a ladder of its own."""

    DRAFTING = "drafting", "撰写", "writing"
    STAGE = "stage", "审核", "review"
    BLANKS = "blanks", "空缺", "blanks"


class CommentKind(Term):
    MUST_FIX = "must_fix", "必改", "Must fix"
    SUGGESTION = "suggestion", "建议", "Suggestion"
    NOTE = "note", "备注", "Note"


class Disposition(Term):
    ADOPTED = "adopted", "采纳", "Adopted"
    PARTLY = "partly", "部分采纳", "Partly adopted"
    REJECTED = "rejected", "不采纳", "Not adopted"
    WAIVED = "waived", "免予答复", "Waived"
    SETTLED = "settled", "已解决", "Settled"


class AssemblyState(Term):
    QUEUED = "queued", "排队中", "Waiting"
    WORKING = "working", "合稿中", "Assembling"
    DONE = "done", "已完成", "Done"
    FAILED = "failed", "未完成", "Failed"


class RenderingState(Term):
    """Of the PDF of an assembly."""

    QUEUED = "queued", "排队中", "Waiting"
    WORKING = "working", "生成中", "Being made"
    DONE = "done", "已生成", "Done"
    FAILED = "failed", "未生成", "Failed"


class ArchivingState(Term):
    """Of the making of an archive."""

    QUEUED = "queued", "排队中", "Waiting"
    WORKING = "working", "生成中", "Being made"
    DONE = "done", "已归档", "Archived"
    FAILED = "failed", "未归档", "Not archived"


class Destination(Term):
    """What an uploaded file came to."""

    SECTION = "section", "部分", "section"
    REPORT = "report", "报告", "report"
    INTAKE = "intake", "新报告", "new report"


class DeliveryState(Term):
    QUEUED = "queued", "待发送", "Waiting"
    SENDING = "sending", "发送中", "Sending"
    SENT = "sent", "已发送", "Sent"
    KEPT = "kept", "存入本地信箱", "Kept in the local mailbox"
    UNCERTAIN = "uncertain", "结果不明", "Uncertain"
    OBSOLETE = "obsolete", "已不需要", "No longer needed"
    FAILED = "failed", "发送失败", "Failed"


class Tone(StrEnum):
    """How a button speaks: one primary a page, the rest quiet, danger in red."""

    PRIMARY = "primary"
    QUIET = "quiet"
    DANGER = "danger"


class Note(StrEnum):
    """Whether an act takes a word of explanation."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Verb(Term):
    """What a person can do; the label is the button."""

    # a section
    ASSIGN = "assign", "分派", "Assign"
    ACCEPT = "accept", "接受", "Accept"
    DECLINE = "decline", "谢绝", "Decline"
    SAVE = "save", "保存版本", "Save version"
    UPLOAD = "upload", "上传 Word", "Upload from Word"
    RESTORE = "restore", "恢复此稿", "Restore"
    ADOPT = "adopt", "采纳建议", "Adopt a suggestion"
    TAKE_OVER = "take_over", "接手撰写", "Take over writing"
    SUBMIT = "submit", "送审", "Submit for review"
    WITHDRAW = "withdraw", "撤回", "Withdraw"
    PASS = "pass", "通过", "Pass"
    SEND_BACK = "send_back", "退回", "Send back"
    AMEND = "amend", "改稿", "Amend the text"
    ADD_REVIEWER = "add_reviewer", "加签", "Add a reviewer"
    REMOVE_REVIEWER = "remove_reviewer", "减签", "Remove a reviewer"
    HAND_OVER = "hand_over", "转办", "Hand over"
    DELEGATE = "delegate", "委托", "Delegate"
    REVOKE = "revoke", "收回委托", "Take the delegation back"
    CIRCULATE = "circulate", "传阅", "Circulate"
    ACKNOWLEDGE = "acknowledge", "已阅", "I have read it"
    ASK_EXTENSION = "ask_extension", "申请展期", "Ask for more time"
    EXTEND = "extend", "展期", "Extend"
    REFUSE_EXTENSION = "refuse_extension", "不予展期", "Refuse more time"
    REOPEN = "reopen", "重新打开", "Reopen"
    DROP = "drop", "取消该部分", "Drop"
    COMMENT = "comment", "提意见", "Comment"
    ANSWER = "answer", "答复", "Answer"
    WAIVE = "waive", "免予答复", "Waive"
    REPLY = "reply", "回复", "Reply"
    SETTLE = "settle", "标为已解决", "Mark as settled"
    OPEN_AGAIN = "open_again", "重开意见", "Open the comment again"
    NUDGE = "nudge", "催办", "Nudge"
    MATCH_EARLIER = "match_earlier", "选择往年文本", "Choose the earlier text"
    ATTACH = "attach", "添加佐证材料", "Add evidence"
    DETACH = "detach", "移除佐证材料", "Remove evidence"
    CARRY_OUT = "carry_out", "照改", "Make the listed edits"
    CONFIRM_EDITS = "confirm_edits", "认可改动", "Accept the changes"
    # a report
    ADD_SECTION = "add_section", "增加部分", "Add a section"
    RENAME = "rename", "改标题", "Rename"
    MOVE = "move", "调整位置", "Move"
    SET_CHAIN = "set_chain", "设定审核流程", "Set the review chain"
    SET_DETAILS = "set_details", "修改报告信息", "Change the details"
    SET_REMINDERS = "set_reminders", "设定提醒规则", "Set the reminders"
    BRING_EARLIER = "bring_earlier", "带入往年文本", "Bring an earlier report"
    LAUNCH = "launch", "启动", "Launch"
    ASSEMBLE = "assemble", "合稿", "Assemble"
    ASSEMBLE_WITH_GAPS = "assemble_with_gaps", "留出空缺继续合稿", "Assemble with a visible gap"
    RENDER = "render", "生成 PDF", "Make the PDF"
    PRESENT = "present", "呈签批", "Present for approval"
    APPROVE = "approve", "签批", "Approve"
    APPROVE_CONDITIONALLY = "approve_conditionally", "有条件同意", "Approve with conditions"
    CONFIRM = "confirm", "核对所列修改", "Check the listed edits"
    RETURN = "return", "退回修改", "Return"
    RECALL = "recall", "收回", "Recall"
    WITHDRAW_APPROVAL = "withdraw_approval", "撤销签批", "Withdraw approval"
    CANCEL = "cancel", "取消报告", "Cancel the report"
    ARCHIVE = "archive", "归档", "Archive"
