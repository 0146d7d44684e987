"""What pages say about absences where somebody is given work."""

from __future__ import annotations

from flask import flash

from workflow.actions.chain.availability import clash_of, clash_words, deputy_words
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.domain.terms import Verb
from workflow.domain.text import Text, say
from workflow.domain.time_words import plain_day
from workflow.store import Section
from workflow.web.locale import speak

GIVING = frozenset({Verb.ASSIGN, Verb.EXTEND, Verb.HAND_OVER})
"""Acts after which a deadline may lie in an absence."""


def coming_absences(scene: Scene) -> list[Text]:
    """Who of the office is away in the next months, the next first: for forms that give work."""
    rows = scene.away
    if not rows:
        return []
    names = names_of({one for row in rows for one in (row.person, row.deputy) if one})
    return [
        say(
            "{who}：{first} 至 {last}，{deputy}",
            "{who}: {first} to {last}; {deputy}",
            who=names[one.person],
            first=plain_day(one.first, scene.today),
            last=plain_day(one.last, scene.today),
            deputy=deputy_words(names.get(one.deputy or 0)),
        )
        for one in rows
    ]


def warned(scene: Scene, section: Section, verb: Verb) -> str:
    """What to say after the act, in the reader's language; "" where nothing clashes."""
    found = clash_of(scene, section) if verb in GIVING else None
    return speak(clash_words(scene, found)) if found else ""


def flash_warning(words: str) -> None:
    if words:
        flash(words, "warning")
