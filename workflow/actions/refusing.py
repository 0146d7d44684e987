"""A document that cannot be used, as a refusal that entry points know how to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workflow.documents.errors import DocumentError
from workflow.domain.machine import NotYet, Refused
from workflow.domain.text import Text


@contextmanager
def document_refusals() -> Iterator[None]:
    """Within it a DocumentError becomes NotYet with the same two sentences."""
    try:
        yield
    except DocumentError as error:
        raise NotYet(Text(error.zh, error.en)) from error


def sentence_of(error: Exception, otherwise: str) -> str:
    """What a page says of a worker's job that did not work: the error's own words, Chinese and on
    the next line English; ``otherwise`` for one that says nothing to its reader.
    """
    if isinstance(error, DocumentError):
        return f"{error.zh}\n{error.en}"
    if isinstance(error, Refused):
        return f"{error.sentence.render('zh')}\n{error.sentence.render('en')}"
    return otherwise
