"""The cast's report on its way to an approval, the worker's job done by hand."""

from __future__ import annotations

from typing import Any

from tasks.archiving import run_archiving
from tests.cast import World
from workflow.actions.approval.confirming import confirm
from workflow.actions.assembly import assembling
from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.files import file_store
from workflow.actions.work import transaction
from workflow.domain.terms import Verb
from workflow.store import Archive, Assembly, db
from workflow.store.archive import archive_of
from workflow.store.archiving import archiving_of


def all_signed(world: World) -> None:
    for name, owner in (("preamble", "owner"), ("rules", "owner")):
        world.sign_off(name, owner)
    for name in ("team", "next"):
        world.sign_off(name, "second_owner")


def assembled(world: World) -> Assembly:
    """Ask for an assembly and do the worker's job by hand."""
    assembly: Assembly = world.do_report("editor", Verb.ASSEMBLE).result
    built(assembly.id)
    return assembly


def built(assembly_id: int) -> None:
    """The worker's job on an assembly that was asked for, and what follows it."""
    with transaction() as work:
        job = assembling.claim(work, assembly_id, "by hand")
    assert job is not None
    made = assembling.build(job)
    with transaction() as work:
        assert assembling.publish(work, job, made, file_store().put(made.data))
    with transaction() as work:
        confirm(work, db.session.get_one(Assembly, assembly_id).report_id)


def presented(world: World) -> None:
    all_signed(world)
    assembled(world)
    world.do_report("editor", Verb.PRESENT)


def conditionally(world: World, *edits: dict[str, Any], note: str = "") -> None:
    """Presented, and approved upon these edits; ``section`` names one of the cast's sections."""
    presented(world)
    seen = manifest_hash(manifest_of(world.scene()))
    listed = [{"section_id": world.section_ids[one["section"]], **one} for one in edits]
    world.do_report("director", Verb.APPROVE_CONDITIONALLY, seen=seen, note=note, edits=listed)


def approved(world: World, note: str = "") -> None:
    presented(world)
    seen = manifest_hash(manifest_of(world.scene()))
    world.do_report("director", Verb.APPROVE, seen=seen, note=note)


def archived(world: World) -> Archive:
    """Ask for the archive and do the worker's job by hand."""
    asked = world.do_report("editor", Verb.ARCHIVE).result
    run_archiving(asked.id)
    row = archive_of(world.report_id)
    assert row is not None, archiving_of(world.report_id)
    return row
