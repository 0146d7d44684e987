"""Working copies: text on its way to a draft, saved as it is written and seen by its writer.

A text arrives by compare-and-set on its revision. It is gone when it became a draft; until
then it waits, whoever closed the section meanwhile.
"""

from __future__ import annotations

import json

from workflow.actions.showing.reading import posted_content
from workflow.actions.work import Work
from workflow.actions.writing import drafts
from workflow.documents.content import Content, content_hash, from_json
from workflow.domain.machine import NotYet, Stale
from workflow.domain.text import Text
from workflow.store import Draft, Person, Section, WorkingCopy
from workflow.store.base import db
from workflow.store.pen import Saved, empty_copy, remove_copy, save_over
from workflow.store.working_copy import copy_of

CLOSED = Text(
    "这段文字没有存到服务器：写作已由他人接手，或本部分已不在撰写。文字还在本页和本浏览器里。",
    "This text was not stored on the server: somebody else writes now, or the section is no "
    "longer being written. It is kept on this page and in this browser.",
)
ELSEWHERE = Text(
    "您在另一个窗口里写过这一部分，两边的文字不同。没有覆盖任何一边；可以合并，或并排比较。",
    "You have written on this section in another window, and the two texts differ. Neither "
    "was overwritten: put them together, or compare them side by side.",
)


class Closed(Stale):
    """The copy takes no text now: ask the table anew."""

    def __init__(self) -> None:
        super().__init__(CLOSED)


class Elsewhere(Stale):
    """The same person has written on in another window; ``copy`` is that text."""

    def __init__(self, copy: WorkingCopy) -> None:
        super().__init__(ELSEWHERE)
        self.copy = copy


def checked(text: str) -> str:
    """Content as it was sent; raises NotYet with the place where it is not valid."""
    posted_content(text)
    return text


def autosave(work: Work, person_id: int, section_id: int, revision: int, text: str) -> Saved:
    """``text`` (see ``checked``) upon that revision; raises Closed or Elsewhere.

    A text that arrives twice, because its answer was lost, is the same save.
    """
    saved = save_over(section_id, person_id, revision, text, work.now)
    if saved is not None:
        return saved
    copy = copy_of(section_id, person_id)
    if copy is None or not copy.is_open:
        raise Closed
    if copy.content == text:
        return Saved(copy.revision, copy.writing_since is not None)
    raise Elsewhere(copy)


def text_of(copy: WorkingCopy) -> Content:
    """Empty before the first text."""
    return Content(()) if copy.content is None else from_json(json.loads(copy.content))


def spent(section: Section, actor: Person, content: Content, revision: int | None) -> None:
    """The copy's text has become the head and goes; raises Elsewhere where it holds other text
    than its writer saw (``revision``).
    """
    copy = copy_of(section.id, actor.id)
    if copy is None:
        return
    if copy.content is not None and copy.revision != revision and not _same(copy, content):
        raise Elsewhere(copy)
    if not empty_copy(copy, copy.revision, section.head_id):
        raise Elsewhere(copy)


def _same(copy: WorkingCopy, content: Content) -> bool:
    return content_hash("", text_of(copy)) == content_hash("", content)


def taken_from(work: Work, section: Section, copy: WorkingCopy) -> Draft | None:
    """Ends the writing of whoever has the pen. What they wrote upon the head is a draft of
    theirs from now on; any other text stays their copy (None).
    """
    copy.is_open, copy.writing_since, copy.writing_until = False, None, None
    db.session.flush()
    closed = copy_of(section.id, copy.person_id)
    if closed is None or closed.content is None or closed.base_id != section.head_id:
        return None
    try:
        draft = drafts.append(work, section, closed.person, text_of(closed), cause="take_over")
    except NotYet:
        return None
    empty_copy(closed, closed.revision, draft.id)
    return draft


def give_up(section_id: int, person_id: int, revision: int) -> None:
    """The writer drops their text as they saw it; raises Elsewhere where it was written on."""
    copy = copy_of(section_id, person_id)
    if copy is not None and not (copy.revision == revision and remove_copy(copy, revision)):
        raise Elsewhere(copy)
