"""The lines of the approval page: each section with its signers, its remarks and its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.actions.approval.sights import Weighed, weighed
from workflow.actions.placing import PREAMBLE
from workflow.actions.scene import Scene
from workflow.actions.whereabouts import names_of
from workflow.domain.phrases import acting_for
from workflow.domain.text import Text
from workflow.store import Assembly, Section, SignOff
from workflow.store.comment import open_comments
from workflow.web.locale import speak

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Passed:
    """A stage, and who passed these very words there."""

    stage: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A section of what is assembled. ``amended``: edits of the director's were made in it
    after it was signed. ``page``: where it begins in the PDF.
    """

    entry: Entry
    title: str | Text
    passed: tuple[Passed, ...]
    amended: bool
    comments: int
    blanks: int
    page: int | None


@dataclass(frozen=True)
class Changed:
    """A section that reads differently from the assembly that the reader saw last; ``before``
    is the draft that it had then (None: it is new).
    """

    entry: Entry
    title: str | Text
    before: int | None
    weight: Weighed | None


def lines_of(scene: Scene, manifest: Mapping[str, Any], pages: Mapping[int, int]) -> list[Line]:
    """The manifest, line by line."""
    held = {one.id: one for one in scene.sections}
    comments = open_comments(list(held))
    decisions = (row for rows in scene.sign_offs.values() for row in rows)
    people = names_of(one for row in decisions for one in row.people)
    return [
        Line(
            entry,
            title_of(entry),
            tuple(_passed(scene, held[entry["section"]], people)),
            entry["hash"] is not None and held[entry["section"]].signed_hash != entry["hash"],
            comments.get(entry["section"], 0),
            _blanks(held[entry["section"]]),
            pages.get(entry["section"]),
        )
        for entry in manifest["sections"]
    ]


def _blanks(section: Section) -> int:
    return section.head.blanks if section.is_text and section.head else 0


def _passed(scene: Scene, section: Section, names: Mapping[int, str]) -> Iterator[Passed]:
    """Stage by stage, those whose pass still counts, and in whose name they gave it."""
    if not section.is_text or section.head is None:
        return
    rows = [one for one in scene.sign_offs.get(section.id, ()) if one.passed]
    for step in scene.chain(section):
        last = {one.member_id: one for one in rows if one.stage_id == step.stage.id}
        if step.passed:
            signers = (_signer(last[member], names) for member in step.passed)
            yield Passed(step.stage.name, tuple(signers))


def _signer(row: SignOff, names: Mapping[int, str]) -> str:
    principal = names[row.on_behalf_of_id] if row.on_behalf_of_id else ""
    return speak(acting_for(names[row.person_id], principal))


def changed_since(manifest: Mapping[str, Any], seen: Assembly | None) -> list[Changed]:
    """Sections that read differently now; none where nothing was seen before."""
    if seen is None:
        return []
    before = {one["section"]: one for one in seen.manifest["sections"]}
    found = [
        (entry, before.get(entry["section"]) or {})
        for entry in manifest["sections"]
        if entry["text"] and entry["hash"] != (before.get(entry["section"]) or {}).get("hash")
    ]
    weights = weighed(
        ((entry["section"], old["draft"]), (entry["section"], entry["draft"]))
        for entry, old in found
        if old.get("draft") and entry["draft"]
    )
    return [
        Changed(entry, title_of(entry), old.get("draft"), weights.get(entry["section"]))
        for entry, old in found
    ]


def title_of(entry: Entry) -> str | Text:
    return f"{entry['numeral']}{entry['title']}" or PREAMBLE
