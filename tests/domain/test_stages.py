"""Chains as data: whose turn it is, what counts, and when a stage is complete."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from workflow.domain.chain import Chain
from workflow.domain.stages import Decision, Stage, without_people
from workflow.domain.terms import Neighbour, StageKind, StageRule, Tolerance

NOBODY: frozenset[int] = frozenset()
ALL, ANY, N_OF_M = StageRule.ALL, StageRule.ANY, StageRule.N_OF_M


def stage(rule: StageRule, *members: int, number: int = 1, needs: int = 1, **more: Any) -> Stage:
    return Stage(number, f"stage {number}", StageKind.REVIEW, rule, members, needs, **more)


def passed(person: int, digest: str = "h", number: int = 1) -> Decision:
    return Decision(number, person, True, digest)


def back(person: int, number: int = 1, digest: str = "h", **more: Any) -> Decision:
    return Decision(number, person, False, digest, **more)


def chain(*stages: Stage, done: tuple[Decision, ...] = (), **more: Any) -> Chain:
    return Chain(stages, done, more.pop("head_hash", "h"), **more)


def open_ids(found: Chain) -> list[int]:
    return [step.stage.id for step in found.open]


def test_five_countersigners_are_not_complete_at_four() -> None:
    """danmunn/redmine_dmsf#432."""
    five = stage(ALL, 1, 2, 3, 4, 5)
    four = chain(five, done=tuple(passed(one) for one in (1, 2, 3, 4)))
    assert not four.complete and four.steps[0].waiting == (5,)
    assert four.plus([passed(5)]).complete


def test_any_one_is_enough_and_n_of_m_counts() -> None:
    assert chain(stage(ANY, 1, 2), done=(passed(2),)).complete
    two_of_three = stage(N_OF_M, 1, 2, 3, needs=2)
    assert not chain(two_of_three, done=(passed(1),)).complete
    assert chain(two_of_three, done=(passed(1), passed(3))).complete


def test_a_pass_of_other_content_does_not_count_and_is_told_as_stale() -> None:
    old = chain(stage(ANY, 1), done=(passed(1, "old"),))
    assert not old.complete and old.stale == (passed(1, "old"),)
    assert not chain(stage(ANY, 1), done=(passed(1),)).stale


def test_identical_content_keeps_the_pass() -> None:
    """wagtail/wagtail#13563."""
    decisions = (passed(1, "h"), passed(1, "other"), passed(1, "h"))
    assert chain(stage(ANY, 1), done=decisions).complete


def test_only_a_tolerant_stage_keeps_a_pass_of_other_punctuation() -> None:
    strict, tolerant = stage(ANY, 1), stage(ANY, 2, number=2, tolerates=Tolerance.FORMAT)
    done = (passed(1, "old"), passed(2, "old", 2))
    now = chain(strict, tolerant, done=done, tolerated=frozenset({"old"}))
    assert [step.complete for step in now] == [False, True]
    assert now.stale == (passed(1, "old"),)
    heavy = chain(strict, tolerant, done=done)
    assert [step.complete for step in heavy] == [False, False]


def test_who_sent_back_decides_again() -> None:
    assert not chain(stage(ALL, 1), done=(passed(1), back(1))).complete


def test_an_author_among_the_members_never_counts_for_their_own_text() -> None:
    """hhyo/Archery#1077."""
    both = stage(ALL, 1, 2)
    own = chain(both, done=(passed(1), passed(2)), authors=frozenset({1}))
    assert own.steps[0].passed == (2,) and own.complete


def test_a_stage_without_anyone_able_never_completes_by_itself() -> None:
    """microsoft/powercat-business-approvals-kit#249."""
    only_author = stage(ALL, 1)
    alone = chain(only_author, authors=frozenset({1}))
    assert not alone.complete and alone.steps[0].stuck
    assert without_people([only_author], frozenset({1})) is only_author
    assert without_people([only_author], NOBODY) is None


def test_the_last_pass_completes_the_chain() -> None:
    first = chain(stage(ANY, 1), stage(ALL, 2, 3, number=2))
    assert open_ids(first) == [1] and not first.completes(1)
    later = first.plus([passed(1), passed(2, number=2)])
    assert later.completes(3) and not later.completes(2)


def test_parallel_stages_are_open_together_and_the_next_waits_for_both() -> None:
    three = chain(stage(ANY, 1, with_next=True), stage(ANY, 2, number=2), stage(ANY, 3, number=3))
    assert open_ids(three) == [1, 2]
    assert open_ids(three.plus([passed(2, number=2)])) == [1]
    assert open_ids(three.plus([passed(2, number=2), passed(1)])) == [3]
    assert three.turn(3) is None


def test_who_sits_in_two_parallel_stages_decides_once_for_each() -> None:
    both = chain(stage(ANY, 1, with_next=True), stage(ANY, 1, number=2))
    assert not both.completes(1)
    half = both.plus(both.passing(1))
    assert open_ids(half) == [2] and half.completes(1)


def test_one_person_in_neighbouring_stages_as_the_rule_says() -> None:
    """steedos/workflow#2111: may, may not, or passes by itself; and that is marked."""
    first = stage(ANY, 1, 2)

    def after_one(rule: Neighbour) -> Chain:
        found = chain(first, stage(ANY, 1, 3, number=2, neighbour=rule))
        return found.plus(found.passing(1))

    assert after_one(Neighbour.MAY).steps[1].waiting == (1, 3)
    barred = after_one(Neighbour.MAY_NOT).steps[1]
    assert barred.waiting == (3,) and barred.barred == (1,)
    by_itself = after_one(Neighbour.AUTOMATIC)
    assert by_itself.complete and [one.automatic for one in by_itself.decisions] == [False, True]


def test_who_sent_back_is_not_passed_by_itself_the_next_time() -> None:
    two = chain(stage(ANY, 1), stage(ANY, 1, number=2, neighbour=Neighbour.AUTOMATIC))
    again = two.plus([back(1, 2)])
    assert not again.plus(again.passing(1)).complete


def test_a_stage_all_of_whose_people_must_act_before_is_found_beforehand() -> None:
    first, second = stage(ALL, 1, 2), stage(ANY, 1, 2, number=2, neighbour=Neighbour.MAY_NOT)
    assert without_people([first, second], NOBODY) is second
    assert without_people([stage(ANY, 1, 2), second], NOBODY) is None


def test_added_reviewers_each_have_to_pass_and_keep_the_order_asked_for() -> None:
    before = stage(ANY, 1, 9, added=(9,), order=((9, 1),))
    asked = chain(before)
    assert asked.steps[0].waiting == (9,) and asked.steps[0].later == (1,)
    then = asked.plus([passed(9)])
    assert then.steps[0].waiting == (1,) and not then.complete and then.completes(1)
    after = chain(stage(ANY, 1, 9, added=(9,), order=((1, 9),)), done=(passed(1),))
    assert not after.complete and after.steps[0].waiting == (9,)


def test_whoever_was_added_stands_in_where_nobody_else_may_decide() -> None:
    stuck = stage(ANY, 1)
    helped = stage(ANY, 1, 9, added=(9,))
    assert without_people([stuck], frozenset({1})) is stuck
    assert without_people([helped], frozenset({1})) is None
    assert chain(helped, done=(passed(9),), authors=frozenset({1})).complete


def test_who_amended_the_text_decides_on_it_first_and_the_others_follow() -> None:
    """wagtail/wagtail#6255."""
    two = (stage(ANY, 1), stage(ANY, 2, number=2, may_edit=True))
    made = chain(*two, done=(passed(1, "old"),), amended_by=2)
    assert open_ids(made) == [2] and not made.completes(2)
    assert open_ids(made.plus([passed(2, number=2)])) == [1]
    assert open_ids(made.plus([back(2, 2)])) == [1]


THREE = (stage(ANY, 1), stage(ANY, 2, number=2), stage(ANY, 3, number=3))
THROUGH_TWO = (passed(1), passed(2, number=2))


def test_back_to_an_earlier_stage_voids_what_was_decided_from_there_on() -> None:
    sent = chain(*THREE, done=(*THROUGH_TWO, back(3, 3, back_to=1)))
    assert open_ids(sent) == [1]
    assert open_ids(sent.plus([passed(1)])) == [2]


def test_straight_back_skips_the_others_that_still_count() -> None:
    sent = chain(*THREE, done=(*THROUGH_TWO, back(3, 3, back_to=1, straight=True)))
    assert open_ids(sent) == [1]
    again = sent.plus([passed(1)])
    assert open_ids(again) == [3] and again.completes(3)


def test_straight_back_from_the_owner_comes_first_and_the_others_follow() -> None:
    sent = chain(*THREE, done=(*THROUGH_TWO, back(3, 3, straight=True)), head_hash="new")
    assert open_ids(sent) == [3]
    after = sent.plus([passed(3, "new", 3)])
    assert open_ids(after) == [1] and not after.complete


def any_chain(seed: int) -> Chain:
    """A chain of up to four stages with up to ten decisions about three texts."""
    dice = Random(seed)
    stages = tuple(_any_stage(dice, number) for number in range(1, dice.randint(1, 4) + 1))
    decisions = tuple(_any_decision(dice) for _ in range(dice.randint(0, 10)))
    authors = frozenset(one for one in range(1, 6) if dice.random() < 0.2)
    return Chain(stages, decisions, "h", authors, frozenset({"light"}))


def _any_stage(dice: Random, number: int) -> Stage:
    members = tuple(dice.sample(range(1, 6), dice.randint(0, 4)))
    added = tuple(one for one in members if dice.random() < 0.25)
    return stage(
        dice.choice(list(StageRule)),
        *members,
        number=number,
        needs=dice.randint(1, 3),
        added=added,
        order=tuple((one, members[0]) for one in added[:1]),
        with_next=dice.random() < 0.4,
        neighbour=dice.choice(list(Neighbour)),
        tolerates=dice.choice(list(Tolerance)),
    )


def _any_decision(dice: Random) -> Decision:
    back_to = dice.choice([None, None, 1, 2, 3, 4])
    texts = ["h", "h", "light", "old"]
    who, passes = dice.randint(1, 6), dice.random() < 0.7
    straight = dice.random() < 0.5
    return Decision(dice.randint(1, 4), who, passes, dice.choice(texts), back_to, straight)


CHAINS = st.integers(0, 2**32 - 1).map(any_chain)


@given(CHAINS)
def test_no_stage_is_complete_while_somebody_has_to_decide(found: Chain) -> None:
    for step in found:
        able = set(step.stage.eligible(found.authors)) - set(step.barred)
        assert set(step.passed) <= able and not set(step.passed) & found.authors
        assert step.passed or not step.complete
        if step.complete and step.stage.rule is ALL:
            assert not step.waiting and not step.later
        if step.complete:
            assert not set(step.stage.added) & {*step.waiting, *step.later}
        if step.stage.tolerates is Tolerance.NONE:
            fresh = {one.person_id for one in found.decisions if one.content_hash == "h"}
            assert set(step.passed) <= fresh


@given(CHAINS)
@example(any_chain(18781))
def test_a_chain_is_complete_or_open_and_a_later_group_waits(found: Chain) -> None:
    assert found.complete == (not found.open)
    assert not any(step.complete for step in found.open)
    open_stages = {step.stage.id for step in found.open}
    home = [group for group in found.groups if open_stages & {one.stage.id for one in group}]
    assert len(home) == (0 if found.complete else 1)


def test_a_colleague_passes_in_the_place_of_who_wanted_it_straight_back() -> None:
    """Where any one suffices, the stage is through, and nobody is waited for there any more."""
    chains = chain(stage(ANY, 1, 2), stage(ANY, 3, number=2))
    sent = chains.plus([back(1, straight=True), passed(2)])
    assert open_ids(sent) == [2]


@given(CHAINS)
def test_in_each_open_stage_that_has_people_somebody_may_decide_now(found: Chain) -> None:
    for step in found.open:
        assert step.waiting or step.stuck or not step.later


@given(CHAINS, st.integers(1, 6))
def test_a_pass_takes_nothing_back_and_only_of_whose_turn_it_is(found: Chain, who: int) -> None:
    made = found.passing(who)
    step = found.turn(who)
    assert bool(made) == (step is not None and who in step.waiting)
    after = found.plus(made)
    for old, new in zip(found, after, strict=True):
        assert set(old.passed) <= set(new.passed)


@given(CHAINS)
def test_everybody_passing_in_turn_ends_in_a_complete_chain_or_one_that_lacks_people(
    found: Chain,
) -> None:
    for _ in range(40):
        ready = [one for step in found.open for one in step.waiting]
        if not ready:
            break
        found = found.plus(found.passing(ready[0]))
    assert found.complete or any(step.stuck or not step.waiting for step in found.open)
