"""From a form to one act: what each verb takes, what the person reads afterwards.

The form may name a page of ours to come back to (``next``), and always carries what
the person had before their eyes (``seen_draft``, or ``seen`` for a manifest).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from flask import abort, request
from werkzeug.datastructures import MultiDict

from workflow.actions.clock import parse_day
from workflow.actions.reading import posted_content
from workflow.domain.terms import CommentKind, Disposition, Thing, Verb
from workflow.domain.text import Text, say
from workflow.domain.transitions import rows_of

Form: TypeAlias = MultiDict[str, str]
Choice = TypeVar("Choice", bound=StrEnum)


def section_verb(name: str) -> Verb:
    """A verb of the table for sections; 404 for any other word."""
    return _verb(Thing.SECTION, name)


def report_verb(name: str) -> Verb:
    """A verb of the table for reports; 404 for any other word."""
    return _verb(Thing.REPORT, name)


def _verb(thing: Thing, name: str) -> Verb:
    found = next((row.verb for row in rows_of(thing) if row.verb == name), None)
    if found is None:
        abort(404)
    return found


def note(form: Form | None = None) -> str:
    """The word of explanation that goes with the act."""
    return words(request.form if form is None else form, "note")


def seen(form: Form | None = None) -> str:
    """What the person had before their eyes: a draft's id, or a manifest's hash."""
    form = request.form if form is None else form
    return form.get("seen_draft") or form.get("seen") or ""


def way_back(default: str) -> str:
    """The page of ours that the form names, else the default; never another site."""
    wanted = request.form.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours and wanted.isprintable() else default


def given_for(verb: Verb, form: Form) -> dict[str, Any]:
    """What the verb takes besides a note (see actions.effects), read from a form."""
    return TAKES.get(verb, _nothing)(form)


def _nothing(form: Form) -> dict[str, Any]:
    return {}


def _assign(form: Form) -> dict[str, Any]:
    """Only what the form shows is changed; an empty field stays as it is."""
    given: dict[str, Any] = {}
    if form.get("owner_id"):
        given["owner_id"] = number(form["owner_id"])
    if form.get("due_on"):
        given["due_on"] = parse_day(form["due_on"])
    if "with_contributors" in form:
        given["contributor_ids"] = [number(one) for one in form.getlist("contributor_ids")]
    if "brief" in form:
        given["brief"] = words(form, "brief")
    return given


def _save(form: Form) -> dict[str, Any]:
    given: dict[str, Any] = {"content": posted_content(form.get("content", ""))}
    if form.get("copy_revision"):
        given["copy_revision"] = number(form["copy_revision"])
    return given


def _upload(form: Form) -> dict[str, Any]:
    return {"upload_id": number(form.get("upload_id"))}


def _restore(form: Form) -> dict[str, Any]:
    return {"number": number(form.get("number"))}


def _hand_over(form: Form) -> dict[str, Any]:
    return {"person_id": number(form.get("person_id")), "from_id": number(form.get("from_id"))}


def _extend(form: Form) -> dict[str, Any]:
    return {"due_on": parse_day(form.get("due_on", ""))}


def _comment(form: Form) -> dict[str, Any]:
    return {
        "kind": _choice(CommentKind, form.get("kind"), CommentKind.SUGGESTION),
        "text": words(form, "text"),
        "block_id": words(form, "block_id"),
        "quote": words(form, "quote"),
        "start": form.get("start", type=int),
        "replacement": words(form, "replacement") if "replacement" in form else None,
        "mentioned": _mentioned(form),
    }


def _answer(form: Form) -> dict[str, Any]:
    chosen = _choice(Disposition, form.get("disposition"), Disposition.ADOPTED)
    if chosen is Disposition.WAIVED:
        abort(400)
    return {"comment_id": number(form.get("comment_id")), "disposition": chosen}


def _adopt(form: Form) -> dict[str, Any]:
    wanted = [number(one) for one in form.getlist("comment_id")]
    return {"comment_ids": wanted, "near": form.get("near") == "1"}


def _reply(form: Form) -> dict[str, Any]:
    return {**_one_comment(form), "text": words(form, "text"), "mentioned": _mentioned(form)}


def _mentioned(form: Form) -> list[int]:
    """Whom the writer chose by name; of namesakes it says which is meant."""
    return [number(one) for one in form.getlist("mentioned")]


def _one_comment(form: Form) -> dict[str, Any]:
    return {"comment_id": number(form.get("comment_id"))}


def _attach(form: Form) -> dict[str, Any]:
    """All but the file, which is read before the act."""
    return {
        "about": words(form, "about"),
        "block_id": words(form, "block_id"),
        "quote": words(form, "quote"),
        "start": form.get("start", type=int),
    }


def _detach(form: Form) -> dict[str, Any]:
    return {"evidence_id": number(form.get("evidence_id"))}


def _match_earlier(form: Form) -> dict[str, Any]:
    return {"earlier_id": number(form.get("earlier_id"))}


def _return(form: Form) -> dict[str, Any]:
    return {"section_ids": form.getlist("section_ids")}


TAKES: Mapping[Verb, Callable[[Form], dict[str, Any]]] = {
    Verb.ASSIGN: _assign,
    Verb.SAVE: _save,
    Verb.UPLOAD: _upload,
    Verb.RESTORE: _restore,
    Verb.HAND_OVER: _hand_over,
    Verb.EXTEND: _extend,
    Verb.COMMENT: _comment,
    Verb.ANSWER: _answer,
    Verb.WAIVE: _one_comment,
    Verb.ADOPT: _adopt,
    Verb.REPLY: _reply,
    Verb.SETTLE: _one_comment,
    Verb.OPEN_AGAIN: _one_comment,
    Verb.MATCH_EARLIER: _match_earlier,
    Verb.ATTACH: _attach,
    Verb.DETACH: _detach,
    Verb.RETURN: _return,
}


def words(form: Form, name: str) -> str:
    """A field's text; NUL, which PostgreSQL cannot store, is left out."""
    return form.get(name, "").replace("\0", "")


def number(text: str | None) -> int:
    """A row's id from a form; 0, which no row has, for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _choice(term: type[Choice], value: str | None, default: Choice) -> Choice:
    if not value:
        return default
    found = next((one for one in term if one == value), None)
    if found is None:
        abort(400)
    return found


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
    Verb.HAND_OVER: Text("已转办", "Handed over"),
    Verb.ASK_EXTENSION: Text("已向统稿人申请展期", "The editor has your request"),
    Verb.EXTEND: Text("已展期", "Extended"),
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


def happened(verb: Verb, where: Text) -> Text:
    """What the act did, and who has the thing now."""
    done = HAPPENED.get(verb) or say("已办理“{verb}”", "Done: “{verb}”", verb=verb.label)
    if verb in TALK | BESIDE:
        return say("{done}。", "{done}.", done=done)
    return say("{done}，{where}。", "{done}: {where}.", done=done, where=where)
