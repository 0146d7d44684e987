"""From a manifest to a manuscript: texts are read at once, but parsed only where it must be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from workflow.documents.content import Content, from_json
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Manuscript, StoredContent, report_manifest
from workflow.store.draft import texts_named


def manuscript_of(manifest: dict[str, Any], gaps: bool = False) -> Manuscript:
    """What the manifest names, with the text of each draft; nothing is read afterwards.

    ``gaps``: a section that cannot be set in leaves a visible gap.
    """
    entries = manifest["sections"]
    texts = texts_named([(one["section"], one["draft"]) for one in entries if one["draft"]])

    def find(entry: Mapping[str, Any]) -> StoredContent | None:
        """Known by the hash that it was signed under, which tells all but the blocks' ids."""
        if not entry["draft"]:
            return None
        text = texts.get((entry["section"], entry["draft"]))
        return StoredContent(entry["hash"], partial(_parsed, text))

    return report_manifest.manuscript_of(manifest, find, gaps)


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
