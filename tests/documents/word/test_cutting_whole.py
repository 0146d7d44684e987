"""Whatever is cut, and wherever: the pieces parse with any ids, and hold the same text."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents.word.packages import (
    Crafted,
    Link,
    W,
    crafted,
    cut,
    every_pieces,
    field_runs,
    joined,
    para,
    picture,
    run,
    text,
    with_story,
    words,
)
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Chunk, Hole, Needs
from workflow.documents.islands import Island, load_island, store_island
from workflow.documents.merge.ledger import Ledger
from workflow.documents.profile import Profile, profile_named
from workflow.documents.splicing import Splicer
from workflow.documents.word.cutting import Cutter
from workflow.documents.word.source import Source

BITS = (
    text("文字"),
    text(" a &lt;b&gt; &amp;#10; "),
    picture("i", "图"),
    run('<w:footnoteReference w:id="2"/>'),
    run('<w:footnoteReference w:id="9"/>'),
    '<w:bookmarkStart w:id="1" w:name="x"/>',
    '<w:bookmarkEnd w:id="1"/>',
    '<w:commentRangeStart w:id="4"/>',
    '<w:commentRangeEnd w:id="4"/>',
    run('<w:commentReference w:id="4"/>'),
    f'<w:ins w:id="1">{text("增")}</w:ins>',
    field_runs(" REF", " x ", shown="见"),
    run('<w:fldChar w:fldCharType="end"/>'),
    run("<w:instrText> PAGEREF x </w:instrText>"),
    f'<w:hyperlink r:id="l">{text("链")}</w:hyperlink>',
    f'<w:hyperlink r:id="lost">{text("断")}</w:hyperlink>',
    '<w:r><w:rPr><w:rStyle w:val="c"/></w:rPr><w:t>样</w:t></w:r>',
    '<w:pPr><w:pStyle w:val="p"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    run(
        f'<w:pict><v:shape id="_x0000_s1" type="#t"><v:textbox><w:txbxContent>'
        f"{para(text('框'))}</w:txbxContent></v:textbox></v:shape></w:pict>"
    ),
    "<!-- c -->",
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="条"/><w:basedOn w:val="p"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:name w:val="字"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:pStyle w:val="p"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
COMMENT = f'<w:comment w:id="4" w:author="王">{para(text("批") + picture("i"))}</w:comment>'


def file_of(paragraphs: list[list[str]]) -> Source:
    made = crafted("".join(para("".join(one)) for one in paragraphs))
    made.link(Link("i", "image", "1.png"), Link("l", "hyperlink", "https://a.cn", True))
    made.add("word/1.png", b"1")
    with_story(made, "styles", STYLES)
    with_story(made, "numbering", NUMBERING)
    with_story(made, "footnotes", f'<w:footnote w:id="2">{para(text("注"))}</w:footnote>')
    with_story(made, "comments", COMMENT, Link("i", "image", "1.png"))
    return Source.open(made.data())


documents = st.lists(st.lists(st.sampled_from(BITS), max_size=6), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(documents, st.integers(0, 4), st.integers(1, 5), st.booleans())
def test_any_stretch_of_any_body_keeps_its_text(
    paragraphs: list[list[str]], first: int, many: int, comments: bool
) -> None:
    source = file_of(paragraphs)
    elements = list(source.body)[first : first + many]
    before = "".join(words(one) for one in elements)
    chunk = Cutter(source, MemoryBlobs()).cut(elements, comments=comments)
    assert words(joined(chunk.pieces)) == before
    for pieces in every_pieces(chunk):
        joined(pieces)
    assert holes_are_known(chunk)


def holes_are_known(chunk: Chunk) -> bool:
    """Whether each hole counts into what the needs hold, and nothing is held in vain."""
    needs = chunk.needs
    most = {
        Hole.RELATION: len(needs.relations),
        Hole.STYLE: len(needs.styles),
        Hole.LIST: len(needs.lists),
        Hole.NOTE: len(needs.notes),
        Hole.ENDNOTE: len(needs.endnotes),
        Hole.COMMENT: len(needs.comments),
        Hole.BOOKMARK: len(needs.bookmarks),
        Hole.BOOKMARK_NAME: len(needs.bookmarks),
        Hole.DRAWING: needs.drawings,
        Hole.REVISION: needs.revisions,
    }
    met = {one for pieces in every_pieces(chunk) for one in pieces if not isinstance(one, bytes)}
    assert all(number < most[kind] for kind, number in met)
    return all(pieces for pieces in every_pieces(chunk) if pieces != chunk.pieces)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(BITS), max_size=4), min_size=2, max_size=4))
def test_cuts_that_are_stored_and_spliced_together_are_one_document(
    paragraphs: list[list[str]],
) -> None:
    blobs, source = MemoryBlobs(), file_of(paragraphs)
    cutter, builder = Cutter(source, blobs), Splicer()
    islands = [Island("other", "", cutter.cut([one], comments=True)) for one in source.body]
    kept = [load_island(store_island(one, blobs), blobs).chunk for one in islands]
    pieces = tuple(one for chunk in kept for one in builder.splice(chunk))
    whole = Chunk(pieces, builder.needs())
    assert holes_are_known(whole)
    root = taken(whole, blobs)
    assert words(root) == words(source.body)
    for name in ("bookmarkStart", "commentRangeStart", "ins", "footnoteReference"):
        ids = [one.get(f"{W}id") for one in root.iter(f"{W}{name}")]
        assert len(ids) == len(set(ids))
    drawings = [one.get("id") for one in root.iter("{*}docPr")]
    assert len(drawings) == len(set(drawings))


def taken(chunk: Chunk, blobs: MemoryBlobs) -> etree._Element:
    """The chunk as the ledger of a report writes it."""
    return joined((Ledger(_profile(), blobs).take(chunk, 0),))


@lru_cache(maxsize=1)
def _profile() -> Profile:
    return profile_named("gbt9704")


def test_text_that_looks_like_a_hole_is_text() -> None:
    said = "&#10;0123456789abcdef:r:0&#10;"
    root, needs = cut(crafted(para(text(said))).source())
    assert words(root) == "\n0123456789abcdef:r:0\n" and needs == Needs()


def test_nothing_and_comments_of_xml_are_cut_to_nothing() -> None:
    source = Crafted.source(crafted("<!-- c -->" + para("")))
    cutter = Cutter(source, MemoryBlobs())
    assert cutter.cut([]) == Chunk(())
    assert cutter.cut([source.body[0]]) == Chunk(())
