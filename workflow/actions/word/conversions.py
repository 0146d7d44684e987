"""Old Word files: asked for by a page, converted and read by a worker, shown by a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

from workflow.actions.files import file_store
from workflow.actions.outline import intake as intakes
from workflow.actions.outline.file import read_upload
from workflow.actions.refusing import sentence_of
from workflow.actions.scene import Scene
from workflow.actions.word import report_upload, section_upload
from workflow.actions.word.returned import read_returned
from workflow.actions.work import Work, transaction
from workflow.documents.errors import DocumentError
from workflow.documents.word.converting import KINDS, can_be_converted, converted
from workflow.documents.word.limits import Limits
from workflow.documents.word.safety import suffix_of
from workflow.domain.machine import Refused
from workflow.domain.terms import Destination
from workflow.queue import Job
from workflow.store import Conversion, Person, Report, Section, db
from workflow.store.conversion import is_free
from workflow.store.leased import is_written, take

SENTENCES = (DocumentError, Refused)
"""Errors that say what the person is to do; all others are for the log."""
MOST_CLAIMS = 3
ENDINGS = tuple(KINDS)
BROKEN = (
    "文件没有转换成功，没有读入任何内容。请用 Word 或 WPS 打开，另存为 .docx 后再上传。\n"
    "The file could not be converted; nothing was read. Open it in Word or WPS, save it as .docx "
    "and upload it again."
)


def is_old(filename: str, data: bytes, limits: Limits) -> bool:
    """Whether it is a file that has to be converted first, and not too large for that."""
    return can_be_converted(suffix_of(filename), data) and len(data) <= limits.docx_bytes


def ask(
    work: Work,
    person: Person,
    filename: str,
    file_hash: str,
    destination: Destination,
    target_id: int | None,
    keep_changes: bool,
) -> Conversion:
    """A worker is to convert the file, which is on disk already, and to read it."""
    row = Conversion(
        person_id=person.id,
        destination=destination,
        target_id=target_id,
        filename=filename[-300:],
        file_hash=file_hash,
        keeps_changes=keep_changes,
        created_at=work.now,
    )
    db.session.add(row)
    db.session.flush()
    work.hint(Job.CONVERT, row.id)
    return row


@dataclass(frozen=True)
class Claim:
    """A file that one worker has taken."""

    conversion_id: int
    number: int
    filename: str
    file_hash: str
    destination: Destination
    target_id: int | None
    person_id: int
    keeps_changes: bool


def claim(work: Work, conversion_id: int, lease: timedelta) -> Claim | None:
    """Take it by compare-and-set; None when it is done, or somebody else has it. What took
    several workers with it is not tried for ever.
    """
    row = take(Conversion, conversion_id, is_free(work.now), work.now + lease)
    if row is None:
        return None
    if row.claim > MOST_CLAIMS:
        row.error = BROKEN
        return None
    return Claim(
        row.id,
        row.claim,
        row.filename,
        row.file_hash,
        row.destination,
        row.target_id,
        row.person_id,
        row.keeps_changes,
    )


def convert_and_read(job: Claim, program: str, seconds: int, limits: Limits) -> None:
    """Convert without a transaction; what was read is named in one, by the newest claim alone.
    Raises DocumentError or Refused with the sentence.
    """
    data = file_store().read(job.file_hash)
    made = converted(program, suffix_of(job.filename), data, seconds)
    name = f"{PurePath(job.filename).stem}.docx"
    if job.destination is Destination.INTAKE:
        read = read_upload(name, made, limits, job.keeps_changes)
        with transaction() as work:
            _finish(job, intakes.take_in(work, _person(job), read).id)
        return
    returned = read_returned(name, made, limits, job.keeps_changes)
    with transaction() as work:
        if job.destination is Destination.SECTION:
            section = db.session.get_one(Section, job.target_id)
            scene = Scene(section.report)
            upload = section_upload.take_in(work, _person(job), scene, section, returned)
            _finish(job, upload.id)
        else:
            scene = Scene(db.session.get_one(Report, job.target_id))
            whole = report_upload.take_in(work, _person(job), scene, returned)
            _finish(job, whole.id)


def _person(job: Claim) -> Person:
    return db.session.get_one(Person, job.person_id)


class Lost(Exception):
    """Another worker has taken the file meanwhile: what was read of it here is of no use."""


def _finish(job: Claim, result_id: int) -> None:
    if not _if_still_ours(job, result_id=result_id):
        raise Lost


def fail(job: Claim, error: Exception) -> None:
    """Say why it did not work; the first line is Chinese, the second English."""
    _if_still_ours(job, error=sentence_of(error, BROKEN))


def _if_still_ours(job: Claim, **values: int | str) -> bool:
    return is_written(Conversion, job.conversion_id, job.number, lease_until=None, **values)
