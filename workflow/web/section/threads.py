"""The comments of a section with what was said below each, as one person meets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from workflow.actions.scene import Scene
from workflow.actions.showing.reading import Content
from workflow.actions.talk.replies import is_next
from workflow.actions.talk.suggestions import Proposal, proposals
from workflow.actions.writing.replacing import says_more
from workflow.domain.terms import CommentKind
from workflow.store import Comment, CommentPlace, CommentReply, Draft, Person, Section
from workflow.store.comment import comments_of
from workflow.store.comment_place import places_in
from workflow.web.clock import Clock, Moment
from workflow.web.locale import speak


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
    def version(self) -> str:
        """Another one tells that the card looks otherwise."""
        place = (self.place.start, self.place.score) if self.place else ()
        fit = self.proposal.spot if self.proposal else None
        said = (len(self.turns), self.row.disposition, place, fit, self.waits)
        return sha256(repr(said).encode()).hexdigest()[:12]

    @property
    def names(self) -> list[str]:
        """Whom its words speak to, longer names first."""
        return sorted({one.person.name for one in self.row.mentions}, key=len, reverse=True)

    @property
    def words(self) -> str:
        """What it says besides what would be changed, which is shown by itself."""
        offer = self.proposal
        return self.row.text if offer is None or says_more(self.row, offer.change) else ""


class Talk:
    """All that was said about a section, read beside one of its drafts (usually the head).

    ``moved``: where the words stand instead in the text that the page shows.
    """

    def __init__(
        self,
        scene: Scene,
        section: Section,
        draft: Draft | None,
        text: Content,
        reader: Person,
        clock: Clock,
        moved: Mapping[int, CommentPlace] | None = None,
    ) -> None:
        self._scene, self._section, self._draft, self._text = scene, section, draft, text
        self._reader, self._clock, self._moved = reader, clock, moved

    @cached_property
    def threads(self) -> list[ThreadView]:
        """Open ones first and must-fix before the others; then the closed ones, newest first."""
        rows = comments_of(self._section.id)
        places = places_in(self._draft.id) if self._draft else {}
        found = proposals(self._draft, rows, places, self._text)
        offers = {one.comment.id: one for one in found}
        shown = places if self._moved is None else self._moved
        urgency = {kind: place for place, kind in enumerate(CommentKind)}
        still_open = sorted((one for one in rows if one.is_open), key=lambda one: urgency[one.kind])
        closed = [one for one in reversed(rows) if not one.is_open]
        return [
            self._thread(one, shown.get(one.id), offers.get(one.id))
            for one in (*still_open, *closed)
        ]

    def _thread(
        self, row: Comment, place: CommentPlace | None, proposal: Proposal | None
    ) -> ThreadView:
        writers = self._scene.authors(self._section)
        return ThreadView(
            row=row,
            when=self._clock.at(row.created_at),
            place=place,
            turns=tuple(TurnView(one, self._clock.at(one.created_at)) for one in row.replies),
            waits=row.is_open and is_next(row, self._reader.id, writers),
            proposal=proposal,
        )

    @property
    def open(self) -> list[ThreadView]:
        return [one for one in self.threads if one.row.is_open]

    @property
    def first_must_fix(self) -> ThreadView | None:
        return next((one for one in self.open if one.row.kind is CommentKind.MUST_FIX), None)

    @property
    def fitting(self) -> list[ThreadView]:
        """Suggestions that can be adopted as they are."""
        return [one for one in self.open if one.proposal and one.proposal.fits]

    @property
    def counts(self) -> dict[str, int]:
        """How many each of the page's filters shows."""
        return {
            "open": len(self.open),
            "mine": sum(one.waits for one in self.open),
            "must": sum(one.row.kind is CommentKind.MUST_FIX for one in self.open),
            "all": len(self.threads),
        }

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Kinds of comments as a form offers them; a suggestion comes first."""
        kinds = sorted(CommentKind, key=lambda one: one is not CommentKind.SUGGESTION)
        return [(one.value, speak(one.label)) for one in kinds]

    @property
    def newest(self) -> tuple[int, int]:
        """The ids of the newest comment and of the newest turn; 0: none."""
        turns = [turn.row.id for one in self.threads for turn in one.turns]
        return max((one.row.id for one in self.threads), default=0), max(turns, default=0)
