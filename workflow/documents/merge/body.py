"""Pass: title, preamble, sections and signature as paragraphs, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workflow.documents.content import Block, ListItem, Run, inlines, shown_text
from workflow.documents.merge.lists import Lists, list_properties
from workflow.documents.merge.manuscript import Manuscript, Part, Warning
from workflow.documents.merge.section_page import section_properties
from workflow.documents.merge.signature import signature_block
from workflow.documents.merge.styles import BODY, heading_style
from workflow.documents.merge.titles import title_paragraph
from workflow.documents.merge.xml import Element, paragraph, run
from workflow.documents.profile import Profile


class Body:
    """Writes the paragraphs of one manuscript and collects what it notices."""

    def __init__(self, manuscript: Manuscript, profile: Profile, lists: Lists) -> None:
        self._manuscript, self._profile, self._lists = manuscript, profile, lists
        self.warnings: list[Warning] = []

    def paragraphs(self, progress: Callable[[str, float], None]) -> Iterator[Element]:
        manuscript, parts = self._manuscript, self._manuscript.parts
        if manuscript.title:
            yield title_paragraph(manuscript.title, self._profile)
        for place, part in enumerate(parts):
            progress("sections", place / max(len(parts), 1))
            yield from self._part(place, part)
        yield from signature_block(manuscript.signature, manuscript.date, self._profile)
        yield section_properties(self._profile, manuscript.draft_mark)

    def _part(self, place: int, part: Part) -> Iterator[Element]:
        blocks = list(part.content.blocks) if part.content else []
        heading = part.numeral + part.title + part.tail
        if heading.strip():
            shared = blocks.pop(0) if part.run_in and _can_share(blocks) else None
            yield self._heading(part, shared)
        if part.content is not None and not any(shown_text(one).strip() for one in blocks):
            self._note_empty(place, part, bool(blocks) or not part.run_in)
        yield from self._blocks(blocks)

    def _heading(self, part: Part, shared: Block | None) -> Element:
        """Numeral, title and tail in the level's font; a run-in's text in the body's."""
        font = self._profile.level_font(part.kind)
        runs = [run(part.numeral + part.title + part.tail, font, self._profile)]
        if shared is not None:
            runs += self._runs(shared)
        return paragraph(heading_style(part.level), *runs)

    def _blocks(self, blocks: list[Block]) -> Iterator[Element]:
        open_lists: list[tuple[bool, int]] = []
        for block in blocks:
            if not isinstance(block, ListItem):
                open_lists.clear()
                yield paragraph(BODY, *self._runs(block))
                continue
            number = self._list_of(block, open_lists)
            properties = (list_properties(number, block.depth),)
            yield paragraph(BODY, *self._runs(block), properties=properties)

    def _list_of(self, item: ListItem, open_lists: list[tuple[bool, int]]) -> int:
        """The list that an item continues, or a new one where its kind or depth begins."""
        del open_lists[item.depth + 1 :]
        while len(open_lists) <= item.depth:
            open_lists.append((item.ordered, self._lists.begin(item.ordered)))
        if open_lists[item.depth][0] is not item.ordered:
            open_lists[item.depth] = (item.ordered, self._lists.begin(item.ordered))
        return open_lists[item.depth][1]

    def _runs(self, block: Block) -> list[Element]:
        font = self._profile.body
        return [
            run(one.text, font, self._profile, one.marks)
            for one in inlines(block)
            if isinstance(one, Run)
        ]

    def _note_empty(self, place: int, part: Part, is_empty: bool) -> None:
        if is_empty:
            name = part.title or part.numeral or "导语"
            self.warnings.append(
                Warning(place, name, "empty", f"“{name}”没有正文。", f"“{name}” has no text.")
            )


def _can_share(blocks: list[Block]) -> bool:
    return bool(blocks) and not isinstance(blocks[0], ListItem)
