"""Things that are alone in their paragraph become blocks: pictures, charts, equations ..."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflow.documents.content import Block, Bookmark, InlineIsland, Run, new_id
from workflow.documents.reader.desk import Desk, Scene
from workflow.documents.reader.kinds import BLOCK_KINDS, lone_kind
from workflow.documents.reader.line import Held, Piece, Waiting
from workflow.documents.reader.xml import Element


class Alone:
    """Looks at paragraphs that are neither headings nor items of a list."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def whole(self, paragraph: Element, scene: Scene) -> Block | None:
        """An island in the place of a paragraph that holds nothing else."""
        kind = lone_kind(paragraph)
        if not kind:
            return None
        self._desk.labels.pass_by(list(paragraph))
        island = self._desk.islands.block(kind, [paragraph], scene.origin, scene.landscape)
        if island is not None:
            here = island.id, 0
            self._desk.comments.begin(here)
            self._desk.comments.meet_around([paragraph], here, here)
            self._desk.comments.end(here)
        return island

    def things(self, piece: Piece, scene: Scene) -> list[Block]:
        """The pictures, or the island, that are all of a piece; none where it is more."""
        if self._desk.suggestions.touches(piece.id):
            return []
        if _is_pictures(piece):
            return list(self._pictures(piece))
        seen = [one for one in piece.inlines if not _is_blank(one)]
        only = seen[0] if len(seen) == 1 else None
        if not isinstance(only, InlineIsland) or only.kind not in BLOCK_KINDS:
            return []
        return [self._desk.islands.as_block(only, piece.id, scene.landscape)]

    def _pictures(self, piece: Piece) -> Iterator[Block]:
        """The pictures as blocks; bookmarks stand in the first one's caption."""
        held = piece.pictures()
        marks = tuple(one for one in piece.inlines if isinstance(one, Bookmark))
        if len(held) > 1:
            self._desk.remarks.add("pictures_in_a_row", place=piece.id)
        for place, one in enumerate(held):
            if one.floats:
                self._desk.remarks.add("floating_picture", place=piece.id)
            own, caption = (new_id(), ()) if place else (piece.id, marks)
            yield replace(one.picture, id=own, caption=caption)


def _is_pictures(piece: Piece) -> bool:
    """Pictures and nothing that a reader sees beside them."""
    return bool(piece.pictures()) and all(
        isinstance(one, Held | Bookmark) or _is_blank(one) for one in piece.inlines
    )


def _is_blank(one: Waiting) -> bool:
    return isinstance(one, Run) and not one.text.strip()
