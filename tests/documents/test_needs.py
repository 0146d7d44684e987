"""What chunks need, collected: one thing has one number, and spliced holes are counted anew."""

from __future__ import annotations

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
from workflow.documents.splicing import Splicer

LINK = Target("hyperlink", address="https://example.org/")
IMAGE = Target("image", part=Part("image1.png", "image/png", "ab"))
OWN = (Hole.LIST, 0)
RESTART = b'<w:lvlOverride w:ilvl="0"/>'


def test_one_target_one_style_and_one_bookmark_have_one_number() -> None:
    builder = Splicer()
    assert [builder.add_relation(one) for one in (LINK, IMAGE, LINK)] == [0, 1, 0]
    names = ("heading 1", "Heading 1", "Heading1")
    assert {builder.add_style(Style("paragraph", one, (b"<a/>",))) for one in names} == {0}
    assert builder.add_style(Style("character", "heading 1", ())) == 1
    assert [builder.add_bookmark(one) for one in ("a", "b", "a")] == [0, 1, 0]
    needs = builder.needs()
    assert needs.relations == (LINK, IMAGE)
    assert needs.styles[0] == Style("paragraph", "heading 1", (b"<a/>",))
    assert needs.bookmarks == ("a", "b")


def test_notes_drawings_and_revisions_are_new_each_time() -> None:
    builder = Splicer()
    assert [builder.add_note((b"x",)), builder.add_note((b"x",))] == [0, 1]
    assert [builder.add_endnote((b"y",)), builder.add_drawing(), builder.add_drawing()] == [0, 0, 1]
    assert [builder.add_revision(), builder.add_revision()] == [0, 1]
    needs = builder.needs()
    assert (needs.notes, needs.endnotes) == (((b"x",), (b"x",)), ((b"y",),))
    assert (needs.drawings, needs.revisions) == (2, 2)


def test_a_plain_list_is_one_and_a_restarting_list_is_new_each_time() -> None:
    builder = Splicer()
    plain, restarts = ListDefinition("g", (OWN,)), ListDefinition("g", (OWN,), RESTART)
    assert [builder.add_list(one) for one in (plain, restarts, plain, restarts)] == [0, 1, 0, 2]
    assert builder.needs().lists == (plain, restarts, restarts)


def test_spliced_holes_lead_to_the_same_things_as_before() -> None:
    builder = Splicer()
    builder.add_relation(IMAGE)
    builder.add_note((b"ours",))
    builder.add_drawing()
    note = (b"<w:p>", (Hole.RELATION, 1), b"</w:p>")
    chunk = Chunk(
        ((Hole.RELATION, 0), (Hole.RELATION, 1), (Hole.NOTE, 0), (Hole.DRAWING, 0)),
        Needs(relations=(LINK, IMAGE), notes=(note,), drawings=1),
    )
    spliced = builder.splice(chunk)
    assert spliced == ((Hole.RELATION, 1), (Hole.RELATION, 0), (Hole.NOTE, 1), (Hole.DRAWING, 1))
    needs = builder.needs()
    assert needs.relations == (IMAGE, LINK)
    assert needs.notes == ((b"ours",), (b"<w:p>", (Hole.RELATION, 0), b"</w:p>"))
    assert needs.drawings == 2


def test_styles_and_lists_that_name_each_other_arrive_together_and_once() -> None:
    styles = (
        Style("paragraph", "Item", (b"<p>", (Hole.STYLE, 1), (Hole.LIST, 0))),
        Style("character", "Item Char", (b"<c>", (Hole.STYLE, 0))),
    )
    lists = (ListDefinition("g", (OWN, (Hole.STYLE, 0))),)
    chunk = Chunk(((Hole.STYLE, 0), (Hole.LIST, 0)), Needs(styles=styles, lists=lists))
    builder = Splicer()
    builder.add_style(Style("paragraph", "Normal", (b"<n>",)))
    builder.add_list(ListDefinition("other", (OWN,)))
    first = builder.splice(chunk)
    assert first == builder.splice(chunk) == ((Hole.STYLE, 1), (Hole.LIST, 1))
    needs = builder.needs()
    assert [one.xml for one in needs.styles] == [
        (b"<n>",),
        (b"<p>", (Hole.STYLE, 2), (Hole.LIST, 1)),
        (b"<c>", (Hole.STYLE, 1)),
    ]
    assert needs.lists[1] == ListDefinition("g", (OWN, (Hole.STYLE, 1)))


def test_an_answer_still_answers_the_same_comment() -> None:
    said = CommentBody("王", "W", "", ((Hole.RELATION, 0),))
    answer = CommentBody("李", "L", "", (), parent=0)
    chunk = Chunk(((Hole.COMMENT, 1),), Needs(relations=(LINK,), comments=(said, answer)))
    builder = Splicer()
    builder.add_comment(CommentBody("赵", "Z", "", ()))
    builder.add_relation(IMAGE)
    assert builder.splice(chunk) == ((Hole.COMMENT, 2),)
    comments = builder.needs().comments
    assert [one.parent for one in comments] == [-1, -1, 1]
    assert comments[1].pieces == ((Hole.RELATION, 1),)


def test_a_reference_shares_the_bookmark_and_a_second_bookmark_gets_an_id_of_its_own() -> None:
    reference = Chunk(((Hole.BOOKMARK_NAME, 0),), Needs(bookmarks=("_Ref1",)))
    marked = Chunk(((Hole.BOOKMARK, 0), (Hole.BOOKMARK_NAME, 0)), Needs(bookmarks=("_Ref1",)))
    builder = Splicer()
    assert builder.splice(reference) == ((Hole.BOOKMARK_NAME, 0),)
    assert builder.splice(marked) == ((Hole.BOOKMARK, 0), (Hole.BOOKMARK_NAME, 0))
    assert builder.splice(marked) == ((Hole.BOOKMARK, 1), (Hole.BOOKMARK_NAME, 1))
    assert builder.splice(reference) == ((Hole.BOOKMARK_NAME, 0),)
    assert builder.needs().bookmarks == ("_Ref1", "_Ref1")
    body = CommentBody("王", "W", "", ((Hole.BOOKMARK, 0),))
    builder.splice(Chunk((), Needs(bookmarks=("_Ref1",), comments=(body,))))
    assert builder.needs().comments[0].pieces == ((Hole.BOOKMARK, 2),)


def test_splicing_twice_or_into_a_fresh_builder_changes_nothing_more() -> None:
    chunk = Chunk(
        ((Hole.STYLE, 0), b"<w:p/>", (Hole.REVISION, 1), (Hole.REVISION, 0)),
        Needs(styles=(Style("table", "网格", (b"<t/>",)),), revisions=2),
    )
    builder = Splicer()
    assert Chunk(builder.splice(chunk), builder.needs()) == chunk
