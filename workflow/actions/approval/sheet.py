"""The approval sheet (审签单): who passed which draft when, and what the director approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workflow.actions.placing import PREAMBLE
from workflow.documents.content import Cell, Content, Paragraph, Run, Table, new_id
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.merge.report_manifest import profile_of
from workflow.store import Report

HEAD = ("部分", "稿次", "环节", "签署人", "时间", "意见")
WIDTHS = (180, 100, 115, 145, 170, 290)
"""Thousandths of the table's width."""


def document(report: Report, statement: Mapping[str, Any], root: str) -> bytes:
    """The sheet as a .docx in the report's house style; the same statement gives the same bytes."""
    content = Content(tuple(_blocks(statement, root, ZoneInfo(report.office.zone))))
    profile = profile_of(statement["manifest"])
    sheet = Manuscript(
        title=f"《{statement['report']['title']}》审签单",
        parts=(Part(0, None, "", "", "", False, content),),
        profile=profile,
    )
    return assemble(sheet).data


def _blocks(statement: Mapping[str, Any], root: str, zone: ZoneInfo) -> Iterator[Paragraph | Table]:
    approval = statement["approval"]
    rows = [tuple(Cell((_line(word),)) for word in HEAD)]
    rows += (row for one in statement["sections"] for row in _rows(one, zone))
    yield Table("signers", tuple(rows), 1, WIDTHS)
    words = f"：{approval['note']}" if approval["note"] else "。"
    yield _line(f"{_named(approval)}于{_how(approval, zone)}{words}")
    yield _line(f"签批的文件（SHA-256）：{approval['file_hash']}")
    yield _line(f"审签声明（SHA-256）：{root}")


def _how(approval: Mapping[str, Any], zone: ZoneInfo) -> str:
    """When it was approved; upon edits it is in force from when these were made."""
    at = _when(approval["at"], zone)
    if "granted_at" not in approval:
        return f"{at}签批"
    return f"{_when(approval['granted_at'], zone)}有条件同意，所列修改照办后于{at}生效"


def _rows(section: Mapping[str, Any], zone: ZoneInfo) -> Iterator[tuple[Cell, ...]]:
    """A row a signature; section and draft stand once, beside all of them."""
    told = [_signed(one, zone) for one in section["signers"]]
    told += [_amended(one, zone) for one in section.get("amendments", ())]
    for place, words in enumerate(told):
        own = (section["heading"] or PREAMBLE.zh, f"第{section['draft']}稿") if place == 0 else ()
        tall = tuple(Cell((_line(word),), rows=len(told)) for word in own)
        yield (*tall, *(Cell((_line(word),)) for word in words))


def _signed(signer: Mapping[str, Any], zone: ZoneInfo) -> tuple[str, ...]:
    return signer["stage"], _named(signer), _short(signer["at"], zone), _words(signer)


def _words(signer: Mapping[str, Any]) -> str:
    """The note, what was ticked, and how the pass came to count."""
    ticks = "；".join(signer.get("ticks", ()))
    told = (
        signer["note"],
        f"以{signer['seat']}身份" if signer.get("seat") else "",
        f"已核对：{ticks}" if ticks else "",
        "上一环节已通过，按流程规定视同通过" if signer.get("automatic") else "",
        f"签第{signer['draft']}稿，其后只改标点和格式" if signer.get("tolerates") else "",
    )
    return "。".join(one.rstrip("。") for one in told if one)


def _amended(one: Mapping[str, Any], zone: ZoneInfo) -> tuple[str, ...]:
    """The director's edits, which were made in the draft that the others had signed."""
    edits = "；".join(edit["words"] for edit in one["edits"])
    words = f"第{one['draft']}稿按所列修改：{edits}"
    return "有条件同意", _named(one), _short(one["granted_at"], zone), words


def _named(one: Mapping[str, Any]) -> str:
    """甲（代乙）where a deputy signed; older statements name no deputy."""
    principal = one.get("on_behalf_of")
    return f"{one['person']}（代{principal}）" if principal else str(one["person"])


def _when(at: str, zone: ZoneInfo) -> str:
    moment = datetime.fromisoformat(at).astimezone(zone)
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"


def _short(at: str, zone: ZoneInfo) -> str:
    """As it fits a column."""
    return f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}"


def _line(text: str) -> Paragraph:
    return Paragraph(new_id(), (Run(text),) if text else ())
