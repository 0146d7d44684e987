"""The tables of what has been given out: chunks go in, their bytes with final ids come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk, Hole, Needs, Pieces, Target
from workflow.documents.merge.bookmarks import Bookmarks
from workflow.documents.merge.comments import Comments
from workflow.documents.merge.furnishing import OFFICE, FurnitureShelf
from workflow.documents.merge.numbering import Numbering
from workflow.documents.merge.relations import BroughtParts, Relations
from workflow.documents.merge.stylesheet import Stylesheet
from workflow.documents.profile import Profile
from workflow.documents.section import Furniture

Table = Mapping[Hole, list[bytes]]
DOCUMENT, FOOTNOTES, ENDNOTES, COMMENTS = "document", "footnotes", "endnotes", "comments"


class Ledger:
    """One document's ids. ``take`` a part's chunks in reading order; then read the stories."""

    def __init__(self, profile: Profile, blobs: Blobs) -> None:
        self.brought = BroughtParts(blobs)
        self.relations = {
            one: Relations(self.brought) for one in (DOCUMENT, FOOTNOTES, ENDNOTES, COMMENTS)
        }
        self.styles = Stylesheet(profile)
        self.numbering = Numbering()
        self.comments = Comments()
        self.notes: dict[str, list[bytes]] = {FOOTNOTES: [], ENDNOTES: []}
        self.furniture = FurnitureShelf(self.brought)
        self._bookmarks = Bookmarks()
        self._drawings, self._revisions = count(1), count(1)

    def take(self, chunk: Chunk, scope: int, sections: Sequence[bytes] = ()) -> bytes:
        """The chunk's bytes for the body; ``scope`` is the part it belongs to.

        Within one scope lists go on counting and a bookmark's name stays one name.
        ``sections`` are finished, one for each that ends within the chunk.
        """
        table = self._table(chunk.needs, scope)
        table[Hole.SECTION] = list(sections)
        return self._fill(chunk.pieces, table, chunk.needs.relations, self.relations[DOCUMENT])

    def furnish(self, one: Furniture, scope: int) -> str:
        """The id, among the document's relations, of a header or footer of a part."""
        name = self.furniture.known(one, scope)
        if name is None:
            own = Relations(self.brought)
            needs = one.chunk.needs
            table = self._table(needs, scope)
            filled = self._fill(one.chunk.pieces, table, needs.relations, own)
            name = self.furniture.add(one, scope, filled, own)
        return self.relations[DOCUMENT].own(f"{OFFICE}/{one.kind}", name)

    def bookmark(self, scope: int, name: str) -> str:
        """The final name of a bookmark of a part."""
        return self._bookmarks.final(scope, name)

    def _table(self, needs: Needs, scope: int) -> dict[Hole, list[bytes]]:
        table: dict[Hole, list[bytes]] = {
            Hole.DRAWING: _numbers(self._drawings, needs.drawings),
            Hole.REVISION: _numbers(self._revisions, needs.revisions),
        }
        table[Hole.BOOKMARK], table[Hole.BOOKMARK_NAME] = self._bookmarks.claim(
            scope, needs.bookmarks
        )
        self._take_styles(needs, table, scope)
        self._take_notes(needs, table)
        first = self.comments.reserve(len(needs.comments))
        table[Hole.COMMENT] = [b"%d" % (first + n) for n in range(len(needs.comments))]
        for body in needs.comments:
            filled = self._fill(body.pieces, table, needs.relations, self.relations[COMMENTS])
            self.comments.add(body, filled, first)
        return table

    @property
    def note_kinds(self) -> frozenset[str]:
        """The kinds of notes taken so far: "footnote", "endnote"."""
        stories = ((FOOTNOTES, "footnote"), (ENDNOTES, "endnote"))
        return frozenset(kind for story, kind in stories if self.notes[story])

    def _take_styles(self, needs: Needs, table: dict[Hole, list[bytes]], scope: int) -> None:
        claimed = [self.styles.claim(one) for one in needs.styles]
        table[Hole.STYLE] = [own.encode() for own, _ in claimed]
        table[Hole.LIST] = []
        for definition in needs.lists:
            number = self.numbering.claim(
                scope, definition, lambda pieces, own: self._abstract(pieces, own, table)
            )
            table[Hole.LIST].append(b"%d" % number)
        for style, (_, is_new) in zip(needs.styles, claimed, strict=True):
            if is_new:
                filled = self._fill(style.xml, table, (), self.relations[DOCUMENT])
                self.styles.add(style, filled)

    def _abstract(self, pieces: Pieces, own: int, table: Table) -> bytes:
        """An abstract list's LIST holes are its own number; it has no relations."""
        return b"".join(
            one
            if isinstance(one, bytes)
            else (b"%d" % own if one[0] is Hole.LIST else table[one[0]][one[1]])
            for one in pieces
        )

    def _take_notes(self, needs: Needs, table: dict[Hole, list[bytes]]) -> None:
        """Ids count from 1: 0 and below are the separators'."""
        for story, kind, bodies in (
            (FOOTNOTES, Hole.NOTE, needs.notes),
            (ENDNOTES, Hole.ENDNOTE, needs.endnotes),
        ):
            first = len(self.notes[story]) + 1
            table[kind] = [b"%d" % (first + n) for n in range(len(bodies))]
            self.notes[story] += [
                self._fill(body, table, needs.relations, self.relations[story]) for body in bodies
            ]

    def _fill(
        self, pieces: Pieces, table: Table, targets: tuple[Target, ...], relations: Relations
    ) -> bytes:
        return b"".join(
            [
                one
                if isinstance(one, bytes)
                else table[one[0]][one[1]]
                if one[0] is not Hole.RELATION
                else relations.claim(targets[one[1]]).encode()
                for one in pieces
            ]
        )


def _numbers(counter: Iterator[int], many: int) -> list[bytes]:
    return [b"%d" % next(counter) for _ in range(many)]
