"""House styles stored as JSON: they survive it, and a wrong value is named by its place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.profile import (
    GB_T_9704,
    HEI,
    KAI,
    PROFILES,
    Contents,
    Font,
    Levels,
    ListNumber,
    Lists,
    Notes,
    Number,
    Page,
    Profile,
    ProfileError,
    Signature,
    Table,
    Title,
    from_json,
    to_json,
)
from workflow.documents.profile.rules import fonts_of


def changed(path: str, value: Any) -> dict[str, Any]:
    """GB/T 9704 as JSON with one value set, or its key taken away where ``value`` is ``...``."""
    stored: Any = json.loads(json.dumps(to_json(GB_T_9704)))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    holder = stored
    for step in way:
        holder = holder[step]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return dict(stored)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda one: one.name)
def test_a_preset_survives_its_json(profile: Profile) -> None:
    assert from_json(json.loads(json.dumps(to_json(profile)))) == profile


names = st.text("仿宋楷体黑GB_2312 ", min_size=1, max_size=12).filter(
    lambda one: one == one.strip()
)
fonts = st.builds(Font, names.filter(bool), st.integers(10, 80), st.booleans())
profiles = st.builds(
    Profile,
    name=st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True),
    zh=names.filter(bool),
    en=names.filter(bool),
    page=st.builds(Page, top=st.integers(0, 4000), left=st.integers(0, 3000)),
    title=st.builds(Title, font=fonts, line=st.integers(800, 3000), widest=st.integers(6, 60)),
    body=fonts,
    line=st.integers(800, 3000),
    latin=st.none() | names.filter(bool),
    characters_28=st.booleans(),
    levels=st.builds(Levels, zhang=fonts, circled=fonts),
    number=st.builds(Number, font=fonts, place=st.sampled_from(["outside", "centre"])),
    table=st.builds(Table, header=fonts, border=st.integers(0, 48)),
    lists=st.builds(
        Lists,
        numbers=st.lists(
            st.builds(ListNumber, st.sampled_from(["decimal", "lowerRoman"]), st.just("（#）")),
            min_size=1,
            max_size=9,
        ).map(tuple),
    ),
    notes=st.builds(Notes, circled=st.booleans(), each_page=st.booleans()),
    signature=st.builds(Signature, place=st.sampled_from(["end", "under_title"])),
    contents=st.builds(Contents, on=st.booleans(), depth=st.integers(1, 4)),
)


@settings(deadline=None)
@given(profiles)
def test_any_profile_survives_its_json(profile: Profile) -> None:
    assert from_json(json.loads(json.dumps(to_json(profile)))) == profile


def test_what_is_left_out_is_as_in_gb_t_9704() -> None:
    stored = {"name": "ours", "zh": "本单位", "en": "ours", "page": {"top": 1900}}
    profile = from_json(stored)
    assert profile.page == replace(Page(), top=1900)
    assert profile.levels == GB_T_9704.levels


@pytest.mark.parametrize(
    ("path", "value", "place", "words"),
    [
        ("page.top", -1, "page.top", "0 到 8000"),
        ("page.top", "2098", "page.top", "整数"),
        ("page.top", True, "page.top", "整数"),
        ("page.left", 8000, "page.left", "50 毫米"),
        ("line", 310, "line", "至少 320"),
        ("title.line", 400, "title.line", "至少 440"),
        ("body.name", "", "body.name", "字体名称"),
        ("body.name", 'a"b', "body.name", "引号"),
        ("latin", " ", "latin", "字体名称"),
        ("body.colour", "red", "body.colour", "没有这一项"),
        ("levels.cn_dun.name", ..., "levels.cn_dun.name", "缺少"),
        ("levels.cn_dun", [], "levels.cn_dun", "对象"),
        ("number.place", "left", "number.place", "outside、centre"),
        ("characters_28", 1, "characters_28", "是或否"),
        ("lists.numbers", [], "lists.numbers", "列表"),
        ("lists.numbers.1.text", "#%", "lists.numbers[1].text", "一个 #"),
        ("lists.bullets.2", " ", "lists.bullets[2]", "符号"),
        ("lists.numbers.0.form", "roman", "lists.numbers[0].form", "其中之一"),
        ("name", "我们的", "name", "小写字母"),
        ("zh", " ", "zh", "不能为空"),
        ("version", 2, "version", "版本"),
    ],
)
def test_a_wrong_value_is_named_by_its_place(path: str, value: Any, place: str, words: str) -> None:
    with pytest.raises(ProfileError) as refused:
        from_json(changed(path, value))
    assert refused.value.place == place
    assert words in refused.value.zh and place in refused.value.zh
    assert place in refused.value.en and refused.value.en.isascii()


@pytest.mark.parametrize("stored", [None, [], "x", 3])
def test_what_is_no_object_is_refused(stored: Any) -> None:
    with pytest.raises(ProfileError):
        from_json(stored)


def test_every_font_of_a_profile_is_found() -> None:
    places = dict(fonts_of(GB_T_9704))
    assert places["levels.cn_paren.name"] == Font(KAI)
    assert places["contents.first.name"] == Font(HEI)
    assert len(places) == json.dumps(to_json(GB_T_9704)).count('"size"')
