"""The chain of hashes: any change, gap, reorder or cut tail is found, at its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workflow.domain.trail import GENESIS, Link, first_fault, link_hash


@pytest.fixture
def trail() -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for seq in range(1, 6):
        fields = {"verb": "save", "n": seq, "words": "第一稿"}
        digest = link_hash(previous, seq, fields)
        links.append(Link(seq, fields, previous, digest))
        previous = digest
    return links


def fault(links: list[Link], whole: list[Link]) -> int | None:
    return first_fault(links, len(whole), whole[-1].hash)


def test_a_whole_trail_has_no_fault(trail: list[Link]) -> None:
    assert fault(trail, trail) is None
    assert first_fault([], 0, GENESIS) is None


def test_a_changed_field_is_found_at_its_place(trail: list[Link]) -> None:
    changed = list(trail)
    changed[2] = replace(changed[2], fields={**changed[2].fields, "words": "第二稿"})
    assert fault(changed, trail) == 3


def test_a_gap_and_a_reorder_are_found(trail: list[Link]) -> None:
    assert fault(trail[:1] + trail[2:], trail) == 2
    assert fault([trail[0], trail[2], trail[1], *trail[3:]], trail) == 2


def test_a_cut_tail_is_found(trail: list[Link]) -> None:
    assert fault(trail[:3], trail) == 4


def test_a_trail_rewritten_from_the_start_is_found(trail: list[Link]) -> None:
    links, previous = [], GENESIS
    for one in trail:
        fields = {**one.fields, "words": "改写"}
        digest = link_hash(previous, one.seq, fields)
        links.append(Link(one.seq, fields, previous, digest))
        previous = digest
    assert fault(links, trail) is not None
