"""The archive of an approved report: gathered and on disk before the report is archived."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from workflow.actions import approval_sheet, dispositions, evidence
from workflow.actions.files import FileStore, file_store
from workflow.actions.office_keys import office_key
from workflow.actions.scene import Scene
from workflow.actions.section_files import StoredBlobs
from workflow.documents.archive import DOCUMENT, EVENTS, draft_file, pack
from workflow.documents.archive.keys import public_half, signed
from workflow.documents.archive.model import BLOBS, STATEMENT, statement_bytes
from workflow.documents.content import from_json
from workflow.documents.islands import needed_blobs
from workflow.domain.machine import NotYet
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.store import Approval, Draft, Event, Report
from workflow.store.approval import approvals_of
from workflow.store.draft import drafts_with_texts
from workflow.store.event import event_ids, events_of_ids

SHEET, EVIDENCE = "approval-sheet.docx", "evidence.json"
AT_ONCE = 200
APPROVING = (Verb.APPROVE, Verb.CONFIRM)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An archive on disk, and the trail's head when it was gathered."""

    approval_id: int
    root: str
    file_hash: str
    file_bytes: int
    trail_head: str


def prepare(report: Report) -> Prepared:
    """Gather, pack and store; no transaction is open and nothing is changed.

    Raises NotYet with the sentence where there is no approval that can be proved.
    """
    approval = _approval(report)
    head = report.trail_head
    files = dict(_files(report, approval))
    private = office_key(report.office_id)
    data = pack(files, approval.root, public_half(private), partial(signed, private))
    return Prepared(approval.id, approval.root, file_store().put(data), len(data), head)


def approval_sheet_of(report: Report) -> bytes:
    """The sheet of the approval in force, as .docx; NotYet as in ``prepare``."""
    approval = _approval(report)
    return approval_sheet.document(report, approval.statement or {}, approval.root)


def _approval(report: Report) -> Approval:
    newest = next(iter(approvals_of(report.id)), None)
    if newest is None or newest.verb not in APPROVING:
        raise NotYet(say("报告还没有签批。", "The report is not approved."))
    if not newest.root:
        raise NotYet(
            say(
                "这份签批是旧版本做出的，没有审签声明，既没有审签单，也不能归档。"
                "请主任撤销签批后重新签批。",
                "This approval was made by an earlier version and states no signatures: it has "
                "no sheet and cannot be archived. The director can withdraw it and approve again.",
            )
        )
    return newest


def _files(report: Report, approval: Approval) -> Iterator[tuple[str, bytes]]:
    statement = approval.statement or {}
    store = file_store()
    yield STATEMENT, statement_bytes(statement)
    yield DOCUMENT, _stored(store, approval.file_hash)
    yield SHEET, approval_sheet.document(report, statement, approval.root)
    scene = Scene(report)
    yield EVIDENCE, _evidence(scene)
    yield EVENTS, "".join(_events(report.id)).encode()
    yield from _dispositions(scene, approval)
    needed: set[str] = set()
    for draft in drafts_with_texts([one["section"] for one in statement["manifest"]["sections"]]):
        yield draft_file(draft.section_id, draft.number), _draft(draft)
        needed |= _blobs_of(draft, store)
    for digest in sorted(needed):
        yield f"{BLOBS}{digest}", _stored(store, digest)


def _evidence(scene: Scene) -> bytes:
    """What was added to bear out the text, each file by its hash; the bytes stay on the server."""
    listed = evidence.listing(evidence.of_report(scene))
    return json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"


def _dispositions(scene: Scene, approval: Approval) -> Iterator[tuple[str, bytes]]:
    """What became of every comment, as it stood at the approval."""
    table, speak = dispositions.table_of(scene), Text.render
    given = (table, approval.person, approval.created_at, speak)
    yield "dispositions.docx", dispositions.as_docx(*given)
    yield "dispositions.xlsx", dispositions.as_xlsx(*given)


def _draft(draft: Draft) -> bytes:
    """A draft as it is proved: title and content; who wrote it and when beside them."""
    told = {
        "title": draft.title,
        "content": draft.content,
        "hash": draft.content_hash,
        "author": draft.author.name,
        "at": draft.created_at.isoformat(timespec="seconds"),
        "cause": draft.cause,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def _blobs_of(draft: Draft, store: FileStore) -> set[str]:
    """The pictures and islands of a draft, and what islands need in turn."""
    return set(needed_blobs(from_json(draft.content), ArchivedBlobs(store)))


class ArchivedBlobs(StoredBlobs):
    """All that drafts name; what is gone keeps the report from being archived."""

    def get(self, digest: str) -> bytes:
        return _stored(file_store(), digest)


def _events(report_id: int) -> Iterable[str]:
    """A line each, as the chain of hashes covers it."""
    ids = event_ids(report_id)
    for start in range(0, len(ids), AT_ONCE):
        found = sorted(events_of_ids(ids[start : start + AT_ONCE]), key=lambda one: one.seq)
        yield from (_event(one) for one in found)


def _event(event: Event) -> str:
    link: Mapping[str, Any] = {
        "seq": event.seq,
        "fields": event.fields(),
        "previous": event.previous,
        "hash": event.hash,
    }
    return json.dumps(link, ensure_ascii=False, sort_keys=True) + "\n"


def _stored(store: FileStore, digest: str) -> bytes:
    try:
        return store.read(digest)
    except FileNotFoundError:
        raise NotYet(
            say(
                "归档需要的一个文件不在服务器上了（{digest}），没有归档，什么都没有改动。"
                "请管理员从备份中取回文件库。",
                "A file that belongs into the archive is no longer on the server ({digest}). "
                "Nothing was archived or changed: ask the administrator for a backup of files.",
                digest=digest[:12],
            )
        ) from None
