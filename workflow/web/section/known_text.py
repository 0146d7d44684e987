"""What is new to whoever decides: the text as they know it, and how it differs from this one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workflow.actions.scene import Scene
from workflow.actions.showing.compared import Compared
from workflow.actions.showing.reading import changed_blocks
from workflow.actions.writing.authorship import compared_drafts
from workflow.store import Draft, Section
from workflow.store.draft import drafts_of


@dataclass(frozen=True)
class KnownText:
    """One section before one member: ``whose`` is the reader, or for whom they act; ``tried`` is
    the id of the draft on which they just tried to decide, "" where they did not.
    """

    scene: Scene
    section: Section
    whose: int
    tried: str = ""

    @cached_property
    def attempted(self) -> Draft | None:
        """The older draft that stood before the reader's eyes when they pressed the button."""
        if not self.tried or self.tried == str(self.section.head_id):
            return None
        return next((one for one in drafts_of(self.section.id) if str(one.id) == self.tried), None)

    @cached_property
    def draft(self) -> Draft | None:
        """That draft, else the one of the newest decision; None where neither was."""
        decisions = self.scene.sign_offs.get(self.section.id, ())
        own = (one.draft for one in reversed(decisions) if one.member_id == self.whose)
        return self.attempted or next(own, None)

    @cached_property
    def differences(self) -> tuple[Compared, ...]:
        """Nothing where that is still the text."""
        known, head = self.draft, self.section.head
        if known is None or head is None or known.content_hash == head.content_hash:
            return ()
        return compared_drafts(known, head)

    @property
    def changed(self) -> int:
        return changed_blocks(self.differences)

    @property
    def old_title(self) -> str:
        """The title that the reader knows, where the section is called otherwise now."""
        known = self.draft
        return "" if known is None or known.title == self.section.title else known.title
