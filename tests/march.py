"""A section that is due in March 2027, on which the moments of reminders are counted."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.cast import World
from workflow.domain.terms import Verb

HERE = ZoneInfo("Asia/Shanghai")
DUE = date(2027, 3, 10)  # a Wednesday; its rungs: 3, 8, 9, 10, 11 and 15 March
RULES = "rules"


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of March 2027 on the office's clock."""
    return datetime(2027, 3, day, hour, minute, tzinfo=HERE)


def assigned(world: World) -> World:
    """The owner has the section since 1 March; the other sections are due much later."""
    for name in ("preamble", "team", "next"):
        world.do("editor", Verb.ASSIGN, name, due_on=date(2027, 9, 1), now=at(1))
    world.do("editor", Verb.ASSIGN, RULES, due_on=DUE, now=at(1))
    return world
