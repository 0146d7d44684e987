"""Who changed what between two drafts of a section."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from workflow.actions.showing.compared import Compared, compared
from workflow.actions.showing.reading import content_of
from workflow.documents.compare import Draft as Saved
from workflow.documents.compare import Stamp, blame
from workflow.store import Draft
from workflow.store.draft import drafts_named, drafts_of

MOST_TURNS = 40
"""Turns of authors that are followed; of a longer history nobody is named."""


def compared_drafts(older: Draft, newer: Draft) -> tuple[Compared, ...]:
    """What changed from one draft of a section to another, each passage with who did it."""
    old, new = content_of(older), content_of(newer)
    turns = _turns(older, newer)
    if not 0 < len(turns) <= MOST_TURNS:
        return compared(old, new)
    first = Saved(old, _stamp(older))
    return compared(
        old, new, blame([first, *(Saved(content_of(one), _stamp(one)) for one in turns)])
    )


def _turns(older: Draft, newer: Draft) -> Sequence[Draft]:
    """The drafts after the older one, the last of each turn that one author had."""
    between = [one for one in drafts_of(newer.section_id)[::-1] if _is_between(one, older, newer)]
    last = [list(group)[-1] for _, group in groupby(between, key=_whose)]
    loaded = drafts_named({(one.section_id, one.number) for one in last})
    return [loaded[one.section_id, one.number] for one in last]


def _is_between(one: Draft, older: Draft, newer: Draft) -> bool:
    return older.number < one.number <= newer.number


def _whose(draft: Draft) -> tuple[int, str]:
    return draft.author_id, draft.words_by


def _stamp(draft: Draft) -> Stamp:
    return Stamp(draft.words_by or draft.author.name, draft.created_at.isoformat())
