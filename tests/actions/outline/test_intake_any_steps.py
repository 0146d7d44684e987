"""Whatever the text and whatever is done to its outline: nothing is lost, all can be undone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.actions.outline.test_intake_steps import Desk, Step
from tests.documents.test_outline_invariant import everything, packed, rich_texts
from workflow.actions.outline import corrections as stored
from workflow.actions.outline import steps
from workflow.documents.outline import Outline
from workflow.documents.outline.places import pieces_of
from workflow.domain.machine import NotYet


@given(
    rich_texts,
    st.lists(st.tuples(st.integers(0, 5), st.integers(0), st.integers(0, 5)), max_size=8),
)
@settings(max_examples=150, deadline=None)
def test_no_step_loses_a_character_and_every_step_can_be_taken_back(
    text: str, choices: list[tuple[int, int, int]]
) -> None:
    desk = Desk(text)
    seen = [stored.read(desk.stored)]
    for kind, where, level in choices:
        before = {one.start: one.level for one in desk.outline.sections}
        start = _start(desk, kind, where)
        try:
            desk.do(_step(desk, kind, start, level), start)
        except NotYet:
            continue
        assert everything(desk.outline) == packed(text)
        after = {one.start: one.level for one in desk.outline.sections}
        assert set(before) - {start} <= set(after)
        if stored.read(desk.stored) != seen[-1]:
            seen.append(stored.read(desk.stored))
    for known in reversed(seen[:-1]):
        desk.back()
        assert stored.read(desk.stored) == known
    assert desk.titles == Desk(text).titles


def _start(desk: Desk, kind: int, where: int) -> int:
    """A heading, a doubtful line or a sentence of the text, mostly one that fits the step."""
    outline = desk.outline
    starts = [one.start for one in outline.sections]
    starts += [one.start for one in outline.suggestions]
    if kind == 4:
        starts = [one.start for one in pieces_of(desk.text, 0, len(desk.text))]
    return starts[where % len(starts)] if starts else where % 100


def _step(desk: Desk, kind: int, start: int, level: int) -> Step:
    def step(known: stored.Corrections, outline: Outline) -> None:
        match kind:
            case 0:
                steps.accept(known, start)
            case 1:
                steps.reject(known, outline, start, desk.find)
            case 2:
                steps.move(known, outline, start, level)
            case 3:
                steps.retitle(known, outline, start, "新标题")
            case 4:
                steps.cut(known, start, "新标题" if level % 2 else "", desk.find)
            case _:
                known.forget(start)

    return step
