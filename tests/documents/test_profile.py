"""House styles as data: what the two presets hold."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.numerals import KINDS
from workflow.documents.profile import (
    FANG,
    GB_T_9704,
    HEI,
    KAI,
    MATERIAL,
    TIMES,
    TITLE_SONG,
    Font,
    Levels,
    Page,
)

MM_IN_TWIPS = 1440 / 25.4


def test_gb_t_9704_is_the_standards_page() -> None:
    page = GB_T_9704.page
    assert page.text_width / MM_IN_TWIPS == pytest.approx(156, abs=0.1)
    assert page.text_height / MM_IN_TWIPS == pytest.approx(225, abs=0.1)
    assert page.top / MM_IN_TWIPS == pytest.approx(37, abs=1)
    assert page.left / MM_IN_TWIPS == pytest.approx(28, abs=1)
    assert page.text_height // GB_T_9704.line == 22
    assert GB_T_9704.title.font == Font(TITLE_SONG, 44)
    assert GB_T_9704.body == Font(FANG, 32)
    assert (GB_T_9704.number.font.size, GB_T_9704.number.place) == (28, "outside")


def test_28_characters_fill_a_line_whatever_their_size() -> None:
    for size in (28, 30, 32, 36):
        profile = replace(GB_T_9704, body=Font(FANG, size), line=600)
        pitch = size * 10 + profile.tracking
        assert 28 * pitch <= profile.page.text_width < 29 * pitch
    assert replace(GB_T_9704, characters_28=False).tracking == 0


@pytest.mark.parametrize(
    ("kind", "level", "face"),
    [
        ("cn_dun", 1, HEI),
        ("cn_paren", 2, KAI),
        ("ar_dot", 3, FANG),
        ("ar_paren", 4, FANG),
        ("cn_dun", 3, HEI),
        (None, 1, HEI),
        (None, 2, KAI),
        (None, 9, FANG),
    ],
)
def test_a_headings_font_follows_its_numeral(kind: str | None, level: int, face: str) -> None:
    assert GB_T_9704.level_font(kind, level).name == face


def test_every_kind_of_numeral_has_a_font() -> None:
    assert {one.name for one in fields(Levels)} == set(KINDS)


def test_office_material_has_bold_second_levels_and_a_centred_number() -> None:
    assert MATERIAL.levels.cn_paren == Font(KAI, 32, bold=True)
    assert (MATERIAL.number.place, MATERIAL.line) == ("centre", 560)


def test_digits_are_in_times_or_in_each_texts_own_face() -> None:
    assert GB_T_9704.latin_of(Font(HEI)) == TIMES
    assert replace(GB_T_9704, latin=None).latin_of(Font(HEI)) == HEI


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_fitted_picture_is_within_the_text_area_in_its_own_shape(wide: int, high: int) -> None:
    page = Page()
    width, height = page.fitted(wide, high)
    assert 1 <= width <= page.text_width * 635 and 1 <= height <= page.text_height * 635
    assert width <= wide and height <= high
    assert abs(width * high - height * wide) <= 2 * max(wide, high)
