"""The outline as JSON, with the keys and counting rules that other programs rely on."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right

from workflow.documents.checks.blank import Blank
from workflow.documents.outline.model import Outline, Point, Section, Span
from workflow.documents.outline.reading import Reading
from workflow.documents.shadow import shadow_of, visible

Json = dict[str, object]
_HAN = re.compile("[\u4e00-\u9fff]+")


def to_json(outline: Outline, source: Json | None = None) -> Json:
    """Source, title, preamble, sections, points and blanks.

    Offsets count code points, ends are exclusive; `chars` are code points that are not white
    space; `han` counts U+4E00 to U+9FFF only.
    """
    return {
        "source": source,
        "title": _title(outline.title),
        "preamble": _preamble(outline.preamble),
        "sections": _sections(outline),
        "points": [_point(outline, point) for point in outline.points],
        "blanks": _blanks(outline),
    }


def source_json(name: str, data: bytes, reading: Reading) -> Json:
    """What is known of the file that the outline was read from."""
    lines = shadow_of(reading.text).split("\n")
    return {
        "path": name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "encoding": reading.encoding,
        "newline": reading.newline,
        "code_points": len(reading.text),
        "lines": len(lines) - (not lines[-1]),
        "trailing_newline": len(lines) > 1 and not lines[-1],
        "non_whitespace": visible(reading.text),
        "han": han(reading.text),
    }


def han(text: str) -> int:
    """How many characters of U+4E00 to U+9FFF."""
    return sum(len(run) for run in _HAN.findall(text))


def _title(title: Span | None) -> Json | None:
    if title is None:
        return None
    return {
        "start": title.start,
        "end": title.end,
        "text": title.text,
        "chars": title.chars,
        "han": han(title.text),
    }


def _preamble(preamble: Span | None) -> Json | None:
    if preamble is None:
        return None
    return {
        "id": "0",
        "start": preamble.start,
        "end": preamble.end,
        "chars": preamble.chars,
        "han": han(preamble.text),
        "ends_with": preamble.text[-1],
    }


def _sections(outline: Outline) -> list[Json]:
    shadow = shadow_of(outline.text)
    rows = [_section(outline, shadow, section) for section in outline.sections]
    totals = {section.id: 0 for section in outline.sections}
    for section in reversed(outline.sections):
        totals[section.id] += visible(outline.body_text(section))
        if section.parent is not None:
            totals[section.parent] += totals[section.id]
    for row, section in zip(rows, outline.sections, strict=True):
        row["subtree_body_chars"] = totals[section.id]
    return rows


def _section(outline: Outline, shadow: str, section: Section) -> Json:
    body = outline.text[slice(*section.body)] if section.body else ""
    lines = shadow[slice(*section.body)].split("\n") if section.body else []
    return {
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "kind": section.kind,
        "numeral": section.numeral,
        "value": section.value,
        "title": section.title,
        "heading_text": outline.heading_text(section),
        "start": section.start,
        "line": section.line,
        "title_start": section.title_start,
        "title_end": section.title_end,
        "heading_end": section.heading_end,
        "span": list(section.span),
        "body": list(section.body) if section.body else None,
        "paragraphs": sum(1 for line in lines if line.strip()),
        "body_chars": visible(body),
        "body_han": han(body),
        "glued_to_previous": section.glued_to_previous,
        "flags": list(section.flags),
    }


def _point(outline: Outline, point: Point) -> Json:
    words = outline.text[point.start : point.start + 12]
    return {
        "n": point.n,
        "form": point.form,
        "start": point.start,
        "section": point.section,
        "flags": list(point.flags),
        "first_words": (words.splitlines() or [""])[0],
        "heading_like": point.heading_like,
    }


def _blanks(outline: Outline) -> list[Json]:
    starts = [section.start for section in outline.sections]
    ids = ["0", *(section.id for section in outline.sections)]
    return [
        _blank(outline.text, number, blank, ids[bisect_right(starts, blank.start)])
        for number, blank in enumerate(outline.blanks, start=1)
    ]


def _blank(text: str, number: int, blank: Blank, section: str) -> Json:
    around = text[max(blank.start - 8, 0) : blank.end + 8]
    return {
        "n": number,
        "start": blank.start,
        "end": blank.end,
        "text": blank.text,
        "kind": blank.kind,
        "unit": blank.unit,
        "section": section,
        "context": around.replace("\n", "⏎"),
    }
