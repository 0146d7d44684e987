"""Whatever the people of an office do in whatever order: no dead end, nothing slips past.

A state machine over the whole table (files, seats and the chain's shape aside) with all of the
cast, requests that come late, and people who try what they may not.
"""

from __future__ import annotations

import os
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

from tests.actions.stories import LEFT_OUT, OPEN, Office
from tests.approving import all_signed, approved, presented
from tests.cast import World
from tests.offices import Premises
from workflow.actions.archive.trail_check import verify
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.domain.machine import NotAllowed, NotYet, Refused, Stale
from workflow.domain.terms import ReportState, SectionState, Thing, Verb
from workflow.domain.transitions import rows_of
from workflow.queue import ListQueue

ORDINARY = 10
EXAMPLES = int(os.environ.get("HUIGAO_STORIES", ORDINARY))
"""Stories in an ordinary run; HUIGAO_STORIES=500 tells more of them."""
STEPS = 40
PEOPLE = (
    *("editor", "owner", "second_owner", "contributor", "reviewer"),
    *("countersigner", "second_countersigner", "director", "administrator", "outsider"),
)
SECTIONS = ("preamble", "rules", "team", "next")
VERBS = {thing: sorted({row.verb for row in rows_of(thing)} - LEFT_OUT, key=str) for thing in Thing}
ENDED = (ReportState.APPROVED, ReportState.ARCHIVED, ReportState.CANCELLED)
TALK = frozenset(
    {Verb.COMMENT, Verb.REPLY, Verb.ANSWER, Verb.WAIVE, Verb.SETTLE, Verb.OPEN_AGAIN, Verb.NUDGE}
)
MOVES_ON = frozenset(
    {Verb.ASSIGN, Verb.SAVE, Verb.SUBMIT, Verb.PASS, Verb.ANSWER, Verb.WAIVE, Verb.SETTLE}
)


def launched(world: World) -> None:
    """As the cast's report is."""


people = strategies.sampled_from(PEOPLE)
sections = strategies.sampled_from((*SECTIONS, None))
named = strategies.sampled_from(SECTIONS)
choices = strategies.integers(0, 11)


class Story(RuleBasedStateMachine):
    premises: ClassVar[Premises]
    reached: ClassVar[set[ReportState]] = set()
    acts: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        app = self.premises.begin(ListQueue())
        self.office = Office(self.premises.open_office())
        self.context = app.app_context()
        self.context.push()
        self.old_heads: dict[str | None, list[str]] = {}

    @initialize(begins=strategies.sampled_from((launched, all_signed, presented, approved)))
    def begin(self, begins: Callable[[World], None]) -> None:
        """The story begins somewhere on the way, so that each part of it is told."""
        begins(self.office.world)
        self.office.look_again()

    def teardown(self) -> None:
        self.context.pop()

    @rule(who=people, section=sections, choice=choices)
    def somebody_does_what_is_offered(self, who: str, section: str | None, choice: int) -> None:
        """What a button offers goes through."""
        ready = self.office.ready(who, section)
        if not ready:
            return
        talk = [verb for verb in ready if verb in TALK]
        others = [verb for verb in ready if verb not in TALK] + talk[choice % 5 : choice % 5 + 1]
        if others:
            self.remember(section)
            self.act(who, section, others[choice % len(others)], choice)

    @rule(section=named, choice=choices, steps=strategies.integers(1, 6))
    def a_section_goes_on(self, section: str, choice: int, steps: int) -> None:
        """Whoever has it in hand does what leads on, so that stories come to their end."""
        for _ in range(steps):
            self.go_on(section, choice)

    @rule(choice=choices)
    def the_report_goes_on(self, choice: int) -> None:
        for section in SECTIONS:
            for _ in range(6):
                self.go_on(section, choice)
        for _ in range(choice % 4):
            self.go_on(None, choice)
            self.office.work()

    def go_on(self, section: str | None, choice: int) -> None:
        for who in PEOPLE:
            ready = self.office.ready(who, section)
            wanted = [verb for verb in ready if self.leads_on(section, verb)]
            if wanted:
                self.remember(section)
                self.act(who, section, wanted[-1], choice)
                return

    @rule()
    def the_worker_works(self) -> None:
        self.office.work()

    @rule(who=people, section=sections, choice=choices)
    def somebody_tries_anything(self, who: str, section: str | None, choice: int) -> None:
        """What no button offers is refused with a sentence, and nothing was changed."""
        thing = Thing.REPORT if section is None else Thing.SECTION
        verb = VERBS[thing][choice * 7 % len(VERBS[thing])]
        if verb in self.office.ready(who, section):
            return
        before = self.office.report.trail_count
        # stale: they have decided already
        with pytest.raises((NotAllowed, NotYet, Stale)) as refused:
            self.office.act(who, section, verb, choice)
        assert refused.value.sentence.zh and refused.value.sentence.en
        assert self.office.report.trail_count == before

    @rule(section=sections, choice=choices)
    def somebody_decides_too_late(self, section: str | None, choice: int) -> None:
        """A request about a text that has been replaced since takes no effect."""
        old = [one for one in self.old_heads.get(section, []) if one]
        verbs = (Verb.APPROVE,) if section is None else (Verb.PASS, Verb.SUBMIT, Verb.SAVE)
        for who in PEOPLE:
            facts = self.office.facts(who, section)
            late = [one for one in old if one != facts.head]
            wanted = [one for one in verbs if one in self.office.ready(who, section)]
            if late and wanted:
                before = self.office.report.trail_count
                with pytest.raises(Stale):
                    self.office.act(who, section, wanted[0], choice, seen=late[-1])
                assert self.office.report.trail_count == before

    @invariant()
    def the_trail_is_whole(self) -> None:
        Story.reached.add(self.office.report.state)
        assert verify(self.office.report).is_whole

    @invariant()
    def what_is_signed_off_was_passed_by_every_stage(self) -> None:
        scene = self.office.scene
        for section in self.office.sections():
            if section.state is SectionState.SIGNED_OFF:
                assert section.head is not None
                passed = {
                    (one.stage_id, one.person_id)
                    for one in self.office.signatures()
                    if one.section_id == section.id
                    and one.passed
                    and one.content_hash == section.head.content_hash
                }
                for stage in scene.stage_rows:
                    assert any(stage.id == stage_id for stage_id, _ in passed), section.title

    @invariant()
    def nobody_signed_a_text_of_their_own(self) -> None:
        scene = self.office.scene
        for section in self.office.sections():
            if section.state is SectionState.SIGNED_OFF:
                counted = {one for step in scene.chain(section) for one in step.passed}
                signers = {
                    one.person_id
                    for one in self.office.signatures()
                    if one.section_id == section.id and one.member_id in counted and one.passed
                }
                assert not counted & scene.authors(section)
                assert not signers & scene.authors(section)

    @invariant()
    def an_approval_holds_signed_text_alone(self) -> None:
        report = self.office.report
        if report.state in (ReportState.APPROVED, ReportState.ARCHIVED):
            manifest = manifest_of(self.office.scene)
            assert manifest["all_signed"]
            assert manifest_hash(manifest)
            kept = [one for one in self.office.sections() if one.state is not SectionState.DROPPED]
            assert kept and all(one.state is SectionState.SIGNED_OFF for one in kept)

    @invariant()
    def there_is_always_a_next_step(self) -> None:
        report = self.office.report
        if report.state in ENDED:
            return
        assert any(self.office.ready(who, None) for who in PEOPLE), report.state
        if report.state is not ReportState.COLLECTING:
            return
        for name in SECTIONS:
            section = self.office.world.section(name)
            if section.state in OPEN:
                can = {verb for who in PEOPLE for verb in self.office.ready(who, name)}
                assert can & MOVES_ON, (name, section.state)

    def leads_on(self, section: str | None, verb: Verb) -> bool:
        if section is None:
            return verb in (Verb.ASSEMBLE, Verb.PRESENT, Verb.APPROVE)
        row = self.office.world.section(section)
        if row.state is SectionState.IN_REVIEW:
            return verb is Verb.PASS
        if self.office.scene.must_fix.get(row.id):
            return verb is Verb.WAIVE
        return verb is (Verb.ASSIGN if row.state is SectionState.PLANNED else Verb.SUBMIT) or (
            verb is Verb.SAVE and row.head_id is None
        )

    def remember(self, section: str | None) -> None:
        self.old_heads.setdefault(section, []).append(self.office.facts("owner", section).head)

    def act(self, who: str, section: str | None, verb: Verb, choice: int) -> Any:
        Story.acts += 1
        try:
            return self.office.act(who, section, verb, choice)
        except Refused as refused:
            if verb not in MAY_STILL_BE_REFUSED:
                raise AssertionError(f"{who} {verb}: {refused}") from refused
        return None


MAY_STILL_BE_REFUSED = frozenset(
    {Verb.ANSWER, Verb.WAIVE, Verb.SETTLE, Verb.OPEN_AGAIN, Verb.REPLY, Verb.RESTORE}
    | {Verb.MOVE, Verb.ASSIGN, Verb.DELEGATE, Verb.CIRCULATE}
)
"""Acts on one row among many (a comment, a draft, a place), which may be the wrong one."""


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
    assert Story.acts > 5 * EXAMPLES
    assert {ReportState.COLLECTING, ReportState.APPROVED} <= Story.reached
