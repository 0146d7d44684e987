"""One Word file of several sections is taken apart again: by our marks, else by headings."""

from workflow.documents.parting.ids import with_our_ids
from workflow.documents.parting.model import KnownSection, Piece
from workflow.documents.parting.parts import parted, taken_whole

__all__ = ["KnownSection", "Piece", "parted", "taken_whole", "with_our_ids"]
