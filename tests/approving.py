"""The cast's report on its way to an approval, the worker's job done by hand."""

from __future__ import annotations

from tests.cast import World
from workflow.actions import archives, assembling
from workflow.actions.files import file_store
from workflow.actions.manifest import manifest_hash, manifest_of
from workflow.actions.work import transaction
from workflow.domain.terms import Verb
from workflow.store import Archive, Assembly


def all_signed(world: World) -> None:
    for name, owner in (("preamble", "owner"), ("rules", "owner")):
        world.sign_off(name, owner)
    for name in ("team", "next"):
        world.sign_off(name, "second_owner")


def assembled(world: World) -> Assembly:
    """Ask for an assembly and do the worker's job by hand."""
    assembly = world.do_report("editor", Verb.ASSEMBLE).result
    with transaction() as work:
        job = assembling.claim(work, assembly.id, "by hand")
    assert job is not None
    built = assembling.build(job)
    with transaction() as work:
        assert assembling.publish(work, job, built, file_store().put(built.data))
    return assembly


def presented(world: World) -> None:
    all_signed(world)
    assembled(world)
    world.do_report("editor", Verb.PRESENT)


def approved(world: World, note: str = "") -> None:
    presented(world)
    seen = manifest_hash(manifest_of(world.scene()))
    world.do_report("director", Verb.APPROVE, seen=seen, note=note)


def archived(world: World) -> Archive:
    made = archives.prepare(world.report)
    row = world.do_report("editor", Verb.ARCHIVE, archive=made).result
    assert isinstance(row, Archive)
    return row
