"""Assembling in three steps: ask and claim; build without a transaction; publish.

A worker that dies leaves its lease behind: when it runs out the job is free again, and
only the newest claim may publish, so a job is done once however often it is delivered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, Update, or_, update

from workflow.actions.manifest import manifest_hash, manifest_of
from workflow.actions.scene import Scene
from workflow.actions.section_files import SeveralBlobs
from workflow.actions.work import Work
from workflow.documents.content import from_json
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Assembled, Manuscript, Part, assemble
from workflow.documents.profile import Profile, profile_named
from workflow.documents.profile import from_json as from_profile_json
from workflow.domain.terms import AssemblyState
from workflow.queue import Job
from workflow.store import Assembly, Draft, Person, db
from workflow.store.assembly import assemblies_of
from workflow.store.draft import drafts_named

LEASE = timedelta(minutes=2)
MOST_CLAIMS = 5
UNDER_WAY = (AssemblyState.QUEUED, AssemblyState.WORKING)


@dataclass(frozen=True)
class Claim:
    """A job taken by one worker; publishing names the claim's number."""

    assembly_id: int
    number: int
    manifest: dict[str, Any]
    lease: timedelta = LEASE


def ask(work: Work, scene: Scene, actor: Person) -> Assembly:
    """The assembly of the report as it is now; one that is under way or done serves again."""
    manifest = manifest_of(scene)
    digest = manifest_hash(manifest)
    earlier = assemblies_of(scene.report.id)
    for one in earlier:
        if one.manifest_hash == digest and one.state is not AssemblyState.FAILED:
            work.hint(Job.ASSEMBLE, one.id)
            return one
    assembly = Assembly(
        report_id=scene.report.id,
        number=len(earlier) + 1,
        manifest=manifest,
        manifest_hash=digest,
        all_signed=manifest["all_signed"],
        asked_by_id=actor.id,
        created_at=work.now,
    )
    db.session.add(assembly)
    db.session.flush()
    work.hint(Job.ASSEMBLE, assembly.id)
    return assembly


def claim(work: Work, assembly_id: int, worker: str, lease: timedelta = LEASE) -> Claim | None:
    """Take the job by compare-and-set; None when it is done or somebody else has it.

    A job that has taken several workers with it is not tried for ever: it has failed.
    """
    free = or_(
        Assembly.state == AssemblyState.QUEUED,
        (Assembly.state == AssemblyState.WORKING) & (Assembly.lease_until < work.now),
    )
    taken = _changed(
        update(Assembly)
        .where(Assembly.id == assembly_id, free)
        .values(
            state=AssemblyState.WORKING,
            claim=Assembly.claim + 1,
            worker=worker,
            lease_until=work.now + lease,
            started_at=work.now,
            progress=0,
            step="",
        )
    )
    if not taken:
        return None
    assembly = db.session.get_one(Assembly, assembly_id, populate_existing=True)
    job = Claim(assembly_id, assembly.claim, assembly.manifest, lease)
    if assembly.claim > MOST_CLAIMS:
        fail(work, job, WORKERS_DIED)
        return None
    return job


def manuscript_of(manifest: dict[str, Any]) -> Manuscript:
    """What the manifest names, with the text of each draft."""
    entries = manifest["sections"]
    drafts = drafts_named([(one["section"], one["draft"]) for one in entries if one["draft"]])
    profile = _profile(manifest["profile"])
    return Manuscript(
        title=manifest["title"],
        parts=tuple(_part(one, drafts.get((one["section"], one["draft"]))) for one in entries),
        signature=manifest["signature"],
        date=manifest["signed_on"],
        profile=profile,
        contents=profile.contents.on,
        draft_mark=not manifest["all_signed"],
    )


def _profile(stored: Any) -> Profile:
    """The house style that the manifest carries; an early one only names a preset."""
    return profile_named(stored) if isinstance(stored, str) else from_profile_json(stored)


def _part(entry: dict[str, Any], draft: Draft | None) -> Part:
    return Part(
        level=entry["level"],
        kind=entry["kind"],
        numeral=entry["numeral"],
        title=entry["title"],
        tail=entry["tail"],
        run_in=entry["run_in"],
        content=from_json(draft.content) if draft else None,
    )


def build(job: Claim, progress: Callable[[str, float], None]) -> Assembled:
    """The document, made without any transaction; progress gets a step and 0 to 1."""
    manuscript = manuscript_of(job.manifest)
    blobs = SeveralBlobs([one["section"] for one in job.manifest["sections"]])
    db.session.rollback()  # the reading is over: nothing stays open during the long work
    return assemble(manuscript, progress, blobs)


def report_progress(work: Work, job: Claim, step: str, part: float) -> bool:
    """Show how far it is and renew the lease; False when the claim was lost."""
    return _if_still_ours(
        job, progress=int(part * 100), step=step, lease_until=work.now + job.lease
    )


def publish(work: Work, job: Claim, built: Assembled, file_hash: str) -> bool:
    """Name the file, which is on disk already; False when the claim was lost."""
    warnings = [
        {"part": one.part, "place": one.place, "code": one.code, "zh": one.zh, "en": one.en}
        for one in built.warnings
    ]
    return _if_still_ours(
        job,
        state=AssemblyState.DONE,
        progress=100,
        step="",
        warnings=warnings,
        file_hash=file_hash,
        file_bytes=len(built.data),
        lease_until=None,
        finished_at=work.now,
    )


WORKERS_DIED = (
    "合稿进程多次中途停止，各部分的内容都在。"
    "请管理员查看服务器内存和合稿进程的日志，再重新合稿。 / "
    "The worker stopped half-way several times; the sections are safe. Ask the administrator "
    "to look at the server's memory and the worker's log, then assemble again."
)


def sentence_of(error: Exception) -> str:
    """What the page says when it did not work: the document's own words, or where to look."""
    if isinstance(error, DocumentError):
        return f"{error.zh} / {error.en}"
    return (
        "合稿没有成功，各部分的内容都在。请再试一次；仍不行时请管理员查看合稿进程的日志。 / "
        "Assembling did not work; the sections are safe. Try once more, and if it fails "
        "again ask the administrator to look at the worker's log."
    )


def fail(work: Work, job: Claim, sentence: str) -> bool:
    """Say why it did not work; asking again makes a new assembly."""
    return _if_still_ours(
        job, state=AssemblyState.FAILED, error=sentence, lease_until=None, finished_at=work.now
    )


def _if_still_ours(job: Claim, **values: Any) -> bool:
    return _changed(
        update(Assembly)
        .where(
            Assembly.id == job.assembly_id,
            Assembly.claim == job.number,
            Assembly.state == AssemblyState.WORKING,
        )
        .values(**values)
    )


def _changed(statement: Update) -> bool:
    """Whether the compare-and-set found its row."""
    result = db.session.execute(statement)
    return isinstance(result, CursorResult) and result.rowcount == 1
