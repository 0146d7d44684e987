"""What the page of a section shows, read once and only where it is used."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from workflow.actions.approval.amending import beyond
from workflow.actions.showing.compared import Compared
from workflow.domain.machine import Offer, offered
from workflow.domain.terms import SectionState, Verb
from workflow.domain.text import Text
from workflow.store import Draft, Event, Person
from workflow.store.comment import has_open_changes
from workflow.store.draft import drafts_of
from workflow.store.event import events_of_section
from workflow.store.person import people_of
from workflow.web.approval.listed_edits import ListedEdit, listed
from workflow.web.chain.picture import Picture, last_return, picture_of
from workflow.web.people.absence_hints import coming_absences
from workflow.web.section.acts import ActView, acts_of, main_act, split
from workflow.web.section.before import SectionBefore
from workflow.web.section.beside import BesideText
from workflow.web.section.known_text import KnownText
from workflow.web.section.review import ReviewView
from workflow.web.section.talk import SentBack, sent_back, trail_view
from workflow.web.section.threads import Talk
from workflow.web.section.writing import Writing


class SectionPage(SectionBefore):
    """The section with what its reader may do there, what was said, and what was done."""

    # what may be done

    @cached_property
    def acts(self) -> list[ActView]:
        return acts_of(self.scene, self.section, self.facts, self.reader, self.name.principal)

    @cached_property
    def offers(self) -> dict[str, Offer]:
        return {str(one.row.verb): one for one in offered(self.facts)}

    @cached_property
    def writing(self) -> Writing:
        return Writing(self)

    @property
    def may_write(self) -> bool:
        return Verb.SAVE in self.offers

    @cached_property
    def writing_comes_first(self) -> bool:
        """Nothing to submit yet, or the text is still the one that was sent back."""
        if not self.may_write:
            return False
        main = main_act(self.acts)
        back = last_return(self.scene, self.section)
        untouched = back is not None and back.draft_id == self.section.head_id
        returned = self.section.state is SectionState.RETURNED
        return main is None or main.reason is not None or (returned and untouched)

    @property
    def main(self) -> ActView | None:
        return None if self.writing_comes_first else main_act(self.acts)

    @cached_property
    def beside_and_menu(self) -> tuple[list[ActView], list[ActView]]:
        return split(self.acts, self.main)

    @cached_property
    def absences(self) -> list[Text]:
        """Who is away in the next months, for whoever gives work."""
        return coming_absences(self.scene)

    @cached_property
    def colleagues(self) -> list[Person]:
        return people_of(self.report.office_id)

    @cached_property
    def holders(self) -> list[Person]:
        """Who has it in hand: from whom it can be handed over."""
        held = self.scene.holders(self.section) or {self.section.owner_id}
        return [one for one in self.colleagues if one.id in held]

    @property
    def holds_it(self) -> bool:
        return self.name.whose in self.scene.holders(self.section)

    @cached_property
    def review(self) -> ReviewView:
        return ReviewView(self.scene, self.section, self.name.whose)

    # beside the text

    @cached_property
    def beside(self) -> BesideText:
        return BesideText(self.section)

    @property
    def may_bring_earlier(self) -> bool:
        """Its editor, while the report is being written."""
        return Verb.MATCH_EARLIER in self.offers and self.report.editor_id == self.reader.id

    # what was said and done

    @cached_property
    def talk(self) -> Talk:
        moved = self.writing.places if self.editing else None
        seen = (self.scene, self.section, self.shown, self.content)
        return Talk(*seen, self.reader, self.clock, moved)

    @property
    def stamp(self) -> str:
        """Another one tells that something was said or done since; as store's ``talk_stamp``."""
        event = self.events[0].id if self.events else 0
        return "-".join(str(one) for one in (event, *self.talk.newest))

    @property
    def may_be_named(self) -> list[dict[str, Any]]:
        """Whom a comment may speak to by name: those with a part in the report, but oneself."""
        people = self.scene.report_people.participants - {self.reader.id}
        return [{"id": one.id, "name": one.name} for one in self.colleagues if one.id in people]

    @property
    def has_suggestions(self) -> bool:
        """Whether suggestions go out as tracked changes of a Word file."""
        return has_open_changes([self.section.id])

    @cached_property
    def chain(self) -> Picture:
        return picture_of(self.scene, self.section, self.clock)

    @cached_property
    def events(self) -> list[Event]:
        return events_of_section(self.section.id)

    @property
    def trail(self) -> list[dict[str, Any]]:
        return trail_view(self.events, self.clock)

    @property
    def sent_back(self) -> SentBack | None:
        return sent_back(self.scene, self.section, self.events, self.clock)

    @cached_property
    def drafts(self) -> list[Draft]:
        return drafts_of(self.section.id)

    @cached_property
    def known(self) -> KnownText:
        tried = self.kept.get("seen_draft", "")
        return KnownText(self.scene, self.section, self.name.whose, tried)

    @cached_property
    def listed(self) -> list[ListedEdit]:
        """What the director asks here, who approved the report upon it."""
        return listed(self.scene.conditions.get(self.section.id, ()))

    @cached_property
    def beyond_edits(self) -> tuple[Compared, ...]:
        """What is not as listed, for whoever has to judge or mend it."""
        conditions = self.scene.conditions.get(self.section.id)
        return beyond(self.section, conditions) if conditions else ()
