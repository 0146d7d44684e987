"""The comments of a section with what was said below each, as one person meets them."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actions.reading import Content
from workflow.actions.replacing import in_signs
from workflow.actions.replies import is_next
from workflow.actions.suggestions import Proposal, proposals
from workflow.domain.terms import CommentKind
from workflow.store import Comment, CommentPlace, CommentReply, Section
from workflow.store.comment import comments_of
from workflow.store.comment_place import places_in
from workflow.web.clock import Clock, Moment


@dataclass(frozen=True)
class TurnView:
    """One turn, and when it was."""

    row: CommentReply
    when: Moment


@dataclass(frozen=True)
class ThreadView:
    """A comment; ``place``: where its words stand in the newest draft, None where they are
    gone or it speaks of the whole section. ``waits``: it is open, and the reader is next.
    ``proposal``: what an open suggestion would change.
    """

    row: Comment
    when: Moment
    place: CommentPlace | None
    turns: tuple[TurnView, ...]
    waits: bool
    proposal: Proposal | None

    @property
    def names(self) -> list[str]:
        """Whom its words speak to, longer names first."""
        return sorted({one.person.name for one in self.row.mentions}, key=len, reverse=True)

    @property
    def words(self) -> str:
        """What it says besides what would be changed, which is shown by itself."""
        if self.proposal is None:
            return self.row.text
        quote = "" if self.row.start is None else self.row.quote
        signs = in_signs(quote, self.proposal.new)
        return "" if self.row.text in (signs, f"{self.proposal.author}：{signs}") else self.row.text


def thread_views(
    section: Section, text: Content, clock: Clock, reader_id: int, writers: frozenset[int]
) -> list[ThreadView]:
    """Open ones first and must-fix before the others; then the closed ones, newest first.

    ``text`` is the newest draft's; ``writers`` write the section: open comments wait for them.
    """
    rows = comments_of(section.id)
    places = places_in(section.head_id) if section.head_id else {}
    offers = {one.comment.id: one for one in proposals(section.head, rows, places, text)}
    urgency = {kind: place for place, kind in enumerate(CommentKind)}
    still_open = sorted((one for one in rows if one.is_open), key=lambda one: urgency[one.kind])
    closed = [one for one in reversed(rows) if not one.is_open]
    return [
        ThreadView(
            row=one,
            when=clock.at(one.created_at),
            place=places.get(one.id),
            turns=tuple(TurnView(turn, clock.at(turn.created_at)) for turn in one.replies),
            waits=one.is_open and is_next(one, reader_id, writers),
            proposal=offers.get(one.id),
        )
        for one in (*still_open, *closed)
    ]
