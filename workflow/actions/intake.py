"""A text on its way to becoming a report: kept untouched, with the corrections beside it."""

from __future__ import annotations

from typing import Any

from workflow.actions.refusing import document_refusals
from workflow.actions.work import Work
from workflow.documents.outline import Decisions, Outline, recognise
from workflow.documents.outline.reading import read_document
from workflow.store import Intake, Person, db

CORRECTIONS = ("accept", "reject", "add", "forget", "level")
DEEPEST = 4


def take_in(work: Work, person: Person, filename: str, data: bytes) -> Intake:
    """Read an uploaded .txt or .docx; raises Refused with the sentence."""
    with document_refusals():
        reading = read_document(filename, data)
    intake = Intake(
        office_id=person.office_id,
        person_id=person.id,
        filename=filename[-300:],
        text=reading.text,
        decisions=to_json(reading.decisions) | {"marked": sorted(reading.decisions.added)},
        created_at=work.now,
    )
    db.session.add(intake)
    db.session.flush()
    return intake


def outline_of(intake: Intake) -> Outline:
    """What the recogniser proposes, with the person's corrections applied."""
    return recognise(intake.text, from_json(intake.decisions))


def correct(work: Work, intake: Intake, correction: str, start: int, level: int = 0) -> None:
    """One correction of the heading that begins at ``start`` (code points of the text).

    accept: it is a heading; reject: it is body; add: this line is a heading too; forget: as
    proposed; level: put it on ``level`` (1 to 4). The last word on a start is what counts;
    headings that the Word file marks itself are remembered under ``marked``.
    """
    known = intake.decisions
    kept: dict[str, Any] = {
        name: [one for one in known.get(name, []) if one != start]
        for name in ("rejected", "accepted", "added")
    }
    levels = {key: value for key, value in known.get("levels", {}).items() if key != str(start)}
    if correction == "forget" and start in known.get("marked", []):
        kept["added"].append(start)
    place = {"accept": "accepted", "reject": "rejected", "add": "added"}.get(correction)
    if place:
        kept[place].append(start)
    if correction == "level":
        kept = {name: list(known.get(name, [])) for name in kept}
        levels[str(start)] = min(max(level, 1), DEEPEST)
    elif correction == "accept":
        levels = dict(known.get("levels", {}))
    intake.decisions = {**known, **kept, "levels": levels}


def accept_all(intake: Intake) -> None:
    """Every heading as it is proposed now, and no question left open."""
    outline = outline_of(intake)
    known = from_json(intake.decisions)
    accepted = known.accepted | {one.start for one in outline.sections}
    intake.decisions = {**intake.decisions, "accepted": sorted(accepted)}


def to_json(decisions: Decisions) -> dict[str, Any]:
    return {
        "rejected": sorted(decisions.rejected),
        "accepted": sorted(decisions.accepted),
        "added": sorted(decisions.added),
        "levels": {str(start): level for start, level in decisions.levels.items()},
    }


def from_json(stored: dict[str, Any]) -> Decisions:
    return Decisions(
        rejected=frozenset(stored.get("rejected", [])),
        accepted=frozenset(stored.get("accepted", [])),
        added=frozenset(stored.get("added", [])),
        levels={int(start): level for start, level in stored.get("levels", {}).items()},
    )
