"""Pictures within their page, and pages on their side."""

from __future__ import annotations

import pytest

from tests.documents.writer.making import PLAIN, cell, line_of, p, write
from tests.documents.writer.whole import Whole, found, text, values
from tests.pictures import pixel
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.chunk import Part, Target
from workflow.documents.content import Block, PageBreak, Paragraph, Picture, Table
from workflow.documents.house.fillers import is_filler
from workflow.documents.house.xml import Element
from workflow.documents.profile import EMU, GB_T_9704
from workflow.documents.writer import Frame

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
PAGE = GB_T_9704.page


def picture(blobs: MemoryBlobs, width: int, height: int, **more: str) -> Picture:
    caption = line_of(more["caption"]) if "caption" in more else ()
    media = more.get("media", "image/png")
    return Picture("pic", blobs.put(pixel()), media, width, height, more.get("alt", ""), caption)


def size(body: Element) -> tuple[int, int]:
    wide, high = (int(values(body, f".//wp:extent/@{one}")[0]) for one in ("cx", "cy"))
    assert values(body, ".//a:ext/@cx") == [str(wide)]
    return wide, high


def test_a_picture_names_its_part_by_its_bytes_and_is_read_aloud() -> None:
    blobs = MemoryBlobs()
    one = picture(blobs, 360_000, 180_000, alt="示意图“甲”<乙>")
    written = write(one, blobs=blobs)
    part = Part("part.png", "image/png", one.hash)
    assert written.chunk.needs.relations == (Target(IMAGE, part=part),)
    whole = Whole(written, blobs)
    body = whole.body
    assert size(body) == (360_000, 180_000)
    assert values(body, ".//wp:docPr/@descr") == ["示意图“甲”<乙>"]
    (own,) = values(body, ".//a:blip/@r:embed")
    assert whole.leads_to(own).endswith(".png")
    assert values(body, "w:p/w:pPr/w:pStyle/@w:val") == ["Figure"]


def test_the_caption_stands_below_on_the_same_page() -> None:
    blobs = MemoryBlobs()
    body = Whole(write(picture(blobs, 100, 100, caption="图1　情况"), blobs=blobs), blobs).body
    figure, caption = found(body, "w:p")
    assert values(caption, "w:pPr/w:pStyle/@w:val") == ["Caption"] and text(caption) == "图1　情况"
    assert not found(figure, "w:pPr/w:keepNext[@w:val='0']")
    alone = Whole(write(picture(blobs, 100, 100), blobs=blobs), blobs).body
    assert len(found(alone, "w:p/w:pPr/w:keepNext[@w:val='0']")) == 1


@pytest.mark.parametrize(("wide", "high"), [(20_000_000, 1_000_000), (1_000_000, 20_000_000)])
def test_a_picture_is_made_to_fit_the_text_area_in_its_proportions(wide: int, high: int) -> None:
    blobs = MemoryBlobs()
    long_caption = "图1　" + "说明" * 40
    body = Whole(write(picture(blobs, wide, high, caption=long_caption), blobs=blobs), blobs).body
    found_wide, found_high = size(body)
    assert found_wide <= PAGE.text_width * EMU
    assert found_high <= (PAGE.text_height - 4 * 240) * EMU
    assert abs(found_wide / found_high / (wide / high) - 1) < 0.01


def test_an_svg_stands_where_word_and_where_others_look_for_it() -> None:
    blobs = MemoryBlobs()
    written = write(picture(blobs, 100, 100, media="image/svg+xml"), blobs=blobs)
    body = Whole(written, blobs).body
    (vector,) = found(body, ".//a:blip//*[local-name()='svgBlip']")
    assert values(vector, "@r:embed") == values(body, ".//a:blip/@r:embed")


def test_an_svg_is_told_of_as_older_programs_show_an_empty_place() -> None:
    blobs = MemoryBlobs()
    one = picture(blobs, 100, 100, media="image/svg+xml")
    (said,) = write(one, blobs=blobs).remarks
    assert (said.code, said.place) == ("svg_alone", one.id) and "PNG" in said.zh
    assert not write(picture(blobs, 100, 100), blobs=blobs).remarks


def sections(*blocks: Block, frame: Frame = PLAIN, last: bool = False) -> list[str | None]:
    """What each section of the document is turned to, the caller's own behind them."""
    body = Whole(write(*blocks, frame=frame), landscape=last).body
    return [one.get(orient()) for one in found(body, ".//w:sectPr/w:pgSz")]


def orient() -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}orient"


def wide_table(own: str = "t") -> Table:
    return Table(own, ((cell(p(f"{own}c", "宽")),),), landscape=True)


def test_wide_blocks_have_a_section_between_upright_ones() -> None:
    blocks = (p("a", "甲"), p("b", "宽", landscape=True), wide_table(), p("c", "乙"))
    assert sections(*blocks) == [None, "landscape", None]
    body = Whole(write(*blocks)).body
    first, second = found(body, "w:p[w:pPr/w:sectPr]")
    assert text(first) == "甲"
    assert is_filler(second) and second.getprevious().tag.endswith("}tbl")  # type: ignore[union-attr]


def test_the_page_on_its_side_has_its_margins_turned_too() -> None:
    body = Whole(write(p("a", "甲"), p("b", "宽", landscape=True))).body
    wide = found(body, ".//w:sectPr")[1]
    assert values(wide, "w:pgSz/@w:w") == [str(PAGE.height)]
    assert values(wide, "w:pgMar/@w:top") == [str(PAGE.left)]
    assert values(wide, "w:footerReference/@r:id") == ["rId4", "rId5"]


def test_a_wide_beginning_and_a_wide_end_are_the_callers_where_nothing_is_around() -> None:
    wide = p("a", "宽", landscape=True)
    assert sections(wide) == [None, "landscape", None]
    assert sections(wide, frame=Frame(begins=True)) == ["landscape", None]
    assert sections(wide, frame=Frame(begins=True, ends=True), last=True) == ["landscape"]
    assert sections(p("b", "甲"), wide, frame=Frame(ends=True), last=True) == [None, "landscape"]


def test_an_empty_paragraph_and_a_page_break_are_not_made_the_end_of_a_section() -> None:
    for last in (Paragraph("e"), PageBreak("e")):
        body = Whole(write(last, p("w", "宽", landscape=True))).body
        assert not found(body[0], "w:pPr/w:sectPr") and is_filler(body[1])


def test_a_draft_is_marked_on_every_kind_of_page() -> None:
    frame = Frame(draft_mark=True)
    body = Whole(write(p("a", "甲"), p("b", "宽", landscape=True), frame=frame)).body
    for one in found(body, ".//w:p//w:sectPr"):
        assert values(one, "w:headerReference/@r:id") == ["rId6", "rId6"]


def test_a_picture_on_a_wide_page_may_be_as_wide_as_it() -> None:
    blobs = MemoryBlobs()
    one = Picture("p", blobs.put(pixel()), "image/png", 20_000_000, 1_000_000, landscape=True)
    wide, _ = size(Whole(write(one, blobs=blobs), blobs).body)
    assert PAGE.text_width * EMU < wide <= (PAGE.height - PAGE.top - PAGE.bottom) * EMU
