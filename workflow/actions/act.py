"""One act on a section under way, and what its effect hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from workflow.actions.scene import Scene
from workflow.actions.work import Work
from workflow.store import Person, Section


@dataclass(frozen=True)
class Act:
    """One act under way: by whom, for whom, on what, with what words, and what the verb takes."""

    work: Work
    scene: Scene
    section: Section
    actor: Person
    note: str
    given: Mapping[str, Any]
    on_behalf_of: Person | None = None

    @property
    def whose(self) -> int:
        """Whose part it is that the act is done in: the actor's, or of whom they act for."""
        return (self.on_behalf_of or self.actor).id


@dataclass(frozen=True)
class Effect:
    """``mentioned``: who was spoken to by name, and is told so.

    ``silent``: nothing changed after all, so nothing is recorded or told.
    """

    details: Mapping[str, Any] = field(default_factory=dict)
    tell: Iterable[int] = ()
    result: Any = None
    silent: bool = False
    mentioned: Iterable[int] = ()


Maker: TypeAlias = Callable[[Act], Effect]
