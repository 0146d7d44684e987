"""What a cut leads to comes along by its hash, with all that it leads to in turn."""

from __future__ import annotations

from tests.documents.word.packages import (
    CHART,
    DECLARED,
    OFFICE,
    WORD,
    Crafted,
    Link,
    chart_run,
    crafted,
    cut,
    joined,
    para,
    picture,
    run,
    story,
    text,
    with_story,
    words,
)
from workflow.documents.blobs import MemoryBlobs, digest_of
from workflow.documents.chunk import Part, Target
from workflow.documents.islands import Island, load_island, store_island
from workflow.documents.word.cutting import Cutter

IMAGE, LINK = f"{OFFICE}/image", f"{OFFICE}/hyperlink"
DATA = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chart_file() -> Crafted:
    """A chart with a workbook, colours without a reference, and a link to the web."""
    made = crafted(para(chart_run("c")), Link("c", "chart", "charts/chart1.xml"))
    made.add(
        "word/charts/chart1.xml",
        f'<c:chartSpace {DECLARED}><c:externalData r:id="b"/></c:chartSpace>',
        CHART,
        Link("b", "package", "../embeddings/Book.xlsx"),
        Link(
            "s", "http://schemas.microsoft.com/office/2011/relationships/chartStyle", "style1.xml"
        ),
        Link("w", "hyperlink", "https://example.org", True),
    )
    made.add("word/embeddings/Book.xlsx", b"cells", BOOK)
    return made.add("word/charts/style1.xml", "<style/>", "application/vnd.ms-office.style+xml")


def test_a_chart_brings_its_workbook_its_style_and_its_links() -> None:
    blobs = MemoryBlobs()
    root, needs = cut(chart_file().source(), blobs)
    (target,) = needs.relations
    part = target.part
    assert part is not None and (part.name, part.media) == ("part.xml", CHART)
    assert blobs.get(part.hash).startswith(b"<c:chartSpace")
    rows = dict(part.relations)
    assert rows["b"].part == Part("part.xlsx", BOOK, digest_of(b"cells"))
    assert rows["s"].type.endswith("/chartStyle") and rows["s"].part is not None
    assert rows["w"] == Target(LINK, address="https://example.org")
    assert [one.get(f"{{{OFFICE}}}id") for one in root.iter("{*}chart")] == ["r0"]
    assert len(blobs.kept) == 3


def test_one_picture_under_two_names_is_one_target_and_one_blob() -> None:
    body = para(picture("a") + picture("b") + picture("a") + picture("c"))
    made = crafted(
        body,
        Link("a", "image", "media/image1.png"),
        Link("b", "image", "media/image1.png"),
        Link("c", "image", "other/image1.png"),
    )
    made.add("word/media/image1.png", b"red").add("word/other/image1.png", b"blue")
    blobs = MemoryBlobs()
    root, needs = cut(made.source(), blobs)
    named = [one.get(f"{{{OFFICE}}}embed") for one in root.iter("{*}blip")]
    assert named == ["r0", "r0", "r0", "r1"]
    assert [one.part.hash for one in needs.relations if one.part] == [
        digest_of(b"red"),
        digest_of(b"blue"),
    ]
    assert set(blobs.kept.values()) == {b"red", b"blue"}


def test_every_attribute_of_the_relations_namespace_is_a_reference() -> None:
    inner = (
        '<w:pict><v:shape id="s"><v:imagedata r:pict="a" o:relid="b"/></v:shape></w:pict>'
        '<x:odd r:strange="a" r:empty=""/>'
    )
    made = crafted(para(run(inner)), Link("a", "image", "1.png"), Link("b", "image", "2.png"))
    made.add("word/1.png", b"1").add("word/2.png", b"2")
    root, needs = cut(made.source())
    (data,), (odd,) = root.iter("{*}imagedata"), root.iter("{urn:strange}odd")
    found = {*data.attrib.values(), odd.get(f"{{{OFFICE}}}strange")}
    assert found == {"r0", "r1"} and len(needs.relations) == 2
    assert odd.get(f"{{{OFFICE}}}empty") == ""


def test_links_keep_their_address_and_their_place_in_it() -> None:
    link = f'<w:hyperlink r:id="a" w:anchor="x" w:history="1">{text("网站")}</w:hyperlink>'
    made = crafted(para(link), Link("a", "hyperlink", "https://例子.中国/?a=1&b=2", True))
    root, needs = cut(made.source())
    assert needs.relations == (Target(LINK, address="https://例子.中国/?a=1&b=2"),)
    assert words(root) == "网站" and b"example" not in str(needs).encode()


def test_a_picture_of_a_header_comes_along_with_the_header() -> None:
    named = '<w:headerReference w:type="default" r:id="h"/>'
    body = para(f"<w:pPr><w:sectPr>{named}</w:sectPr></w:pPr>")
    made = crafted(body, Link("h", "header", "header1.xml"))
    made.add(
        "word/header1.xml",
        story("hdr", para(picture("i"))),
        f"{WORD}.header+xml",
        Link("i", "image", "media/logo.png"),
    ).add("word/media/logo.png", b"logo")
    _, needs = cut(made.source())
    header = needs.relations[0].part
    assert header is not None and dict(header.relations)["i"] == Target(
        IMAGE, part=Part("part.png", "image/png", digest_of(b"logo"))
    )


def test_relations_of_a_note_are_looked_up_in_the_notes_part() -> None:
    body = para(text("甲") + run('<w:footnoteReference w:id="2"/>') + picture("a"))
    made = crafted(body, Link("a", "image", "1.png")).add("word/1.png", b"body")
    note = f'<w:footnote w:id="2">{para(picture("a"))}</w:footnote>'
    with_story(made, "footnotes", note, Link("a", "image", "2.png")).add("word/2.png", b"note")
    root, needs = cut(made.source())
    by_hash = {one.part.hash: f"r{n}" for n, one in enumerate(needs.relations) if one.part}
    (blip,) = root.iter("{*}blip")
    assert blip.get(f"{{{OFFICE}}}embed") == by_hash[digest_of(b"body")]
    (blip,) = joined(needs.notes[0]).iter("{*}blip")
    assert blip.get(f"{{{OFFICE}}}embed") == by_hash[digest_of(b"note")]


def test_elements_of_another_part_are_cut_with_its_relations() -> None:
    made = crafted(para(text("正文")), Link("h", "header", "header1.xml"))
    made.add(
        "word/header1.xml",
        story("hdr", para(picture("i"))),
        f"{WORD}.header+xml",
        Link("i", "image", "logo.png"),
    ).add("word/logo.png", b"logo")
    source = made.source()
    (name,) = source.related("header")
    root = source.root(name)
    assert root is not None
    chunk = Cutter(source, MemoryBlobs()).cut(list(root), name)
    assert [one.part.hash for one in chunk.needs.relations if one.part] == [digest_of(b"logo")]


def test_a_cut_is_stored_as_an_island_and_comes_back_the_same() -> None:
    blobs, source = MemoryBlobs(), chart_file().source()
    island = Island("chart", "图表", Cutter(source, blobs).cut(list(source.body)))
    assert load_island(store_island(island, blobs), blobs) == island


def test_two_cuts_of_one_file_are_the_same_and_leave_it_as_it_is() -> None:
    blobs, source = MemoryBlobs(), chart_file().source()
    cutter = Cutter(source, blobs)
    before = list(source.body.iter())
    assert cutter.cut(list(source.body)) == cutter.cut(list(source.body))
    assert list(source.body.iter()) == before
    assert [one.get(f"{{{OFFICE}}}id") for one in source.body.iter("{*}chart")] == ["c"]
