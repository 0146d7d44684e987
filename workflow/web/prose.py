"""Texts of sections in templates: ``content | prose_of(section_id, name)``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Flask
from markupsafe import Markup, escape

from workflow.actions.media import IN_PAGES
from workflow.actions.showing.prose import island_kinds, prose_of
from workflow.actions.showing.reading import spoken
from workflow.actions.writing.pictures import MOST_BYTES

ICONS = {
    "chart": "bar-chart-line",
    "smartart": "diagram-3",
    "equation": "plus-slash-minus",
    "textbox": "textarea-t",
    "shape": "bounding-box",
    "control": "ui-checks",
    "field": "braces",
    "object": "paperclip",
    "picture": "image",
    "ruby": "translate",
    "symbol": "asterisk",
    "file": "file-earmark-text",
}


def addressed(text: str, names: Iterable[str]) -> Markup:
    """A comment's words, those whom it speaks to by name set apart."""
    pattern = "|".join(re.escape(f"@{one}") for one in names)
    parts = re.split(f"({pattern})", text) if pattern else [text]
    shown = (
        Markup('<span class="mention">{}</span>').format(one) if n % 2 else escape(one)
        for n, one in enumerate(parts)
    )
    return Markup("").join(shown)


def init_app(app: Flask) -> None:
    app.add_template_filter(prose_of)
    app.add_template_filter(spoken)
    app.add_template_filter(addressed)
    app.add_template_filter(lambda kind: ICONS.get(kind, "puzzle"), "island_icon")
    app.add_template_global(island_kinds)
    app.add_template_global(lambda: sorted(IN_PAGES), "shown_pictures")
    app.add_template_global(lambda: MOST_BYTES, "picture_bytes")
