"""What was set aside before parsing, read at its place by its pattern."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workflow.documents.content import Block
from workflow.documents.reader.desk import Desk
from workflow.documents.reader.paragraphs import Paragraphs
from workflow.documents.reader.patterns import BlockPattern, PicturePattern, TablePattern
from workflow.documents.reader.story import Story
from workflow.documents.reader.tables import Tables
from workflow.documents.reader.xml import Element
from workflow.documents.word.body_text import Aside

Node = Callable[[Story, Element], None]


class SetAside:
    """``node`` reads an element of a story as ever."""

    def __init__(self, desk: Desk, paragraphs: Paragraphs, tables: Tables, node: Node) -> None:
        self._desk, self._paragraphs, self._tables, self._node = desk, paragraphs, tables, node

    def read(self, story: Story, node: Element, asides: Sequence[Aside]) -> None:
        """What ``node`` stands for; put back and read where a pattern does not say enough.

        Marks of ours in the node are of the first.
        """
        for place, one in enumerate(asides):
            pattern = self._desk.known.pattern(one)
            if pattern is None or not self._is_ready(story, one, pattern):
                real = one.element()
                node.addprevious(real)
                self._desk.identity.hand_over(node, real)
                self._node(story, real)
                continue
            made = self._made(story, one, pattern)
            if not place:
                self._desk.identity.met([node], [made])
            story.add([made])

    def _is_ready(self, story: Story, aside: Aside, pattern: BlockPattern) -> bool:
        """Whether the pattern holds here, and for what the ids stand for."""
        if self._desk.waiting_bookmarks:
            return False
        filling = self._paragraphs.filling(story.scene) if aside.shape.declared else None
        return filling is None or filling.is_ready(pattern, aside.words)

    def _made(self, story: Story, aside: Aside, pattern: BlockPattern) -> Block:
        if isinstance(pattern, TablePattern):
            table = self._tables.known(aside, pattern, story.scene)
            story.counting.interrupt()
            return table
        if story.turns:
            story.counting.interrupt()
        made: Block
        if isinstance(pattern, PicturePattern):
            story.counting.interrupt()
            made = self._paragraphs.filling(story.scene).picture(pattern, aside.words)
        else:
            made = self._paragraphs.known(aside, pattern, story.scene, story.counting)
        story.turns = story.turns or pattern.breaks
        return made
