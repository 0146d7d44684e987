"""Chains as data: whose turn it is, and when a stage is complete."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.domain.stages import (
    Decision,
    Stage,
    chain_standing,
    completes,
    current,
    standing,
    without_people,
)
from workflow.domain.terms import StageKind, StageRule

NOBODY: frozenset[int] = frozenset()


def stage(rule: StageRule, *members: int, number: int = 1, needs: int = 1) -> Stage:
    return Stage(number, f"stage {number}", StageKind.REVIEW, rule, members, needs)


def passed(person: int, digest: str = "h", number: int = 1) -> Decision:
    return Decision(number, person, True, digest)


def test_five_countersigners_are_not_complete_at_four() -> None:
    five = stage(StageRule.ALL, 1, 2, 3, 4, 5)
    four = standing(five, [passed(one) for one in (1, 2, 3, 4)], "h", NOBODY)
    assert not four.complete and four.waiting == (5,)
    assert standing(five, [passed(one) for one in (1, 2, 3, 4, 5)], "h", NOBODY).complete


def test_any_one_is_enough_and_n_of_m_counts() -> None:
    assert standing(stage(StageRule.ANY, 1, 2), [passed(2)], "h", NOBODY).complete
    two_of_three = stage(StageRule.N_OF_M, 1, 2, 3, needs=2)
    assert not standing(two_of_three, [passed(1)], "h", NOBODY).complete
    assert standing(two_of_three, [passed(1), passed(3)], "h", NOBODY).complete


def test_a_pass_of_other_content_does_not_count() -> None:
    assert not standing(stage(StageRule.ANY, 1), [passed(1, "old")], "h", NOBODY).complete


def test_identical_content_keeps_the_pass() -> None:
    decisions = [passed(1, "h"), passed(1, "other"), passed(1, "h")]
    assert standing(stage(StageRule.ANY, 1), decisions, "h", NOBODY).complete


def test_who_sent_back_decides_again() -> None:
    decisions = [passed(1), Decision(1, 1, False, "h")]
    assert not standing(stage(StageRule.ALL, 1), decisions, "h", NOBODY).complete


def test_an_author_among_the_members_never_counts_for_their_own_text() -> None:
    both = stage(StageRule.ALL, 1, 2)
    own = standing(both, [passed(1), passed(2)], "h", frozenset({1}))
    assert own.passed == (2,) and own.complete


def test_a_stage_without_anyone_able_never_completes_by_itself() -> None:
    only_author = stage(StageRule.ALL, 1)
    assert not standing(only_author, [], "h", frozenset({1})).complete
    assert without_people([only_author], frozenset({1})) is only_author
    assert without_people([only_author], NOBODY) is None


def test_the_last_pass_completes_the_chain() -> None:
    chain = [stage(StageRule.ANY, 1), stage(StageRule.ALL, 2, 3, number=2)]
    first = chain_standing(chain, [], "h", NOBODY)
    step = current(first)
    assert step is not None and step.stage.id == 1 and not completes(first, 1)
    later = chain_standing(chain, [passed(1), passed(2, number=2)], "h", NOBODY)
    assert completes(later, 3) and not completes(later, 2)


@given(st.sets(st.integers(1, 6), min_size=1), st.lists(st.integers(1, 8)))
def test_passes_of_strangers_never_complete_a_stage(members: set[int], people: list[int]) -> None:
    all_of = stage(StageRule.ALL, *sorted(members))
    result = standing(all_of, [passed(one) for one in people], "h", NOBODY)
    assert result.complete == (members <= set(people))
