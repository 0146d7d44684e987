"""The passes in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workflow.documents.blobs import Blobs, MemoryBlobs
from workflow.documents.chunk import Chunk, pieces_of
from workflow.documents.house.contents_table import contents_table
from workflow.documents.house.signature import signature_block, signature_under_title
from workflow.documents.house.titles import title_paragraph
from workflow.documents.house.xml import Element
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.manuscript import Assembled, KeptPart, Manuscript, Part
from workflow.documents.merge.pages import Pages
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
        policy = manuscript.policy
        self._pages = Pages(
            self._profile,
            manuscript.draft_mark,
            own_pages="keep" in (policy.headers, policy.styles),
            furnish=self.ledger.furnish,
            begun=bool(manuscript.title or manuscript.contents),
        )

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
        for place, part in enumerate(parts):
            progress("sections", 0.9 * place / len(parts))
            if isinstance(part, KeptPart):
                yield from self._kept(place, part)
                continue
            yield self._pages.leave()
            ends = place == len(parts) - 1 and not self._signature()
            for chunk in self.sections.chunks(place, part, ends):
                yield self._pages.written(self.ledger.take(chunk, place))

    def _kept(self, place: int, part: KeptPart) -> Iterator[bytes]:
        """Its heading stands on its own first page."""
        kept = self.sections.kept(place, part)
        needs = kept.chunk.needs
        yield self._pages.enter(needs, place)
        for chunk in self.sections.heads(place, part):
            yield self._pages.written(self.ledger.take(chunk, place))
        ends = self._pages.ends(needs, place)
        yield self._pages.written(self.ledger.take(kept.chunk, place, ends))
        if self._manuscript.contents:
            self.sections.add_entries(part, kept, lambda own: self.ledger.bookmark(place, own))

    def _end(self) -> bytes:
        signature = self._signature()
        before = self._pages.leave() if signature else b""
        last = self._pages.last(self._ends_wide(), self.ledger.note_kinds)
        return before + self._frame(*signature) + last

    def _ends_wide(self) -> bool:
        """Whether the last page lies on its side, as nothing follows its text."""
        last = self._manuscript.parts[-1] if self._manuscript.parts else None
        if not isinstance(last, Part) or last.content is None or self._signature():
            return False
        return bool(last.content.blocks) and last.content.blocks[-1].landscape

    def _signature(self) -> list[Element]:
        return signature_block(self._manuscript.signature, self._manuscript.date, self._profile)

    def _frame(self, *elements: Element) -> bytes:
        return self.ledger.take(Chunk(pieces_of(*elements)), FRAME)
