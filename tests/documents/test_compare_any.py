"""Whatever was edited: both sides can be read back, and what is the same is said to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents
from tests.documents.edits import edited
from workflow.documents.compare import BlockChange, Kind, Segment, compare, whole_text
from workflow.documents.content import Content, every_block, from_json, to_json
from workflow.documents.content.json_out import substance

many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
pairs = st.one_of(edited(), st.tuples(contents(), contents()))
CAME, WENT = (Kind.ADDED, Kind.INSERT), (Kind.REMOVED, Kind.LEFT, Kind.DELETE)


def old_side(segments: Iterable[Segment]) -> str:
    return "".join(one.text for one in segments if one.kind is not Kind.INSERT)


def new_side(segments: Iterable[Segment]) -> str:
    return "".join(one.text for one in segments if one.kind is not Kind.DELETE)


@many
@given(pairs)
def test_all_blocks_of_both_stand_in_order_with_their_words(pair: tuple[Content, Content]) -> None:
    old, new = pair
    changes = compare(old, new)
    befores = [one for one in changes if one.kind not in (Kind.ADDED, Kind.MOVED)]
    afters = [one for one in changes if one.kind not in (Kind.REMOVED, Kind.LEFT)]
    assert [one.before for one in befores] == list(old.blocks)
    assert [one.after for one in afters] == list(new.blocks)
    assert [old_side(one.segments) for one in befores] == [whole_text(one) for one in old.blocks]
    assert [new_side(one.segments) for one in afters] == [whole_text(one) for one in new.blocks]


@many
@given(pairs)
def test_a_moved_block_is_told_of_at_both_places(pair: tuple[Content, Content]) -> None:
    changes = compare(*pair)
    left = {id(one.before): id(one.after) for one in changes if one.kind is Kind.LEFT}
    moved = {id(one.before): id(one.after) for one in changes if one.kind is Kind.MOVED}
    assert left == moved


@many
@given(pairs)
def test_what_differs_has_a_nature_and_what_is_the_same_has_none(
    pair: tuple[Content, Content],
) -> None:
    for one in compare(*pair):
        assert bool(one.natures) is (one.kind is not Kind.EQUAL)
        if one.before is not None and one.after is not None:
            alike = substance(one.before) == substance(one.after)
            assert alike is (one.kind is Kind.EQUAL) or _is_moved(one)
        for part in one.segments:
            changed = part.kind in (Kind.INSERT, Kind.DELETE)
            assert not (changed and part.text.strip() and part.nature is None)


def _is_moved(one: BlockChange) -> bool:
    return one.kind in (Kind.MOVED, Kind.LEFT)


@many
@given(contents())
def test_a_text_is_the_same_as_itself_under_other_ids(content: Content) -> None:
    for stored in (to_json(content), _renamed(to_json(content))):
        assert {one.kind for one in compare(content, from_json(stored))} <= {Kind.EQUAL}


def _renamed(data: Any) -> Any:
    """The same under other ids, at any depth."""
    if isinstance(data, dict):
        own = {"id": f"{data['id']}x"} if "id" in data else {}
        return {name: _renamed(one) for name, one in data.items()} | own
    return [_renamed(one) for one in data] if isinstance(data, list) else data


@many
@given(pairs)
def test_the_edits_are_contents_that_a_draft_could_hold(pair: tuple[Content, Content]) -> None:
    for one in pair:
        assert from_json(to_json(one)) == one
        ids = [block.id for block in every_block(one.blocks)]
        assert len(ids) == len(set(ids))
