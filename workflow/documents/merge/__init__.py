"""The assembler: a manuscript goes in, one faultless Word document comes out."""

from workflow.documents.merge.assemble import assemble, silent
from workflow.documents.merge.assembled import Assembled, PartError, Progress, Warning
from workflow.documents.merge.manuscript import KeptPart, Manuscript, Part, Policy, StoredContent
from workflow.documents.merge.sweeping import sweep

__all__ = [
    "Assembled",
    "KeptPart",
    "Manuscript",
    "Part",
    "PartError",
    "Policy",
    "Progress",
    "StoredContent",
    "Warning",
    "assemble",
    "silent",
    "sweep",
]
