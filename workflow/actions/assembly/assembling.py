"""The worker's side of assembling: claim; build without a transaction; publish.

A worker that dies leaves its lease behind: when it runs out the job is free again, and
only the newest claim may publish, so a job is done once however often it is delivered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from workflow.actions.assembly import renderings
from workflow.actions.assembly.manuscripts import manuscript_of
from workflow.actions.assembly.parts_cache import parts_folder
from workflow.actions.work import Work
from workflow.actions.writing.section_files import SeveralBlobs
from workflow.documents.merge import Assembled, PartError, Progress, assemble, silent
from workflow.domain.terms import AssemblyState
from workflow.store import Assembly, db
from workflow.store.assembly import is_free
from workflow.store.leased import is_written, take

LEASE = timedelta(minutes=2)
MOST_CLAIMS = 5


@dataclass(frozen=True)
class Claim:
    """A job taken by one worker; publishing names the claim's number."""

    assembly_id: int
    number: int
    manifest: dict[str, Any]
    allows_gaps: bool = False
    lease: timedelta = LEASE


def claim(work: Work, assembly_id: int, worker: str, lease: timedelta = LEASE) -> Claim | None:
    """Take the job by compare-and-set; None when it is done or somebody else has it.

    A job that has taken several workers with it is not tried for ever: it has failed.
    """
    assembly = take(
        Assembly,
        assembly_id,
        is_free(work.now),
        work.now + lease,
        state=AssemblyState.WORKING,
        worker=worker,
        started_at=work.now,
        progress=0,
        part=0,
        step="",
    )
    if assembly is None:
        return None
    job = Claim(assembly_id, assembly.claim, assembly.manifest, assembly.allows_gaps, lease)
    if assembly.claim > MOST_CLAIMS:
        fail(work, job, WORKERS_DIED)
        return None
    return job


def build(job: Claim, progress: Progress = silent) -> Assembled:
    """The document, made without any transaction. Sections that did not change since the
    last time come from the cache, unread. DocumentError says why it cannot be made.
    """
    manuscript = manuscript_of(job.manifest, job.allows_gaps)
    blobs = SeveralBlobs([one["section"] for one in job.manifest["sections"]])
    db.session.rollback()  # the reading is over: nothing stays open during the long work
    return assemble(manuscript, progress, blobs, parts_folder())


def report_progress(work: Work, job: Claim, step: str, share: float, part: int) -> bool:
    """Show how far it is and renew the lease; False when the claim was lost."""
    return _if_still_ours(
        job,
        progress=int(share * 100),
        part=part,
        step=step,
        lease_until=work.now + job.lease,
    )


def publish(work: Work, job: Claim, built: Assembled, file_hash: str) -> bool:
    """Name the file, which is on disk already, and ask for its PDF; False when the claim was
    lost.
    """
    warnings = [
        {"part": one.part, "place": one.place, "code": one.code, "zh": one.zh, "en": one.en}
        for one in built.warnings
    ]
    published = _if_still_ours(
        job,
        state=AssemblyState.DONE,
        progress=100,
        step="",
        warnings=warnings,
        gaps=list(built.gaps),
        file_hash=file_hash,
        file_bytes=len(built.data),
        lease_until=None,
        finished_at=work.now,
    )
    if published:
        renderings.ask(work, job.assembly_id)
    return published


WORKERS_DIED = (
    "合稿进程多次中途停止，各部分的内容都在。"
    "请管理员查看服务器内存和合稿进程的日志，再重新合稿。\n"
    "The worker stopped half-way several times; the sections are safe. Ask the administrator "
    "to look at the server's memory and the worker's log, then assemble again."
)
BROKEN = (
    "合稿没有成功，各部分的内容都在。请再试一次；仍不行时请管理员查看合稿进程的日志。\n"
    "Assembling did not work; the sections are safe. Try once more, and if it fails "
    "again ask the administrator to look at the worker's log."
)


def part_of(error: Exception) -> int | None:
    """The section without which all others could be assembled, by its place in the manifest."""
    return error.part if isinstance(error, PartError) else None


def fail(work: Work, job: Claim, sentence: str, part: int | None = None) -> bool:
    """Say why it did not work, and because of which section; asking again makes a new one."""
    return _if_still_ours(
        job,
        state=AssemblyState.FAILED,
        error=sentence,
        failed_part=part,
        lease_until=None,
        finished_at=work.now,
    )


def _if_still_ours(job: Claim, **values: Any) -> bool:
    working = Assembly.state == AssemblyState.WORKING
    return is_written(Assembly, job.assembly_id, job.number, working, **values)
