"""From the manifest that an approval is bound to, to the manuscript that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workflow.documents.content import Content
from workflow.documents.merge.manuscript import Manuscript, Part, Policy, StoredContent
from workflow.documents.profile import Profile, from_json, profile_named

Entry = Mapping[str, Any]
Find = Callable[[Entry], Content | StoredContent | None]


def manuscript_of(manifest: Mapping[str, Any], find: Find, gaps: bool = False) -> Manuscript:
    """What the manifest names; ``find`` gives the text of an entry, None where it has none.

    ``gaps``: a section that cannot be set in leaves a visible gap.
    """
    profile = profile_of(manifest)
    return Manuscript(
        title=manifest["title"],
        parts=tuple(part_of(one, find(one)) for one in manifest["sections"]),
        signature=manifest["signature"],
        date=manifest["signed_on"],
        profile=profile,
        contents=profile.contents.on,
        draft_mark=not manifest["all_signed"],
        policy=Policy(gaps=gaps),
    )


def profile_of(manifest: Mapping[str, Any]) -> Profile:
    """The house style that the manifest carries; an early one only names a preset."""
    return stored_profile(manifest["profile"])


def stored_profile(stored: Any) -> Profile:
    """A house style by its name, or all of it as JSON."""
    return profile_named(stored) if isinstance(stored, str) else from_json(stored)


def part_of(entry: Entry, content: Content | StoredContent | None) -> Part:
    """The section that a manifest's entry names, with its text."""
    return Part(
        level=entry["level"],
        kind=entry["kind"],
        numeral=entry["numeral"],
        title=entry["title"],
        tail=entry["tail"],
        run_in=entry["run_in"],
        content=content,
    )
