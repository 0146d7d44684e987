"""Sections that are not ready: what stands between a report and its approval."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.actions.assembly.manifest import is_signed
from workflow.actions.placing import Placed
from workflow.actions.whereabouts import holder_due, holder_since, where_now
from workflow.domain.machine import Offer, offered
from workflow.domain.terms import SectionState, Verb
from workflow.domain.text import Text
from workflow.store import Section
from workflow.web.clock import Moment
from workflow.web.report.before import ReportBefore


@dataclass(frozen=True)
class Waiting:
    """A section that is not ready: who has it, since when, until when; ``nudge`` is what the
    table offers the reader there, ``stale`` whose passes the text of a signed section outgrew.
    """

    placed: Placed
    title: str | Text
    where: Text
    since: Moment | None
    due: Moment | None
    stale: Text | None
    nudge: Offer | None


def waiting_in(page: ReportBefore) -> list[Waiting]:
    """What blocks, in the order of the report."""
    scene = page.scene
    return [_waiting(page, one) for one in scene.text_sections if not is_signed(scene, one)]


def _waiting(page: ReportBefore, one: Placed) -> Waiting:
    section, is_signed_off = one.section, one.section.state is SectionState.SIGNED_OFF
    return Waiting(
        placed=one,
        title=one.title,
        where=where_now(page.scene, section, until=False),
        since=page.clock.since(holder_since(page.scene, section)),
        due=page.clock.due(holder_due(page.scene, section)),
        stale=page.stale.get(section.id) if is_signed_off else None,
        nudge=_nudge(page, section),
    )


def _nudge(page: ReportBefore, section: Section) -> Offer | None:
    offers = offered(page.facts_of(section))
    return next((one for one in offers if one.row.verb is Verb.NUDGE), None)
