"""Two texts that began from one draft, put together; where both changed the same, mine stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow.actions.showing.reading import content_of, posted_content
from workflow.actions.writing.working_copies import text_of
from workflow.documents.content import Content, to_json
from workflow.documents.threeway import merged
from workflow.store import Draft, Person, Section, WorkingCopy
from workflow.store.draft import draft_by_id
from workflow.store.working_copy import copy_of


@dataclass(frozen=True)
class Joined:
    """``content`` is JSON of documents.content; ``clashes`` counts the places where both wrote.

    It stands upon draft ``base_id`` and, where it holds another window's text, upon that
    ``revision`` of the copy.
    """

    content: dict[str, Any]
    clashes: int
    base_id: int | None
    revision: int


def merged_with(
    section: Section, person: Person, base_id: int | None, text: str, tab: bool
) -> Joined:
    """``text``, which began from ``base_id``, with the newest draft, or with what the same
    person wrote in another window (``tab``). Raises NotYet where it is no content.
    """
    mine = posted_content(text)
    copy = copy_of(section.id, person.id)
    if tab and copy is not None and copy.has_text:
        theirs, upon = text_of(copy), copy.base_id
    else:
        theirs, upon = content_of(section.head), section.head_id
    return _joined(_text_at(section, base_id), mine, theirs, upon, copy)


def merged_copy(section: Section, copy: WorkingCopy, into: WorkingCopy | None = None) -> Joined:
    """Somebody's copy put into another one, or into the newest draft; where both wrote, the
    copy's words stand.
    """
    theirs = text_of(into) if into is not None else content_of(section.head)
    upon = into.base_id if into is not None else section.head_id
    return _joined(_text_at(section, copy.base_id), text_of(copy), theirs, upon, copy)


def joined_texts(section: Section, base_id: int | None, mine: Content, theirs: Content) -> Joined:
    """Two texts that began from draft ``base_id``, upon the newest one."""
    return _joined(_text_at(section, base_id), mine, theirs, section.head_id, None)


def _joined(
    base: Content, mine: Content, theirs: Content, upon: int | None, copy: WorkingCopy | None
) -> Joined:
    found = merged(base, mine, theirs)
    revision = copy.revision if copy is not None else 0
    return Joined(to_json(found.content), len(found.clashes), upon, revision)


def _text_at(section: Section, draft_id: int | None) -> Content:
    """The draft that both began from; empty where there was none yet."""
    draft: Draft | None = draft_by_id(section.id, draft_id) if draft_id else None
    return content_of(draft)
