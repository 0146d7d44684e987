"""Differences between two contents: block by block, then word by word inside a block.

How blocks are paired is said in ``pairing`` (patience diff, then ids, then Dice's coefficient
of pairs of characters through an index), how words are in ``matching`` and ``stretches``.
"""

from workflow.documents.compare.blame import Blame, Draft, Known, Provenance
from workflow.documents.compare.blocks import blame, compare
from workflow.documents.compare.keys import whole_text
from workflow.documents.compare.light import is_light
from workflow.documents.compare.model import (
    UNKNOWN,
    WEIGHTY,
    BlockChange,
    CellChange,
    Kind,
    Nature,
    RowChange,
    Segment,
    Stamp,
)
from workflow.documents.compare.table_segments import cell_segments
from workflow.documents.compare.tables import cell_natures
from workflow.documents.compare.wording import compare_text

__all__ = [
    "UNKNOWN",
    "WEIGHTY",
    "Blame",
    "BlockChange",
    "CellChange",
    "Draft",
    "Kind",
    "Known",
    "Nature",
    "Provenance",
    "RowChange",
    "Segment",
    "Stamp",
    "blame",
    "cell_natures",
    "cell_segments",
    "compare",
    "compare_text",
    "is_light",
    "whole_text",
]
