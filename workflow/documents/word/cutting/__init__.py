"""Cuts pieces out of a Word file: chunks that can be set into any document."""

from workflow.documents.word.cutting.cutter import Cutter

__all__ = ["Cutter"]
