"""Our own bookmarks in a file that comes back: taken out before it is read, and met again.

So what they stand in reads as if they were not there: an island keeps its hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.documents.content import Block, Paragraph, every_block
from workflow.documents.identity import BlockMark, SectionMark, Sighting, mark_named
from workflow.documents.reader.xml import Element, val
from workflow.documents.word.tree import remove, w

_P, _START, _END, _TEXT = w("p"), w("bookmarkStart"), w("bookmarkEnd"), w("t")
Mark = SectionMark | BlockMark
Found = list[tuple[Mark, int]]


class Identity:
    """Where each of our marks stands: first by paragraph, then by the block that it became."""

    def __init__(self) -> None:
        self._held: dict[Element, Found] = {}
        self._waiting: list[tuple[Mark, str]] = []
        self._seen: list[Sighting] = []

    def take_out(self, body: Element) -> None:
        """Our bookmarks leave the tree; one between two paragraphs belongs to the next."""
        waiting: Found = []
        ids: set[str | None] = set()
        for node in list(body.iter(_P, _START)):
            if node.tag == _P:
                self._hold(_outermost(node), waiting)
                waiting = []
            elif mark := mark_named(val(node, "name") or ""):
                holder = _paragraph_of(node)
                if holder is None:
                    waiting.append((mark, 0))
                else:
                    self._hold(holder, [(mark, _ahead(holder, node))])
                ids.add(val(node, "id"))
                remove(node)
        for node in [one for one in body.iter(_END) if val(one, "id") in ids]:
            remove(node)

    def _hold(self, paragraph: Element, found: Found) -> None:
        if found:
            self._held.setdefault(paragraph, []).extend(found)

    def hand_over(self, node: Element, other: Element) -> None:
        """The marks in ``node`` are now those of the first paragraph of ``other``."""
        found = [one for inner in node.iter(_P) for one in self._own(inner)]
        self._hold(next(other.iter(_P)), found)

    def met(self, nodes: Iterable[Element], blocks: Iterable[Block]) -> None:
        """What stands in ``nodes`` was read as ``blocks``. The marks of what became nothing, or
        of an empty line that somebody set before the text, wait for what follows.
        """
        found = [one for node in nodes for inner in node.iter(_P) for one in self._own(inner)]
        first = next(iter(blocks), None)
        if first is None or _is_blank(first):
            home = first.id if first else ""
            self._waiting += [(mark, home) for mark, _ in found]
            return
        self._seen += [Sighting(mark, first.id, offset) for mark, offset in found]
        begins = any(isinstance(mark, SectionMark) for mark, _ in found)
        is_known = bool(found)
        for mark, home in reversed(self._waiting):
            is_block = isinstance(mark, BlockMark)
            self._see(mark, home if (is_known if is_block else begins and home) else first.id)
            is_known = is_known or is_block
        self._waiting = []

    def _see(self, mark: Mark, block: str) -> None:
        if block:
            self._seen.append(Sighting(mark, block))

    def all(self, blocks: Iterable[Block]) -> tuple[Sighting, ...]:
        """Every mark by the block of the text in which it was met; a table counts as one."""
        for mark, home in self._waiting:
            self._see(mark, home)
        self._waiting = []
        if not self._seen:
            return ()
        outer = {inner.id: one.id for one in blocks for inner in every_block((one,))}
        return tuple(
            replace(one, block=outer[one.block]) for one in self._seen if one.block in outer
        )

    def _own(self, paragraph: Element) -> Found:
        return self._held.pop(paragraph, [])


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.runs


def _paragraph_of(node: Element) -> Element | None:
    found = list(node.iterancestors(_P))
    return found[-1] if found else None


def _outermost(paragraph: Element) -> Element:
    above = _paragraph_of(paragraph)
    return paragraph if above is None else above


def _ahead(paragraph: Element, mark: Element) -> int:
    """How many characters of the paragraph's text stand before the mark."""
    count = 0
    for node in paragraph.iter(_TEXT, _START):
        if node is mark:
            break
        count += len(node.text or "") if node.tag == _TEXT else 0
    return count
