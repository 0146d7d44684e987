"""The pairs of docxcompose's own tests: what is read in our merge is read in its fixtures.

Compared are resolved views: each paragraph's number as Word shows it, its words, how many
pictures, charts and notes stand in it, and the address of each link, never bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from lxml import etree

from tests.documents.merge.kept_files import W, kept, merged
from tests.documents.shared import shared_file
from tests.documents.word.packages import words
from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.source import Source

ID = f"{{{NAMESPACES['r']}}}id"
MASTER = (
    *("embedded_excel_chart", "footnote", "footnotes_with_hyperlinks", "hyperlinks", "images"),
    *("embedded_and_external_image", "embedded_visio", "smart_art", "table"),
    "next_page_section_break_empty",
)
ITSELF = (
    *("numberings", "numberings_restart", "numberings_styles"),
    *("numbering_reference_to_numbering_zero", "numbering_with_paragraphs_in_between"),
)
OTHERS = {
    **{
        one: ("broken_listing_master", one)
        for one in ("broken_listing", "broken_listing_many", "broken_listing_nested")
    },
    "renumbering_nv_props": ("header_with_image", "image"),
    "common_stylename_different_id": (
        "common_stylename_different_id1",
        "common_stylename_different_id2",
    ),
    "switched_listing_style": ("master_switched_listing_style", "switched_listing_style"),
}
PAIRS = {
    **{one: ("master", one) for one in MASTER},
    **{one: (one, one) for one in ITSELF},
    **OTHERS,
}


class Line(NamedTuple):
    label: str
    text: str
    objects: int
    notes: int
    links: tuple[str, ...]


def view(data: bytes) -> list[Line]:
    """The paragraphs that show something."""
    source = Source.open(data)
    made = [_line(source, one) for one in source.body.iter(f"{W}p")]
    return [one for one in made if any(one)]


def _line(source: Source, paragraph: etree._Element) -> Line:
    rows = source.relations(source.main)
    links = [one.get(ID, "") for one in paragraph.iter(f"{W}hyperlink")]
    return Line(
        source.numbering.label(paragraph).strip(),
        words(paragraph).strip(),
        sum(1 for _ in _objects(paragraph)),
        sum(1 for _ in paragraph.iter(f"{W}footnoteReference")),
        tuple(rows[one].address for one in links if one in rows),
    )


def _objects(paragraph: etree._Element) -> Iterator[etree._Element]:
    yield from paragraph.iter("{*}blip", "{*}imagedata", "{*}relIds")
    yield from (one for one in paragraph.iter("{*}chart") if "/chart" in str(one.tag))


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_read_is_what_the_other_engine_gives(name: str) -> None:
    folder = "corpus/docxcompose"
    fixture = shared_file(f"{folder}/composed_fixture/{name}.docx").read_bytes()
    files = [shared_file(f"{folder}/{one}.docx").read_bytes() for one in PAIRS[name]]
    assert view(merged(*map(kept, files)).data) == view(fixture)
