"""Anchors: the words that a comment speaks of, found again in later drafts."""

from workflow.documents.anchors.following import Step
from workflow.documents.anchors.model import EXACT, Anchor, Place, anchored

__all__ = ["EXACT", "Anchor", "Place", "Step", "anchored"]
