"""What reading a Word file gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workflow.documents.content import Content
from workflow.documents.identity import Sighting
from workflow.documents.talk import Remark, Suggestion, WordComment


class Changes(StrEnum):
    """What becomes of tracked changes: kept as suggestions, or accepted."""

    KEEP = "keep"
    ACCEPT = "accept"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """``content`` with what people said beside it; ``remarks`` lists what was dropped,
    changed or could not be read, each kind once with its count. ``marks`` are those of ours
    that were met on the way, where the file went out from here.
    """

    content: Content
    comments: tuple[WordComment, ...]
    suggestions: tuple[Suggestion, ...]
    remarks: tuple[Remark, ...]
    marks: tuple[Sighting, ...] = ()
