"""Drafts are appended, never changed; saving the same content makes none."""

from __future__ import annotations

from typing import Any

from workflow.actions.refusing import document_refusals
from workflow.actions.work import Work
from workflow.actions.writing.comment_places import carry
from workflow.actions.writing.section_files import check_files
from workflow.documents.checks.blank import find_blanks
from workflow.documents.compare.keeping_ids import with_ids_of
from workflow.documents.content import (
    Content,
    content_hash,
    count_characters,
    from_json,
    plain_text,
    to_json,
)
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Draft, Person, Section, db
from workflow.store.draft import draft_of


def content_in(given: Content | dict[str, Any]) -> Content:
    """Checked content; raises NotYet with the sentence where it is not valid."""
    if isinstance(given, Content):
        return given
    with document_refusals():
        return from_json(given)


def append(
    work: Work,
    section: Section,
    author: Person,
    content: Content | dict[str, Any],
    cause: str,
    words_by: str = "",
) -> Draft:
    """The section's new head, or the old one where the content is the same.

    The caller has checked that the author saw the head (the table's row does).
    Raises NotYet with the sentence when the content is not valid, or names a picture or
    an island that is no file of this section.
    """
    content = content_in(content)
    head = section.head
    digest = content_hash(section.title, content)
    if head is not None and head.content_hash == digest:
        return head
    check_files(section, content)
    draft = Draft(
        section_id=section.id,
        number=head.number + 1 if head else 1,
        base_id=head.id if head else None,
        author_id=author.id,
        cause=cause,
        words_by=words_by[:200],
        title=section.title,
        content=to_json(content),
        content_hash=digest,
        characters=count_characters(content),
        blanks=len(find_blanks(plain_text(content))),
        created_at=work.now,
    )
    db.session.add(draft)
    db.session.flush()
    if head is not None:
        carry(head, draft, content)
    section.head_id, section.head = draft.id, draft
    return draft


def restored(work: Work, section: Section, author: Person, number: int) -> Draft:
    """A new draft with the text of an older one; blocks that are still alike keep their ids."""
    older = draft_of(section.id, number)
    if older is None:
        raise NotYet(say("没有这一稿。", "There is no such draft."))
    content = from_json(older.content)
    if section.head is not None:
        content = with_ids_of(from_json(section.head.content), content)
    return append(work, section, author, content, cause="restore")


def retitled(work: Work, section: Section, author: Person) -> Draft | None:
    """After a change of title: the same text under the new one, so old sign-offs go stale."""
    if section.head is None:
        return None
    return append(work, section, author, from_json(section.head.content), cause="rename")
