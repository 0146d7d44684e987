"""Find a colleague, so that nobody from elsewhere is ever put in charge of anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Person
from workflow.store.person import person_of


def colleague(office_id: int, person_id: Any) -> Person:
    """An active person of this office; raises NotYet with the sentence otherwise."""
    found = person_of(office_id, int(person_id)) if str(person_id).isdecimal() else None
    if found is None or not found.active:
        raise NotYet(
            say(
                "本单位没有这个人，或其账号已停用，请另选一人。",
                "There is no such active person in this office: choose somebody else.",
            )
        )
    return found


def names_listed(people: Iterable[Person]) -> str:
    """甲、乙: as an event says it in both languages."""
    return "、".join(one.name for one in people)
