"""What an upload is read as: a text, and for a Word file the content that it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from workflow.actions.outline import bodies
from workflow.actions.outline.bodies import Bodies
from workflow.actions.refusing import document_refusals
from workflow.actions.writing.section_files import StoredBlobs
from workflow.documents.content import from_json, to_json
from workflow.documents.outline import Decisions, Outline, recognise
from workflow.documents.outline.content_cut import outline_within
from workflow.documents.outline.content_text import ContentText, text_of
from workflow.documents.outline.extent import check_outline, check_text
from workflow.documents.outline.reading import read_document
from workflow.documents.reader import Changes, read_word
from workflow.documents.talk_json import (
    comments_to_json,
    remarks_to_json,
    suggestions_to_json,
)
from workflow.documents.word.limits import Limits
from workflow.documents.word.safety import check_upload, is_word
from workflow.store import Intake


@dataclass(frozen=True)
class Upload:
    """A file that was read: its text, the headings it marks, and for Word its content."""

    filename: str
    text: str
    decisions: Decisions
    content: dict[str, Any] | None = None
    remarks: tuple[dict[str, Any], ...] = ()
    comments: tuple[dict[str, Any], ...] = ()
    suggestions: tuple[dict[str, Any], ...] = ()


def read_upload(filename: str, data: bytes, limits: Limits, keep_changes: bool = False) -> Upload:
    """The file, read and weighed; Refused with the sentence. Needs no transaction.

    ``keep_changes``: those that were tracked in a Word file are not accepted. Pictures and kept
    Word objects are on disk afterwards, before any row names them.
    """
    with document_refusals():
        changes = Changes.KEEP if keep_changes else Changes.ACCEPT
        made = _word(filename, data, limits, changes) if is_word(filename) else None
        if made is None:
            reading = read_document(filename, data, limits)
            made = Upload(filename, reading.text, reading.decisions)
        check_text(made.text, limits)
        check_outline(recognise(made.text, made.decisions), limits)
    return made


def _word(filename: str, data: bytes, limits: Limits, changes: Changes) -> Upload:
    check_upload(filename, data, limits)
    read = read_word(data, StoredBlobs(), changes=changes)
    whole = text_of(read.content)
    return Upload(
        filename,
        whole.text,
        whole.decisions,
        to_json(read.content),
        tuple(remarks_to_json(read.remarks)),
        tuple(comments_to_json(read.comments)),
        tuple(suggestions_to_json(read.suggestions)),
    )


def whole_of(intake: Intake) -> ContentText | None:
    """The Word file's content as text with the way back to its blocks; None for plain text."""
    return None if intake.content is None else text_of(from_json(intake.content))


def finder(intake: Intake) -> Callable[[Decisions], Outline]:
    """What finds the outline of the upload under some decisions; its content is read once."""
    whole = whole_of(intake)
    if whole is None:
        return partial(recognise, intake.text)
    return partial(outline_within, whole)


def bodies_of(intake: Intake, outline: Outline) -> Bodies:
    """What the sections of this outline hold."""
    whole = whole_of(intake)
    if whole is None:
        return bodies.of_text(outline)
    return bodies.of_content(outline, whole, StoredBlobs())
