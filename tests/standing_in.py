"""Somebody of the cast is away, and another acts for them."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cast import World, office_today
from workflow.actions.clock import today_of
from workflow.actions.office import absences
from workflow.actions.work import transaction
from workflow.store import Absence


def away(
    world: World, who: str, deputy: str = "", first: int = 0, last: int = 3, by: str = ""
) -> Absence:
    """Days are counted from today in the office's zone."""
    today = today_of(world.person(who))
    given = absences.Given(
        today + timedelta(days=first),
        today + timedelta(days=last),
        world.ids[deputy] if deputy else 0,
    )
    with transaction() as work:
        return absences.add(work, world.person(by or who), world.ids[who], given)


def back(world: World, row: Absence) -> None:
    with transaction() as work:
        absences.end(work, world.person("administrator"), row.person_id, row.id)


def day(offset: int) -> date:
    return office_today() + timedelta(days=offset)
