"""The passes in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workflow.documents.blobs import Blobs, MemoryBlobs
from workflow.documents.chunk import Chunk, pieces_of
from workflow.documents.house.contents_table import contents_table
from workflow.documents.house.section_page import section_properties
from workflow.documents.house.signature import signature_block, signature_under_title
from workflow.documents.house.titles import title_paragraph
from workflow.documents.house.xml import Element
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.manuscript import Assembled, Manuscript
from workflow.documents.merge.sections import Sections
from workflow.documents.merge.stories import packed

Progress = Callable[[str, float], None]
FRAME = -1
"""The scope of what belongs to no part: title, signature, the page."""


def silent(step: str, part: float) -> None:
    """Nobody watches."""


def assemble(
    manuscript: Manuscript, progress: Progress = silent, blobs: Blobs | None = None
) -> Assembled:
    """The report as a .docx; the same manuscript gives the same bytes.

    ``progress`` gets the step's name and the part done, 0 to 1; ``blobs`` holds the
    pictures and islands that contents name. Raises DocumentError for one that is missing.
    """
    made = Assembling(manuscript, blobs if blobs is not None else MemoryBlobs())
    body = made.body(progress)
    progress("package", 0.9)
    data = packed(body, made.ledger, manuscript, manuscript.profile).zipped()
    progress("done", 1.0)
    return Assembled(data, tuple(made.sections.warnings))


class Assembling:
    """One document on its way: chunks are taken in reading order, contents come last."""

    def __init__(self, manuscript: Manuscript, blobs: Blobs) -> None:
        self._manuscript, self._profile = manuscript, manuscript.profile
        self.ledger = Ledger(self._profile, blobs)
        self.sections = Sections(manuscript, self._profile, blobs)

    def body(self, progress: Progress) -> bytes:
        """What stands within w:body."""
        taken = [*self._parts(progress), self._end()]
        return b"".join([self._head(), *taken])

    def _head(self) -> bytes:
        """Contents, title, and the signature where the house style has it there."""
        manuscript, profile = self._manuscript, self._profile
        contents = contents_table(self.sections.entries, profile)
        title = (
            [title_paragraph(manuscript.title, profile, new_page=bool(contents))]
            if manuscript.title
            else []
        )
        under = signature_under_title(manuscript.signature, manuscript.date, profile)
        return self._frame(*contents, *title, *under)

    def _parts(self, progress: Progress) -> Iterator[bytes]:
        parts = self._manuscript.parts
        for place in range(len(parts)):
            progress("sections", 0.9 * place / len(parts))
            ends = place == len(parts) - 1 and not self._signature()
            for chunk in self.sections.chunks(place, ends):
                yield self.ledger.take(chunk, place)

    def _end(self) -> bytes:
        page = section_properties(
            self._profile,
            self._manuscript.draft_mark,
            landscape=self._ends_wide(),
            notes=self.ledger.note_kinds,
        )
        return self._frame(*self._signature(), page)

    def _ends_wide(self) -> bool:
        """Whether the last page lies on its side, as nothing follows its text."""
        parts = self._manuscript.parts
        blocks = parts[-1].content.blocks if parts and parts[-1].content else ()
        return bool(blocks) and blocks[-1].landscape and not self._signature()

    def _signature(self) -> list[Element]:
        return signature_block(self._manuscript.signature, self._manuscript.date, self._profile)

    def _frame(self, *elements: Element) -> bytes:
        return self.ledger.take(Chunk(pieces_of(*elements)), FRAME)
