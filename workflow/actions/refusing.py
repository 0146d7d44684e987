"""A document that cannot be used, as a refusal that entry points know how to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workflow.documents.errors import DocumentError
from workflow.domain.machine import NotYet
from workflow.domain.text import Text


@contextmanager
def document_refusals() -> Iterator[None]:
    """Within it a DocumentError becomes NotYet with the same two sentences."""
    try:
        yield
    except DocumentError as error:
        raise NotYet(Text(error.zh, error.en)) from error
