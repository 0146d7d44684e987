"""A part of a report from stored content, as drafts keep it and as `read` prints it."""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path
from typing import Any

from workflow.documents.blobs import MemoryBlobs, digest_of
from workflow.documents.content import ContentError, from_json
from workflow.documents.errors import DocumentError
from workflow.documents.merge.manuscript import Part
from workflow.documents.talk_json import comments_from_json, suggestions_from_json


def part_of(stored: Any) -> tuple[Part, MemoryBlobs]:
    """A part without a heading, and its pictures and islands.

    ``stored`` is content as drafts keep it, or an envelope: {"content", "comments",
    "suggestions", "blobs": {hash: base64}}, where all but the content may be missing.
    """
    envelope = stored if isinstance(stored, dict) and "content" in stored else {"content": stored}
    content = from_json(envelope["content"])
    comments = comments_from_json(envelope.get("comments"))
    suggestions = suggestions_from_json(envelope.get("suggestions"))
    part = Part(0, None, "", "", "", False, content, comments, suggestions)
    return part, _blobs(envelope.get("blobs", {}))


def _blobs(stored: Any) -> MemoryBlobs:
    blobs = MemoryBlobs()
    if not isinstance(stored, dict):
        raise ContentError("blobs", "应为对象", "must be an object")
    for digest, text in stored.items():
        data = _decoded(text, f"blobs.{digest}")
        if digest_of(data) != digest:
            raise ContentError(
                f"blobs.{digest}", "内容与标识不符", "the bytes are not those of this hash"
            )
        blobs.put(data)
    return blobs


def _decoded(text: Any, place: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError, ValueError):
        raise ContentError(place, "不是 Base64 编码", "it is not Base64") from None


def read_json(path: Path) -> Any:
    """What is in the file; DocumentError (code "not_json")."""
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise DocumentError(
            f"“{path.name}”不是 JSON 文件，没有写出任何文件。请检查后重试。",
            f"“{path.name}” is not JSON; nothing was written. Check the file and try again.",
            "not_json",
        ) from None
