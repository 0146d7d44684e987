"""The tables of what has been given out: chunks go in, their bytes with final ids come out."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.blobs import Blobs
from workflow.documents.chunk import Chunk, Furniture, Hole, Needs
from workflow.documents.merge.bookmarks import Bookmarks, marked
from workflow.documents.merge.brought import BroughtParts
from workflow.documents.merge.comments import Comments
from workflow.documents.merge.counting import Counter
from workflow.documents.merge.deflating import Block
from workflow.documents.merge.elements import Elements
from workflow.documents.merge.filling import (
    COMMENTS,
    DOCUMENT,
    ENDNOTES,
    EXTENDED,
    FOOTNOTES,
    Filled,
    Pages,
    Table,
    fill,
    fill_abstract,
    nowhere,
)
from workflow.documents.merge.furnishing import OFFICE, FurnitureShelf
from workflow.documents.merge.numbering import Numbering
from workflow.documents.merge.pressing import Press
from workflow.documents.merge.relations import Relations
from workflow.documents.merge.shelf import Shelf
from workflow.documents.merge.stylesheet import Stylesheet
from workflow.documents.profile import Profile

NOTES = (
    (FOOTNOTES, Hole.NOTE, "footnote"),
    (ENDNOTES, Hole.ENDNOTE, "endnote"),
)


class Ledger:
    """One document's ids. ``take`` a part's chunks in reading order; then read the stories.

    ``stories`` are the elements of the parts beside the body, by their names. With a
    ``shelf``, what was filled in is kept for the next time.
    """

    def __init__(
        self,
        profile: Profile,
        blobs: Blobs,
        shelf: Shelf | None = None,
        press: Press | None = None,
    ) -> None:
        self.brought = BroughtParts(blobs)
        self.relations = {
            one: Relations(self.brought) for one in (DOCUMENT, FOOTNOTES, ENDNOTES, COMMENTS)
        }
        self.styles = Stylesheet(profile)
        self.numbering = Numbering()
        self.comments = Comments()
        self.stories = {
            FOOTNOTES: Elements(),
            ENDNOTES: Elements(),
            COMMENTS: self.comments.bodies,
            EXTENDED: self.comments.extended,
        }
        self.furniture = FurnitureShelf(self.brought)
        self._pages = Pages(shelf, press)
        self.bookmarks = Bookmarks()
        # Ids of notes count from 1: 0 and below are the separators'.
        self.counters = {
            Hole.NOTE: Counter(1),
            Hole.ENDNOTE: Counter(1),
            Hole.COMMENT: Counter(0),
            Hole.DRAWING: Counter(1),
            Hole.REVISION: Counter(1),
        }

    def begin_part(self) -> None:
        """Ids leave room before a part, so that one more in a part does not move all others.

        What does not move need not be filled in and compressed again.
        """
        for counter in self.counters.values():
            counter.leave_room()
        self.bookmarks.leave_room()
        self.numbering.leave_room()

    def bring(self, needs: Needs) -> None:
        """Fetch all parts beforehand; DocumentError, and nothing taken, where one is missing."""
        for one in needs.relations:
            self.brought.fetch(one)

    def take(self, chunk: Chunk, scope: int, sections: Sequence[bytes] = ()) -> bytes:
        """The chunk's bytes for the body; ``scope`` is the part it belongs to.

        Within one scope lists go on counting and a bookmark's name stays one name.
        ``sections`` are finished, one for each that ends within the chunk.
        """
        if not chunk.pieces:
            return b""
        table = self._table(chunk, scope, sections)
        made = self._filled(chunk, table)
        self._keep(chunk, table, made)
        return made.body

    def take_block(
        self, chunk: Chunk, scope: int, sections: Sequence[bytes] = (), key: str = ""
    ) -> Block:
        """The same, compressed; ``key`` names the chunk where it is to be kept."""
        table = self._table(chunk, scope, sections)
        block, made = self._pages.filled(key, table, lambda: self._filled(chunk, table))
        self._keep(chunk, table, made)
        return block

    def furnish(self, one: Furniture, scope: int) -> str:
        """The id, among the document's relations, of a header or footer of a part."""
        name = self.furniture.known(one, scope)
        if name is None:
            own, chunk = Relations(self.brought), one.chunk
            targets = chunk.needs.relations
            table = self._table(chunk, scope, ())
            made = fill(chunk, table, lambda _, number: own.claim(targets[number]))
            name = self.furniture.add(one, scope, made.body, own)
        return self.relations[DOCUMENT].own(f"{OFFICE}/{one.kind}", name)

    def bookmark(self, scope: int, name: str) -> str:
        """The final name of a bookmark of a part."""
        return self.bookmarks.final(scope, name)

    @property
    def note_kinds(self) -> frozenset[str]:
        """The kinds of notes taken so far: "footnote", "endnote"."""
        return frozenset(kind for story, _, kind in NOTES if self.stories[story])

    def seal(self) -> list[int]:
        """Compress what stands beside the body so far; how many blocks each story had."""
        before = [len(one.blocks) for one in self.stories.values()]
        for one in self.stories.values():
            one.seal()
        return before

    def _table(
        self, chunk: Chunk, scope: int, sections: Sequence[bytes]
    ) -> dict[Hole, Sequence[bytes]]:
        needs = chunk.needs
        many = {
            Hole.NOTE: len(needs.notes),
            Hole.ENDNOTE: len(needs.endnotes),
            Hole.COMMENT: len(needs.comments),
            Hole.DRAWING: needs.drawings,
            Hole.REVISION: needs.revisions,
        }
        table: dict[Hole, Sequence[bytes]] = {
            kind: self.counters[kind].take(count) for kind, count in many.items()
        }
        table[Hole.BOOKMARK], table[Hole.BOOKMARK_NAME] = self.bookmarks.claim(
            scope, needs.bookmarks, marked(chunk) if needs.bookmarks else ()
        )
        self._take_styles(needs, table, scope)
        table[Hole.SECTION] = sections
        return table

    def _filled(self, chunk: Chunk, table: Table) -> Filled:
        targets = chunk.needs.relations
        return fill(
            chunk, table, lambda story, number: self.relations[story].claim(targets[number])
        )

    def _keep(self, chunk: Chunk, table: Table, made: Filled) -> None:
        """What stands beside the body, and the relations that all of it names."""
        targets = chunk.needs.relations
        for story, number in made.used:
            self.relations[story].claim(targets[number])
        for (story, kind, name), bodies in zip(NOTES, (made.notes, made.endnotes), strict=True):
            self.stories[story].open += [
                b'<w:%b w:id="%b">%b</w:%b>' % (name.encode(), own, body, name.encode())
                for own, body in zip(table[kind], bodies, strict=True)
            ]
        first = int(table[Hole.COMMENT][0]) if made.comments else 0
        for number, body in enumerate(chunk.needs.comments):
            self.comments.add(body, made.comments[number], first + number, first)

    def _take_styles(self, needs: Needs, table: dict[Hole, Sequence[bytes]], scope: int) -> None:
        table[Hole.STYLE], new = self.styles.claim_all(needs.styles)
        lists: list[bytes] = []
        table[Hole.LIST] = lists
        for definition in needs.lists:
            number = self.numbering.claim(
                scope, definition, lambda pieces, own: fill_abstract(pieces, own, table)
            )
            lists.append(b"%d" % number)
        for style in new:
            self.styles.add(style, fill(Chunk(style.xml), table, nowhere).body)
