"""What comes out of an assembling: the file and what was noticed, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from workflow.documents.errors import DocumentError
from workflow.documents.merge.overwriting import overwriting
from workflow.documents.whole_files import write_all


class Warning(NamedTuple):
    """Something to look at: the number of the part, the place, a code, two sentences."""

    part: int
    place: str
    code: str
    zh: str
    en: str


@dataclass(frozen=True, eq=False)
class Assembled:
    """The .docx in pieces, and what was noticed; ``gaps``: the numbers of parts not in it."""

    pieces: Sequence[bytes]
    warnings: tuple[Warning, ...]
    gaps: tuple[int, ...] = ()

    @cached_property
    def data(self) -> bytes:
        """All of the .docx."""
        return b"".join(self.pieces)

    def __eq__(self, other: object) -> bool:
        """Whether the bytes are the same, in whatever pieces, and what was noticed."""
        if not isinstance(other, Assembled):
            return NotImplemented
        mine, others = (self.warnings, self.gaps), (other.warnings, other.gaps)
        return mine == others and self.data == other.data

    __hash__ = None  # type: ignore[assignment]

    def write(self, path: str | Path) -> int:
        """Write the .docx; how many bytes it has."""
        with overwriting(path) as file:
            write_all(file.fileno(), self.pieces)
        return sum(map(len, self.pieces))


class PartError(DocumentError):
    """One part cannot be set in; its sentence names it, ``part`` is its number from 0."""

    def __init__(self, part: int, name: str, why: DocumentError) -> None:
        number = part + 1
        super().__init__(
            f"第 {number} 部分“{name}”：{why.zh}", f"Part {number}. {name}: {why.en}", why.code
        )
        self.part = part


class Progress(Protocol):
    """Gets the step's name, the share done, 0 to 1, and the part in hand, counted from 1."""

    def __call__(self, step: str, share: float, part: int = 0) -> None: ...
