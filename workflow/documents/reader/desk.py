"""What all parts of the reader share while one file is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from workflow.documents.blobs import Blobs
from workflow.documents.reader.comments import Comments
from workflow.documents.reader.formats import Formats
from workflow.documents.reader.identity import Identity
from workflow.documents.reader.islands import Islands
from workflow.documents.reader.known import Known, Learner, Recall
from workflow.documents.reader.line import Anchor, Line
from workflow.documents.reader.links import Links, targets_in
from workflow.documents.reader.lists import Labels
from workflow.documents.reader.marks import Marks
from workflow.documents.reader.media import Media
from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.suggestions import Suggestions
from workflow.documents.reader.xml import Element
from workflow.documents.word.source import Source
from workflow.documents.word.things import Hole

NOTE_PARTS = ("footnotes", "endnotes")


class Mode(Enum):
    """What becomes of tracked text: SUGGEST collects it, AFTER and BEFORE take one side."""

    SUGGEST = "suggest"
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a block stands: ``origin`` is its part; ``tables`` counts those around it."""

    origin: str
    mode: Mode
    landscape: bool = False
    tables: int = 0
    in_note: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """How the runs of a line are read: ``style`` as in Marks.look, ``link`` as in Run."""

    scene: Scene
    style: str
    link: str = ""
    depth: int = 0


class Desk:
    """Styles, numbers and remarks of one file, and what was said in it.

    ``moved`` tells where a block's words went that is no block of the content: (id, offset).
    ``learner`` and ``recall`` are for what the source set aside.
    """

    def __init__(
        self,
        source: Source,
        blobs: Blobs,
        learner: Learner | None = None,
        recall: Recall | None = None,
    ) -> None:
        self.source, self.blobs = source, blobs
        self.remarks = Remarks()
        self.styles = source.styles
        self.marks = Marks(source.styles_root)
        self.formats = Formats(source.styles_root, self.remarks)
        self.labels = Labels(source.numbering, self.remarks)
        self.islands = Islands(source, blobs, self.remarks)
        self.comments = Comments(source, self.remarks)
        self.identity = Identity()
        self.suggestions = Suggestions(self.remarks)
        self.links = Links(self._stories(), self._addresses(), self.remarks)
        self.links.meet(source.thinned.named(Hole.BOOKMARK), targets_in(source.thinned))
        self.media = Media(source, blobs)
        self.moved: dict[str, Anchor] = {}
        self.waiting_bookmarks: list[str] = []
        self.known = Known(source, learner, recall or Recall())

    def add_island(
        self, line: Line, kind: str, nodes: Sequence[Element], hand: Hand, text: str = ""
    ) -> None:
        """An island in a line, with the comments that are on it."""
        start = line.here()
        self.labels.pass_by(nodes)
        made = self.islands.inline(kind, nodes, hand.scene.origin, text)
        self.comments.meet_around(nodes, start, (start[0], start[1] + (made is not None)))
        if made is not None:
            line.add(made)

    def _stories(self) -> Iterator[Element]:
        yield self.source.body
        for kind in NOTE_PARTS:
            root = self.source.related_root(kind)
            if root is not None:
                yield root

    def _addresses(self) -> Iterator[str]:
        parts = [
            self.source.main,
            *(name for kind in NOTE_PARTS for name in self.source.related(kind)),
        ]
        for name in parts:
            yield from (one.address for one in self.source.relations(name).values())
