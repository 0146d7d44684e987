"""One act on a report under way, and what its effect hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.store import Person, Report, Section


@dataclass(frozen=True)
class ReportAct:
    """One act under way: by whom, for whom, on what, with what words, and what the verb takes."""

    work: Work
    scene: Scene
    report: Report
    actor: Person
    note: str
    given: Mapping[str, Any]
    on_behalf_of: Person | None = None

    @property
    def whose(self) -> int:
        """Whose part it is that the act is done in: the actor's, or of whom they act for."""
        return (self.on_behalf_of or self.actor).id


def nothing_more() -> None:
    return None


@dataclass(frozen=True)
class ReportEffect:
    """``then`` runs once the report has its new state; ``section`` is what the act was about."""

    details: Mapping[str, Any] = field(default_factory=dict)
    tell: Iterable[int] = ()
    section: Section | None = None
    result: Any = None
    then: Callable[[], None] = nothing_more


Maker: TypeAlias = Callable[[ReportAct], ReportEffect]
