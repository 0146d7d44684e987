"""Sets words into patterns in which things stand, and looks up what their ids stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workflow.documents.content import Inline, Note, Picture, canonical_runs, new_id
from workflow.documents.reader.desk import Desk, Scene
from workflow.documents.reader.holes import joined
from workflow.documents.reader.patterns import BlockPattern, LinePattern, PicturePattern

Notes = Callable[[str, str, Scene], Note | None]


@dataclass(frozen=True, slots=True)
class Filling:
    """Looks up (``patterns.Lookup``) what is said in one scene; ``notes`` reads a note."""

    desk: Desk
    notes: Notes
    scene: Scene

    def is_ready(self, pattern: BlockPattern, words: Sequence[str]) -> bool:
        """Whether the pattern holds for these words in this file."""
        if isinstance(pattern, LinePattern):
            return pattern.is_ready(words, self)
        if isinstance(pattern, PicturePattern):
            return self.desk.media.of(words[pattern.hole], self.scene.origin) is not None
        return True

    def line(self, pattern: LinePattern, words: Sequence[str]) -> tuple[Inline, ...]:
        """The inlines; runs are joined where what lay between them is not kept."""
        return canonical_runs(pattern.inlines(words, self))

    def picture(self, pattern: PicturePattern, words: Sequence[str]) -> Picture:
        """One of which only the bytes and what is read aloud are its own."""
        desk, own = self.desk, new_id()
        found = desk.media.of(words[pattern.hole], self.scene.origin)
        assert found is not None
        digest, media = found
        desk.known.remark(pattern, desk.remarks)
        desk.known.proven.add(own)
        desk.comments.begin((own, 0))
        desk.comments.end((own, 1))
        alt = " ".join(joined(pattern.alt, words).split())
        size = pattern.width, pattern.height
        return Picture(own, digest, media, *size, alt, (), self.scene.landscape)

    def link(self, own: str) -> str:
        return self.desk.links.leads(own, "", self.desk.source.relations(self.scene.origin))

    def place(self, name: str) -> str:
        return self.desk.links.leads("", name, {})

    def note(self, kind: str, own: str) -> Note | None:
        found = self.notes(kind, own, self.scene)
        if found is None:
            self.desk.source.remark("lost_note")
        return found

    def bookmark(self, name: str) -> str:
        return self.desk.links.named(name)

    def target(self, name: str) -> str:
        return self.desk.islands.target(name)

    def stored(self, island: str) -> str:
        return self.desk.blobs.put(island.encode())
