"""Whether those who have a thing are there to decide on it, and whether deadlines meet absences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.domain.absences import Away, away_on, deputies_of
from workflow.domain.calendar import office_day
from workflow.domain.stages import Standing
from workflow.domain.terms import SectionState
from workflow.domain.text import Text, say
from workflow.domain.time_words import plain_day
from workflow.store import Section
from workflow.store.absence import away_of

DONE = (SectionState.SIGNED_OFF, SectionState.DROPPED)


@dataclass(frozen=True)
class Clash:
    """A deadline that lies in an absence of whoever owns the section."""

    placed: Placed
    away: Away


def too_few(scene: Scene, section: Section) -> tuple[Standing, tuple[int, ...]] | None:
    """The first open stage that cannot be completed today, with those of it who cannot decide
    and have nobody to do so for them; None where enough can in each.
    """
    for step in scene.stages_now(section):
        asked = (*step.waiting, *step.later)
        lacking = tuple(one for one in asked if not _is_served(scene, section, one))
        able = len(step.passed) + len(asked) - len(lacking)
        if able < step.required or set(lacking) & set(step.stage.added):
            return step, lacking
    return None


def director_is_missed(scene: Scene) -> Away | None:
    """The absence of the director, if nobody acts for them."""
    director = scene.report.director_id
    here = (one for one in scene.away if one.person == director and one.holds(scene.today))
    gone = next(here, None)
    return gone if gone is not None and not _deputies_there(scene, gone.person) else None


def _is_served(scene: Scene, section: Section, member: int) -> bool:
    """Whether the seat can be decided on today, by the member or by a deputy."""
    if scene.stands_with_authors(section, member):
        return False
    if member not in away_on(scene.away, scene.today):
        return True
    deputies = _deputies_there(scene, member, section)
    return any(not scene.stands_with_authors(section, one) for one in deputies)


def _deputies_there(scene: Scene, person: int, section: Section | None = None) -> frozenset[int]:
    return deputies_of({person}, scene.mandates_for(section)) - away_on(scene.away, scene.today)


def clash_of(scene: Scene, section: Section) -> Clash | None:
    """The absence in which this section's deadline lies."""
    return next(iter(_clashes(scene, [scene.place(section)])), None)


def clashes(scene: Scene) -> list[Clash]:
    """All deadlines of the report that lie in an absence of their owner."""
    return _clashes(scene, scene.text_sections)


def _clashes(scene: Scene, places: Iterable[Placed]) -> list[Clash]:
    open_ones = [one for one in places if one.section.state not in DONE]
    owners = {one.section.owner_id for one in open_ones if one.section.due_at} - {None}
    if not owners:
        return []
    zone = scene.report.office.zone
    due = {
        one.section.id: office_day(one.section.due_at, zone)
        for one in open_ones
        if one.section.due_at
    }
    absences = away_of([one for one in owners if one], min(due.values()), max(due.values()))
    return [
        Clash(one, away)
        for one in open_ones
        for away in absences
        if one.section.id in due
        and away.person == one.section.owner_id
        and away.holds(due[one.section.id])
    ]


def clash_words(scene: Scene, found: Clash) -> Text:
    """For whoever sets the deadline: who is away then, and who acts for them."""
    names = names_of([one for one in (found.away.person, found.away.deputy) if one])
    deputy = names.get(found.away.deputy or 0)
    return say(
        "《{thing}》的期限落在 {who} 外出期间（{first} 至 {last}），{deputy}。",
        "The deadline of “{thing}” lies in an absence of {who} ({first} to {last}); {deputy}.",
        thing=found.placed.title,
        who=names[found.away.person],
        first=plain_day(found.away.first, scene.today),
        last=plain_day(found.away.last, scene.today),
        deputy=deputy_words(deputy),
    )


def deputy_words(name: str | None) -> Text:
    if not name:
        return Text("没有代理人", "nobody acts meanwhile")
    return say("由 {name} 代办", "{name} acts meanwhile", name=name)
