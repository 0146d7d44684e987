"""Who changed what between two drafts: each passage names one of their authors."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import World
from workflow.actions.showing.compared import Compared
from workflow.actions.writing import authorship
from workflow.actions.writing.authorship import compared_drafts
from workflow.store.draft import draft_of


def written(world: World, *turns: tuple[str, str]) -> None:
    for who, text in turns:
        world.write(who, text)


def changes(world: World, older: int, newer: int) -> list[Compared]:
    section = world.section_ids["rules"]
    old, new = draft_of(section, older), draft_of(section, newer)
    assert old and new
    return [one for one in compared_drafts(old, new) if one.kind != "equal"]


def test_each_passage_names_who_wrote_it(app: Flask, world: World) -> None:
    with app.app_context():
        written(
            world,
            ("owner", "全年完成21项，情况良好。"),
            ("contributor", "全年完成22项，情况良好。"),
            ("owner", "全年完成22项，情况良好。新的一段。"),
            ("owner", "全年完成22项，情况很好。新的一段。"),
        )
        (change,) = changes(world, 1, 4)
        said = {one.text: one.by.author for one in change.segments if one.by.author}
        owner, other = world.person("owner").name, world.person("contributor").name
        assert said == {
            "21项": other, "22项": other, "良": owner, "很": owner, "新的一段。": owner,
        }  # fmt: skip
        assert [one.name for one in change.authors] == [other, owner]


def test_backwards_and_in_a_long_history_nobody_is_named(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        written(world, ("owner", "一"), ("contributor", "二"), ("owner", "三"))
        assert changes(world, 3, 1)[0].authors == ()
        assert changes(world, 1, 3)[0].authors != ()
        monkeypatch.setattr(authorship, "MOST_TURNS", 1)
        assert changes(world, 1, 3)[0].authors == ()
