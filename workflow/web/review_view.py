"""What a section's page shows of its review beside the picture of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workflow.actions.scene import Scene
from workflow.domain.stages import Standing
from workflow.domain.terms import Placement
from workflow.domain.text import Text, say
from workflow.store import Person, Section, SignOff
from workflow.store.person import people_there


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
    def stale(self) -> list[SignOff]:
        """Passes that the text has outgrown: whose they were, and upon which draft."""
        return self.scene.stale_sign_offs(self.section)

    @property
    def stale_words(self) -> Text:
        """甲（一审，第 1 稿）: each of them with stage and draft."""
        told = [self._told(one) for one in self.stale]
        return Text(
            "、".join(one.render("zh") for one in told), ", ".join(one.render("en") for one in told)
        )

    def _told(self, one: SignOff) -> Text:
        stages = {row.id: row.name for row in self.scene.stage_rows}
        return say(
            "{who}（{stage}，第 {n} 稿）",
            "{who} ({stage}, draft {n})",
            who=one.person.name,
            stage=stages.get(one.stage_id or 0, "—"),
            n=one.draft.number,
        )
