"""A merge manifest: JSON that says what a report is made of; wrong places are named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import ContentError
from workflow.documents.errors import DocumentError
from workflow.documents.merge.manuscript import KeptPart, Manuscript, Part
from workflow.documents.merge.report_manifest import stored_profile
from workflow.documents.merge.stored import part_of, read_json
from workflow.documents.profile import GB_T_9704
from workflow.documents.whole_files import read_whole

KEYS = frozenset({"title", "profile", "preamble", "parts", "signature", "toc"})
PART_KEYS = frozenset({"heading", "level", "content", "docx", "attachment", "title"})
KINDS = ("content", "docx", "attachment")
DEEPEST = 9


def manuscript_from(path: Path) -> tuple[Manuscript, MemoryBlobs]:
    """The manuscript that a manifest describes, and the pictures that its contents bring.

    Paths in it count from its own folder. DocumentError names the place that is wrong,
    OSError a file that is not there.
    """
    stored, blobs = _mapping(read_json(path), "{}", KEYS), MemoryBlobs()
    rows = stored.get("parts", [])
    if not isinstance(rows, list):
        raise _fault("parts", "应为列表", "must be a list")
    parts = [*_preamble(stored, blobs)]
    parts += [_part(one, f"parts[{n}]", path.parent, blobs) for n, one in enumerate(rows)]
    signature = stored.get("signature")
    signed = {} if signature is None else _mapping(signature, "signature", {"name", "date"})
    contents = stored.get("toc", False)
    if not isinstance(contents, bool):
        raise _fault("toc", "应为是或否", "must be true or false")
    profile = stored.get("profile")
    manuscript = Manuscript(
        title=_text(stored, "title", ""),
        parts=tuple(parts),
        signature=_text(signed, "name", "signature."),
        date=_text(signed, "date", "signature."),
        profile=GB_T_9704 if profile is None else stored_profile(profile),
        contents=contents,
    )
    return manuscript, blobs


def kept_from(path: str | Path, **heading: Any) -> KeptPart:
    """The file as a part; it is read when it is used, and before where it is to be known again."""
    return KeptPart(os.path.basename(path), partial(read_whole, path), **heading)


def _preamble(stored: dict[str, Any], blobs: MemoryBlobs) -> Iterator[Part | KeptPart]:
    if stored.get("preamble") is not None:
        yield _written(stored["preamble"], "preamble", "", 0, blobs)


def _part(row: Any, place: str, folder: Path, blobs: MemoryBlobs) -> Part | KeptPart:
    holder = _mapping(row, place, PART_KEYS)
    kinds = [one for one in KINDS if one in holder]
    if len(kinds) != 1:
        names = ", ".join(KINDS)
        raise _fault(place, f"须有且只有其中之一：{names}", f"must have just one of {names}")
    where = f"{place}."
    if kinds == ["attachment"]:
        path = folder / _text(holder, "attachment", where)
        return kept_from(path, title=_text(holder, "title", where) or path.stem, attachment=True)
    heading, level = _text(holder, "heading", where), _level(holder, where)
    if kinds == ["docx"]:
        path = folder / _text(holder, "docx", where)
        return kept_from(path, level=level if heading else 0, title=heading)
    return _written(holder["content"], f"{where}content", heading, level, blobs)


def _written(stored: Any, place: str, heading: str, level: int, blobs: MemoryBlobs) -> Part:
    """Content as drafts keep it, or an envelope as the command `write` takes it."""
    try:
        part, own = part_of(stored)
    except ContentError as error:
        raise _fault(f"{place}.{error.place}", "内容不正确", "the content is not valid") from None
    blobs.kept.update(own.kept)
    return replace(part, level=level, title=heading)


def _text(holder: dict[str, Any], key: str, place: str) -> str:
    found = holder.get(key, "")
    if not isinstance(found, str):
        raise _fault(f"{place}{key}", "应为文字", "must be text")
    return " ".join(found.split("\n"))


def _level(holder: dict[str, Any], place: str) -> int:
    found = holder.get("level", 1)
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found <= DEEPEST:
        raise _fault(f"{place}level", f"应为 1 到 {DEEPEST} 的整数", f"must be 1 to {DEEPEST}")
    return found


def _mapping(stored: Any, place: str, keys: set[str] | frozenset[str]) -> dict[str, Any]:
    if not isinstance(stored, dict):
        raise _fault(place, "应为对象", "must be an object")
    unknown = sorted(set(stored) - keys)
    if unknown:
        raise _fault(f"{place}.{unknown[0]}", "没有这个字段", "there is no such field")
    return stored


def _fault(place: str, zh: str, en: str) -> DocumentError:
    return DocumentError(
        f"清单有误：{place} {zh}。没有写出任何文件，请改正后重试。",
        f"The manifest is wrong: {place} {en}. Nothing was written; correct it and try again.",
        "manifest",
    )
