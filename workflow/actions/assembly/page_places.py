"""On which page of its PDF each section of an assembly begins."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pypdfium2 import PdfiumError

from workflow.actions.assembly.renderings import pdf_path
from workflow.documents.printing import heading_pages
from workflow.domain.machine import NotYet
from workflow.store import Rendering


def pages_of_sections(row: Rendering | None, manifest: Mapping[str, Any]) -> dict[int, int]:
    """The page (from 1) by section id; sections whose heading was not found are absent, and
    there are none where the PDF is not made or cannot be read.
    """
    try:
        path = pdf_path(row)
    except NotYet:
        return {}
    entries = [one for one in manifest["sections"] if one["level"]]
    headings = tuple(f"{one['numeral']}{one['title']}" for one in entries)
    found = _pages(path, headings) if path else ()
    return {
        one["section"]: page for one, page in zip(entries, found, strict=False) if page is not None
    }


@lru_cache(maxsize=32)
def _pages(path: Path, headings: tuple[str, ...]) -> tuple[int | None, ...]:
    """A stored file is named by its hash, so what was found in it once holds for good."""
    try:
        return tuple(heading_pages(path, headings))
    except (PdfiumError, FileNotFoundError):
        return ()
