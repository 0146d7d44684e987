"""Who wrote which passage of a section's newest draft, and in which draft it came in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workflow.actions.showing.compared import Compared, compared
from workflow.actions.showing.reading import EMPTY, content_of
from workflow.documents.compare import Draft as Saved
from workflow.documents.compare import Segment, Stamp, blame
from workflow.store import Draft, Section
from workflow.store.draft import drafts_named, drafts_of

MOST_DRAFTS = 40
"""Drafts that are followed back; what an older one held is from then or before."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who has words in the text; ``tone`` tells them from others on the page."""

    name: str
    tone: int


@dataclass(frozen=True, slots=True)
class Origin:
    """A draft in which passages came in; ``before``: they may be older still."""

    name: str
    number: int
    at: datetime
    tone: int
    before: bool = False


@dataclass(frozen=True, slots=True)
class Passages:
    """The text as blocks whose stretches carry stamps; ``origins`` says what a stamp means."""

    blocks: tuple[Compared, ...]
    origins: dict[Stamp, Origin]
    hands: tuple[Hand, ...]

    def of(self, block: Compared) -> list[Origin]:
        """Where the words of a block come from, in their order, each draft once."""
        stamps = [one.by for one in stretches(block)]
        known = [one for one in stamps if one in self.origins] or [block.by]
        return list(dict.fromkeys(self.origins[one] for one in known if one in self.origins))


def passages_of(section: Section) -> Passages:
    """The newest draft; nothing before there is one."""
    drafts = drafts_of(section.id)[: MOST_DRAFTS + 1][::-1]
    if not drafts:
        return Passages((), {}, ())
    loaded = drafts_named({(one.section_id, one.number) for one in drafts})
    saved = [Saved(content_of(loaded[section.id, one.number]), _stamp(one)) for one in drafts]
    blocks = compared(EMPTY, saved[-1].content, blame([Saved(EMPTY, _stamp(drafts[0])), *saved]))
    tones = {name: n for n, name in enumerate(dict.fromkeys(one.author.name for one in drafts))}
    is_cut = drafts[0].number > 1
    origins = {
        _stamp(one): Origin(
            one.author.name,
            one.number,
            one.created_at,
            tones[one.author.name],
            before=is_cut and n == 0,
        )
        for n, one in enumerate(drafts)
    }
    found = Passages(blocks, origins, ())
    return replace(found, hands=_hands(found))


def stretches(block: Compared) -> list[Segment]:
    """The stretches of text of a line, of a caption, or of all cells of a table."""
    cells = (part for row in block.rows for cell in row.cells for part in cell.segments)
    return [*block.segments, *cells]


def _hands(found: Passages) -> tuple[Hand, ...]:
    """In the order in which they first appear. How much each wrote is nobody's business."""
    origins = (one for block in found.blocks for one in found.of(block))
    return tuple(dict.fromkeys(Hand(one.name, one.tone) for one in origins))


def _stamp(draft: Draft) -> Stamp:
    return Stamp(draft.author.name, draft.created_at.isoformat())
