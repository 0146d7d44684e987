"""Content that is written and read again is the same, but for what the house style decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.documents.contents import contents, stocked
from tests.documents.writer.full import changes, comments, everything
from tests.documents.writer.test_printed import store
from workflow.documents.content import (
    Block,
    Bookmark,
    Cell,
    Content,
    Heading,
    Inline,
    InlineIsland,
    IslandBlock,
    ListItem,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    canonical_runs,
    every_block,
    shown_text,
)
from workflow.documents.content.json_out import substance
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.reader import Changes, ReadDocument, read_word
from workflow.documents.talk import WordComment

BLOBS = stocked()
ISLAND_LINK = "https://example.org/island"


def again(content: Content) -> ReadDocument:
    part = Part(0, None, "", "", "", False, content)
    return read_word(assemble(Manuscript("", (part,)), blobs=BLOBS).data, BLOBS)


def usual(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """What must come back: bookmarks that nothing leads to and starts left aside."""
    return [substance(_block(one)) for one in blocks]


def _block(block: Block) -> Block:
    if isinstance(block, IslandBlock):
        return Paragraph(block.id, (Run(block.text),), block.landscape)
    if isinstance(block, Picture):
        return replace(block, caption=_line(block.caption), alt="")
    if isinstance(block, Table):
        rows = tuple(tuple(_cell(cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    if isinstance(block, Heading):
        return replace(block, runs=_plain(_line(block.runs)))
    if isinstance(block, ListItem):
        return replace(block, runs=_line(block.runs), start=None)
    return replace(block, runs=_line(block.runs)) if isinstance(block, Paragraph) else block


def _cell(cell: Cell) -> Cell:
    """Word asks for a paragraph in an empty cell and behind a table: nobody wrote those."""
    blocks = list(map(_block, cell.blocks)) or [Paragraph("")]
    if len(blocks) > 1 and isinstance(blocks[-2], Table) and blocks[-1] == _empty(blocks[-1]):
        blocks.pop()
    return replace(cell, blocks=tuple(blocks))


def _empty(block: Block) -> Paragraph:
    return Paragraph(block.id)


def _plain(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading's boldness is its style's."""
    return canonical_runs(
        replace(one, marks=one.marks - {"bold"}) if isinstance(one, Run) else one for one in line
    )


def _line(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return canonical_runs(_inline(one) for one in line if not isinstance(one, Bookmark))


def _inline(one: Inline) -> Inline:
    if isinstance(one, InlineIsland):
        return Run(one.text, link=ISLAND_LINK)
    if isinstance(one, Run) and one.link.startswith("#"):
        return replace(one, link="")
    return _note(one) if isinstance(one, Note) else one


def _note(note: Note) -> Note:
    """Blanks in a note are left aside: some of them belong to its number."""
    blocks = (_tight(one) for one in note.blocks or (Paragraph(""),))
    return replace(note, blocks=tuple(blocks))


def _tight(block: Paragraph | ListItem) -> Paragraph | ListItem:
    line = (
        replace(one, text="".join(one.text.split())) if isinstance(one, Run) else one
        for one in _line(block.runs)
    )
    made = replace(block, runs=canonical_runs(line))
    return replace(made, start=None) if isinstance(made, ListItem) else made


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents())
def test_what_was_written_is_read_again(content: Content) -> None:
    found = again(content)
    assert usual(found.content.blocks) == usual(content.blocks)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents())
def test_a_second_journey_changes_nothing_more(content: Content) -> None:
    once = again(content).content
    twice = again(once).content
    assert [substance(one) for one in twice.blocks] == [substance(one) for one in once.blocks]


def test_comments_and_changes_come_back_where_they_were() -> None:
    blobs = store()
    content = everything()
    part = Part(0, None, "", "", "", False, content, comments(), changes())
    data = assemble(Manuscript("", (part,)), blobs=blobs).data
    found = read_word(data, blobs, changes=Changes.KEEP)
    shown = {one.id: shown_text(one) for one in every_block(found.content.blocks)}
    original = {one.id: shown_text(one) for one in every_block(content.blocks)}
    said = [(one.author, one.at, one.text, one.start, one.end) for one in found.comments]
    assert said == [(one.author, one.at, one.text, *span(one)) for one in comments()]
    assert [bool(one.parent) for one in found.comments] == [False, True, False]
    assert shown[found.comments[0].block] == original["p1"]
    edit, inserted = found.suggestions
    assert (edit.author, edit.at, edit.start, edit.end) == ("周六", changes()[0].at, 0, 2)
    assert edit.runs == (Run("本年"),) and shown[edit.block] == original["last"]
    assert [shown_text(one) for one in inserted.blocks] == ["再加一段。"]
    assert inserted.block == edit.block


def span(comment: WordComment) -> tuple[int, int]:
    """An answer is on the words of its question."""
    return (2, 10) if comment.key in ("1", "2") else (0, len("项目"))
