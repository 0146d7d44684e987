"""What a report approved with conditions asks: the listed edits, and the director's look."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.actions.desk.model import Ask, Item
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.writing.scene import WRITING
from workflow.domain.terms import SectionState
from workflow.domain.text import Text, say
from workflow.store import Person

LOOK = Text("所提要求已改，请过目", "Changed as you asked: have a look")


def conditions_asked(scene: Scene, person: Person) -> Iterator[Item]:
    """Owners and the editor make the edits; the director looks where one was told in words."""
    for one in scene.text_sections:
        section = one.section
        if section.id not in scene.conditions:
            continue
        if section.state in WRITING and person.id in (section.owner_id, scene.report.editor_id):
            yield _edits(scene, one)
        elif section.state is SectionState.IN_REVIEW and person.id == scene.report.director_id:
            yield Item(Ask.ACCEPT, scene.report, one, LOOK)


def _edits(scene: Scene, one: Placed) -> Item:
    line = say(
        "主任有条件同意，列出 {n} 处修改",
        "Approved with conditions; edits listed: {n}",
        n=len(scene.conditions[one.section.id]),
    )
    return Item(Ask.AMEND, scene.report, one, line)
