"""Two people's texts from one base, put together; where both changed the same words, a clash."""

from workflow.documents.threeway.merging import merged
from workflow.documents.threeway.model import Choice, Clash, Merged
from workflow.documents.threeway.settling import settled

__all__ = ["Choice", "Clash", "Merged", "merged", "settled"]
