"""One bad section: it names itself, the rest can go on with a gap, and nobody approves that."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import current_app

from tasks.assembling import run_assembly
from tests.actions.test_reports import all_signed
from tests.cast import World
from tests.rich import put_rich
from tests.tampering import tampering
from workflow.actions.assembly import assembling, manuscripts
from workflow.actions.assembly.manifest import manifest_of
from workflow.actions.files import file_store
from workflow.actions.report_facts import current_assembly, report_facts
from workflow.domain.machine import NotAllowed, NotYet
from workflow.domain.terms import AssemblyState, Verb
from workflow.store import Assembly, Draft, db


def picture(world: World) -> Path:
    """The file of the picture in the owner's text, which is saved with it."""
    text = put_rich(world)
    world.do("owner", Verb.SAVE, content=text)
    return file_store().path(text["blocks"][6]["hash"])


def head(world: World) -> Draft:
    draft = world.section().head
    assert draft is not None
    return draft


def done(world: World, verb: Verb = Verb.ASSEMBLE) -> Assembly:
    """Asked for by the editor, and done as the worker does it."""
    assembly_id = world.do_report("editor", verb).result.id
    run_assembly(assembly_id)
    db.session.rollback()
    return db.session.get_one(Assembly, assembly_id)


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"spoilt")])
def test_a_bad_file_names_its_section_and_is_said_where_it_is(ctx: World, damage: object) -> None:
    damage(picture(ctx))  # type: ignore[operator]
    row = done(ctx)
    place = next(
        n for n, one in enumerate(row.manifest["sections"]) if one["title"] == ctx.section().title
    )
    assert row.state is AssemblyState.FAILED and row.failed_part == place
    assert f"第 {place + 1} 部分“{ctx.section().title}”：" in row.error
    assert report_facts(ctx.scene(), ctx.person("editor")).part_failed


def test_going_on_with_a_gap_is_offered_to_the_editor_and_only_then(ctx: World) -> None:
    path = picture(ctx)
    for who in ("editor", "director"):
        with pytest.raises(NotAllowed):
            ctx.do_report(who, Verb.ASSEMBLE_WITH_GAPS)
    path.unlink()
    done(ctx)
    with pytest.raises(NotAllowed):
        ctx.do_report("director", Verb.ASSEMBLE_WITH_GAPS)
    row = done(ctx, Verb.ASSEMBLE_WITH_GAPS)
    assert row.state is AssemblyState.DONE and len(row.gaps) == 1
    assert [one["part"] for one in row.warnings if one["code"] == "blob"] == row.gaps
    with pytest.raises(NotAllowed):
        ctx.do_report("editor", Verb.ASSEMBLE_WITH_GAPS)


def test_a_document_with_a_gap_is_neither_presented_nor_taken_for_whole(ctx: World) -> None:
    path = picture(ctx)
    kept = path.read_bytes()
    all_signed(ctx)
    # What is signed names no picture that is missing: it is lost afterwards.
    lacking = put_rich(ctx)
    with tampering():
        head(ctx).content = lacking
    path.unlink()
    done(ctx)
    done(ctx, Verb.ASSEMBLE_WITH_GAPS)
    with pytest.raises(NotYet) as refused:
        ctx.do_report("editor", Verb.PRESENT)
    assert "空缺" in refused.value.sentence.render("zh")
    assert ctx.section().title in refused.value.sentence.render("zh")
    file_store().put(kept)
    whole = done(ctx)
    assert whole.state is AssemblyState.DONE and whole.gaps == []
    ctx.do_report("editor", Verb.PRESENT)


def test_a_document_whose_file_is_gone_is_made_anew(ctx: World) -> None:
    ctx.write("owner", "正文。")
    first = done(ctx)
    number, digest = first.number, str(first.file_hash)
    file_store().path(digest).unlink()
    assert not report_facts(ctx.scene(), ctx.person("editor")).assembled
    assert current_assembly(ctx.scene()) is None
    again = done(ctx)
    assert again.number == number + 1
    assert again.file_hash == digest and file_store().path(digest).is_file()
    assert current_assembly(ctx.scene()) == again


def test_unchanged_sections_are_neither_parsed_nor_written(
    ctx: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[object] = []
    real = manuscripts.from_json

    def counted(stored: object) -> object:
        parsed.append(stored)
        return real(stored)

    monkeypatch.setattr(manuscripts, "from_json", counted)
    all_signed(ctx)
    first = built(ctx)
    assert len(parsed) == 4
    assert built(ctx) == first and len(parsed) == 4
    with tampering():
        head(ctx).content_hash = "another"
    built(ctx)
    assert len(parsed) == 5


def built(world: World) -> bytes:
    """What a worker would make of the report as it is now."""
    return assembling.build(assembling.Claim(0, 1, manifest_of(world.scene()))).data


def test_what_is_kept_lies_beside_the_file_store(ctx: World) -> None:
    ctx.write("owner", "正文。")
    done(ctx)
    settings = current_app.extensions["settings"]
    assert list(settings.parts_folder.iterdir())
    assert settings.parts_folder.is_relative_to(settings.var / "cache")
