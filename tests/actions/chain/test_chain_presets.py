"""The chains to begin with."""

from __future__ import annotations

import pytest

from workflow.actions.chain.presets import PRESETS, preset


def test_three_reviews_and_three_proofs_have_duties_and_checklists_in_both_languages() -> None:
    for locale in ("zh", "en"):
        stages = preset("three", locale=locale)
        assert len(stages) == 6
        assert all(one["duties"] and len(one["checklist"]) == 3 for one in stages)
        assert [one["kind"] for one in stages] == ["review", "proof"] * 3


def test_a_preset_takes_the_people_as_far_as_they_are_given() -> None:
    stages = preset("three", [[1], [2, 3]])
    assert [one["member_ids"] for one in stages] == [[1], [2, 3], [], [], [], []]


def test_no_other_name_is_a_preset() -> None:
    with pytest.raises(KeyError):
        preset("four")
    assert set(PRESETS) == {"three", "two", "release", "one"}
