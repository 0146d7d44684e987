"""Parts that lead to each other in odd ways still end, and diagrams find their drawing."""

from __future__ import annotations

import pytest

from tests.documents.word.packages import (
    CHART,
    Crafted,
    Link,
    chart_run,
    codes,
    crafted,
    cut,
    para,
    run,
)
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Chunk
from workflow.documents.islands import parts_of

DATA = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"


def test_a_diagram_brings_its_finished_drawing() -> None:
    kinds = ("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors")
    inner = run(
        '<w:drawing><wp:inline><wp:docPr id="1" name="d"/><a:graphic><a:graphicData uri="d">'
        '<dgm:relIds r:dm="r0" r:lo="r1" r:qs="r2" r:cs="r3"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    made = crafted(
        para(inner), *[Link(f"r{n}", kind, f"d/{kind}.xml") for n, kind in enumerate(kinds)]
    )
    for kind in kinds[1:]:
        made.add(f"word/d/{kind}.xml", f"<{kind}/>", DATA)
    made.add("word/d/diagramData.xml", '<d><x:dataModelExt xmlns:x="urn:x" relId="r9"/></d>', DATA)
    made.link(
        Link(
            "r9",
            "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing",
            "d/drawing.xml",
        )
    )
    made.add("word/d/drawing.xml", "<drawing/>", DATA)
    blobs = MemoryBlobs()
    _, needs = cut(made.source(), blobs)
    assert [one.type.rpartition("/")[2] for one in needs.relations] == list(kinds)
    data = needs.relations[0].part
    assert data is not None
    ((own, drawn),) = data.relations
    assert (own[:5], drawn.type.rpartition("/")[2]) == ("drawn", "diagramDrawing")
    assert f'relId="{own}"'.encode() in blobs.get(data.hash)
    again = cut(made.source(), MemoryBlobs())[1].relations[0]
    assert again == needs.relations[0]


def part_file(links: dict[str, list[str]]) -> Crafted:
    """Parts that lead to each other: the body shows "a" as a chart."""
    made = crafted(para(chart_run("a")), Link("a", "chart", "a.xml"))
    for name, leads in links.items():
        rows = [Link(f"r{n}", "chart", f"{one}.xml") for n, one in enumerate(leads)]
        made.add(f"word/{name}.xml", f"<{name}/>", CHART, *rows)
    return made


def count_parts(made: Crafted) -> tuple[int, dict[str, int]]:
    source = made.source()
    _, needs = cut(source)
    return sum(1 for _ in parts_of(Chunk((), needs))), codes(source)


@pytest.mark.parametrize(
    "links",
    [{"a": ["a"]}, {"a": ["b"], "b": ["a"]}, {"a": ["b"], "b": ["c"], "c": ["b", "document"]}],
)
def test_parts_that_lead_in_a_circle_end(links: dict[str, list[str]]) -> None:
    parts, found = count_parts(part_file(links))
    assert parts == len(links) and set(found) == {"tangled_parts"}


def test_parts_that_lead_on_for_ever_or_multiply_end() -> None:
    chain = {f"p{n}": [f"p{n + 1}"] for n in range(400)}
    parts, found = count_parts(part_file({"a": ["p0"], **chain, "p400": []}))
    assert parts < 20 and "tangled_parts" in found
    doubling = {f"p{n}": [f"p{n + 1}"] * 2 for n in range(11)}
    parts, found = count_parts(part_file({"a": ["p0", "p0"], **doubling, "p11": []}))
    assert parts <= 300 and "tangled_parts" in found
