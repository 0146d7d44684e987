"""Takes other chunks into one that is being made."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.chunk import Chunk, Hole, Needs, Pieces, Style
from workflow.documents.needs import NeedsBuilder
from workflow.documents.renumbering import Renumbering, onwards, renumbered, renumbered_list


class Splicer(NeedsBuilder):
    """Collects what a chunk needs, that of the chunks in it included."""

    def splice(self, chunk: Chunk) -> Pieces:
        """The chunk's pieces with their holes counted anew, its needs added to these."""
        needs, numbers = chunk.needs, self._renumbered(chunk)
        new_styles = self._splice_styles(needs, numbers)
        self._splice_lists(needs, numbers)
        for number, style in new_styles:
            self.define_style(number, renumbered(style.xml, numbers))
        self._notes += [renumbered(one, numbers) for one in needs.notes]
        self._endnotes += [renumbered(one, numbers) for one in needs.endnotes]
        first = numbers[Hole.COMMENT][0] if needs.comments else 0
        for body in needs.comments:
            parent = body.parent + first if body.parent >= 0 else -1
            pieces = renumbered(body.pieces, numbers)
            self._comments.append(replace(body, pieces=pieces, parent=parent))
        return renumbered(chunk.pieces, numbers)

    def _renumbered(self, chunk: Chunk) -> Renumbering:
        """The new numbers of everything but styles and lists."""
        needs = chunk.needs
        bookmarks = self._splice_bookmarks(chunk)
        numbers = {
            Hole.RELATION: [self.add_relation(one) for one in needs.relations],
            Hole.NOTE: onwards(len(self._notes), len(needs.notes)),
            Hole.ENDNOTE: onwards(len(self._endnotes), len(needs.endnotes)),
            Hole.COMMENT: onwards(len(self._comments), len(needs.comments)),
            Hole.BOOKMARK: bookmarks,
            Hole.BOOKMARK_NAME: bookmarks,
            Hole.DRAWING: onwards(self._drawings, needs.drawings),
            Hole.REVISION: onwards(self._revisions, needs.revisions),
        }
        self._drawings += needs.drawings
        self._revisions += needs.revisions
        return numbers

    def _splice_bookmarks(self, chunk: Chunk) -> list[int]:
        needs = chunk.needs
        comments = (one.pieces for one in needs.comments)
        bodies = (chunk.pieces, *needs.notes, *needs.endnotes, *comments)
        marked = {one[1] for body in bodies for one in body if one[0] is Hole.BOOKMARK}
        return [self.add_bookmark(name, n in marked) for n, name in enumerate(needs.bookmarks)]

    def _splice_styles(self, needs: Needs, numbers: Renumbering) -> list[tuple[int, Style]]:
        """Fills in the numbers of styles; returns those that are still to be defined."""
        reserved = [self.reserve_style(one.type, one.name) for one in needs.styles]
        numbers[Hole.STYLE] = [number for number, _ in reserved]
        return [
            (number, style)
            for (number, is_new), style in zip(reserved, needs.styles, strict=True)
            if is_new
        ]

    def _splice_lists(self, needs: Needs, numbers: Renumbering) -> None:
        claimed = [self._claimed_list(one) for one in needs.lists]
        numbers[Hole.LIST] = [number for number, _ in claimed]
        for (number, is_new), one in zip(claimed, needs.lists, strict=True):
            if is_new:
                self.define_list(number, renumbered_list(one, numbers))
