"""A section comes back from Word or WPS: read, looked at, then a draft like any other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workflow.actions import drafts
from workflow.actions.refusing import document_refusals
from workflow.actions.section_files import StoredBlobs, adopt
from workflow.actions.section_word import DRAFT, SECTION
from workflow.actions.upload_talk import bring_talk
from workflow.actions.work import Work
from workflow.documents.compare.keeping_ids import with_ids_of
from workflow.documents.content import Content, Heading, from_json, shown_text, to_json
from workflow.documents.reader import Changes, ReadDocument, read_word
from workflow.documents.talk_json import comments_to_json, remarks_to_json, suggestions_to_json
from workflow.documents.word.identity import identity_of
from workflow.documents.word.limits import Limits
from workflow.documents.word.safety import check_upload, is_word
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Draft, Person, Section, Upload, db
from workflow.store.upload import upload_of


@dataclass(frozen=True)
class Returned:
    """A file that was read: what it holds, and what it says that it was made from."""

    filename: str
    document: ReadDocument
    identity: dict[str, str]


def read_returned(filename: str, data: bytes, limits: Limits, keep_changes: bool) -> Returned:
    """The file, read and weighed; Refused with the sentence. Needs no transaction.

    Pictures and kept Word objects are on disk afterwards, before any row names them.
    """
    if not is_word(filename):
        raise NotYet(
            say(
                "请上传 .docx 文件：在 Word 或 WPS 中用“另存为”选择 .docx。稿件没有改动。",
                "Please upload a .docx: in Word or WPS save the file as .docx. "
                "Nothing was changed.",
            )
        )
    with document_refusals():
        check_upload(filename, data, limits)
        changes = Changes.KEEP if keep_changes else Changes.ACCEPT
        return Returned(
            filename, read_word(data, StoredBlobs(), changes=changes), identity_of(data)
        )


def take_in(
    work: Work, person: Person, section: Section, label: str, level: int, returned: Returned
) -> Upload:
    """Keep what was read until the person has looked at it; ``label`` and ``level`` are those
    of the section's heading, which is no part of its text.
    """
    document = returned.document
    content = without_heading(document.content, label, level)
    adopt(work, section, content, StoredBlobs())
    upload = Upload(
        section_id=section.id,
        person_id=person.id,
        filename=returned.filename[-300:],
        from_section=_number(returned.identity.get(SECTION)),
        from_draft=_number(returned.identity.get(DRAFT)),
        content=to_json(content),
        remarks=remarks_to_json(document.remarks),
        comments=comments_to_json(document.comments),
        suggestions=suggestions_to_json(document.suggestions),
        created_at=work.now,
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def without_heading(content: Content, label: str, level: int) -> Content:
    """The text below the section's heading, sub-headings counted from 1 again."""
    blocks = content.blocks
    if blocks and label and _plain(shown_text(blocks[0])) == _plain(label):
        blocks = blocks[1:]
    return Content(
        tuple(
            replace(one, level=max(one.level - level, 1)) if isinstance(one, Heading) else one
            for one in blocks
        )
    )


def proposed(upload: Upload, head: Draft | None) -> Content:
    """What the draft would be: blocks that were there before are the same blocks."""
    return _aligned(from_json(upload.content), head)


def _aligned(read: Content, head: Draft | None) -> Content:
    return read if head is None else with_ids_of(from_json(head.content), read)


def accept(work: Work, section: Section, actor: Person, upload_id: int) -> Draft:
    """The text of one's own upload as the section's head, with what was said in the file."""
    upload = upload_of(actor.id, section.id, upload_id)
    if upload is None:
        raise NotYet(say("没有这个文件，没有改动。", "There is no such file: nothing changed."))
    if upload.draft_id is not None:
        raise NotYet(
            say(
                "这个文件已经存为一稿，没有改动。", "This file is a draft already: nothing changed."
            )
        )
    read = from_json(upload.content)
    content = _aligned(read, section.head)
    draft = drafts.append(work, section, actor, content, cause="upload")
    upload.draft_id = draft.id
    bring_talk(work, actor, section, upload, read, content)
    return draft


def _plain(words: str) -> str:
    return "".join(words.split())


def _number(text: str | None) -> int | None:
    """A number that the file says, as far as it is one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
