"""What a person has seen of a report, and what changed in it since: counted by its weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError

from workflow.actions.work import Work
from workflow.documents.compare import BlockChange, Kind, Nature, compare
from workflow.documents.content import from_json
from workflow.store import Assembly, Draft, Person, Sight, db
from workflow.store.draft import drafts_named
from workflow.store.sight import sight_of

Named = tuple[int, int]


@dataclass(frozen=True)
class Weighed:
    """Paragraphs that differ: in numbers, else in meaning, else only in punctuation or form."""

    numbers: int
    meaning: int
    light: int


def saw(work: Work, person: Person, assembly: Assembly) -> None:
    """From now on what is new to the person is counted from what they saw before this."""
    row = sight_of(assembly.report_id, person.id)
    if row is None:
        row = Sight(report_id=assembly.report_id, person_id=person.id, assembly_id=assembly.id)
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # two pages were opened at one moment: the other one wrote it
            return
    elif row.assembly_id != assembly.id:
        row.before_id, row.assembly_id = row.assembly_id, assembly.id
    row.seen_at = work.now


def weighed(pairs: Iterable[tuple[Named, Named]]) -> dict[int, Weighed]:
    """By section, how an older draft and a newer one differ; each draft as (section, number)."""
    wanted = list(pairs)
    drafts = drafts_named({one for pair in wanted for one in pair}) if wanted else {}
    return {
        old[0]: _weighed(drafts[old], drafts[new])
        for old, new in wanted
        if old in drafts and new in drafts
    }


def _weighed(old: Draft, new: Draft) -> Weighed:
    numbers = meaning = light = 0
    for one in _changed(old.content, new.content):
        if Nature.NUMBERS in one.natures:
            numbers += 1
        elif one.is_weighty:
            meaning += 1
        else:
            light += 1
    return Weighed(numbers, meaning, light)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[BlockChange]:
    """What was moved counts once."""
    changes = compare(from_json(dict(old)), from_json(dict(new)))
    return (one for one in changes if one.kind not in (Kind.EQUAL, Kind.LEFT))
