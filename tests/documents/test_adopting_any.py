"""Any suggestion on any edited text: the words it names are replaced, and nothing else."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.documents.contents import lines
from tests.documents.edits import edited
from workflow.documents.adopting import Spot, find, make, words_at
from workflow.documents.anchors import Place, Step, anchored
from workflow.documents.compare import compare
from workflow.documents.compare.lines import cut, size_of
from workflow.documents.compare.suggesting import suggestions_of
from workflow.documents.content import (
    Content,
    Inline,
    block_text,
    every_block,
    from_json,
    inlines,
    plain_text,
    to_json,
)
from workflow.documents.content.walk import shown
from workflow.documents.talk import Suggestion

many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(edited(), lines, st.data())
def test_adopting_replaces_the_words_and_nothing_else(
    pair: tuple[Content, Content], runs: tuple[Inline, ...], data: st.DataObject
) -> None:
    old, new = pair
    written = [one for one in every_block(old.blocks) if inlines(one)]
    assume(written)
    block = data.draw(st.sampled_from(written))
    size = len(block_text(block))
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    told = anchored(old, block.id, start, end)
    assert told is not None
    place = Step(old, new).follow(*told) if start < end else None
    change = Suggestion("甲", "", block.id, start, end, runs)
    spot = find(change, old, new, place)
    assume(spot is not None and (runs or start < end))
    assert spot is not None
    before = next(one for one in every_block(new.blocks) if one.id == spot.block)
    gone = cut(inlines(before), spot.start, spot.end)
    assert words_at(new, change, spot) == shown(gone)
    if spot.is_exact:
        assert block_text(before)[spot.start : spot.end] == block_text(block)[start:end]
    made, (taken,) = make(new, [(change, spot)])
    after = next(one for one in every_block(made.blocks) if one.id == spot.block)
    came = sum(map(size_of, inlines(after))) - sum(map(size_of, inlines(before)))
    last = spot.end + came
    assert taken and shown(cut(inlines(after), spot.start, last)) == shown(runs)
    undo = Suggestion("", "", spot.block, spot.start, last, gone)
    back, _ = make(made, [(undo, Spot(spot.block, spot.start, last))])
    assert nameless(to_json(back)) == nameless(to_json(new))


@many
@given(edited())
def test_all_changes_of_an_edit_made_at_once_give_the_edited_text(
    pair: tuple[Content, Content],
) -> None:
    old, new = pair
    changes = suggestions_of(old, compare(old, new))
    spots = [find(one, old, old, _own(old, one)) for one in changes]
    wanted = [(one, spot) for one, spot in zip(changes, spots, strict=True) if spot is not None]
    assert len(wanted) == len(changes) and all(spot.is_exact for _, spot in wanted)
    made, taken = make(old, wanted)
    assert all(taken) and plain_text(made) == plain_text(new)
    assert from_json(to_json(made)) == made


def _own(old: Content, change: Suggestion) -> Place | None:
    found = anchored(old, change.block, change.start, change.end)
    return found[1] if found else None


def nameless(data: Any) -> Any:
    """All but ids: what a note holds comes in under new ones."""
    if isinstance(data, dict):
        return {name: nameless(one) for name, one in data.items() if name != "id"}
    return [nameless(one) for one in data] if isinstance(data, list) else data
