"""House styles: an office changes its own, and an assembly is bound to what it was made in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.cast import World
from workflow.actions.assembly import house_styles
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.assembly.manuscripts import manuscript_of
from workflow.actions.scene import Scene
from workflow.actions.work import transaction
from workflow.documents.profile import GB_T_9704, MATERIAL, Font, to_json
from workflow.domain.machine import NotAllowed, NotYet

LARGER = replace(GB_T_9704, body=Font("仿宋", 30))


def manifest(world: World) -> dict[str, Any]:
    return manifest_of(Scene(world.report))


def change(world: World, name: str, profile: Any = LARGER, who: str = "administrator") -> Any:
    with transaction() as work:
        return house_styles.change(work, world.person(who), name, to_json(profile))


def copy(world: World, name: str = "material", title: str = "我办材料") -> str:
    with transaction() as work:
        return house_styles.copy(work, world.person("administrator"), name, title).name


def test_an_office_begins_with_the_presets(ctx: World) -> None:
    found = house_styles.listed(ctx.person("editor"))
    assert [(one.profile.name, one.preset, one.changed, one.default) for one in found] == [
        ("gbt9704", True, False, True),
        ("material", True, False, False),
    ]
    assert found[0].reports == 1


def test_a_changed_style_makes_what_was_assembled_out_of_date(ctx: World) -> None:
    before = manifest(ctx)
    change(ctx, "gbt9704")
    after = manifest(ctx)
    assert manifest_hash(before) != manifest_hash(after)
    assert manuscript_of(after).profile == LARGER
    assert manuscript_of(before).profile == GB_T_9704


def test_saving_a_style_unchanged_leaves_the_assembly_current(ctx: World) -> None:
    change(ctx, "gbt9704")
    before = manifest_hash(manifest(ctx))
    change(ctx, "gbt9704")
    assert manifest_hash(manifest(ctx)) == before


def test_a_manifest_that_only_names_a_preset_can_still_be_assembled(ctx: World) -> None:
    early = manifest(ctx) | {"profile": "material"}
    assert manuscript_of(early).profile == MATERIAL


def test_a_changed_preset_can_be_restored(ctx: World) -> None:
    change(ctx, "gbt9704")
    with transaction() as work:
        house_styles.restore(work, ctx.person("administrator"), "gbt9704")
    assert house_styles.style_named(ctx.report.office_id, "gbt9704") == GB_T_9704
    with pytest.raises(NotYet), transaction() as work:
        house_styles.restore(work, ctx.person("administrator"), "gbt9704")


def test_a_copy_is_a_style_of_its_own(ctx: World) -> None:
    name = copy(ctx)
    made = house_styles.style_named(ctx.report.office_id, name)
    assert made == replace(MATERIAL, name=name, zh="我办材料", en="我办材料")
    assert copy(ctx) != name


def test_what_cannot_be_is_refused_with_its_place_and_nothing_changes(ctx: World) -> None:
    wrong = to_json(GB_T_9704) | {"line": 10}
    with pytest.raises(NotYet) as refused, transaction() as work:
        house_styles.change(work, ctx.person("administrator"), "gbt9704", wrong)
    assert "line" in refused.value.sentence.zh
    assert house_styles.style_named(ctx.report.office_id, "gbt9704") == GB_T_9704


def test_only_administrators_change_styles(ctx: World) -> None:
    for who in ("editor", "owner", "director"):
        with pytest.raises(NotAllowed):
            change(ctx, "gbt9704", who=who)
        with pytest.raises(NotAllowed), transaction() as work:
            house_styles.copy(work, ctx.person(who), "gbt9704", "另一种")


def test_a_style_in_use_or_by_default_is_not_removed(ctx: World) -> None:
    name = copy(ctx)
    administrator = ctx.person("administrator")
    with transaction() as work:
        house_styles.make_default(work, administrator, name)
    with pytest.raises(NotYet), transaction() as work:
        house_styles.remove(work, ctx.person("administrator"), name)
    with transaction() as work:
        house_styles.make_default(work, ctx.person("administrator"), "gbt9704")
    with transaction():
        ctx.report.profile = name
    with pytest.raises(NotYet, match="1"), transaction() as work:
        house_styles.remove(work, ctx.person("administrator"), name)
    with transaction():
        ctx.report.profile = "gbt9704"
    with transaction() as work:
        house_styles.remove(work, ctx.person("administrator"), name)
    assert name not in house_styles.styles_of(ctx.report.office_id)


def test_a_preset_is_never_removed(ctx: World) -> None:
    with pytest.raises(NotYet), transaction() as work:
        house_styles.remove(work, ctx.person("administrator"), "gbt9704")


def test_styles_of_another_office_do_not_exist(ctx: World) -> None:
    name = copy(ctx)
    stranger = ctx.person("stranger")
    assert name not in house_styles.styles_of(stranger.office_id)
    with pytest.raises(NotYet):
        house_styles.style_named(stranger.office_id, name)
