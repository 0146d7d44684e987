"""What the editor's page knows of working copies: one's own text, who writes, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from workflow.actions.scene import Scene
from workflow.actions.showing.reading import content_data
from workflow.actions.writing.comment_places import places_upon
from workflow.actions.writing.working_copies import text_of
from workflow.domain.facts import SectionFacts
from workflow.domain.machine import Offer
from workflow.domain.terms import Verb
from workflow.store import CommentPlace, Person, Section, WorkingCopy
from workflow.store.draft import draft_by_id
from workflow.store.working_copy import copy_of
from workflow.web.clock import Clock, Moment


class Seen(Protocol):
    """What it asks of the page."""

    @property
    def scene(self) -> Scene: ...
    @property
    def section(self) -> Section: ...
    @property
    def reader(self) -> Person: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def seen(self) -> str: ...
    @property
    def facts(self) -> SectionFacts: ...
    @property
    def content_json(self) -> dict[str, Any]: ...
    @property
    def offers(self) -> Mapping[str, Offer]: ...


@dataclass(frozen=True)
class Writing:
    """The working copies of a section before one person."""

    page: Seen

    @cached_property
    def _row(self) -> WorkingCopy | None:
        page = self.page
        listed = page.scene.own_copy(page.section, page.reader)
        return copy_of(page.section.id, page.reader.id) if listed else None

    @cached_property
    def own(self) -> WorkingCopy | None:
        """The reader's text that is in no draft yet."""
        return self._row if self._row is not None and self._row.has_text else None

    @property
    def revision(self) -> int:
        return self._row.revision if self._row is not None else 0

    @cached_property
    def content_json(self) -> dict[str, Any]:
        """What the editor opens with: one's own text, else the newest draft."""
        return content_data(text_of(self.own)) if self.own else self.page.content_json

    @cached_property
    def places(self) -> dict[int, CommentPlace] | None:
        """Where comments' words stand in one's own text; None where there is none."""
        if self.own is None or self.own.base_id is None:
            return None
        base = draft_by_id(self.page.section.id, self.own.base_id)
        return places_upon(base, text_of(self.own)) if base else None

    @property
    def seen(self) -> str:
        """The draft that this text began from."""
        return str(self.own.base_id or "") if self.own else self.page.seen

    @property
    def at(self) -> Moment | None:
        return self.page.clock.at(self.own.updated_at) if self.own else None

    @property
    def is_behind(self) -> bool:
        """A newer draft has come since one's own text began."""
        return self.own is not None and self.seen != self.page.seen

    @property
    def writer(self) -> str:
        """Somebody else who has the pen."""
        return self.page.facts.writer

    @property
    def may_take_over(self) -> bool:
        return Verb.TAKE_OVER in self.page.offers

    @cached_property
    def waiting(self) -> list[tuple[WorkingCopy, Moment]]:
        """Texts of others, who are not at it now, for whoever may put them in."""
        page, now = self.page, self.page.clock.now
        if not self.may_take_over:
            return []
        copies = page.scene.copies.get(page.section.id, ())
        others = (one for one in copies if one.person_id != page.reader.id)
        waiting = (one for one in others if one.waits and not one.writes(now))
        return [(one, page.clock.at(one.updated_at)) for one in waiting]
