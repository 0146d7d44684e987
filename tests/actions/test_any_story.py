"""Whatever the people of an office do in whatever order: no dead end, nothing slips past.

A state machine over the whole table with all of the cast, chains that change under way, text that
nobody saved, requests that come late or twice, and people who try what they may not.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.actions import story_rules
from tests.actions.stories import PEOPLE, Office, late_verbs, verbs_of
from tests.actions.story_givens import TEXTS
from tests.approving import all_signed, approved, conditionally, presented
from tests.cast import World
from tests.offices import Premises
from workflow.actions.work import transaction
from workflow.domain.machine import NotAllowed, NotYet, Refused, Stale
from workflow.domain.terms import ReportState, SectionState, Thing, Verb
from workflow.queue import ListQueue

ORDINARY = 10
EXAMPLES = int(os.environ.get("HUIGAO_STORIES", ORDINARY))
"""Stories in an ordinary run; HUIGAO_STORIES=500 tells more of them."""
STEPS = 40
MANY, MOST = 100, 40
"""Stories from which on that many verbs have to be met."""
TALK = frozenset(
    {Verb.COMMENT, Verb.REPLY, Verb.ANSWER, Verb.WAIVE, Verb.SETTLE, Verb.OPEN_AGAIN, Verb.NUDGE}
)
ENDINGS = frozenset({Verb.CANCEL, Verb.DROP})
"""Acts after which little is left to tell: seldom."""
DECISIONS = (
    *(Verb.PASS, Verb.SUBMIT, Verb.SEND_BACK, Verb.WITHDRAW, Verb.CARRY_OUT, Verb.CONFIRM_EDITS),
    *(Verb.PRESENT, Verb.APPROVE, Verb.APPROVE_CONDITIONALLY, Verb.RETURN, Verb.RECALL),
)
ON_ONE_ROW = frozenset(
    {Verb.ANSWER, Verb.WAIVE, Verb.SETTLE, Verb.OPEN_AGAIN, Verb.REPLY, Verb.RESTORE, Verb.ADOPT}
    | {Verb.MOVE, Verb.ASSIGN, Verb.DELEGATE, Verb.CIRCULATE, Verb.HAND_OVER, Verb.DETACH}
    | {Verb.ADD_REVIEWER, Verb.SEND_BACK, Verb.SET_CHAIN, Verb.RENDER, Verb.SET_DETAILS}
    | {Verb.APPROVE_CONDITIONALLY, Verb.ARCHIVE}
)
"""Acts on one row among many (a comment, a person, a stage), which may be the wrong one."""


def launched(world: World) -> None:
    """As the cast's report is."""


def planned(world: World) -> None:
    """Before the launch."""
    with transaction():
        world.report.state = ReportState.PLANNING
        for name in ("preamble", "rules", "team", "next"):
            world.section(name).state = SectionState.PLANNED


def upon_edits(world: World) -> None:
    words = {"section": "rules", "quote": "12期", "replacement": "13期"}
    conditionally(world, words, {"section": "team", "text": "请写明人次。"})


BEGINNINGS = (launched, planned, all_signed, presented, upon_edits, approved)
EVERY_VERB = sorted({verb for thing in Thing for verb in verbs_of(thing)}, key=str)
people = strategies.sampled_from(PEOPLE)
places = strategies.integers(0, 11)
choices = strategies.integers(0, 11)
DEEDS = {
    "somebody_does_what_is_offered": 8,
    "a_section_goes_on": 3,
    "the_report_goes_on": 1,
    "the_worker_works": 1,
    "somebody_types": 1,
    "somebody_tries_anything": 3,
    "somebody_decides_too_late": 2,
    "a_request_comes_twice": 2,
}
"""What happens in a story, and how often beside the others."""
deeds = strategies.sampled_from([name for name, often in DEEDS.items() for _ in range(often)])


class Story(RuleBasedStateMachine):
    premises: ClassVar[Premises]
    told: ClassVar[int] = 0
    done: ClassVar[Counter[Verb]] = Counter()
    reached: ClassVar[set[ReportState]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.premises.begin(ListQueue())
        self.open_an_office()
        self.done_here: Counter[Verb] = Counter()
        self.favourites: frozenset[Verb] = frozenset()
        Story.told += 1

    def open_an_office(self) -> None:
        """Nobody may be connected to its database meanwhile."""
        self.office = Office(self.premises.open_office())
        self.context = self.premises.app.app_context()
        self.context.push()
        self.old_heads: dict[str | None, list[str]] = {}
        self.looked = -1

    @initialize(
        begins=strategies.sampled_from(BEGINNINGS),
        favourites=strategies.lists(strategies.sampled_from(EVERY_VERB), min_size=9, max_size=9),
    )
    def begin(self, begins: Callable[[World], None], favourites: list[Verb]) -> None:
        """The story begins somewhere on the way, so that each part of it is told, and some verbs
        are done wherever they are offered, so that none is left out for long.
        """
        self.favourites = frozenset(favourites)
        begins(self.office.world)
        self.office.look_again()

    def teardown(self) -> None:
        self.context.pop()

    @rule(deed=deeds, who=people, place=places, choice=choices)
    def the_next_thing_happens(self, deed: str, who: str, place: int, choice: int) -> None:
        """One rule for all, since Hypothesis leaves whole rules out of a story. Where a report has
        come to its end another one begins.
        """
        if self.office.report.state in story_rules.ENDED:
            self.context.pop()
            self.open_an_office()
        getattr(self, deed)(who, place, choice)

    def somebody_does_what_is_offered(self, who: str, place: int, choice: int) -> None:
        """What a button offers goes through: to this person, else to the next who has one."""
        section, first = self.place(place), PEOPLE.index(who)
        people = (*PEOPLE[first:], *PEOPLE[:first])
        for one in people:
            wanted = [verb for verb in self.office.ready(one, section) if verb in self.favourites]
            if wanted and choice % 4:
                self.act(one, section, self.rarest(wanted, choice, place), choice)
                return
        for one in people:
            left = ENDINGS if choice < 10 else frozenset()
            ready = [verb for verb in self.office.ready(one, section) if verb not in left]
            if ready and (choice % 3 == 0 or not TALK.issuperset(ready)):
                self.act(one, section, self.rarest(ready, choice, place), choice)
                return

    def a_section_goes_on(self, who: str, place: int, choice: int) -> None:
        """Whoever has it in hand does what leads on, so that stories come to their end."""
        for _ in range(1 + choice % 6):
            self.go_on(self.place(place), choice)

    def the_report_goes_on(self, who: str, place: int, choice: int) -> None:
        for section in self.office.names():
            for _ in range(6):
                self.go_on(section, choice)
        for _ in range(choice % 4):
            self.go_on(None, choice)
            self.office.work()

    def go_on(self, section: str | None, choice: int) -> None:
        """By those who have it in hand, of whom there are few."""
        for who in self.office.people(section)[:4]:
            ready = self.office.ready(who, section)
            wanted = [verb for verb in ready if story_rules.leads_on(self.office, section, verb)]
            if wanted:
                self.act(who, section, wanted[-1], choice)
                return

    def the_worker_works(self, who: str, place: int, choice: int) -> None:
        self.office.work()

    def somebody_types(self, who: str, place: int, choice: int) -> None:
        section = self.place(place % 7) or ""
        self.office.types(who, section, TEXTS[choice % len(TEXTS)])

    def somebody_tries_anything(self, who: str, place: int, choice: int) -> None:
        """What no button offers is refused with a sentence, and nothing was changed."""
        section = self.place(place)
        verbs = verbs_of(Thing.REPORT if section is None else Thing.SECTION)
        verb = verbs[self.mixed(choice, place) % len(verbs)]
        if verb not in self.office.ready(who, section):
            # stale: they have decided already
            self.is_refused(who, section, verb, choice, NotAllowed, NotYet, Stale)

    def somebody_decides_too_late(self, who: str, place: int, choice: int) -> None:
        """A request about a text that has been replaced since takes no effect."""
        section = self.place(place)
        verbs = late_verbs(Thing.REPORT if section is None else Thing.SECTION)
        for one in self.office.people(section)[:6]:
            head = self.office.facts(one, section).head
            late = [old for old in self.old_heads.get(section, []) if old and old != head]
            wanted = [verb for verb in self.office.ready(one, section) if verb in verbs]
            if late and wanted:
                verb = wanted[choice % len(wanted)]
                self.is_refused(one, section, verb, choice, Stale, seen=late[-1])

    def a_request_comes_twice(self, who: str, place: int, choice: int) -> None:
        """As from two windows, or a double click: the second one decides nothing."""
        section = self.place(place)
        for one in self.office.people(section)[:6]:
            wanted = [verb for verb in self.office.ready(one, section) if verb in DECISIONS]
            if not wanted:
                continue
            verb, seen = wanted[choice % len(wanted)], self.office.facts(one, section).head
            self.act(one, section, verb, choice)
            if verb not in self.office.ready(one, section):
                self.is_refused(one, section, verb, choice, NotAllowed, NotYet, Stale, seen=seen)
            return

    @invariant()
    def all_holds_that_has_to_hold(self) -> None:
        """Looked at again only where somebody did something."""
        if self.looked != self.office.looks:
            self.looked = self.office.looks
            Story.reached.add(self.office.report.state)
            story_rules.check(self.office)

    def place(self, number: int) -> str | None:
        """A section with text, or (from 7 on) the report."""
        names = self.office.names()
        return names[number % len(names)] if number < 7 else None

    def rarest(self, ready: list[Verb], choice: int, place: int) -> Verb:
        """What was done least in this story, so that each verb has its turn."""
        turn = self.mixed(choice, place)
        mixed = [ready[(turn + one) % len(ready)] for one in range(len(ready))]
        return min(mixed, key=lambda verb: self.done_here[verb])

    def mixed(self, choice: int, place: int) -> int:
        """Small numbers are drawn most often; so that each verb has its turn all the same."""
        return choice * 7919 + place * 10_007 + self.office.looks * 31

    def act(self, who: str, section: str | None, verb: Verb, choice: int) -> Any:
        head = self.office.facts(who, section).head
        self.old_heads.setdefault(section, []).append(head)
        try:
            made = self.office.act(who, section, verb, choice)
        except Refused as refused:
            if verb not in ON_ONE_ROW:
                raise AssertionError(f"{who} {verb}: {refused}") from refused
            return None
        Story.done[verb] += 1
        self.done_here[verb] += 1
        return made

    def is_refused(
        self,
        who: str,
        section: str | None,
        verb: Verb,
        choice: int,
        *kinds: type[Refused],
        seen: str = "",
    ) -> None:
        before = self.office.report.trail_count
        with pytest.raises(kinds) as refused:
            self.office.act(who, section, verb, choice, seen=seen)
        assert refused.value.sentence.zh and refused.value.sentence.en
        assert self.office.report.trail_count == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_any_story(premises: Premises) -> None:
    Story.premises = premises
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=EXAMPLES == ORDINARY,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
    print(f"stories: {Story.told}, acts: {Story.done.total()}, verbs: {dict(Story.done)}")
    assert Story.done.total() > 5 * EXAMPLES
    assert {ReportState.COLLECTING, ReportState.APPROVED} <= Story.reached
    if EXAMPLES >= MANY:
        assert Story.reached == set(ReportState)
        assert len(Story.done) >= MOST, set(EVERY_VERB) - set(Story.done)
