"""From a manifest to a manuscript: texts are read at once, but parsed only where it must be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from workflow.documents.content import Content, from_json
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Manuscript, Part, Policy, StoredContent
from workflow.documents.profile import Profile, profile_named
from workflow.documents.profile import from_json as from_profile_json
from workflow.store.draft import texts_named

# the JSON of drafts by (section id, number)
Texts = Mapping[tuple[int, int], str]


def manuscript_of(manifest: dict[str, Any], gaps: bool = False) -> Manuscript:
    """What the manifest names, with the text of each draft; nothing is read afterwards.

    ``gaps``: a section that cannot be set in leaves a visible gap.
    """
    entries = manifest["sections"]
    texts = texts_named([(one["section"], one["draft"]) for one in entries if one["draft"]])
    profile = _profile(manifest["profile"])
    return Manuscript(
        title=manifest["title"],
        parts=tuple(part_of(one, _content(one, texts)) for one in entries),
        signature=manifest["signature"],
        date=manifest["signed_on"],
        profile=profile,
        contents=profile.contents.on,
        draft_mark=not manifest["all_signed"],
        policy=Policy(gaps=gaps),
    )


def _profile(stored: Any) -> Profile:
    """The house style that the manifest carries; an early one only names a preset."""
    return profile_named(stored) if isinstance(stored, str) else from_profile_json(stored)


def part_of(entry: Mapping[str, Any], content: Content | StoredContent | None) -> Part:
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


def _content(entry: Mapping[str, Any], texts: Texts) -> StoredContent | None:
    """Known by the hash that it was signed under, which tells all but the blocks' ids; None
    before the first draft.
    """
    if not entry["draft"]:
        return None
    text = texts.get((entry["section"], entry["draft"]))
    return StoredContent(entry["hash"], partial(_parsed, text))


def _parsed(text: str | None) -> Content:
    try:
        return from_json(json.loads(text or ""))
    except (DocumentError, ValueError):
        raise DocumentError(
            "数据库里的这一稿读不出来，其他部分不受影响。"
            "请责任人在历史版本中恢复较早的一稿，并请管理员检查数据库。",
            "This draft cannot be read from the database; other sections are safe. Ask its owner "
            "to restore an earlier draft, and the administrator to check the database.",
            "draft",
        ) from None
