"""What an archive holds: gathered file by file, so that no archive is ever in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from workflow.actions.approval import responsibility
from workflow.actions.approval import sheet as approval_sheet
from workflow.actions.evidence import evidence
from workflow.actions.files import FileStore, file_store
from workflow.actions.scene import Scene
from workflow.actions.talk import dispositions
from workflow.actions.writing.section_files import StoredBlobs
from workflow.documents.archive import DOCUMENT, EVENTS, PDF, Item, draft_file, held, on_disk
from workflow.documents.archive.model import BLOBS, STATEMENT, statement_bytes
from workflow.documents.content import from_json
from workflow.documents.islands import needed_blobs
from workflow.domain.machine import NotYet
from workflow.domain.text import Text, say
from workflow.store import Approval, Draft, Event, Report, db
from workflow.store.draft import draft_keys, draft_with_text
from workflow.store.event import event_ids, events_of_ids

SHEET, SHEET_PDF = "approval-sheet.docx", "approval-sheet.pdf"
EVIDENCE, EVIDENCE_FILES = "evidence.json", "evidence/"
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDFs that go in, by hash; "" where the server cannot print. ``signed_by`` is the name
    in the certificate that signed the report's, "" where nobody did.
    """

    report: str = ""
    sheet: str = ""
    signed_by: str = ""


def items_of(report: Report, approval: Approval, printed: Printed) -> list[Item]:
    """Every file of the archive of an approval. NotYet where one that belongs in is gone.

    What is read of the database while the archive is packed (drafts, events) opens a short
    transaction each time, and leaves none open.
    """
    scene, statement = Scene(report), approval.statement or {}
    store = file_store()
    items = [
        held(STATEMENT, statement_bytes(statement)),
        _stored(store, DOCUMENT, approval.file_hash),
        held(SHEET, approval_sheet.document(report, statement, approval.root)),
        *_printed(store, printed),
        *_evidence(scene, store),
        *_dispositions(scene, approval),
        *_responsibility(scene, approval),
        Item(EVENTS, partial(_events, report.id)),
    ]
    return [*items, *_drafts([one["section"] for one in statement["manifest"]["sections"]], store)]


def _printed(store: FileStore, printed: Printed) -> Iterator[Item]:
    for name, digest in ((PDF, printed.report), (SHEET_PDF, printed.sheet)):
        if digest:
            yield _stored(store, name, digest)


def _evidence(scene: Scene, store: FileStore) -> Iterator[Item]:
    """What was added to bear out the text: the list, and each file under its own name."""
    lines = evidence.of_report(scene)
    listed = evidence.listing(lines)
    for number, (told, line) in enumerate(zip(listed, lines, strict=True), start=1):
        told["file"] = f"{EVIDENCE_FILES}{number:04}-{line.row.name.replace('/', '_')}"
        yield _stored(store, told["file"], line.row.hash)
    yield held(EVIDENCE, _json(listed))


def _dispositions(scene: Scene, approval: Approval) -> Iterator[Item]:
    """What became of every comment, as it stood at the approval."""
    table, speak = dispositions.table_of(scene), Text.render
    given = (table, approval.person, approval.created_at, speak)
    yield held("dispositions.docx", dispositions.as_docx(*given))
    yield held("dispositions.xlsx", dispositions.as_xlsx(*given))


def _responsibility(scene: Scene, approval: Approval) -> Iterator[Item]:
    """Who answered for what, by when."""
    duties = responsibility.responsibility_list(scene)
    given = (scene, duties, approval.person.name, approval.created_at)
    yield held("responsibility.xlsx", responsibility.as_xlsx(*given))
    yield held("responsibility.json", _json(responsibility.as_json(duties)))


def _drafts(section_ids: list[int], store: FileStore) -> Iterator[Item]:
    """Every draft of the document's sections, and the pictures and islands that they show."""
    needed: set[str] = set()
    for draft_id, section_id, number in draft_keys(section_ids):
        needed |= set(needed_blobs(from_json(_read(draft_id).content), ArchivedBlobs(store)))
        yield Item(draft_file(section_id, number), partial(_draft, draft_id))
    for digest in sorted(needed):
        yield _stored(store, f"{BLOBS}{digest}", digest)


def _draft(draft_id: int) -> tuple[bytes]:
    """A draft as it is proved: title and content; who wrote it and when beside them."""
    draft = _read(draft_id)
    told = {
        "title": draft.title,
        "content": draft.content,
        "hash": draft.content_hash,
        "author": draft.author.name,
        "at": draft.created_at.isoformat(timespec="seconds"),
        "cause": draft.cause,
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    db.session.rollback()
    return (text.encode("utf-8", "surrogatepass"),)


def _read(draft_id: int) -> Draft:
    """One draft with its text; the session does not keep it."""
    draft = draft_with_text(draft_id)
    db.session.expunge(draft)
    return draft


class ArchivedBlobs(StoredBlobs):
    """All that drafts name; what is gone keeps the report from being archived."""

    def get(self, digest: str) -> bytes:
        try:
            return file_store().read(digest)
        except FileNotFoundError:
            raise _gone(digest) from None


def _events(report_id: int) -> Iterator[bytes]:
    """A line each, as the chain of hashes covers it."""
    ids = event_ids(report_id)
    for start in range(0, len(ids), AT_ONCE):
        found = sorted(events_of_ids(ids[start : start + AT_ONCE]), key=lambda one: one.seq)
        lines = "".join(_event(one) for one in found)
        db.session.rollback()
        yield lines.encode()


def _event(event: Event) -> str:
    link: Mapping[str, Any] = {
        "seq": event.seq,
        "fields": event.fields(),
        "previous": event.previous,
        "hash": event.hash,
    }
    return json.dumps(link, ensure_ascii=False, sort_keys=True) + "\n"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _stored(store: FileStore, name: str, digest: str) -> Item:
    path = store.there(digest)
    if path is None:
        raise _gone(digest)
    return on_disk(name, path)


def _gone(digest: str) -> NotYet:
    return NotYet(
        say(
            "归档需要的一个文件不在服务器上了（{digest}），没有归档，什么都没有改动。"
            "请管理员从备份中取回文件库。",
            "A file that belongs into the archive is no longer on the server ({digest}). "
            "Nothing was archived or changed: ask the administrator for a backup of files.",
            digest=digest[:12],
        )
    )
