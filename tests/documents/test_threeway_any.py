"""Whatever two people made of a text: nothing of either is lost, and nothing is invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.edits import edited_by_two
from workflow.documents.compare.keys import block_key
from workflow.documents.content import Block, Content, every_block, from_json, plain_text, to_json
from workflow.documents.threeway import Choice, merged, settled

many = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def keys(blocks: Iterable[Block]) -> list[Hashable]:
    return [block_key(one) for one in blocks]


@given(edited_by_two())
@many
def test_where_one_side_did_nothing_the_other_stands(
    sides: tuple[Content, Content, Content],
) -> None:
    old, mine, theirs = sides
    for one, other, expected in ((mine, old, mine), (old, theirs, theirs), (mine, mine, mine)):
        found = merged(old, one, other)
        assert keys(found.content.blocks) == keys(expected.blocks) and found.clashes == ()


@given(edited_by_two())
@many
def test_every_block_that_a_side_changed_stands_or_is_asked_about(
    sides: tuple[Content, Content, Content],
) -> None:
    old, mine, theirs = sides
    found = merged(old, mine, theirs)
    asked = {one.block_id for one in found.clashes}
    stands = {one.id: block_key(one) for one in found.content.blocks}
    olds, own, other = ({one.id: block_key(one) for one in side.blocks} for side in sides)
    brought = Counter(stands.values())
    for name, key in (own | other).items():
        untouched = [side for side in (own, other) if side.get(name) == olds.get(name)]
        if name not in olds:
            assert brought[key] > 0
        elif name in own and name in other and untouched and name not in asked:
            changed = other[name] if own[name] == olds[name] else own[name]
            assert stands[name] == changed
    gone = [name for name in olds if name not in own and name not in other]
    assert not set(gone) & set(stands)


@given(edited_by_two(), st.lists(st.sampled_from(Choice), min_size=12, max_size=12))
@many
def test_what_comes_out_can_be_saved_and_holds_what_was_chosen(
    sides: tuple[Content, Content, Content], choices: list[Choice]
) -> None:
    found = merged(*sides)
    chosen = {one.block_id: choice for one, choice in zip(found.clashes, choices, strict=False)}
    made = settled(found, chosen)
    for content in (found.content, made):
        ids = [one.id for one in every_block(content.blocks)]
        assert len(set(ids)) == len(ids)
        assert plain_text(from_json(to_json(content))) == plain_text(content)
    there = set(keys(made.blocks))
    for clash in found.clashes:
        choice = chosen.get(clash.block_id)
        if choice is not None:
            taken = {Choice.MINE: [clash.mine], Choice.THEIRS: [clash.theirs]}
            for block in taken.get(choice, [clash.mine, clash.theirs]):
                assert block is None or block_key(block) in there
