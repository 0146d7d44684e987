"""The editor's schema is the content of documents: nothing is lost or changed by opening it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from editor_desk import Desk
from hypothesis import HealthCheck, given, settings

from script.lib import assets
from tests.documents.contents import contents
from workflow.documents.content import (
    MARKS,
    Content,
    as_json,
    blocks_in,
    fields,
    inlines_in,
    model,
    tables_in,
    to_json,
)

SHAPE = Path(__file__).with_name("schema.mjs")
RENAMED = {"colspan": "columns", "rowspan": "rows", "href": "link"}
BLOCKS = {
    "paragraph": model.Paragraph,
    "heading": model.Heading,
    "list_item": model.ListItem,
    "picture": model.Picture,
    "page_break": model.PageBreak,
    "island": model.IslandBlock,
    "table": model.Table,
    "table_cell": model.Cell,
    "note": model.Note,
    "bookmark": model.Bookmark,
    "figure": model.FigureRef,
    "inline_island": model.InlineIsland,
    "line_break": model.LineBreak,
}
INSIDE = {"runs", "caption", "blocks"}
"""What a node's content holds; a note's blocks are an attribute of its own."""
ONLY_EDITOR = {"colwidth", "filler"}
LIMITS = {
    "deepestList": blocks_in.DEEPEST_LIST,
    "deepestHeading": blocks_in.DEEPEST_HEADING,
    "lastNumber": blocks_in.LAST_NUMBER,
    "mostEmu": blocks_in.MOST_EMU,
    "mostColumns": tables_in.MOST_COLUMNS,
    "mostRows": tables_in.MOST_ROWS,
    "deepestTable": tables_in.DEEPEST_TABLE,
    "mostCellBlocks": tables_in.MOST_CELL_BLOCKS,
    "mostNoteBlocks": inlines_in.MOST_NOTE_BLOCKS,
    "mostBlocks": as_json.MOST_BLOCKS,
    "mostRuns": inlines_in.MOST_RUNS,
    "longestLink": fields.MOST_OF_A_LINK,
}


@pytest.fixture(scope="module")
def schema() -> Any:
    """Fields of each node, marks and limits, of the editor's own source."""
    said = subprocess.run([assets.node(), SHAPE], check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


@given(content=contents())
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_opening_and_saving_any_content_is_the_identity(desk: Desk, content: Content) -> None:
    """In real Chromium, by the built script."""
    assert desk.open(*to_json(content)["blocks"]).blocks() == to_json(content)["blocks"]


@pytest.mark.parametrize("name", BLOCKS)
def test_each_kind_has_the_fields_of_the_model(schema: Any, name: str) -> None:
    attrs = set(schema["nodes"][name]) - ONLY_EDITOR
    wanted = set(BLOCKS[name].__slots__) - (INSIDE if name != "note" else set())
    if name == "table":
        wanted -= {"rows"}
    assert {RENAMED.get(one, one) for one in attrs} == wanted


def test_marks_and_kinds_are_those_of_the_model(schema: Any) -> None:
    structure = {"doc", "note_body", "table_row", "text"}
    assert set(schema["marks"]) == MARKS | {"link"}
    assert set(schema["nodes"]) == set(BLOCKS) | structure


def test_limits_are_those_of_the_model(schema: Any) -> None:
    assert schema["limits"] == LIMITS
