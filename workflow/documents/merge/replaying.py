"""What parts made in a merge, taken down as a link of the chain, and given out again from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from workflow.documents.merge.brought import Brought, Files
from workflow.documents.merge.deflating import Block, joined, shift_over
from workflow.documents.merge.given import (
    Again,
    Given,
    Mark,
    give_again,
    given_since,
    mark,
)
from workflow.documents.merge.ledger import Ledger
from workflow.documents.merge.links import Link
from workflow.documents.merge.pages import Pages
from workflow.documents.merge.relations import Key
from workflow.documents.merge.sections import Sections, Seen
from workflow.documents.merge.shelf import Pieces

SMALL = 64 * 1024
"""Parts up to this size are kept beside what was made; larger ones lie in the store alone."""


class Begun(NamedTuple):
    """How much there was when a part, or a run of parts, began."""

    place: int
    mark: Mark
    warnings: int
    entries: int


class Replay:
    """Takes links down and gives them again."""

    def __init__(self, ledger: Ledger, pages: Pages, sections: Sections) -> None:
        self._ledger, self._pages, self._sections = ledger, pages, sections

    def begin(self, place: int) -> Begun:
        """Something is set in, the part of this number before all else."""
        return Begun(place, mark(self._ledger), *self._sections.length())

    def given(self, begun: Begun) -> Given:
        """What was given out since."""
        return given_since(self._ledger, begun.mark)

    def used(self) -> list[dict[Key, None]]:
        """The relations that are in use since the last part began, by story."""
        return [one.used for one in self._ledger.relations.values()]

    def passed(self, begun: Begun, given: Given) -> list[object]:
        """All that the parts behind this one can notice of it."""
        return [given.named, self._pages.state(), self._sections.length()[1] - begun.entries]

    def link(
        self, key: str, before: str, begun: Begun, given: Given, state: str, blocks: list[Block]
    ) -> Pieces:
        """A part as a link from the state ``before`` to ``state``."""
        seen = self._sections.since(begun.warnings, begun.entries, begun.place)
        head = {"given": given, "pages": self._pages.state(), "seen": seen, "state": state}
        return Link.of(key, before, head | {"stories": []}, blocks, self._files(given))

    def run(
        self,
        key: str,
        before: str,
        begun: Begun,
        used: list[dict[Key, None]],
        state: str,
        blocks: list[Block],
    ) -> Pieces:
        """The same of a run of parts, which used these relations; it ends with a seal."""
        stories = list(self._ledger.stories.values())
        sealed = zip(stories, self._ledger.seal(), strict=True)
        added = [story.blocks[count:] for story, count in sealed]
        relations = self._ledger.relations.values()
        claimed = [one.claimed(keys) for one, keys in zip(relations, used, strict=True)]
        given = self.given(begun)._replace(beside=[[] for _ in stories], relations=claimed)
        seen = self._sections.since(begun.warnings, begun.entries, begun.place)
        head = {"given": given, "pages": self._pages.state(), "seen": seen, "state": state}
        own = [n for n, those in enumerate(added) for _ in those]
        beside = [one for those in added for one in those]
        kept = [_shifted(one) for one in (joined(blocks), *beside)]
        return Link.of(key, before, head | {"stories": own}, kept, self._files(given))

    def again(self, link: Link, place: int) -> tuple[list[Block], str] | None:
        """The body's blocks and the state behind, all else is given out; ``place``: of the first.

        None, and nothing given, where the link is none or lacks a part that it brought.
        """
        read = link.read()
        if read is None or not self._has_all(read[2]):
            return None
        head, texts, files = read
        give_again(self._ledger, Again(*head["given"]), texts, files)
        self._pages.go_on(head["pages"])
        self._sections.replay(place, Seen(*head["seen"]))
        blocks, own = list(link.blocks(head)), head["stories"]
        stories = list(self._ledger.stories.values())
        behind = len(blocks) - len(own)
        for number, block in zip(own, blocks[behind:], strict=True):
            stories[number].blocks.append(block)
        return blocks[:behind], head["state"]

    def _has_all(self, files: Files) -> bool:
        """Whether the store has the parts that are not kept here."""
        has = self._ledger.brought.has
        return all(data is not None or has(one.digest) for one, data, _ in files.values())

    def _files(self, given: Given) -> Iterator[tuple[str, Brought, bytes | None]]:
        brought = self._ledger.brought
        leading = [one for claimed in given.relations for one in claimed.places]
        names = [n for one in leading if one in brought.known for n in brought.below(one)]
        for name in dict.fromkeys(names):
            one, data = brought.known[name], brought.files[name]
            yield name, one, data if len(data) <= SMALL or not one.digest else None


def _shifted(block: Block) -> Block:
    """Of a long one it is remembered how it moves a checksum on."""
    return replace(block, shift=shift_over(block.size)) if block.size > SMALL else block
