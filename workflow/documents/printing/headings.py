"""On which page of a PDF each heading stands: by its bookmarks, else by the words of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from workflow.documents.printing.pages import opened

MOST_PAGES = 500
"""Pages whose words are read at most."""


def heading_pages(source: Path, headings: Sequence[str]) -> list[int | None]:
    """The page (from 1) of each heading, given in their order; None where it was not found.

    A heading is sought from the page of the one before it. Raises FileNotFoundError or
    pypdfium2.PdfiumError for a file that is none.
    """
    wanted = [_bare(one) for one in headings]
    with opened(source) as document:
        marked = _found(wanted, list(_bookmarks(document)))
        if all(page is not None for page, one in zip(marked, wanted, strict=True) if one):
            return marked
        read = _found(wanted, list(_lines(document)))
    return [first or second for first, second in zip(marked, read, strict=True)]


def _found(wanted: Sequence[str], places: Sequence[tuple[str, int]]) -> list[int | None]:
    """In order: what stands before the last one that was found is not looked at again."""
    found: list[int | None] = []
    at = 0
    for heading in wanted:
        hit = next((n for n in range(at, len(places)) if _is(heading, places[n][0])), None)
        found.append(None if hit is None else places[hit][1])
        at = at if hit is None else hit + 1
    return found


def _is(heading: str, words: str) -> bool:
    """Whether a line begins with the heading, or with as much of it as the line has room for."""
    if not heading or not words:
        return False
    return words.startswith(heading) or (len(words) >= 8 and heading.startswith(words))


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int]]:
    for mark in document.get_toc():
        place = mark.get_dest()
        if place is not None and (page := place.get_index()) is not None:
            yield _bare(mark.get_title()), page + 1


def _lines(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int]]:
    """Lines of text; those of a table of contents, which end with a page number, are none."""
    for number in range(min(len(document), MOST_PAGES)):
        text = document[number].get_textpage().get_text_range()
        for line in text.splitlines():
            if not line.rstrip()[-1:].isdigit():
                yield _bare(line), number + 1


def _bare(text: str) -> str:
    return "".join(text.split())
