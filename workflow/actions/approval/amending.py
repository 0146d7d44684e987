"""How far a section is that a conditional approval names: which of its edits were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from workflow.actions.showing.compared import Compared, compared
from workflow.actions.showing.reading import content_of
from workflow.actions.talk.suggestions import Proposal, proposals
from workflow.documents.adopting import Spot, comes, make, with_edits
from workflow.documents.compare import BlockChange, Kind, compare
from workflow.documents.content import Content, content_hash, from_json, plain_text
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import suggestions_from_json
from workflow.store import Comment, Condition, Draft, Section
from workflow.store.comment_place import places_in


@dataclass(frozen=True)
class Amending:
    """One section before the edits that the director listed; ``conditions`` is not empty."""

    section: Section
    conditions: Sequence[Condition]

    @property
    def base(self) -> Draft:
        """The draft that the director approved but for the edits."""
        return self.conditions[0].draft

    @property
    def is_described(self) -> bool:
        """Whether an edit is told in words, so that the director has to look."""
        return any(one.described for one in self.conditions)

    @property
    def is_untouched(self) -> bool:
        return self._head_hash == self.base.content_hash

    @cached_property
    def is_made(self) -> bool:
        """Whether the text is the approved one with the listed words replaced, and no other."""
        return self._head_hash == self._hash(self.expected)

    @cached_property
    def expected(self) -> Content:
        """The approved text with all edits made that are listed as words."""
        base = from_json(self.base.content)
        return with_edits(base, changes_of(self.conditions)) or base

    @cached_property
    def head(self) -> Content:
        return content_of(self.section.head)

    @cached_property
    def unmade(self) -> list[Comment]:
        """The edits that are all that the text lacks; none where it differs otherwise."""
        if self.is_made:
            return []
        ready = [(one.change, spot) for one, spot in self._fitting]
        text, taken = make(self.head, ready) if ready else (self.head, [])
        fits = all(taken) and (self.is_described or self._hash(text) == self._hash(self.expected))
        return [one.comment for one, _ in self._fitting] if fits else []

    @property
    def others(self) -> list[BlockChange]:
        """What is not as listed, block by block."""
        return [one for one in compare(self.expected, self.head) if one.kind is not Kind.EQUAL]

    @cached_property
    def _fitting(self) -> list[tuple[Proposal, Spot]]:
        head = self.section.head
        places = places_in(head.id) if head else {}
        found = proposals(head, [one.comment for one in self.conditions], places, self.head)
        return [(one, one.spot) for one in found if one.spot is not None and one.fits]

    @property
    def _head_hash(self) -> str:
        return self.section.head.content_hash if self.section.head else ""

    def _hash(self, content: Content) -> str:
        return content_hash(self.base.title, content)


def beyond(section: Section, conditions: Sequence[Condition]) -> tuple[Compared, ...]:
    """What is not as listed, as pages draw it; nothing where all is as listed or untouched."""
    amending = Amending(section, conditions)
    if amending.is_made or amending.is_untouched:
        return ()
    return compared(amending.expected, amending.head)


def becomes(condition: Condition) -> str:
    """The words that the edit sets in; "" strikes out."""
    (change,) = changes_of([condition])
    return plain_text(comes(change))


def changes_of(conditions: Sequence[Condition]) -> tuple[Suggestion, ...]:
    """The edits that are listed as words, as changes of the approved draft."""
    return suggestions_from_json(
        [one.comment.change for one in conditions if not one.described and one.comment.change]
    )
