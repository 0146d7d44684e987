"""Evidence of sections: added to words or to the whole, listed, removed, never lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workflow.actions.evidence.file import NO_FILE, Taken
from workflow.actions.files import file_store
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.showing.reading import content_of
from workflow.actions.work import Work
from workflow.actions.writing.comment_places import LONGEST_QUOTE, quote_at
from workflow.documents.anchors import Anchor, Place, Step, anchored
from workflow.documents.content import block_text, every_block
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Evidence, Person, Section, db
from workflow.store.evidence import evidence_of, evidence_of_report, one_evidence

LONGEST = 500
MOST = 100


@dataclass(frozen=True)
class EvidenceView:
    """A file with the place of its words in the newest draft; None: of no words, or gone."""

    row: Evidence
    place: Place | None


@dataclass(frozen=True)
class EvidenceLine:
    """A file in the list of a report, and what an archive holds of it."""

    row: Evidence
    where: Placed


def attach(work: Work, section: Section, actor: Person, given: Mapping[str, Any]) -> Evidence:
    """``taken``: a file as evidence_file gives it; ``about``; ``block_id``, ``quote`` and
    ``start`` (a code point of the block's text) where it bears out words of the draft.
    """
    taken = given.get("taken")
    about = str(given.get("about", "")).strip()
    if not isinstance(taken, Taken):
        raise NotYet(NO_FILE)
    if not about:
        raise NotYet(say("请写明它说明什么。", "Please say what it shows."))
    _check_room(section, taken)
    row = Evidence(
        section_id=section.id,
        hash=taken.hash,
        name=taken.name,
        size=taken.size,
        scanned=taken.scanned,
        about=about[:LONGEST],
        author_id=actor.id,
        created_at=work.now,
    )
    _tie(row, section, given)
    db.session.add(row)
    db.session.flush()
    return row


def _check_room(section: Section, taken: Taken) -> None:
    known = evidence_of(section.id)
    if len(known) >= MOST:
        raise NotYet(
            say(
                "本部分已有 {n} 份佐证材料，请先移除不用的。",
                "This section has {n} files already: remove one first.",
                n=MOST,
            )
        )
    if any((one.hash, one.name) == (taken.hash, taken.name) for one in known):
        raise NotYet(say("这个文件已经添加过。", "This file is there already."))


def _tie(row: Evidence, section: Section, given: Mapping[str, Any]) -> None:
    """To the quote in its block; where the draft has neither, it is of the whole section."""
    content, block_id = content_of(section.head), str(given.get("block_id") or "")[:64]
    quote = str(given.get("quote") or "")[:LONGEST_QUOTE]
    block = next((one for one in every_block(content.blocks) if one.id == block_id), None)
    if block is None or not quote:
        return
    start = given.get("start")
    first = quote_at(block_text(block), quote, start if isinstance(start, int) else None)
    found = anchored(content, block_id, first, first + len(quote)) if first >= 0 else None
    if found is not None:
        anchor, place = found
        row.draft_id, row.block_id = section.head_id, block_id
        row.start, row.end, row.quote = place.start, place.end, anchor.quote
        row.before, row.after = anchor.before, anchor.after


def detach(work: Work, section: Section, actor: Person, evidence_id: int) -> Evidence:
    """It is listed no longer; who removed it and when is kept, and so is the file."""
    row = one_evidence(section.id, evidence_id)
    if row is None:
        raise NotYet(
            say("这份佐证材料已经移除，没有改动。", "This file was removed already: no change.")
        )
    row.removed_by_id, row.removed_at = actor.id, work.now
    return row


def shown(section: Section) -> list[EvidenceView]:
    """What the section has; each followed from its own draft to the newest one."""
    rows = evidence_of(section.id)
    head = content_of(section.head) if any(one.block_id for one in rows) else None

    @cache
    def step(draft_id: int) -> Step:
        old = next(one.draft for one in rows if one.draft_id == draft_id)
        assert head is not None
        return Step(content_of(old), head)

    return [EvidenceView(one, _place(one, step)) for one in rows]


def _place(row: Evidence, step: Any) -> Place | None:
    if row.draft_id is None or row.start is None or row.end is None:
        return None
    anchor = Anchor(row.quote, row.before, row.after)
    found: Place | None = step(row.draft_id).follow(anchor, Place(row.block_id, row.start, row.end))
    return found


def of_report(scene: Scene) -> Sequence[EvidenceLine]:
    """All evidence of a report in reading order: for its list, and for an archive."""
    order = {one.section.id: (n, one) for n, one in enumerate(scene.outline)}
    rows = evidence_of_report(scene.report.id)
    rows.sort(key=lambda one: (order[one.section_id][0], one.id))
    return [EvidenceLine(one, order[one.section_id][1]) for one in rows]


def listing(lines: Sequence[EvidenceLine]) -> list[dict[str, Any]]:
    """The same as plain data, each file named by its SHA-256."""
    return [
        {
            "section": one.row.section_id,
            "heading": one.where.label,
            "words": one.row.quote,
            "about": one.row.about,
            "name": one.row.name,
            "bytes": one.row.size,
            "sha256": one.row.hash,
            "scanned": one.row.scanned,
            "author": one.row.author.name,
            "at": one.row.created_at.isoformat(timespec="seconds"),
        }
        for one in lines
    ]


def path_of(section: Section, evidence_id: int) -> tuple[Evidence, Path] | None:
    """The file of one that the section has; None where there is none."""
    row = one_evidence(section.id, evidence_id)
    path = file_store().there(row.hash) if row else None
    return (row, path) if row and path else None
