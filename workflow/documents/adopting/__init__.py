"""Adopting a suggestion: where it belongs in a text that has moved on, and making it there."""

from __future__ import annotations

from workflow.documents.adopting.finding import find
from workflow.documents.adopting.listed import with_edits
from workflow.documents.adopting.making import apart, make
from workflow.documents.adopting.model import Spot, comes, words_around, words_at

__all__ = ["Spot", "apart", "comes", "find", "make", "with_edits", "words_around", "words_at"]
