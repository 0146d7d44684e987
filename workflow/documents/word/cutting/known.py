"""What came of the definitions of a sheet once, and where it may be kept for other processes."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple, Protocol, TypeAlias

from workflow.documents.needs import Definitions
from workflow.documents.word.cutting.groups import Groups

# The styles, by type and id, and the lists, by id, in the order in which a text met them.
FirstMet: TypeAlias = tuple[tuple[tuple[str, str], ...], tuple[str, ...]]


class Known(NamedTuple):
    """What came of it once, names of lists among it; ``remarks`` were made on the way."""

    definitions: Definitions
    groups: Groups
    remarks: Counter[str]


class Memory(Protocol):
    """Keeps it by the sheet's name and by what a text met."""

    def get(self, sheet: str, first_met: FirstMet) -> Known | None: ...

    def put(self, sheet: str, first_met: FirstMet, known: Known) -> None: ...
