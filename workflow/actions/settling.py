"""A section in review for which nobody is waited for any more is signed off.

Most often a pass does that. But it is also so where the last one who had not decided is taken
out of a stage, or where a change of the text is one that every stage tolerates.
"""

from __future__ import annotations

from workflow.actions.scene import Scene
from workflow.domain.terms import ReportState, SectionState
from workflow.store import Section


def settled(scene: Scene, section: Section) -> set[int]:
    """Whom to tell that the chain is through (owner and editor); nobody while it is not."""
    is_open = scene.report.state is ReportState.COLLECTING
    if section.state is not SectionState.IN_REVIEW or not (
        is_open and scene.chain(section).complete
    ):
        return set()
    section.state = SectionState.SIGNED_OFF
    told = {section.owner_id, scene.report.editor_id}
    return {one for one in told if one is not None}
