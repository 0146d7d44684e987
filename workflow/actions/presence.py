"""Who is there for a report today: absences, deputies, delegations, and copies for reading."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property

from workflow.domain.absences import Away, Mandate, covering, mandates_of
from workflow.domain.calendar import office_day
from workflow.store import Circulation, Delegation, Report, Section
from workflow.store.absence import away_between
from workflow.store.base import utc_now
from workflow.store.circulation import circulations_in
from workflow.store.delegation import delegations_in

AHEAD = timedelta(days=120)
"""How far pages look for absences."""


class Presence:
    """Each part is read when first asked for."""

    def __init__(self, report: Report, now: datetime | None = None) -> None:
        self.report = report
        self.now = now or utc_now()

    @cached_property
    def today(self) -> date:
        return office_day(self.now, self.report.office.zone)

    @cached_property
    def away(self) -> list[Away]:
        """Who of the office is away, today and in the next months."""
        return away_between(self.report.office_id, self.today, self.today + AHEAD)

    @cached_property
    def mandates(self) -> tuple[Mandate, ...]:
        """Who acts today for whom in this report, or on a section of it."""
        entrusted = [one.mandate for one in self.delegations if one.holds(self.today)]
        return (*mandates_of(self.away, self.today), *entrusted)

    @cached_property
    def delegations(self) -> list[Delegation]:
        """Parts entrusted to others, from today on."""
        return delegations_in([self.report.id], self.today)

    @cached_property
    def circulations(self) -> list[Circulation]:
        return circulations_in(self.report.id)

    def copies_to_read(self, section: Section | None) -> list[Circulation]:
        """Copies for reading of the section, or of the report as a whole."""
        wanted = section.id if section else None
        return [one for one in self.circulations if one.section_id == wanted]

    def has_unread(self, person_id: int, section: Section | None) -> bool:
        copies = self.copies_to_read(section)
        return any(one.person_id == person_id and one.read_at is None for one in copies)

    def mandates_for(self, section: Section | None) -> tuple[Mandate, ...]:
        return covering(self.mandates, section.id if section else None)

    def entrusted_by(self, person_id: int, section: Section | None) -> Delegation | None:
        """What this person has entrusted to somebody here, now or for later."""
        wanted = section.id if section else None
        found = (one for one in self.delegations if one.section_id == wanted)
        return next((one for one in found if one.person_id == person_id), None)
