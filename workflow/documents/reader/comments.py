"""Comments: what was said, by whom, and on which words (ECMA-376 Part 1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow.documents.content import (
    Block,
    Content,
    InlineIsland,
    IslandBlock,
    Note,
    Run,
    block_text,
    every_block,
    inlines,
)
from workflow.documents.reader.line import Anchor
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.suggestions import blocks_in
from workflow.documents.reader.text import text_of
from workflow.documents.reader.xml import Element, val
from workflow.documents.talk import Suggestion, WordComment
from workflow.documents.word.cutting.notes import Thread, threads
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
MARKS = (_START, _END, _REFERENCE)


class Comments:
    """Notes where comments begin and end while the text is read; then puts them together."""

    def __init__(self, source: Source, remarks: Remarks) -> None:
        self._source, self._remarks = source, remarks
        self._starts: dict[str, Anchor] = {}
        self._ends: dict[str, Anchor] = {}
        self._waiting: list[str] = []
        self._last: Anchor = ("", 0)

    def meet(self, mark: Element, here: Anchor) -> None:
        """A range mark or a reference at this place of a line."""
        own = val(mark, "id") or ""
        if mark.tag == _START:
            self._starts.setdefault(own, here)
        elif mark.tag == _END:
            self._ends[own] = here
        else:
            self._starts.setdefault(own, here)
            self._ends.setdefault(own, here)

    def meet_between(self, mark: Element) -> None:
        """A mark between paragraphs: it begins with the next line, or ends with the last."""
        if mark.tag == _START:
            self._waiting.append(val(mark, "id") or "")
        else:
            self.meet(mark, self._last)

    def meet_around(self, elements: Iterable[Element], start: Anchor, end: Anchor) -> None:
        """The marks within an island, which is one atom or a block of its own."""
        for element in elements:
            for mark in element.iter(*MARKS):
                if mark.tag == _START:
                    self.meet(mark, start)
                elif mark.tag == _END:
                    self.meet(mark, end)
                else:
                    own = val(mark, "id") or ""
                    self._starts.setdefault(own, start)
                    self._ends.setdefault(own, end)

    def begin(self, first: Anchor) -> None:
        """A line begins here."""
        for own in self._waiting:
            self._starts.setdefault(own, first)
        self._waiting.clear()

    def end(self, last: Anchor) -> None:
        """The line that ends here is the last so far."""
        self._last = last

    def all(
        self,
        content: Content,
        suggestions: Iterable[Suggestion],
        moved: Mapping[str, Anchor],
    ) -> tuple[WordComment, ...]:
        """The comments of the file in their order; ``moved`` tells where blocks went that are
        no blocks of the content: (id, what to add to the offset).
        """
        bodies = self._bodies()
        if not bodies:
            return ()
        inserted = [block for one in suggestions for block in blocks_in(one)]
        places = _Places((*content.blocks, *inserted), moved)
        said = threads(self._source)
        found = []
        for own, element in bodies.items():
            start = places.find(self._starts.get(own))
            end = places.find(self._ends.get(own), start)
            if self._starts.get(own) is None:
                self._remarks.add("comment_without_place", text_of([element]))
            elif start[0] != end[0]:
                self._remarks.add("comment_over_paragraphs", place=start[0])
            if any(True for _ in element.iter(w("drawing"), w("pict"), w("object"))):
                self._remarks.add("comment_picture")
            thread = said.get(own, Thread())
            found.append(_comment(own, element, thread, places.span(start, end)))
        return tuple(found)

    def _bodies(self) -> dict[str, Element]:
        root = self._source.related_root("comments")
        found: dict[str, Element] = {}
        for one in root.iterchildren(w("comment")) if root is not None else ():
            found.setdefault(val(one, "id") or "", one)
        return found


@dataclass(frozen=True, slots=True)
class _Span:
    block: str
    start: int
    end: int
    quote: str


class _Places:
    """The texts of all blocks in reading order."""

    def __init__(self, blocks: Iterable[Block], moved: Mapping[str, Anchor]) -> None:
        found = list(every_block(blocks))
        notes = (note for one in found for note in inlines(one) if isinstance(note, Note))
        self._inner = {one.id for note in notes for one in note.blocks}
        self._blocks = {one.id: one for one in found}
        self._order = {own: n for n, own in enumerate(self._blocks)}
        self._moved = moved

    def find(self, anchor: Anchor | None, otherwise: Anchor = ("", 0)) -> Anchor:
        """The place in the content that is nearest to where a mark was met."""
        own, offset = anchor or otherwise
        for _ in range(len(self._moved) + 1):
            if own not in self._moved:
                break
            own, more = self._moved[own]
            offset += more
        if own not in self._blocks:
            return next(iter(self._blocks), ""), 0
        return own, min(offset, len(block_text(self._blocks[own])))

    def span(self, start: Anchor, end: Anchor) -> _Span:
        """What the comment is on; of several blocks the first, with the words of all."""
        if start[0] not in self._blocks:
            return _Span("", 0, 0, "")
        first = self._blocks[start[0]]
        if start[0] == end[0] or self._order[end[0]] < self._order[start[0]]:
            last = max(start[1], end[1]) if start[0] == end[0] else start[1]
            return _Span(first.id, start[1], last, _quote(first, start[1], last))
        blocks = list(self._blocks.values())[self._order[start[0]] + 1 : self._order[end[0]]]
        between = [one for one in blocks if one.id not in self._inner]
        quotes = [_quote(first, start[1], len(block_text(first)))]
        quotes += [_quote(one, 0, len(block_text(one))) for one in between]
        quotes.append(_quote(self._blocks[end[0]], 0, end[1]))
        quote = "\n".join(one for one in quotes if one)
        return _Span(first.id, start[1], len(block_text(first)), quote)


def _quote(block: Block, start: int, end: int) -> str:
    """The words of a stretch of a block, islands by their text."""
    if isinstance(block, IslandBlock):
        return block.text
    shown: list[str] = []
    for one in inlines(block):
        if isinstance(one, Run):
            shown += one.text
        else:
            shown.append(one.text if isinstance(one, InlineIsland) else "")
    return "".join(shown[start:end])


def _comment(own: str, element: Element, thread: Thread, span: _Span) -> WordComment:
    return WordComment(
        key=own,
        author=val(element, "author") or "",
        at=val(element, "date") or "",
        text=text_of([element]),
        block=span.block,
        start=span.start,
        end=span.end,
        quote=span.quote,
        parent=thread.parent if thread.parent != own else "",
        done=thread.done,
    )
