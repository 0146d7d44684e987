"""The ledger: ids are given out once, and what is one thing stays one thing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import (
    Chunk,
    CommentBody,
    Hole,
    ListDefinition,
    Needs,
    Part,
    Style,
    Target,
)
from workflow.documents.errors import DocumentError
from workflow.documents.merge.filling import DOCUMENT, FOOTNOTES
from workflow.documents.merge.ledger import Ledger
from workflow.documents.profile import profile_named

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"


@pytest.fixture
def blobs() -> MemoryBlobs:
    return MemoryBlobs()


@pytest.fixture
def ledger(blobs: MemoryBlobs) -> Ledger:
    return Ledger(profile_named("gbt9704"), blobs)


def chunk(*holes: tuple[Hole, int], **needs: Any) -> Chunk:
    """The holes one behind the other, each followed by a bar."""
    pieces: list[bytes | tuple[Hole, int]] = []
    for one in holes:
        pieces += [one, b"|"]
    return Chunk(tuple(pieces), replace(Needs(), **needs))


def image(blobs: MemoryBlobs, data: bytes) -> Target:
    return Target(IMAGE, part=Part("image1.png", "image/png", blobs.put(data)))


def test_the_same_picture_in_two_parts_is_written_once(ledger: Ledger, blobs: MemoryBlobs) -> None:
    here, there = image(blobs, b"red"), image(blobs, b"blue")
    first = ledger.take(chunk((Hole.RELATION, 0), relations=(here,)), 0)
    second = ledger.take(chunk((Hole.RELATION, 1), relations=(there, here)), 1)
    assert first == second
    assert list(ledger.brought.files.values()) == [b"red"]


def test_two_pictures_of_one_name_are_both_written(ledger: Ledger, blobs: MemoryBlobs) -> None:
    for scope, data in enumerate((b"red", b"blue")):
        ledger.take(chunk((Hole.RELATION, 0), relations=(image(blobs, data),)), scope)
    assert sorted(ledger.brought.files.values()) == [b"blue", b"red"]


def test_a_chart_brings_its_workbook(ledger: Ledger, blobs: MemoryBlobs) -> None:
    book = Part("book.xlsx", "application/x", blobs.put(b"cells"))
    chart = Part(
        "chart1.xml", "chart+xml", blobs.put(b"<c/>"), (("rId1", Target(PACKAGE, part=book)),)
    )
    ledger.take(chunk((Hole.RELATION, 0), relations=(Target(CHART, part=chart),)), 0)
    names = sorted(ledger.brought.files)
    assert [one.split("/")[0] for one in names] == ["charts", "charts", "embeddings"]
    rels = next(data for name, data in ledger.brought.files.items() if name.endswith(".rels"))
    book_name = next(one for one in names if one.startswith("embeddings/"))
    assert f'Target="../{book_name}"'.encode() in rels and b'Id="rId1"' in rels


def test_a_missing_picture_is_a_sentence(ledger: Ledger) -> None:
    lost = Target(IMAGE, part=Part("image1.png", "image/png", "0" * 64))
    with pytest.raises(DocumentError, match="missing from the store"):
        ledger.take(chunk((Hole.RELATION, 0), relations=(lost,)), 0)


def test_an_address_outside_says_so_and_is_escaped(ledger: Ledger) -> None:
    link = Target("hyperlink", address="https://example.org/?a=1&b=2")
    ledger.take(chunk((Hole.RELATION, 0), relations=(link,)), 0)
    part = ledger.relations[DOCUMENT].part() or b""
    assert b'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"' in part


def test_relations_within_a_note_belong_to_the_notes_part(
    ledger: Ledger, blobs: MemoryBlobs
) -> None:
    made = chunk((Hole.NOTE, 0), notes=(((Hole.RELATION, 0),),), relations=(image(blobs, b"red"),))
    assert ledger.take(made, 0) == b"1|"
    assert ledger.relations[DOCUMENT].part() is None
    (note,) = ledger.stories[FOOTNOTES].open
    own = note.removeprefix(b'<w:footnote w:id="1">').removesuffix(b"</w:footnote>")
    part = ledger.relations[FOOTNOTES].part()
    assert part is not None and b'Id="%s"' % own in part


def test_notes_count_on_through_the_report(ledger: Ledger) -> None:
    made = chunk((Hole.NOTE, 1), (Hole.NOTE, 0), notes=((b"a",), (b"b",)))
    assert ledger.take(made, 0) == b"2|1|"
    assert ledger.take(made, 1) == b"4|3|"
    assert ledger.stories[FOOTNOTES].open == [
        b'<w:footnote w:id="%d">%s</w:footnote>' % one
        for one in ((1, b"a"), (2, b"b"), (3, b"a"), (4, b"b"))
    ]


def test_a_bookmark_keeps_its_name_in_its_part_and_gets_another_in_the_next(
    ledger: Ledger,
) -> None:
    made = chunk((Hole.BOOKMARK_NAME, 0), (Hole.BOOKMARK, 0), bookmarks=("_Ref1",))
    assert ledger.take(made, 0) == b"_Ref1|1|"
    named = chunk((Hole.BOOKMARK_NAME, 0), bookmarks=("_Ref1",))
    assert ledger.take(named, 0) == b"_Ref1|"
    assert ledger.take(made, 0) == b"_Ref1_2|3|"
    assert ledger.take(made, 1) == b"_Ref1_3|4|"


def test_drawings_and_revisions_are_unique(ledger: Ledger) -> None:
    made = chunk((Hole.DRAWING, 1), (Hole.REVISION, 0), drawings=2, revisions=1)
    assert [ledger.take(made, scope) for scope in (0, 1)] == [b"2|1|", b"4|2|"]


def numbers(overrides: bytes = b"", group: str = "g") -> ListDefinition:
    own = (Hole.LIST, 0)
    return ListDefinition(group, (b'<w:abstractNum w:abstractNumId="', own, b'"/>'), overrides)


def test_a_list_counts_on_in_its_part_and_anew_in_the_next(ledger: Ledger) -> None:
    made = chunk((Hole.LIST, 0), lists=(numbers(),))
    assert [ledger.take(made, scope) for scope in (0, 0, 1)] == [b"1|", b"1|", b"2|"]
    inner = ledger.numbering.inner()
    assert inner.count(b"<w:abstractNum ") == 2
    assert b'<w:abstractNum w:abstractNumId="1"/>' in inner


def test_the_house_lists_share_one_definition_and_restart_by_their_overrides(
    ledger: Ledger,
) -> None:
    restart = b'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    made = chunk((Hole.LIST, 0), lists=(numbers(restart, "house:numbers"),))
    assert [ledger.take(made, scope) for scope in (0, 0, 1)] == [b"1|", b"2|", b"3|"]
    inner = ledger.numbering.inner()
    assert inner.count(b"<w:abstractNum ") == 1 and inner.count(restart) == 3


def test_a_style_of_the_house_wins_by_name_and_a_strange_one_comes_along(ledger: Ledger) -> None:
    heading = Style("paragraph", "Heading 1", (b"<never/>",))
    own = (Hole.STYLE, 1)
    strange = Style("paragraph", "项目 符号", (b'<w:style w:styleId="', own, b'"/>'))
    made = chunk((Hole.STYLE, 0), (Hole.STYLE, 1), styles=(heading, strange))
    assert ledger.take(made, 0) == "Heading1|项目符号|".encode()
    assert ledger.take(made, 1) == "Heading1|项目符号|".encode()
    assert ledger.styles.inner().count('w:styleId="项目符号"'.encode()) == 1
    assert b"<never/>" not in ledger.styles.inner()


def test_answers_name_the_paragraph_of_what_they_answer(ledger: Ledger) -> None:
    said = CommentBody("王", "W", "2026-11-25T08:00:00Z", (b"<w:p><w:r/></w:p>",))
    answer = CommentBody('李"', "L", "", (b"<w:p/><w:p/>",), parent=0, done=True)
    made = chunk((Hole.COMMENT, 0), (Hole.COMMENT, 1), comments=(said, answer))
    assert [ledger.take(made, scope) for scope in (0, 1)] == [b"0|1|", b"2|3|"]
    bodies = b"".join(ledger.comments.bodies.open)
    assert b"w:author='\xe6\x9d\x8e\"'" in bodies
    extended = b"".join(ledger.comments.extended.open)
    assert b'w15:paraId="10000003" w15:paraIdParent="10000002" w15:done="1"' in extended
    assert b'<w:p/><w:p w14:paraId="10000001"/>' in bodies


def test_one_restarting_list_of_a_source_restarts_once_in_its_part(ledger: Ledger) -> None:
    restart = b'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    same, other = replace(numbers(restart), number="7"), replace(numbers(restart), number="8")
    taken = [ledger.take(chunk((Hole.LIST, 0), lists=(one,)), 0) for one in (same, same, other)]
    assert taken == [b"1|", b"1|", b"2|"]
    assert ledger.take(chunk((Hole.LIST, 0), lists=(same,)), 1) == b"3|"


def test_the_drawing_of_a_smartart_is_related_from_the_part_that_shows_it(
    ledger: Ledger, blobs: MemoryBlobs
) -> None:
    kind = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"
    drawing = Target(kind, part=Part("drawing1.xml", "drawing+xml", blobs.put(b"<d/>")))
    data = Part("data1.xml", "data+xml", blobs.put(b"<m/>"), (("drawn1", drawing),))
    ledger.take(chunk((Hole.RELATION, 0), relations=(Target("x/diagramData", part=data),)), 0)
    part = ledger.relations[DOCUMENT].part() or b""
    assert b'Id="drawn1"' in part and b"diagrams/" in part
