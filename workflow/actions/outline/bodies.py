"""What each section of a recognised outline holds: lines of a text, or blocks of a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.documents.blobs import Blobs, MemoryBlobs
from workflow.documents.content import Content, from_text
from workflow.documents.outline import Outline
from workflow.documents.outline.content_cut import sections_of
from workflow.documents.outline.content_text import ContentText


@dataclass(frozen=True)
class Bodies:
    """The preamble's content, each section's by its id, and where their files are kept."""

    preamble: Content
    sections: Mapping[str, Content]
    blobs: Blobs

    def in_order(self, outline: Outline) -> list[Content]:
        """The contents in the order in which their sections are created."""
        contents = [self.sections[one.id] for one in outline.sections]
        return [self.preamble, *contents] if self.preamble.blocks else contents


def of_text(outline: Outline) -> Bodies:
    """A paragraph a line, as they are written."""
    preamble = from_text(outline.preamble.text) if outline.preamble else Content()
    return Bodies(
        preamble,
        {one.id: from_text(outline.body_text(one)) for one in outline.sections},
        MemoryBlobs(),
    )


def of_content(outline: Outline, whole: ContentText, blobs: Blobs) -> Bodies:
    """The file's own blocks, tables and pictures with them."""
    preamble, sections = sections_of(outline, whole)
    return Bodies(preamble, sections, blobs)
