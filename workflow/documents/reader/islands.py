"""Makes islands of what the editor cannot show, with the text that a reader reads in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workflow.documents.blobs import Blobs
from workflow.documents.content import InlineIsland, IslandBlock, new_id
from workflow.documents.house.styles import house_names
from workflow.documents.islands import Island, load_island, store_island
from workflow.documents.reader.accepting import DELETED, INSERTED, accept
from workflow.documents.reader.beside import beside_text
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.text import text_of
from workflow.documents.reader.xml import Element
from workflow.documents.word.cutting import Cutter
from workflow.documents.word.cutting.bookmarks import Names
from workflow.documents.word.source import Source
from workflow.documents.word.tree import remove, w

_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}


class Islands:
    """Cuts elements out of one source and stores them; tracked changes in them are accepted.

    ``origin`` is the part that the elements are of. ``names`` are bookmarks, by their folded
    names, besides those that the source defines.
    """

    def __init__(
        self, source: Source, blobs: Blobs, remarks: Remarks, names: Names | None = None
    ) -> None:
        self._source, self._blobs, self._remarks = source, blobs, remarks
        self._cutter = Cutter(source, blobs, house=house_names(), names=names)

    def target(self, name: str) -> str:
        """A bookmark as its definition spells it, "" where there is none."""
        return self._cutter.bookmarks.get(name.casefold(), "")

    def inline(
        self, kind: str, nodes: Sequence[Element], origin: str, text: str = ""
    ) -> InlineIsland | None:
        """An island of runs and the like; None where nothing stays of them.

        ``text`` is what it reads as where its own characters say something else.
        """
        found = self._store(kind, nodes, origin, text)
        return InlineIsland(found[0], kind, found[1]) if found else None

    def block(
        self, kind: str, blocks: Sequence[Element], origin: str, landscape: bool
    ) -> IslandBlock | None:
        """An island of whole paragraphs and tables; None where nothing stays of them."""
        found = self._store(kind, blocks, origin)
        return IslandBlock(new_id(), found[0], kind, found[1], landscape) if found else None

    def as_block(self, island: InlineIsland, own: str, landscape: bool) -> IslandBlock:
        """An inline island in a paragraph of its own."""
        inner = load_island(island.hash, self._blobs)
        pieces = (b"<w:p>", *inner.chunk.pieces, b"</w:p>")
        whole = replace(inner, chunk=replace(inner.chunk, pieces=pieces))
        digest = store_island(whole, self._blobs)
        return IslandBlock(own, digest, island.kind, island.text, landscape)

    def _store(
        self, kind: str, nodes: Sequence[Element], origin: str, text: str = ""
    ) -> tuple[str, str] | None:
        for section in [one for node in nodes for one in node.iter(w("sectPr"))]:
            remove(section)
        kept = [one for node in nodes for one in self._accepted(node)]
        if not kept:
            return None
        text = text or text_of(kept, self._source.note)
        beside = beside_text(kept, self._source, origin)
        text = "\n".join(one for one in (text, beside) if one)
        chunk = self._cutter.cut(kept, origin)
        if not chunk.pieces:
            return None
        return store_island(Island(kind, text, chunk), self._blobs), text

    def _accepted(self, node: Element) -> list[Element]:
        """The node after its changes: itself, what it wrapped, or nothing."""
        for note in node.iter(*_NOTES):
            body = self._source.note(_NOTES[str(note.tag)], note.get(w("id"), ""))
            if body is not None:
                self._count(accept(body).total())
        if node.tag in DELETED:
            self._count(1)
            return []
        if node.tag in INSERTED:
            self._count(1)
            return [one for inner in list(node) for one in self._accepted(inner)]
        self._count(accept(node).total())
        return [node]

    def _count(self, changes: int) -> None:
        if changes:
            self._remarks.add("changes_in_island", count=changes)
