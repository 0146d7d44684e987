"""A file that was made from an older draft is put together with what was written here since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workflow.documents.compare.keeping_ids import with_ids_of
from workflow.documents.content import Block, Content, from_json, plain_text
from workflow.documents.threeway import Choice, Merged, merged, settled
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Draft, Upload
from workflow.store.draft import draft_of


@dataclass(frozen=True)
class ClashWords:
    """A block that both changed: its words in the file, and in the newest draft; None where it
    was taken out there.
    """

    block_id: str
    mine: str | None
    theirs: str | None


@dataclass(frozen=True)
class Together:
    """``mine`` is the file's text with the ids of the draft that it was made from; ``found``
    is what comes of it and of the newest draft.
    """

    mine: Content
    found: Merged

    @property
    def content(self) -> Content:
        """All that either side wrote; at a clash the file's words stand."""
        return self.found.content

    @cached_property
    def clashes(self) -> tuple[ClashWords, ...]:
        return tuple(
            ClashWords(one.block_id, _words(one.mine), _words(one.theirs))
            for one in self.found.clashes
        )

    def settled(self, choices: Mapping[str, str]) -> Content:
        """The content with a choice at each clash; Refused where one is missing."""
        wanted = {one.block_id for one in self.found.clashes}
        chosen = {own: Choice(choices[own]) for own in wanted if choices.get(own) in _CHOICES}
        if wanted - chosen.keys():
            raise NotYet(
                say(
                    "有 {n} 处两边都改了，请逐处选择以哪边为准。没有保存，两边的文字都在。",
                    "Changed on both sides and not chosen yet: {n}. Choose whose words stand at "
                    "each. Nothing was saved, and both texts are kept.",
                    n=len(wanted - chosen.keys()),
                )
            )
        return settled(self.found, chosen)


_CHOICES = frozenset(str(one) for one in Choice)


def together(upload: Upload, head: Draft | None) -> Together:
    """The file's text and the newest draft; blocks that were there before are the same blocks."""
    read, base = from_json(upload.content), base_of(upload)
    if head is None:
        return Together(read, Merged(read))
    theirs = from_json(head.content)
    if base is None or base.id == head.id:
        mine = with_ids_of(theirs, read)
        return Together(mine, Merged(mine))
    old = from_json(base.content)
    mine = with_ids_of(old, read)
    return Together(mine, merged(old, mine, theirs))


def base_of(upload: Upload) -> Draft | None:
    """The draft of this section that the file says that it was made from."""
    if upload.from_section != upload.section_id or upload.from_draft is None:
        return None
    return draft_of(upload.section_id, upload.from_draft)


def _words(block: Block | None) -> str | None:
    return None if block is None else plain_text(Content((block,)))
