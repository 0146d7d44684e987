"""What a section's page shows of its review beside the picture of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workflow.actions.scene import Scene
from workflow.domain.stages import Standing
from workflow.domain.terms import Placement
from workflow.domain.text import Text
from workflow.store import Person, Section
from workflow.store.person import people_there
from workflow.web.section.stale_signatures import stale_words


@dataclass(frozen=True)
class ReviewView:
    """One section before one member: ``whose`` is the reader, or for whom they act."""

    scene: Scene
    section: Section
    whose: int

    @cached_property
    def turn(self) -> Standing | None:
        """The open stage in which the reader decides."""
        return self.scene.turn(self.section, self.whose)

    @cached_property
    def earlier_stages(self) -> tuple[Standing, ...]:
        """Where it can be sent back to, besides its owner."""
        return self.scene.chain(self.section).turn_back(self.whose)

    @property
    def removable(self) -> list[Person]:
        """Added reviewers whom the reader may take out."""
        return people_there([one for _, one in self.scene.removable(self.section, self.whose)])

    @property
    def placements(self) -> tuple[Placement, ...]:
        return tuple(Placement)

    @cached_property
    def stale(self) -> Text | None:
        """Who decides again, for the text is another one since."""
        return stale_words(self.scene, self.section)
