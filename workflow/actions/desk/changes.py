"""How much a text changed since the reviewer decided on it, for all items of a desk at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from workflow.actions.desk.model import Item
from workflow.actions.showing.reading import changed_blocks, differences
from workflow.documents.compare import Nature
from workflow.documents.content import Content, from_json
from workflow.store import Draft, db


def with_changes(items: Sequence[Item]) -> list[Item]:
    """The items, those with an earlier decision together with the count of changes since."""
    again = [one for one in items if one.signed_draft is not None]
    wanted = {one.signed_draft for one in again} | {_head(one) for one in again}
    contents = _contents({one for one in wanted if one is not None})
    return [_counted(one, contents) if one.signed_draft else one for one in items]


def _contents(draft_ids: set[int]) -> dict[int, Content]:
    if not draft_ids:
        return {}
    rows = db.session.execute(select(Draft.id, Draft.content).where(Draft.id.in_(draft_ids)))
    return {draft_id: from_json(content) for draft_id, content in rows}


def _counted(item: Item, contents: dict[int, Content]) -> Item:
    head = _head(item)
    assert item.signed_draft is not None and head is not None
    changes = differences(contents[item.signed_draft], contents[head])
    numbers = sum(Nature.NUMBERS in one.natures for one in changes)
    return replace(item, changed=changed_blocks(changes), numbers=numbers)


def _head(item: Item) -> int | None:
    return item.section.head_id if item.section else None
