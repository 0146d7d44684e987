"""The outline of a report: headings, points and blanks of a text or a Word file."""

from workflow.documents.outline.model import (
    Decisions,
    Outline,
    Point,
    Section,
    Span,
    Suggestion,
)
from workflow.documents.outline.recogniser import outline_of, recognise

__all__ = [
    "Decisions",
    "Outline",
    "Point",
    "Section",
    "Span",
    "Suggestion",
    "outline_of",
    "recognise",
]
