"""What a statement says of a section in which a director's edits were made after it was signed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workflow.store import Amendment, Condition, Section
from workflow.store.condition import amendments_of, conditions_of


def amendments_stated(section: Section) -> dict[str, Any]:
    """``amendments``, in order: from the draft that was signed to the one that is approved.

    Nothing where the approved draft is the signed one.
    """
    if section.head is None or section.signed_hash == section.head.content_hash:
        return {}
    return {"amendments": [_stated(one) for one in reversed(list(_back(section)))]}


def _back(section: Section) -> Iterator[Amendment]:
    """From the head back to what was signed."""
    assert section.head is not None
    wanted = section.head.content_hash
    for one in amendments_of(section.id):
        if one.content_hash == wanted:
            yield one
            wanted = one.base.content_hash
        if wanted == section.signed_hash:
            return


def _stated(one: Amendment) -> dict[str, Any]:
    granted = one.approval
    return {
        "draft": one.base.number,
        "hash": one.base.content_hash,
        "becomes": one.content_hash,
        "person": granted.person.name,
        "on_behalf_of": granted.on_behalf_of.name if granted.on_behalf_of else "",
        "granted_at": granted.created_at.isoformat(timespec="seconds"),
        "note": granted.note,
        "edits": [_edit(row) for row in conditions_of(one.approval_id, one.section_id)],
        "accepted_by": one.confirmed_by.name if one.confirmed_by else "",
        "made_at": one.created_at.isoformat(timespec="seconds"),
    }


def _edit(row: Condition) -> dict[str, Any]:
    """``change`` as a suggestion's JSON, or None where the edit is only told in ``words``."""
    return {"words": row.comment.text, "change": None if row.described else row.comment.change}
