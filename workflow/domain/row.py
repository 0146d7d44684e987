"""What a row of the table is, and the two short ways to write one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workflow.domain.terms import Note, ReportState, Role, Term, Thing, Tone, Verb

COLLECTING = frozenset({ReportState.COLLECTING})


@dataclass(frozen=True)
class Row:
    """A verb, where it starts, where it leads, who may, and what may stand in the way."""

    thing: Thing
    verb: Verb
    starts: frozenset[Term]
    leads: Term | None
    roles: frozenset[Role]
    guards: tuple[Callable[[Any], Any], ...] = ()
    reports: frozenset[ReportState] = COLLECTING
    when: Callable[[Any], bool] | None = None
    note: Note = Note.NONE
    tone: Tone = Tone.QUIET
    needs_head: bool = False
    tells: frozenset[Role] = frozenset()

    def fits(self, facts: Any) -> bool:
        """Whether the thing stands where this row begins, whoever asks."""
        return (
            facts.state in self.starts
            and facts.report_state in self.reports
            and (self.when is None or self.when(facts))
        )


def section(verb: Verb, starts: Any, leads: Term | None, *roles: Role, **more: Any) -> Row:
    begins = frozenset({starts}) if isinstance(starts, Term) else frozenset(starts)
    return Row(Thing.SECTION, verb, begins, leads, frozenset(roles), **more)


def report(verb: Verb, starts: Any, leads: Term | None, *roles: Role, **more: Any) -> Row:
    begins = frozenset({starts}) if isinstance(starts, Term) else frozenset(starts)
    more.setdefault("reports", begins)
    return Row(Thing.REPORT, verb, begins, leads, frozenset(roles), **more)
