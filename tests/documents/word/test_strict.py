"""A strict file reads as the transitional one that says the same."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.documents.crafted import zipped
from tests.documents.word.packages import CHART, PACKAGE, WORD, W, cut, joined, values, words
from workflow.documents.pieces import NAMESPACES
from workflow.documents.word.safety import check_upload
from workflow.documents.word.source import Source
from workflow.documents.word.strict import is_strict, to_transitional, transitional_uri

STRICT = "http://purl.oclc.org/ooxml"
DECLARED = (
    f'xmlns:w="{STRICT}/wordprocessingml/main" xmlns:r="{STRICT}/officeDocument/relationships" '
    f'xmlns:a="{STRICT}/drawingml/main" xmlns:wp="{STRICT}/drawingml/wordprocessingDrawing" '
    f'xmlns:c="{STRICT}/drawingml/chart"'
)


def converted(inner: str) -> etree._Element:
    """One element with strict names, as it becomes."""
    return to_transitional(etree.fromstring(f"<w:body {DECLARED}>{inner}</w:body>"))[0]


def attributes(inner: str) -> dict[str, str]:
    found = converted(inner).attrib
    return {etree.QName(str(name)).localname: str(text) for name, text in found.items()}


@pytest.mark.parametrize(
    ("strict", "known"),
    [
        (f"{STRICT}/wordprocessingml/main", NAMESPACES["w"]),
        (f"{STRICT}/officeDocument/relationships", NAMESPACES["r"]),
        (f"{STRICT}/officeDocument/math", NAMESPACES["m"]),
        (f"{STRICT}/drawingml/wordprocessingDrawing", NAMESPACES["wp"]),
        (f"{STRICT}/drawingml/picture", NAMESPACES["pic"]),
        (f"{STRICT}/officeDocument/relationships/image", NAMESPACES["r"] + "/image"),
        (
            f"{STRICT}/officeDocument/relationships/extendedProperties",
            NAMESPACES["r"] + "/extended-properties",
        ),
        (NAMESPACES["w"], NAMESPACES["w"]),
        ("urn:other", "urn:other"),
    ],
)
def test_each_namespace_has_its_transitional_twin(strict: str, known: str) -> None:
    assert transitional_uri(strict) == known


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<w:jc w:val="start"/>', {"val": "left"}),
        ('<w:jc w:val="end"/>', {"val": "right"}),
        ('<w:jc w:val="both"/>', {"val": "both"}),
        ('<w:tab w:val="end" w:pos="2in"/>', {"val": "right", "pos": "2880"}),
        (
            '<w:ind w:start="1cm" w:endChars="100" w:firstLine="-24pt"/>',
            {"left": "567", "rightChars": "100", "firstLine": "-480"},
        ),
        ('<w:ind w:start="720"/>', {"left": "720"}),
        ('<w:sz w:val="16pt"/>', {"val": "32"}),
        ('<w:spacing w:before="6pt" w:line="28.95pt"/>', {"before": "120", "line": "579"}),
        ('<w:pgSz w:w="210mm" w:h="297mm"/>', {"w": "11906", "h": "16838"}),
        ('<w:tblW w:w="50%" w:type="auto"/>', {"w": "2500", "type": "pct"}),
        ('<w:w w:val="90%"/>', {"val": "90"}),
        ('<w:textDirection w:val="rl"/>', {"val": "tbRl"}),
        ('<w:name w:val="12pt"/>', {"val": "12pt"}),
        ('<w:start w:val="1"/>', {"val": "1"}),
        ('<a:tint val="50%"/>', {"val": "50000"}),
        ('<a:ext cx="1in" cy="2.54cm"/>', {"cx": "914400", "cy": "914400"}),
        ('<a:rPr spc="1.5pt"/>', {"spc": "150"}),
        ('<c:gapWidth val="150%"/>', {"val": "150"}),
        ('<c:numFmt formatCode="0%"/>', {"formatCode": "0%"}),
        ('<wp:docPr id="1" name="12pt" descr="50%"/>', {"id": "1", "name": "12pt", "descr": "50%"}),
        (
            f'<a:graphicData uri="{STRICT}/drawingml/picture"/>',
            {"uri": NAMESPACES["pic"]},
        ),
    ],
)
def test_values_are_written_as_transitional_has_them(inner: str, expected: dict[str, str]) -> None:
    assert attributes(inner) == expected


def test_sides_of_cells_are_left_and_right_and_starts_of_lists_stay() -> None:
    borders = converted('<w:tcBorders><w:start w:val="single"/><w:end w:val="nil"/></w:tcBorders>')
    assert [etree.QName(one).localname for one in borders] == ["left", "right"]
    level = converted('<w:lvl><w:start w:val="3"/></w:lvl>')
    assert [etree.QName(one).localname for one in level] == ["start"]


def test_text_comments_and_order_stay_even_where_text_names_a_strict_namespace() -> None:
    said = f'{STRICT}/wordprocessingml/main xmlns:w="{STRICT}/wordprocessingml/main"'
    root = etree.fromstring(
        f'<w:p {DECLARED} w:x="{STRICT}/x"> a<!-- b -->c<?d e?>f'
        f"<w:r><w:t>{said}</w:t></w:r>g </w:p>"
    )
    made = to_transitional(root)
    assert list(made.itertext(tag=None)) == list(root.itertext(tag=None))
    assert (made.find(f"{W}r/{W}t").text, made.get(f"{W}x")) == (said, f"{STRICT}/x")  # type: ignore[union-attr]
    assert len(list(made)) == 3
    assert is_strict(etree.tostring(root)) and is_strict(
        etree.tostring(root).decode().encode("utf-16")
    )


def strict_file() -> bytes:
    """A document with a style, a list, a note and a chart, all of the strict kind."""
    types = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "footnotes": "footnotes",
    }
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in types.items()
    )
    office = f"{STRICT}/officeDocument/relationships"
    kinds = [*list(types)[1:], "chart"]
    links = "".join(
        f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="{kind}.xml"/>' for kind in kinds
    )
    opened = f'<Relationships xmlns="{PACKAGE}/relationships">'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'{rows}<Override PartName="/word/chart.xml" ContentType="{CHART}"/></Types>',
            "_rels/.rels": f'{opened}<Relationship Id="m" Type="{office}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f"{opened}{links}</Relationships>",
            "word/document.xml": f'<w:document {DECLARED} w:conformance="strict"><w:body>'
            '<w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:numId w:val="1"/></w:numPr>'
            '<w:jc w:val="start"/></w:pPr><w:r><w:t>严格</w:t><w:footnoteReference w:id="2"/></w:r>'
            "<w:r><w:drawing><wp:inline>"
            '<wp:docPr id="9" name="c"/><a:graphic><a:graphicData uri="c"><c:chart r:id="chart"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:body></w:document>",
            "word/styles.xml": f'<w:styles {DECLARED}><w:style w:type="paragraph" w:styleId="H">'
            '<w:name w:val="heading 1"/><w:rPr><w:sz w:val="22pt"/></w:rPr></w:style></w:styles>',
            "word/numbering.xml": f'<w:numbering {DECLARED}><w:abstractNum w:abstractNumId="0">'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:pPr><w:ind w:start="720"/></w:pPr></w:lvl>'
            '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
            "word/footnotes.xml": f'<w:footnotes {DECLARED}><w:footnote w:id="2"><w:p><w:r>'
            "<w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>",
            "word/chart.xml": f'<c:chartSpace {DECLARED}><c:overlap val="50%"/></c:chartSpace>',
        }
    )


def test_a_strict_file_opens_and_is_cut_like_any_other() -> None:
    data = strict_file()
    check_upload("a.docx", data)
    source = Source.open(data)
    assert source.styles.level(source.body[0]) == 1
    root, needs = cut(source)
    assert (words(root), values(root, "jc")) == ("严格", ["left"])
    assert words(joined(needs.notes[0])) == "脚注"
    assert values(joined(needs.styles[0].xml), "sz") == ["44"]
    assert values(joined(needs.lists[0].abstract), "ind", "left") == ["720"]
    (chart,) = needs.relations
    assert (chart.type, chart.part is not None) == (NAMESPACES["r"] + "/chart", True)
    assert b"purl.oclc.org" not in (source.bytes("word/chart.xml") or b"")
    assert b'val="50"' in (source.bytes("word/chart.xml") or b"")
    assert not source.remarks
