"""A story while it is read: its blocks so far, where it stands, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from workflow.documents.content import Block, PageBreak, Paragraph, Picture, Run, new_id
from workflow.documents.reader.accepting import DELETED, INSERTED
from workflow.documents.reader.desk import Scene
from workflow.documents.reader.kinds import kind_of
from workflow.documents.reader.landscape import Sections
from workflow.documents.reader.lists import Counting
from workflow.documents.reader.paragraphs import Read
from workflow.documents.reader.xml import Element, tags
from workflow.documents.word.tree import w

_P, _TBL = w("p"), w("tbl")
_BLOCKS = tags("p tbl sdt")
_HOLDERS = tags("p tbl sdt altChunk r hyperlink fldSimple smartTag")


@dataclass(slots=True)
class Story:
    """Blocks so far; ``sections`` only where they are those of pages."""

    scene: Scene
    sections: Sections | None = None
    blocks: list[Block] = field(default_factory=list)
    counting: Counting = field(default_factory=Counting)
    turns: bool = False

    @property
    def last(self) -> str:
        """The id of the last block, "" before the first."""
        return self.blocks[-1].id if self.blocks else ""

    def add(self, blocks: Iterable[Block]) -> None:
        """Blocks that follow, on a new page where one is due."""
        for one in blocks:
            if self.turns and self.blocks and not isinstance(self.blocks[-1], PageBreak):
                self.blocks.append(PageBreak(new_id(), one.landscape))
            self.turns = False
            self.blocks.append(one)

    def takes_caption(self, read: Read) -> bool:
        """Whether a paragraph is the caption of the picture before it."""
        last = self.blocks[-1] if self.blocks else None
        return (
            read.is_caption
            and isinstance(last, Picture)
            and not any(isinstance(one, Run) for one in last.caption)
            and not self.turns
            and not read.breaks
            and last.landscape == read.blocks[0].landscape
        )

    def add_caption(self, read: Read) -> tuple[str, int]:
        """Give the caption to the picture; the id it had, and what stands before it there."""
        picture, caption = self.blocks[-1], read.blocks[0]
        assert isinstance(picture, Picture) and isinstance(caption, Paragraph)
        self.blocks[-1] = replace(picture, caption=(*picture.caption, *caption.runs))
        return caption.id, len(picture.caption)


def unwrapped(nodes: Iterable[Element]) -> Iterator[Element]:
    """The nodes, those within wrappers of whole paragraphs among them."""
    for one in nodes:
        if _is_wrapper(one):
            yield from unwrapped(list(one))
        else:
            yield one


def _is_wrapper(node: Element) -> bool:
    """What holds paragraphs and is nothing else that is known."""
    if node.tag in INSERTED + DELETED:
        return any(inner.tag in _BLOCKS for inner in node)
    if not isinstance(node.tag, str) or node.tag in _HOLDERS or kind_of(node) != "other":
        return False
    return next(node.iter(_P, _TBL), None) is not None
