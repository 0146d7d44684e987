"""Assemblies of a report: asked for, found again, and whether their file is still there."""

from __future__ import annotations

from workflow.actions.assembly.manifest import manifest_hash, manifest_of
from workflow.actions.files import file_store
from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.domain.terms import AssemblyState
from workflow.queue import Job
from workflow.store import Assembly, Person, db
from workflow.store.assembly import assemblies_with, next_number

UNDER_WAY = (AssemblyState.QUEUED, AssemblyState.WORKING)


def ask(work: Work, scene: Scene, actor: Person, gaps: bool = False) -> Assembly:
    """The assembly of the report as it is now; one that is under way or done serves again.

    ``gaps``: a section that cannot be set in may leave a visible gap. A document whose file
    is gone does not serve: it is made anew.
    """
    manifest = manifest_of(scene)
    digest = manifest_hash(manifest)
    for one in assemblies_with(scene.report.id, digest):
        if _serves(one, gaps):
            work.hint(Job.ASSEMBLE, one.id)
            return one
    assembly = Assembly(
        report_id=scene.report.id,
        number=next_number(scene.report.id),
        manifest=manifest,
        manifest_hash=digest,
        all_signed=manifest["all_signed"],
        allows_gaps=gaps,
        asked_by_id=actor.id,
        created_at=work.now,
    )
    db.session.add(assembly)
    db.session.flush()
    work.hint(Job.ASSEMBLE, assembly.id)
    return assembly


def _serves(one: Assembly, gaps: bool) -> bool:
    """Whether it is what was asked for: with gaps only for those who would have them."""
    if one.state in UNDER_WAY:
        return gaps or not one.allows_gaps
    return is_finished(one) and (gaps or not one.gaps)


def is_finished(one: Assembly) -> bool:
    """Done, and its file is on disk."""
    is_done = one.state is AssemblyState.DONE and one.file_hash
    return bool(is_done and file_store().there(str(one.file_hash)))


def finished_of(found: list[Assembly]) -> Assembly | None:
    """The first of these that is finished."""
    return next((one for one in found if is_finished(one)), None)


def lacks_a_part(found: list[Assembly]) -> bool:
    """Whether the first of these failed because of one section, and others could go on."""
    return bool(found) and found[0].failed_part is not None
