"""What the editor cannot show: kept as it was, with the text that a reader reads."""

from __future__ import annotations

import pytest

from tests.documents.crafted import word_file
from tests.documents.reader.reading import blocks, lines, p, read, read_file, runs, t
from tests.documents.word.packages import CHART, Link, chart_run, crafted, joined, words
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import InlineIsland, IslandBlock, every_block, inlines
from workflow.documents.islands import KINDS, Island, load_island
from workflow.documents.reader import read_word

BOX = "<w:txbxContent>{}</w:txbxContent>"
VML = '<w:pict><v:shape type="#t"><v:textbox>{}</v:textbox></v:shape></w:pict>'
SHAPE = (
    '<w:drawing><wp:anchor><wp:docPr id="1" name="s"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    "<wps:txbx>{}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
DIAGRAM = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="d"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="r5" '
    'r:lo="r5" r:qs="r5" r:cs="r5"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
FRACTION = (
    "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num>"
    "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
)


def control(inner: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    )


@pytest.mark.parametrize(
    ("inner", "kind", "text"),
    (
        (control(t("控件")), "control", "控件"),
        (FRACTION, "equation", "(a+b)/2"),
        (f"<w:r>{VML.format(BOX.format(p('框里')))}</w:r>", "textbox", "框里"),
        (f"<w:r>{SHAPE.format(BOX.format(p('框里')))}</w:r>", "textbox", "框里"),
        ("<w:r><w:pict><v:rect/></w:pict></w:r>", "shape", ""),
        ("<w:r><w:object><v:shape/></w:object></w:r>", "object", ""),
        (
            '<w:r><w:pict><v:shape><v:imagedata r:id="rGone"/></v:shape></w:pict></w:r>',
            "picture",
            "",
        ),
        (RUBY, "ruby", "汉(hàn)"),
        ("<w:r><w:strange><w:t>怪</w:t></w:strange></w:r>", "other", "怪"),
    ),
)
def test_each_kind_within_a_line(inner: str, kind: str, text: str) -> None:
    found = runs(read(p(t("前") + inner + t("后"))))
    assert [one.get("text") for one in found] == ["前", text, "后"]
    assert found[1]["kind"] == kind in KINDS


def test_what_fills_a_paragraph_is_a_block() -> None:
    box = f"<w:r>{VML.format(BOX.format(p('框') + p('里')))}</w:r>"
    found = read(
        p(box) + p(f"<m:oMathPara>{FRACTION}</m:oMathPara>") + p(FRACTION) + control(p("件"))
    )
    assert [(one["type"], one["kind"], one["text"]) for one in blocks(found)[:2]] == [
        ("island", "textbox", "框\n里"),
        ("island", "equation", "(a+b)/2"),
    ]
    assert blocks(found)[-1]["kind"] == "control"


def test_a_choice_is_kept_whole_and_its_text_counts_once() -> None:
    choice = SHAPE.format(BOX.format(p("框里")))
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>'
    both += f"{VML.format(BOX.format(p('框里')))}</mc:Fallback></mc:AlternateContent>"
    blobs = MemoryBlobs()
    found = read_file(crafted(p(f"{t('前')}<w:r>{both}</w:r>")), blobs=blobs)
    assert [one.get("kind") for one in runs(found)] == [None, "textbox"]
    assert runs(found)[1]["text"] == "框里"
    assert words(joined(load_island(runs(found)[1]["hash"], blobs).chunk.pieces)) == "框里框里"


def test_what_has_no_text_and_is_not_known_is_nothing() -> None:
    assert runs(read(p("<w:r><w:strange/><w:t>甲</w:t></w:r><w:odd/>"))) == [{"text": "甲"}]


def test_a_chart_reads_as_its_titles_and_names() -> None:
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r>'
        "<a:t>收</a:t></a:r><a:r><a:t>入</a:t></a:r></a:p></c:title><c:cat><c:strCache><c:pt><c:v>"
        "一季度</c:v></c:pt></c:strCache></c:cat><c:val><c:numCache><c:pt><c:v>12</c:v></c:pt>"
        "</c:numCache></c:val></c:chartSpace>"
    )
    made = crafted(
        p(
            chart_run("r5").replace(
                'uri="c"', 'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"'
            )
        ),
        Link("r5", "chart", "charts/c.xml"),
    )
    made.add("word/charts/c.xml", chart, CHART)
    found = read_file(made)
    assert (blocks(found)[0]["kind"], blocks(found)[0]["text"]) == ("chart", "收入\n一季度")


def test_a_diagram_reads_as_its_words() -> None:
    data = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>第一步'
        "</a:t></a:r></a:p></dgm:dataModel>"
    )
    made = crafted(p(DIAGRAM), Link("r5", "diagramData", "d.xml"))
    made.add(
        "word/d.xml",
        data,
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
    )
    found = read_file(made)
    assert (blocks(found)[0]["kind"], blocks(found)[0]["text"]) == ("smartart", "第一步")


@pytest.mark.parametrize(
    ("name", "data", "text"),
    (
        ("a.docx", word_file(p("插入的")), "插入的"),
        ("a.html", "<html><body><p>网<b>页</b></p></body></html>".encode(), "网\n页"),
        ("a.txt", "纯文本".encode(), "纯文本"),
        ("a.bin", b"\xff\xfe\x00\x01\xff", ""),
    ),
)
def test_an_inserted_file_reads_as_its_text(name: str, data: bytes, text: str) -> None:
    made = crafted(p("甲") + '<w:altChunk r:id="r5"/>', Link("r5", "aFChunk", name))
    made.add(f"word/{name}", data, "application/octet-stream")
    found = read_file(made)
    assert (blocks(found)[1]["kind"], blocks(found)[1]["text"]) == ("file", text)


def test_the_notes_of_an_island_count_to_its_text() -> None:
    note = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + t("注文"))}</w:footnote>'
    body = control(p(f'{t("控件")}<w:r><w:footnoteReference w:id="2"/></w:r>'))
    assert blocks(read(body, footnotes=note))[0]["text"] == "控件\n注文"


def test_a_section_break_within_an_island_does_not_come_along() -> None:
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    blobs = MemoryBlobs()
    found = read_file(crafted(control(p("甲", section)) + p("乙")), blobs=blobs)
    assert [one.get("landscape", False) for one in blocks(found)] == [True, False]
    pieces = load_island(blocks(found)[0]["hash"], blobs).chunk.pieces
    assert not any(b"sectPr" in one for one in pieces if isinstance(one, bytes))


def test_an_island_is_written_with_what_it_was() -> None:
    blobs = MemoryBlobs()
    data = crafted(p(t("前") + control(t("控件", "<w:b/>")))).data()
    found = read_word(data, blobs)
    [island] = [
        load_island(one.hash, blobs)
        for block in every_block(found.content.blocks)
        for one in inlines(block)
        if isinstance(one, InlineIsland)
    ]
    assert isinstance(island, Island)
    root = joined(island.chunk.pieces)
    assert [one.tag.rpartition("}")[2] for one in root.iter()] == [
        *("root", "sdt", "sdtPr", "sdtContent", "r", "rPr", "b", "t"),
    ]


def test_a_float_before_the_text_is_within_it() -> None:
    box = f"<w:r>{SHAPE.format(BOX.format(p('框')))}<w:t>正文</w:t></w:r>"
    assert lines(read(p(box))) == ["\ufffc正文"]
    assert not any(isinstance(one, IslandBlock) for one in read(p(box)).content.blocks)
