"""How far a text is from the wished length, in the words that the editor says too."""

from __future__ import annotations

import pytest

from workflow.store import Section
from workflow.web.section.beside import BesideText, Quota


@pytest.mark.parametrize(
    ("least", "most", "count", "words"),
    [
        (600, 900, 599, "还差 1 字"),
        (600, 900, 600, "字数合适"),
        (600, 900, 901, "多出 1 字"),
        (600, 0, 5000, "字数合适"),
        (0, 900, 0, "字数合适"),
    ],
)
def test_it_says_how_many_are_short_or_over(least: int, most: int, count: int, words: str) -> None:
    assert str(Quota(least, most).words(count)) == words


def test_without_a_wish_there_is_none() -> None:
    assert BesideText(Section()).quota is None
    quota = BesideText(Section(quota_max=900)).quota
    assert quota is not None and (quota.least, quota.most) == (0, 900)
