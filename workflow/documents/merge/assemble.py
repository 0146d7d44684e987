"""The passes in their order."""

from __future__ import annotations

from pathlib import Path

from workflow.documents.blobs import Blobs
from workflow.documents.merge.assembled import Assembled, Progress
from workflow.documents.merge.assembling import Assembling
from workflow.documents.merge.desk import opened
from workflow.documents.merge.manuscript import Manuscript
from workflow.documents.merge.pressing import Press
from workflow.documents.merge.stories import packed

MANY = 16
"""Parts from which on another thread compresses them."""


def silent(step: str, share: float, part: int = 0) -> None:
    """Nobody watches."""


def assemble(
    manuscript: Manuscript,
    progress: Progress = silent,
    blobs: Blobs | None = None,
    cache: Path | None = None,
    jobs: int = 1,
) -> Assembled:
    """The report as a .docx; the same manuscript gives the same bytes, cached or not.

    ``blobs`` holds the pictures and islands that contents name. ``cache``: a folder that
    keeps parts for the next time. ``jobs``: processes that read files. Raises PartError for
    a part that is refused or lacks a blob, unless the policy leaves gaps.
    """
    with opened(cache, jobs, blobs) as desk:
        many = len(manuscript.parts) >= MANY and not desk.lasts
        made = Assembling(manuscript, desk, progress, Press() if many else None)
        body = made.body()
        progress("package", 0.9)
        keep = desk.kept_sheet if desk.lasts else None
        chain = made.chain
        known = chain.stream if chain else None
        package = packed(body, made.ledger, manuscript, manuscript.profile, keep, known)
        pieces = chain.zipped(package) if chain else package.zipped()
    progress("done", 1.0)
    return Assembled(pieces, tuple(made.sections.warnings), tuple(made.sections.gaps))
