"""Random contents: every kind of block and atom, with ids that are unique."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import strategies as st

from tests.pictures import pixel
from workflow.documents.blobs import MemoryBlobs, digest_of
from workflow.documents.chunk import Chunk, Hole, Needs, Target
from workflow.documents.content import (
    MARKS,
    Block,
    Bookmark,
    Cell,
    Content,
    FigureRef,
    Heading,
    Inline,
    InlineIsland,
    IslandBlock,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    canonical_runs,
    column_shares,
)
from workflow.documents.islands import Island, store_island

PNG = pixel(width=4, height=3)
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
LINKS = ("https://example.org/?a=1&b=2", "mailto:a@example.org", "#mark0")
INLINE = Island(
    "field",
    "域中的字",
    Chunk(
        (
            b'<w:hyperlink r:id="',
            (Hole.RELATION, 0),
            '"><w:r><w:t>域中的字</w:t></w:r></w:hyperlink>'.encode(),
        ),
        Needs(relations=(Target(HYPERLINK, "https://example.org/island"),)),
    ),
)
BLOCK = Island(
    "control",
    "控件",
    Chunk(
        (
            b'<w:p><w:bookmarkStart w:id="',
            (Hole.BOOKMARK, 0),
            b'" w:name="',
            (Hole.BOOKMARK_NAME, 0),
            b'"/><w:bookmarkEnd w:id="',
            (Hole.BOOKMARK, 0),
            '"/><w:r><w:t>控件</w:t></w:r></w:p>'.encode(),
        ),
        Needs(bookmarks=("inside",)),
    ),
)


def stocked() -> MemoryBlobs:
    """A store with all that the contents of here name."""
    blobs = MemoryBlobs()
    blobs.put(PNG)
    store_island(INLINE, blobs)
    store_island(BLOCK, blobs)
    return blobs


HASHES = {"inline": store_island(INLINE, stocked()), "block": store_island(BLOCK, stocked())}
words = st.text("甲乙丙a1 。“”<&>\t\u3000", max_size=8)
marks = st.frozensets(st.sampled_from(sorted(MARKS - {"subscript"})), max_size=3)
runs = st.builds(Run, words, marks, st.sampled_from(("", "", "", *LINKS)))
atoms = st.one_of(
    st.builds(LineBreak),
    st.just(Bookmark("mark")),
    st.builds(FigureRef, st.just("f1"), st.just(2), words.filter(bool)),
    st.just(InlineIsland(HASHES["inline"], INLINE.kind, INLINE.text)),
)
plain_lines = st.lists(st.one_of(runs, atoms), max_size=4).map(canonical_runs)
note_blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, st.just(""), plain_lines),
        st.builds(ListItem, st.just(""), st.booleans(), st.integers(0, 2), plain_lines),
    ),
    max_size=2,
).map(tuple)
notes = st.builds(Note, note_blocks, st.booleans())
lines = st.lists(st.one_of(runs, runs, atoms, notes), max_size=5).map(canonical_runs)
items = st.builds(
    ListItem, st.just(""), st.booleans(), st.integers(0, 8), lines, st.sampled_from((None, 5))
)
pictures = st.builds(
    Picture,
    st.just(""),
    st.just(digest_of(PNG)),
    st.just("image/png"),
    st.integers(1, 20_000_000),
    st.integers(1, 20_000_000),
    words,
    lines,
)
text_blocks = st.one_of(
    st.builds(Paragraph, st.just(""), lines),
    st.builds(Heading, st.just(""), st.integers(1, 6), lines),
    items,
)
simple_blocks = st.one_of(
    text_blocks,
    text_blocks,
    pictures,
    st.just(PageBreak("")),
    st.just(IslandBlock("", HASHES["block"], BLOCK.kind, BLOCK.text)),
)


@st.composite
def tables(draw: st.DrawFn, inner: st.SearchStrategy[Block]) -> Table:
    """A table whose cells cover a grid; some of them several columns or rows."""
    high, wide = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[Cell, ...]] = []
    for y in range(high):
        row = []
        for x in range(wide):
            if (y, x) in taken:
                continue
            free = next((n for n in range(x, wide) if (y, n) in taken), wide) - x
            columns, tall = draw(st.integers(1, free)), draw(st.integers(1, high - y))
            taken |= {(y + b, x + a) for a in range(columns) for b in range(tall)}
            row.append(Cell(tuple(draw(st.lists(inner, max_size=2))), columns, tall))
        rows.append(tuple(row))
    widths = draw(st.sampled_from(((), column_shares(range(1, wide + 1), wide))))
    return Table("", tuple(rows), draw(st.integers(0, high)), widths)


blocks = st.one_of(
    simple_blocks,
    simple_blocks,
    tables(st.one_of(simple_blocks, tables(simple_blocks))),
)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Any content that ``from_json`` would take, some of it on wide pages."""
    made = draw(st.lists(blocks, max_size=6))
    wide = draw(st.lists(st.booleans(), min_size=len(made), max_size=len(made)))
    numbers = count()
    return Content(
        tuple(
            replace(numbered(one, numbers), landscape=side)
            for one, side in zip(made, wide, strict=True)
        )
    )


def numbered(block: Block, numbers: Iterator[int]) -> Block:
    """The block with ids b0, b1 ..., bookmarks mark0, mark1 ..., at any depth."""
    named: dict[str, Any] = {"id": f"b{next(numbers)}"}
    if isinstance(block, Table):
        named["rows"] = tuple(
            tuple(
                replace(cell, blocks=tuple(numbered(one, numbers) for one in cell.blocks))
                for cell in row
            )
            for row in block.rows
        )
    elif isinstance(block, Picture):
        named["caption"] = _line(block.caption, numbers)
    elif isinstance(block, Paragraph | Heading | ListItem):
        named["runs"] = _line(block.runs, numbers)
    return replace(block, **named)


def _line(line: tuple[Inline, ...], numbers: Iterator[int]) -> tuple[Inline, ...]:
    return tuple(_inline(one, numbers) for one in line)


def _inline(one: Inline, numbers: Iterator[int]) -> Inline:
    if isinstance(one, Bookmark):
        return Bookmark(f"mark{next(numbers)}")
    if isinstance(one, Note):
        inner = (numbered(block, numbers) for block in one.blocks)
        return replace(one, blocks=tuple(inner))  # type: ignore[arg-type]
    return one
