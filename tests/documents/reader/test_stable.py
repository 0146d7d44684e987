"""A download that comes back as it went is the same draft: its content has the same hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.documents.contents import PNG, contents, stocked
from tests.documents.reader.reading import p, read_file, t
from tests.documents.reader.test_corpus import opened, sample
from tests.documents.word.packages import Crafted, Link, crafted, with_story
from tests.documents.word.test_cutting_styles import abstract, num, style
from workflow.documents.blobs import Blobs, MemoryBlobs
from workflow.documents.content import (
    Content,
    InlineIsland,
    IslandBlock,
    Picture,
    content_hash,
    every_block,
    inlines,
)
from workflow.documents.house.styles import house_names, styles_part
from workflow.documents.house.xml import w
from workflow.documents.identity import SectionMark
from workflow.documents.islands import Island, load_island, parts_of
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.needs import folded_name
from workflow.documents.profile import PROFILES
from workflow.documents.reader import Changes, read_word
from workflow.documents.word.package import parse_xml

FOLDERS = ("docxcompose", "python-docx", "poi", "powertools")
MOST = 40
"""Files of a folder, spread over all of them."""
FIELD = '<w:fldSimple w:instr=" DATE ">{}</w:fldSimple>'
DIAGRAMS = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWN = "http://schemas.microsoft.com/office/2007/relationships/diagramDrawing"


def downloaded(content: Content, blobs: Blobs) -> bytes:
    """With all the marks by which it is known again, which leave no trace in what is read."""
    part = Part(0, None, "", "", "", False, content, known_as=SectionMark(7, 1))
    return assemble(Manuscript("", (part,)), blobs=blobs).data


def again(content: Content, blobs: Blobs) -> Content:
    """What comes of it when it is downloaded and uploaded."""
    return read_word(downloaded(content, blobs), blobs).content


def hashes(content: Content, blobs: Blobs) -> list[str]:
    """Of the content, and after one and two journeys."""
    once = again(content, blobs)
    return [content_hash("", one) for one in (content, once, again(once, blobs))]


def islands(content: Content, blobs: Blobs) -> Iterator[Island]:
    for block in every_block(content.blocks):
        here = [one for one in inlines(block) if isinstance(one, InlineIsland)]
        for one in [block] if isinstance(block, IslandBlock) else here:
            yield load_island(one.hash, blobs)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_of_the_corpus_stays_the_same_draft(folder: str) -> None:
    for path in sample(folder, MOST):
        _stays(path)


def _stays(path: Path) -> None:
    blobs = MemoryBlobs()
    read = opened(path, blobs, Changes.ACCEPT)
    if read is not None:
        assert len(set(hashes(read.content, blobs))) == 1, path


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents())
def test_any_content_is_the_same_from_the_first_journey_on(content: Content) -> None:
    _, once, twice = hashes(content, stocked())
    assert once == twice


def test_an_island_keeps_only_the_names_of_styles_that_every_house_has() -> None:
    body = p(FIELD.format(t("今天", '<w:rStyle w:val="own"/>')) + t("。"))
    made = with_story(
        crafted(body),
        "styles",
        style("own", "Own Look", '<w:basedOn w:val="plain"/><w:rPr><w:b/></w:rPr>', "character")
        + style("plain", "default  paragraph FONT", "<w:rPr><w:i/></w:rPr>", "character"),
    )
    blobs = MemoryBlobs()
    content = read_file(made, blobs=blobs).content
    (island,) = islands(content, blobs)
    needs = island.chunk.needs
    assert [one.name for one in needs.styles] == ["Own Look", "Default Paragraph Font"]
    stored = [b"".join(x for x in one.xml if isinstance(x, bytes)) for one in needs.styles]
    assert b"<w:b/>" in stored[0] and b"<w:i/>" not in stored[1]
    assert len(set(hashes(content, blobs))) == 1


@pytest.mark.parametrize("name", PROFILES)
def test_every_preset_has_the_same_styles(name: str) -> None:
    root = parse_xml(styles_part(PROFILES[name]))
    named = ((one.get(w("type")), one.find(w("name"))) for one in root.iterchildren(w("style")))
    found = {(kind, folded_name(own.get(w("val")) or "")) for kind, own in named if own is not None}
    assert found == set(house_names())


def test_lists_of_islands_are_named_by_their_look_and_order() -> None:
    """Two that look alike still count each for itself, under whatever numbers they come."""

    def boxed(own: str, words: str) -> str:
        item = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{own}"/></w:numPr>'
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{p(words, item)}</w:sdtContent></w:sdt>"

    body = boxed("9", "甲") + boxed("4", "乙") + boxed("9", "丙")
    lists = abstract("30") + abstract("7") + num("9", "30") + num("4", "7")
    blobs = MemoryBlobs()
    content = read_file(with_story(crafted(body), "numbering", lists), blobs=blobs).content
    groups = [one.chunk.needs.lists[0].group for one in islands(content, blobs)]
    assert groups[0] == groups[2] != groups[1]
    assert len(set(hashes(content, blobs))) == 1


def test_parts_have_the_same_name_whatever_they_are_called() -> None:
    def chart(name: str) -> Crafted:
        drawn = (
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="c"/><a:graphic>'
            '<a:graphicData uri="c"><c:chart r:id="c"/></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
        made = crafted(p(drawn), Link("c", "chart", f"charts/{name}"))
        return made.add(f"word/charts/{name}", "<c:chartSpace xmlns:c='c'/>")

    blobs = MemoryBlobs()
    first, second = (read_file(chart(one), blobs=blobs).content for one in ("a.xml", "b9.XML"))
    assert len({*hashes(first, blobs), content_hash("", second)}) == 1


def test_a_diagram_has_its_finished_drawing_once_however_often_it_travels() -> None:
    ids = (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="d"/><a:graphic><a:graphicData '
        f'uri="{DIAGRAMS}"><dgm:relIds r:dm="d" r:lo="d" r:qs="d" r:cs="d"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    data = (
        f'<dgm:dataModel xmlns:dgm="{DIAGRAMS}"><dsp:dataModelExt '
        'xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" relId="x"/>'
        "</dgm:dataModel>"
    )
    made = crafted(p(ids), Link("d", "diagramData", "d.xml"), Link("x", DRAWN, "x.xml"))
    made.add("word/d.xml", data).add("word/x.xml", "<drawing/>")
    blobs = MemoryBlobs()
    content = read_file(made, blobs=blobs).content
    assert len(set(hashes(content, blobs))) == 1
    (island,) = islands(again(again(content, blobs), blobs), blobs)
    assert len({one.hash for one in parts_of(island.chunk)}) == 2
    assert len(list(parts_of(island.chunk))) == 2


def test_shapes_that_were_numbered_here_are_numbered_again() -> None:
    """In one document no two shapes may have one id, so those of a download get new ones."""
    line = '<w:r><w:pict><v:line id="_x0000_s1026" from="0,0" to="9pt,0"/></w:pict></w:r>'
    blobs = MemoryBlobs()
    content = read_file(crafted(p(line + t("字")) + p(line + t("字"))), blobs=blobs).content
    assert len(set(hashes(content, blobs))) == 1
    assert all(one.chunk.needs.drawings == 1 for one in islands(again(content, blobs), blobs))


def test_a_picture_made_smaller_by_the_page_is_as_large_as_it_was() -> None:
    blobs = stocked()
    size = 9_000_000, 4_500_000
    picture = Picture("p", blobs.put(PNG), "image/png", *size)
    data = downloaded(Content((picture,)), blobs)
    (found,) = read_word(data, blobs).content.blocks
    assert isinstance(found, Picture) and (found.width, found.height) == size
    assert len(set(hashes(Content((picture,)), blobs))) == 1
