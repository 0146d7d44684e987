"""The assembler: a manuscript goes in, one faultless Word document comes out."""

from workflow.documents.merge.assemble import assemble
from workflow.documents.merge.manuscript import (
    Assembled,
    KeptPart,
    Manuscript,
    Part,
    Policy,
    Warning,
)

__all__ = ["Assembled", "KeptPart", "Manuscript", "Part", "Policy", "Warning", "assemble"]
