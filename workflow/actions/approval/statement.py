"""What an approval states: which words the document holds, and who signed them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflow.actions.approval.amendments import amendments_stated
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.documents.archive.model import DOCUMENT, FORMAT
from workflow.domain.terms import Tolerance
from workflow.store import Assembly, Person, Section, SignOff
from workflow.store.draft import authors_named


def statement_of(
    scene: Scene,
    assembly: Assembly,
    approver: Person,
    on_behalf_of: Person | None,
    at: datetime,
    note: str,
    granted_at: datetime | None = None,
) -> dict[str, Any]:
    """Plain JSON with times in ISO 8601 (UTC); its SHA-256 is the root of all proof.
    ``granted_at``: when it was approved upon edits, which were made until ``at``.

    It names the trail as it stands before the approval's own event, which names the root in
    turn.
    """
    report, manifest = scene.report, assembly.manifest
    return {
        "format": FORMAT,
        "report": {
            "office": report.office.name,
            "title": report.title,
            "year": report.year,
            "editor": report.editor.name,
        },
        "document": {"file": DOCUMENT, "bytes": assembly.file_bytes},
        "manifest": manifest,
        "sections": _sections(scene, manifest),
        "approval": {
            "person": approver.name,
            "on_behalf_of": on_behalf_of.name if on_behalf_of else "",
            "at": at.isoformat(timespec="seconds"),
            "note": note,
            **({"granted_at": granted_at.isoformat(timespec="seconds")} if granted_at else {}),
            "manifest_hash": assembly.manifest_hash,
            "file_hash": assembly.file_hash,
        },
        "trail": {"events": report.trail_count, "head": report.trail_head},
    }


def _sections(scene: Scene, manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sections with text, each with its author and with all who passed these very words."""
    entries = [one for one in manifest["sections"] if one["draft"]]
    held = {one.id: one for one in scene.sections}
    written = authors_named([(one["section"], one["draft"]) for one in entries])
    signed = {one["section"]: _passed(scene, held[one["section"]]) for one in entries}
    names = names_of(one for rows in signed.values() for row in rows for one in row.people)
    stages = {row.id: row.name for row in scene.stage_rows}
    made = []
    for one in entries:
        author, when = written[one["section"], one["draft"]]
        signers = [
            _signer(row, held[one["section"]], stages, names) for row in signed[one["section"]]
        ]
        made.append(
            {
                "section": one["section"],
                "heading": f"{one['numeral']}{one['title']}",
                "draft": one["draft"],
                "author": author,
                "written_at": when.isoformat(timespec="seconds"),
                "signers": signers,
                **amendments_stated(held[one["section"]]),
            }
        )
    return made


def _passed(scene: Scene, section: Section) -> list[SignOff]:
    """The last pass of each person at each stage that counts for these words, oldest first."""
    counts = {(step.stage.id, one) for step in scene.chain(section) for one in step.passed}
    rows = scene.sign_offs.get(section.id, ())
    last = {(row.stage_id, row.member_id): row for row in rows if row.passed}
    return sorted((row for key, row in last.items() if key in counts), key=lambda row: row.id)


def _signer(
    row: SignOff, section: Section, stages: Mapping[int, str], names: Mapping[int, str]
) -> dict[str, Any]:
    return {
        "stage": stages.get(row.stage_id or 0, ""),
        "person": names[row.person_id],
        "on_behalf_of": names.get(row.on_behalf_of_id or 0, ""),
        "at": row.created_at.isoformat(timespec="seconds"),
        "hash": row.content_hash,
        "note": row.note,
        **_particulars(row, section),
    }


def _particulars(row: SignOff, section: Section) -> dict[str, Any]:
    """What only some signatures have: ticks, the seat of a role, a pass by the chain's rule, and
    words that differ from the final ones as the stage allows.
    """
    found: dict[str, Any] = {"ticks": row.ticks} if row.ticks else {}
    if row.seat is not None:
        found["seat"] = row.seat.zh
    if row.automatic:
        found["automatic"] = True
    if row.content_hash != section.signed_hash:
        found |= {"tolerates": str(Tolerance.FORMAT), "draft": row.draft.number}
    return found
