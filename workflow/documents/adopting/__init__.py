"""Adopting a suggestion: where it belongs in a text that has moved on, and making it there."""

from workflow.documents.adopting.finding import find
from workflow.documents.adopting.making import make
from workflow.documents.adopting.model import Shape, Spot, comes, shape_of, words_around, words_at

__all__ = ["Shape", "Spot", "comes", "find", "make", "shape_of", "words_around", "words_at"]
