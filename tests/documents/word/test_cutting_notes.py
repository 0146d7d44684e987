"""Notes come along with their text; comments do when they are asked for."""

from __future__ import annotations

from tests.documents.word.packages import (
    SPACES,
    Crafted,
    Link,
    codes,
    crafted,
    cut,
    joined,
    para,
    run,
    story,
    text,
    values,
    with_story,
    words,
)
from workflow.documents.chunk import Hole

W15 = SPACES["w15"]
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"


def note(own: str, inner: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{own}">{inner}</w:{kind}>'


def reference(own: str, kind: str = "footnote") -> str:
    mark = f'<w:rPr><w:b/></w:rPr><w:{kind}Reference w:id="{own}"/>'
    return run(mark)


def test_notes_of_both_kinds_keep_their_text_and_order() -> None:
    body = para(text("甲") + reference("7") + reference("2", "endnote") + reference("3"))
    made = crafted(body)
    with_story(made, "footnotes", note("3", para(text("三"))) + note("7", para(text("七")) * 2))
    with_story(made, "endnotes", note("2", para(text("尾")), "endnote"))
    root, needs = cut(made.source())
    assert values(root, "footnoteReference", "id") == ["f0", "f1"]
    assert values(root, "endnoteReference", "id") == ["e0"]
    assert [words(joined(one)) for one in needs.notes] == ["七七", "三"]
    assert [words(joined(one)) for one in needs.endnotes] == ["尾"]


def test_a_note_that_is_lost_loses_its_number_and_an_empty_one_is_a_paragraph() -> None:
    made = crafted(para(text("甲") + reference("1") + reference("2") + text("乙")))
    source = with_story(made, "footnotes", note("2", "")).source()
    root, needs = cut(source)
    assert words(root) == "甲乙" and len(values(root, "footnoteReference", "id")) == 1
    assert len(values(root, "b")) == 1
    assert len(values(joined(needs.notes[0]), "p")) == 1
    assert codes(source) == {"lost_note": 1}


def test_a_note_within_a_note_ends_there() -> None:
    made = crafted(para(reference("1")))
    with_story(made, "footnotes", note("1", para(text("注") + reference("1"))))
    _, needs = cut(made.source())
    assert [words(joined(one)) for one in needs.notes] == ["注"]
    assert not values(joined(needs.notes[0]), "footnoteReference", "id")


def comment(own: str, mark: str, said: str) -> str:
    return (
        f'<w:comment w:id="{own}" w:author="王&lt;" w:initials="W" w:date="2026-11-25T08:00:00Z">'
        f'<w:p w14:paraId="{mark}">{text(said)}</w:p></w:comment>'
    )


def ranged(own: str, inner: str) -> str:
    return f'<w:commentRangeStart w:id="{own}"/>{inner}<w:commentRangeEnd w:id="{own}"/>' + run(
        f'<w:rPr><w:rStyle w:val="none"/></w:rPr><w:commentReference w:id="{own}"/>'
    )


def discussed() -> Crafted:
    """A comment, an answer to it that is resolved, and one whose text is lost."""
    made = crafted(
        para(ranged("4", text("甲")) + ranged("9", text("乙")) + ranged("5", text("丙")))
    )
    with_story(made, "comments", comment("4", "0000000A", "问") + comment("9", "0000000B", "答"))
    rows = (
        '<w15:commentEx w15:paraId="0000000A" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="1"/>'
    )
    extended = story("x", rows).replace("w:x", "w15:commentsEx")
    made.link(Link("ex", EXTENDED, "commentsExtended.xml"))
    return made.add("word/commentsExtended.xml", extended)


def test_comments_go_from_an_island_and_nothing_of_them_is_left() -> None:
    source = discussed().source()
    root, needs = cut(source)
    assert words(root) == "甲乙丙" and not needs.comments
    assert not [one for one in root.iter("*") if "comment" in str(one.tag)]
    assert len(list(root.iter("{*}r"))) == 3
    assert not source.remarks


def test_comments_come_along_with_authors_and_answers() -> None:
    source = discussed().source()
    root, needs = cut(source, comments=True)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert values(root, name, "id") == ["c0", "c1"]
    first, answer = needs.comments
    assert (first.author, first.initials, first.at) == ("王<", "W", "2026-11-25T08:00:00Z")
    assert (words(joined(first.pieces)), words(joined(answer.pieces))) == ("问", "答")
    assert (first.parent, first.done, answer.parent, answer.done) == (-1, False, 0, True)
    assert b"paraId" not in b"".join(one for one in first.pieces if isinstance(one, bytes))
    assert codes(source)["lost_comment"] == 1


def test_half_a_comment_range_goes_and_its_reference_stays() -> None:
    body = para(
        text("甲") + '<w:commentRangeEnd w:id="4"/>' + run('<w:commentReference w:id="4"/>')
    )
    made = crafted(body + para('<w:commentRangeStart w:id="6"/>' + text("乙")))
    source = with_story(
        made, "comments", comment("4", "A", "问") + comment("6", "B", "无")
    ).source()
    root, needs = cut(source, comments=True)
    assert not values(root, "commentRangeEnd") and not values(root, "commentRangeStart")
    assert values(root, "commentReference", "id") == ["c0"]
    assert len(needs.comments) == 1 and needs.comments[0].pieces
    assert not any(one[0] is Hole.COMMENT for one in needs.comments[0].pieces)
