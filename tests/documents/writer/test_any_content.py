"""Whatever a content holds: nothing is lost, the schema's order is kept, bytes are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import HealthCheck, given, settings

from tests.documents.contents import contents, stocked
from tests.documents.writer.order import misplaced
from tests.documents.writer.whole import Whole, found, text, values
from workflow.documents.chunk import Chunk, Hole, Needs, Pieces
from workflow.documents.content import (
    Block,
    Content,
    IslandBlock,
    Note,
    PageBreak,
    Picture,
    Run,
    Table,
    every_block,
    inlines,
    inner_blocks,
    shown_text,
)
from workflow.documents.profile import GB_T_9704, MATERIAL
from workflow.documents.writer import write_content

BLOBS = stocked()
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def visible(words: str) -> str:
    return "".join(words.split())


def body_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks outside notes, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            yield from body_blocks(inner_blocks(block))


def notes_of(content: Content, endnote: bool) -> list[Note]:
    lines = (inlines(one) for one in body_blocks(content.blocks))
    return [
        one for line in lines for one in line if isinstance(one, Note) and one.endnote is endnote
    ]


@many
@given(contents())
def test_whatever_a_content_holds(content: Content) -> None:
    """Written once an example, since writing is what takes the time."""
    written = write_content(content, GB_T_9704, BLOBS)
    whole = Whole(written, BLOBS)
    no_character_is_lost_and_all_stand_in_reading_order(content, whole)
    children_stand_in_the_order_of_the_schema(whole)
    every_thing_is_there_as_often_as_the_content_has_it(content, whole)
    every_hole_stands_for_something_and_nothing_is_needed_in_vain(written.chunk)


def no_character_is_lost_and_all_stand_in_reading_order(content: Content, whole: Whole) -> None:
    shown = "".join(shown_text(one) for one in body_blocks(content.blocks))
    assert visible(text(whole.body)) == visible(shown)
    for root, endnote in ((whole.footnotes, False), (whole.endnotes, True)):
        notes = ("".join(map(shown_text, one.blocks)) for one in notes_of(content, endnote))
        assert visible(text(root)) == visible("".join(notes))


def children_stand_in_the_order_of_the_schema(whole: Whole) -> None:
    for root in (whole.body, whole.footnotes, whole.endnotes, whole.numbering):
        assert list(misplaced(root)) == []
    assert whole.body[-1].tag.endswith("}sectPr")
    assert len(whole.body) == 1 or whole.body[-2].tag.endswith("}p")


def every_thing_is_there_as_often_as_the_content_has_it(content: Content, whole: Whole) -> None:
    blocks = list(body_blocks(content.blocks))

    def count(kind: type) -> int:
        return sum(isinstance(one, kind) for one in blocks)

    assert len(found(whole.body, ".//w:tbl")) == count(Table)
    assert len(found(whole.body, ".//wp:inline")) == count(Picture)
    assert len(found(whole.body, ".//w:br[@w:type='page']")) == count(PageBreak)
    assert len(found(whole.body, ".//w:t[.='控件']")) >= count(IslandBlock)
    assert len(found(whole.body, ".//w:footnoteReference")) == len(notes_of(content, False))
    assert len(found(whole.body, ".//w:endnoteReference")) == len(notes_of(content, True))
    links = {one.link for block in blocks for one in inlines(block) if isinstance(one, Run)}
    named = values(whole.body, ".//w:hyperlink/@w:anchor") + values(
        whole.body, ".//w:hyperlink/@r:id"
    )
    assert bool(links - {""}) <= bool(named)


@many
@given(contents())
def test_the_same_content_gives_the_same_chunk(content: Content) -> None:
    first, again = (write_content(content, MATERIAL, BLOBS) for _ in range(2))
    assert first == again
    assert Whole(first, BLOBS).docx() == Whole(again, BLOBS).docx()


def every_hole_stands_for_something_and_nothing_is_needed_in_vain(chunk: Chunk) -> None:
    sizes = _sizes(chunk.needs)
    used: dict[Hole, set[int]] = {kind: set() for kind in Hole}
    bodies: list[Pieces] = [chunk.pieces, *chunk.needs.notes, *chunk.needs.endnotes]
    for one in (place for pieces in bodies for place in pieces if not isinstance(place, bytes)):
        used[one[0]].add(one[1])
    used[Hole.BOOKMARK_NAME] |= used[Hole.BOOKMARK]
    for kind, size in sizes.items():
        assert used[kind] == set(range(size)), kind


def _sizes(needs: Needs) -> dict[Hole, int]:
    return {
        Hole.RELATION: len(needs.relations),
        Hole.LIST: len(needs.lists),
        Hole.NOTE: len(needs.notes),
        Hole.ENDNOTE: len(needs.endnotes),
        Hole.BOOKMARK_NAME: len(needs.bookmarks),
        Hole.DRAWING: needs.drawings,
        Hole.REVISION: needs.revisions,
    }


def test_ids_of_random_contents_are_unique() -> None:
    @given(contents())
    def check(content: Content) -> None:
        ids = [one.id for one in every_block(content.blocks)]
        assert len(ids) == len(set(ids))

    check()
