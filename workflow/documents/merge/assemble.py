"""The passes in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk, pieces_of
from workflow.documents.house.contents_table import contents_table
from workflow.documents.house.signature import signature_block, signature_under_title
from workflow.documents.house.titles import title_paragraph
from workflow.documents.house.xml import Element
from workflow.documents.merge.deflating import Block, block_of
from workflow.documents.merge.desk import Desk, opened
from workflow.documents.merge.labels import labels
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
    manuscript: Manuscript,
    progress: Progress = silent,
    blobs: Blobs | None = None,
    cache: Path | None = None,
    jobs: int = 1,
) -> Assembled:
    """The report as a .docx; the same manuscript gives the same bytes, cached or not.

    ``progress`` gets the step's name and the part done, 0 to 1; ``blobs`` holds the
    pictures and islands that contents name. ``cache``: a folder that keeps parts for the
    next time. ``jobs``: processes that read files. Raises DocumentError for a blob that is
    missing, and for a part that is refused.
    """
    with opened(cache, jobs, blobs) as desk:
        made = Assembling(manuscript, desk)
        body = made.body(progress)
        progress("package", 0.9)
        data = packed(body, made.ledger, manuscript, manuscript.profile).zipped()
    progress("done", 1.0)
    return Assembled(data, tuple(made.sections.warnings))


class Assembling:
    """One document on its way: chunks are taken in reading order, contents come last."""

    def __init__(self, manuscript: Manuscript, desk: Desk) -> None:
        self._manuscript, self._profile = manuscript, manuscript.profile
        self.ledger = Ledger(self._profile, desk.blobs, desk.shelf if desk.lasts else None)
        self.sections = Sections(manuscript, self._profile, desk)
        policy = manuscript.policy
        self._pages = Pages(
            self._profile,
            manuscript.draft_mark,
            own_pages="keep" in (policy.headers, policy.styles),
            furnish=self.ledger.furnish,
            begun=bool(manuscript.title or manuscript.contents),
        )

    def body(self, progress: Progress) -> list[Block]:
        """What stands within w:body, compressed."""
        taken = [*self._parts(progress), block_of(self._end())]
        if self.sections.has_numbers:
            self.sections.number_entries(labels(taken, self.ledger))
        return [block_of(self._head()), *taken]

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

    def _parts(self, progress: Progress) -> Iterator[Block]:
        parts = self._manuscript.parts
        self.sections.prepare(progress)
        for place, part in enumerate(parts):
            progress("sections", 0.9 * place / len(parts))
            self.ledger.begin_part()
            if isinstance(part, KeptPart):
                yield from self._kept(place, part)
                continue
            ends = place == len(parts) - 1 and not self._signature()
            made = [self._pages.leave()]
            for chunk in self.sections.chunks(place, part, ends):
                made.append(self._pages.written(self.ledger.take(chunk, place)))
            yield block_of(b"".join(made))

    def _kept(self, place: int, part: KeptPart) -> Iterator[Block]:
        """Its heading stands on its own first page."""
        key, kept = self.sections.kept(place, part)
        needs = kept.chunk.needs
        before = [self._pages.enter(needs, place)]
        for chunk in self.sections.heads(place, part):
            before.append(self._pages.written(self.ledger.take(chunk, place)))
        if any(before):
            yield block_of(b"".join(before))
        ends = self._pages.ends(needs, place)
        yield self.ledger.take_block(kept.chunk, place, ends, key)
        behind = self._pages.written_chunk(kept.chunk)
        if behind:
            yield block_of(behind)
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
