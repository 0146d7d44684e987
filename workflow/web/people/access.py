"""Who may keep people, and whom: fetched and authorised in one step."""

from __future__ import annotations

from flask import abort

from workflow.store import Person
from workflow.store.person import person_of
from workflow.web.access import me


def administrator() -> Person:
    """The administrator who is asking; 403 for everybody else."""
    if not me().is_administrator:
        abort(403)
    return me()


def known_person(person_id: int) -> Person:
    """A person of the administrator's own office; others read as absent."""
    found = person_of(me().office_id, person_id)
    if found is None:
        abort(404)
    administrator()
    return found
