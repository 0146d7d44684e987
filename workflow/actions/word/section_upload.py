"""A section comes back from Word or WPS: looked at, then a draft like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow.actions.scene import Scene
from workflow.actions.word.returned import Returned, piece_of
from workflow.actions.word.upload_merging import together
from workflow.actions.word.upload_talk import bring_talk
from workflow.actions.work import Work
from workflow.actions.writing import drafts
from workflow.actions.writing.section_files import StoredBlobs, adopt
from workflow.documents.adopting import comes
from workflow.documents.content import Content, from_json, to_json
from workflow.documents.parting import Piece
from workflow.documents.talk import Remark, Suggestion
from workflow.documents.talk_json import comments_to_json, remarks_to_json, suggestions_to_json
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Draft, Person, Section, Upload, db
from workflow.store.upload import upload_of

SEVERAL = Remark(
    "several_sections",
    "文件里还有别的部分，这里只看本部分。要一起保存，请在报告的“Word 与 WPS”页面传回。",
    "The file holds other sections too; here this one alone is looked at. To save them together, "
    "bring it back on the report's page “Word and WPS”.",
)


@dataclass(frozen=True)
class Accepted:
    """The section's head now, whether the file made it, and how much that was said in the file
    is new here, with
    whom that concerns.
    """

    draft: Draft
    is_new: bool
    comments: int
    told: frozenset[int]


def take_in(
    work: Work, person: Person, scene: Scene, section: Section, returned: Returned
) -> Upload:
    """Keep what the file holds of a section until the person has looked at it."""
    upload = keep_piece(
        work, person, section, returned.filename, piece_of(scene, section, returned)
    )
    several = [SEVERAL] if len(returned.sections) > 1 else []
    upload.remarks = remarks_to_json([*several, *returned.document.remarks])
    if upload.from_draft is None:
        upload.from_section, upload.from_draft = returned.from_section, returned.from_draft
    return upload


def keep_piece(work: Work, person: Person, section: Section, filename: str, piece: Piece) -> Upload:
    """A piece of a file as a row; its pictures, those of tracked changes too, are the section's."""
    adopt_read(work, section, piece.content, piece.suggestions)
    upload = Upload(
        section_id=section.id,
        person_id=person.id,
        filename=filename[-300:],
        from_section=section.id if piece.draft is not None else None,
        from_draft=piece.draft or None,
        heading=piece.heading[:500],
        content=to_json(piece.content),
        comments=comments_to_json(piece.comments),
        suggestions=suggestions_to_json(piece.suggestions),
        created_at=work.now,
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def adopt_read(
    work: Work, section: Section, content: Content, changes: Iterable[Suggestion]
) -> None:
    """The section has all files that were read with a text and with the changes tracked in it."""
    for one in (content, *map(comes, changes)):
        adopt(work, section, one, StoredBlobs())


def accept(
    work: Work,
    section: Section,
    actor: Person,
    upload_id: int,
    choices: Mapping[str, str] = MappingProxyType({}),
) -> Accepted:
    """The text of one's own upload as the section's head, put together with what was written
    here since, and what was said in the file. ``choices``: whose words stand where both
    changed the same, by the clash's block. Refused while one is missing.
    """
    upload, before = _own_upload(section, actor, upload_id), section.head_id
    both = together(upload, section.head)
    content = both.settled(choices)
    draft = drafts.append(work, section, actor, content, cause="upload")
    upload.draft_id = draft.id
    said = bring_talk(work, actor, section, upload, both.mine, content)
    return Accepted(draft, draft.id != before, said.count, said.told)


def bring_comments(work: Work, section: Section, actor: Person, upload_id: int) -> Accepted:
    """What was said in one's own upload alone; the section's text stays as it is."""
    upload, head = _own_upload(section, actor, upload_id), section.head
    if head is None:
        raise NotYet(
            say("这一部分还没有稿子，没有改动。", "There is no draft yet: nothing changed.")
        )
    both = together(upload, head)
    said = bring_talk(work, actor, section, upload, both.mine, from_json(head.content))
    upload.draft_id = head.id
    return Accepted(head, False, said.count, said.told)


def _own_upload(section: Section, actor: Person, upload_id: int) -> Upload:
    """One's own upload that became nothing yet, else Refused."""
    upload = upload_of(actor.id, section.id, upload_id)
    if upload is None:
        raise NotYet(say("没有这个文件，没有改动。", "There is no such file: nothing changed."))
    if upload.draft_id is not None:
        raise NotYet(
            say(
                "这个文件已经存为一稿，没有改动。", "This file is a draft already: nothing changed."
            )
        )
    return upload
