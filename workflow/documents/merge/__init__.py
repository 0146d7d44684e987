"""The assembler: a manuscript goes in, one faultless Word document comes out."""

from workflow.documents.merge.assemble import assemble, silent
from workflow.documents.merge.manuscript import (
    Assembled,
    KeptPart,
    Manuscript,
    Part,
    PartError,
    Policy,
    Progress,
    StoredContent,
    Warning,
)
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
