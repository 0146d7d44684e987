"""Who is away, and who acts for whom: the first and the last day count, and nobody hands it on."""

from __future__ import annotations

from datetime import date

from workflow.domain.absences import (
    Away,
    Mandate,
    away_on,
    days_within,
    deputies_of,
    mandates_of,
    principals_of,
)
from workflow.domain.roles import deputy_roles
from workflow.domain.terms import Role

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 5)


def test_both_days_count_and_no_other() -> None:
    absence = Away(1, FIRST, LAST, 2)
    held = [day for day in range(1, 31) if absence.holds(date(2026, 12, day))]
    assert held == [1, 2, 3, 4, 5] and not absence.holds(date(2026, 11, 30))


def test_a_mandate_is_in_force_within_the_dates_and_needs_a_deputy() -> None:
    absences = [Away(1, FIRST, LAST, 2), Away(3, FIRST, FIRST), Away(4, LAST, LAST, 2)]
    assert mandates_of(absences, FIRST) == (Mandate(1, 2),)
    assert mandates_of(absences, LAST) == (Mandate(1, 2), Mandate(4, 2))
    assert away_on(absences, FIRST) == {1, 3}


def test_a_deputy_of_a_deputy_does_not_act() -> None:
    chain = (Mandate(1, 2), Mandate(2, 3))
    assert principals_of(3, chain) == (2,)
    assert deputies_of([1], chain) == {2}


def test_days_away_are_those_between_and_nobody_else_is_named() -> None:
    absences = [Away(1, FIRST, LAST), Away(2, date(2026, 11, 1), date(2026, 11, 2))]
    found = days_within(absences, date(2026, 12, 4), date(2026, 12, 31))
    assert found == {1: frozenset({date(2026, 12, 4), LAST})}


def test_a_deputy_has_the_roles_but_keeps_nobodys_settings() -> None:
    held = frozenset({Role.OWNER, Role.ADMINISTRATOR})
    assert deputy_roles(held) == {Role.OWNER, Role.DEPUTY}
    assert deputy_roles(frozenset({Role.ADMINISTRATOR})) == frozenset()
