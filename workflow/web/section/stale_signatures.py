"""Passes that a text has outgrown, in words: whose they were, at which stage, upon which draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.actions.scene import Scene
from workflow.domain.text import Text, say
from workflow.store import Section, SignOff
from workflow.store.signoff import with_names


def stale_words(scene: Scene, section: Section) -> Text | None:
    """甲（一审，第 1 稿）、乙（二审，第 1 稿）: all who decide again; None where nobody has to."""
    return stale_in(scene, [section]).get(section.id)


def stale_in(scene: Scene, sections: Iterable[Section]) -> dict[int, Text]:
    """The same by section, for those where somebody decides again."""
    found = {one.id: scene.stale_sign_offs(one) for one in sections}
    with_names(one.id for stale in found.values() for one in stale)
    stages = {row.id: row.name for row in scene.stage_rows}
    return {section: _listed(stages, stale) for section, stale in found.items() if stale}


def _listed(stages: dict[int, str], stale: Sequence[SignOff]) -> Text:
    told = [
        say(
            "{who}（{stage}，第 {n} 稿）",
            "{who} ({stage}, draft {n})",
            who=one.person.name,
            stage=stages.get(one.stage_id or 0, "—"),
            n=one.draft.number,
        )
        for one in stale
    ]
    return Text(
        "、".join(one.render("zh") for one in told), ", ".join(one.render("en") for one in told)
    )
