"""Sections of pages of a source, and what stands in the head and foot of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.documents.chunk import Chunk


@dataclass(frozen=True, slots=True)
class Furniture:
    """A header or a footer (``kind``), whose ids are its own and not its section's."""

    kind: str
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Section:
    """A section of pages as its source has it (ECMA-376 Part 1, 17.6.17).

    ``type`` says how it begins. A ``plain`` one has nothing that the report's own page lacks.
    ``notes`` are its w:footnotePr and w:endnotePr, ``page`` is what stands behind w:type.
    ``furniture`` has rows (kind, "default" | "first" | "even", number into the needs).
    """

    type: str
    plain: bool
    notes: bytes
    page: bytes
    furniture: tuple[tuple[str, str, int], ...] = ()
