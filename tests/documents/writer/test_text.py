"""Paragraphs, headings, links, bookmarks, notes and islands as Word has them."""

from __future__ import annotations

import pytest

from tests.documents.contents import BLOCK, HASHES, INLINE, stocked
from tests.documents.writer.making import cell, line_of, p, write
from tests.documents.writer.whole import Whole, found, text, values
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Target
from workflow.documents.content import (
    Bookmark,
    Content,
    FigureRef,
    Heading,
    InlineIsland,
    IslandBlock,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Run,
    Table,
)
from workflow.documents.errors import DocumentError
from workflow.documents.profile import GB_T_9704
from workflow.documents.writer import FirstLine, write_content

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def test_a_paragraph_is_body_text_in_the_body_font() -> None:
    body = Whole(write(p("a", "甲\t“乙”", LineBreak(), FigureRef("f", 1, "42%")))).body
    (one,) = found(body, "w:p")
    assert values(one, "w:pPr/w:pStyle/@w:val") == ["Body"]
    assert values(one, ".//w:t/text()") == ["甲", "“乙”", "42%"]
    assert len(found(one, "w:r/w:tab")) == len(found(one, "w:r/w:br")) == 1
    assert set(values(one, "w:r/w:rPr/w:rFonts/@w:eastAsia")) == {"仿宋_GB2312"}
    assert set(values(one, "w:r/w:rPr/w:rFonts/@w:hint")) == {"eastAsia"}


def test_marks_are_the_runs_own() -> None:
    marks = ("bold", "italic", "underline", "strike", "superscript", "subscript", "highlight")
    line = line_of(*(Run(one, frozenset({one})) for one in marks))
    body = Whole(write(p("a", *line))).body
    names = ("b", "i", "u", "strike", "vertAlign", "vertAlign", "highlight")
    for run, name in zip(found(body, "w:p/w:r"), names, strict=True):
        assert len(found(run, f"w:rPr/w:{name}")) == 1
    assert values(body, ".//w:vertAlign/@w:val") == ["superscript", "subscript"]
    both = Whole(write(p("a", Run("x", frozenset({"superscript", "subscript"}))))).body
    assert values(both, ".//w:vertAlign/@w:val") == ["superscript"]


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert text(Whole(write(p("a", "甲\x00\x0b乙\ufffe丙\ud800"))).body) == "甲乙丙"


def test_headings_count_from_the_one_above_and_have_its_depths_font() -> None:
    blocks = [Heading(str(n), n, line_of(f"{n}．标题")) for n in (1, 2, 3, 6)]
    body = Whole(write(*blocks, base_level=2)).body
    assert values(body, "w:p/w:pPr/w:pStyle/@w:val") == [f"Heading{n}" for n in (3, 4, 5, 8)]
    body = Whole(write(*blocks[:2])).body
    assert values(body, ".//w:rFonts/@w:eastAsia") == ["黑体", "楷体_GB2312"]


def test_a_heading_in_a_cell_has_the_cells_size_and_its_level() -> None:
    table = Table("t", ((cell(Heading("h", 2, line_of("小标题"))),),))
    (one,) = found(Whole(write(table, base_level=1)).body, ".//w:tc/w:p")
    assert values(one, "w:pPr/w:pStyle/@w:val") == ["TableText"]
    assert values(one, "w:pPr/w:outlineLvl/@w:val") == ["2"]
    assert values(one, ".//w:sz/@w:val") == ["24"]


def test_a_link_leads_outside_by_a_relation_and_inside_by_a_bookmark() -> None:
    address = "https://example.org/?a=1&b=2"
    line = line_of(
        Bookmark("here"),
        Run("外", link=address),
        Run("部", frozenset({"bold"}), address),
        Run("内部", link="#here"),
    )
    written = write(p("a", *line))
    assert written.chunk.needs.relations == (Target(HYPERLINK, address),)
    assert written.chunk.needs.bookmarks == ("here",)
    whole = Whole(written)
    body = whole.body
    outside, inside = found(body, "w:p/w:hyperlink")
    assert (text(outside), text(inside)) == ("外部", "内部")
    (own,) = values(outside, "@r:id")
    assert whole.leads_to(own) == address and values(inside, "@w:anchor") == ["here"]
    assert values(body, ".//w:bookmarkStart/@w:name") == ["here"]
    assert values(body, ".//w:bookmarkStart/@w:id") == values(body, ".//w:bookmarkEnd/@w:id")
    assert set(values(body, ".//w:hyperlink/w:r/w:rPr/w:rStyle/@w:val")) == {"Hyperlink"}


def test_a_link_that_is_no_bookmarks_name_stays_as_text_and_that_is_said() -> None:
    written = write(p("a", Run("看", link="#a&b")))
    assert not found(Whole(written).body, ".//w:hyperlink")
    assert text(Whole(written).body) == "看"
    assert [(one.code, one.place) for one in written.remarks] == [("link_dropped", "a")]


@pytest.mark.parametrize(("endnote", "name"), [(False, "footnote"), (True, "endnote")])
def test_a_note_begins_with_its_number_and_a_blank(endnote: bool, name: str) -> None:
    note = Note((p("n", "第一段"), ListItem("i", True, 0, line_of("项"))), endnote)
    whole = Whole(write(p("a", "文", note, "后")))
    (mark,) = found(whole.body, f".//w:r[w:{name}Reference]")
    style = f"{name.capitalize()}Reference"
    assert values(mark, "w:rPr/w:rStyle/@w:val") == [style]
    root = whole.endnotes if endnote else whole.footnotes
    (one,) = found(root, f"w:{name}[@w:id='1']")
    assert values(one, "w:p/w:pPr/w:pStyle/@w:val") == [f"{name.capitalize()}Text"] * 2
    assert len(found(one, f"w:p[1]/w:r[1]/w:{name}Ref")) == len(found(one, f".//w:{name}Ref")) == 1
    assert text(one) == " 第一段项"


def test_a_note_without_text_is_a_note_all_the_same() -> None:
    assert len(found(Whole(write(p("a", Note(())))).footnotes, ".//w:footnoteRef")) == 1


def test_a_note_within_a_note_becomes_text_in_brackets() -> None:
    inner = Note((p("m", "内"),))
    written = write(p("a", Note((p("n", "外", inner),))))
    assert text(Whole(written).footnotes) == " 外（内）"
    assert [one.code for one in written.remarks] == ["note_in_note"]


def test_a_page_break_is_a_paragraph_with_a_break() -> None:
    body = Whole(write(p("a", "甲"), PageBreak("b"), p("c", "乙"))).body
    assert len(found(body, "w:p[2]/w:r/w:br[@w:type='page']")) == 1


def test_islands_go_back_in_as_they_were() -> None:
    blobs = stocked()
    inline = InlineIsland(HASHES["inline"], INLINE.kind, INLINE.text)
    block = IslandBlock("i", HASHES["block"], BLOCK.kind, BLOCK.text)
    note = Note((p("n", inline),))
    written = write(p("a", "前", inline, "后", note), block, p("b", "末"), blobs=blobs)
    whole = Whole(written, blobs)
    assert [text(one) for one in found(whole.body, "w:p")] == ["前域中的字后", "控件", "末"]
    assert written.chunk.needs.relations == (Target(HYPERLINK, "https://example.org/island"),)
    assert text(whole.footnotes) == " 域中的字"
    assert values(whole.body, "w:p[2]/w:bookmarkStart/@w:name") == ["inside"]


def test_an_island_that_is_not_in_the_store_is_refused() -> None:
    with pytest.raises(DocumentError) as refused:
        write(p("a", InlineIsland("0" * 64, "chart")), blobs=MemoryBlobs())
    assert refused.value.code == "blob"


def test_a_first_line_shares_the_first_paragraph_or_stands_alone() -> None:
    runs = found(Whole(write(p("h", "（一）培训。"))).body, "w:p/w:r")
    first = FirstLine("Heading2", tuple(runs))
    written = write_content(Content((p("a", "正文"),)), GB_T_9704, MemoryBlobs(), first_line=first)
    (one,) = found(Whole(written).body, "w:p")
    assert text(one) == "（一）培训。正文"
    assert values(one, "w:pPr/w:pStyle/@w:val") == ["Heading2"]
    alone = FirstLine("Heading2", tuple(found(Whole(write(p("h", "题"))).body, "w:p/w:r")))
    content = Content((ListItem("i", False, 0, line_of("项")),))
    written = write_content(content, GB_T_9704, MemoryBlobs(), first_line=alone)
    assert [text(each) for each in found(Whole(written).body, "w:p")] == ["题", "项"]
