"""Pictures: blocks where they stand alone, islands within text and where they are more."""

from __future__ import annotations

import pytest

from tests.documents.reader.reading import (
    IMAGE,
    PNG,
    blocks,
    lines,
    p,
    read,
    read_file,
    remarks,
    style,
    t,
)
from tests.documents.word.packages import Link, crafted
from workflow.documents.blobs import MemoryBlobs, digest_of
from workflow.documents.content.blocks_in import MOST_EMU

PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
CAPTION = style("Caption", name="caption")
NAMED = '<w:pStyle w:val="Caption"/>'


def drawing(
    own: str = "rPic",
    frame: str = "inline",
    size: tuple[int, int] = (360000, 180000),
    inside: str = "",
    look: str = "",
    more: str = "",
) -> str:
    """A run with a picture; ``inside`` the a:blip, ``look`` behind it, ``more`` in wp:docPr."""
    return (
        f'<w:r><w:drawing><wp:{frame}><wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:docPr id="1" name="p" descr="一张图">{more}</wp:docPr><a:graphic>'
        f'<a:graphicData uri="{PIC}"><pic:pic><pic:blipFill><a:blip r:embed="{own}">{inside}'
        f"</a:blip>{look}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{frame}>"
        "</w:drawing></w:r>"
    )


def test_a_picture_alone_in_its_paragraph_is_a_block() -> None:
    assert blocks(read(p(t(" ") + drawing()), IMAGE)) == [
        {
            "type": "picture",
            "hash": digest_of(PNG),
            "media": "image/png",
            "width": 360000,
            "height": 180000,
            "alt": "一张图",
        }
    ]


def test_its_bytes_are_in_the_store() -> None:
    blobs = MemoryBlobs()
    made = crafted(p(drawing()), IMAGE).add(f"word/{IMAGE.target}", PNG)
    read_file(made, blobs=blobs)
    assert blobs.get(digest_of(PNG)) == PNG


def test_a_picture_within_text_is_an_island() -> None:
    found = read(p(t("前") + drawing() + t("后")), IMAGE)
    assert lines(found) == ["前\ufffc后"]
    assert blocks(found)[0]["runs"][1]["kind"] == "picture"


def test_a_floating_picture_alone_is_a_block_and_is_told_of() -> None:
    found = read(p(drawing(frame="anchor")), IMAGE)
    assert blocks(found)[0]["type"] == "picture"
    assert remarks(found)["floating_picture"] == 1


def test_pictures_in_a_row_stand_one_below_the_other() -> None:
    found = read(p(drawing() + t(" ") + drawing()), IMAGE)
    assert [one["type"] for one in blocks(found)] == ["picture", "picture"]
    assert remarks(found)["pictures_in_a_row"] == 1


def test_the_caption_below_a_picture_belongs_to_it() -> None:
    found = read(p(drawing()) + p("图1 甲", NAMED) + p("正文"), IMAGE, styles=CAPTION)
    assert [one["type"] for one in blocks(found)] == ["picture", "paragraph"]
    assert blocks(found)[0]["caption"] == [{"text": "图1 甲"}]


@pytest.mark.parametrize(
    "below",
    (
        p("图1 不是题注样式"),
        p("表1 表的题注", NAMED),
        p("正文") + p("图1 隔了一段", NAMED),
        p("图1 新的一页", NAMED + "<w:pageBreakBefore/>"),
    ),
)
def test_what_is_no_caption_of_the_picture_stays_text(below: str) -> None:
    found = read(p(drawing()) + below, IMAGE, styles=CAPTION)
    assert "caption" not in blocks(found)[0]
    assert blocks(found)[-1]["type"] == "paragraph"


@pytest.mark.parametrize(
    "more",
    (
        {"look": '<a:srcRect l="10000"/>'},
        {"look": '<a:xfrm rot="5400000"/>'},
        {"more": '<a:hlinkClick r:id="rWeb"/>'},
        {"own": "rOdd"},
    ),
)
def test_a_picture_that_is_more_than_that_stays_as_it_is(more: dict[str, str]) -> None:
    made = crafted(p(drawing(**more)), IMAGE, Link("rOdd", "image", "a.psd"))  # type: ignore[arg-type]
    made.link(Link("rWeb", "hyperlink", "https://example.org/", outside=True))
    made.add(f"word/{IMAGE.target}", PNG).add("word/a.psd", b"8BPS", "image/vnd.adobe.photoshop")
    found = blocks(read_file(made))
    assert [(one["type"], one["runs"][0]["kind"]) for one in found] == [("paragraph", "picture")]


def test_a_scalable_picture_is_taken_rather_than_its_copy() -> None:
    vector = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="rSvg"/>'
    vector = f"<a:extLst><a:ext>{vector}</a:ext></a:extLst>"
    made = crafted(p(drawing(inside=vector)), IMAGE, Link("rSvg", "image", "a.svg"))
    made.add(f"word/{IMAGE.target}", PNG).add("word/a.svg", "<svg/>", "image/svg+xml")
    assert blocks(read_file(made))[0]["media"] == "image/svg+xml"


@pytest.mark.parametrize("target", ("NULL", "media/gone.png", "../../etc/passwd"))
def test_a_picture_without_its_part_reads_as_its_alternative_text(target: str) -> None:
    found = read(p(t("前") + drawing("r9")), Link("r9", "image", target))
    assert lines(found) == ["前一张图"]
    assert "missing_part" in remarks(found)


def test_a_picture_from_outside_goes_and_is_told_of() -> None:
    found = read(p(drawing("r9")), Link("r9", "image", "https://example.org/a.png", outside=True))
    assert lines(found) == ["一张图"]
    assert "external_picture" in remarks(found)


@pytest.mark.parametrize(
    ("size", "kept"),
    (
        ((0, 5), (3_600_000, 3_600_000)),
        ((-5, 5), (3_600_000, 3_600_000)),
        ((MOST_EMU * 4, MOST_EMU), (MOST_EMU, MOST_EMU // 4)),
        ((10**12, 5), (3_600_000, 3_600_000)),
    ),
)
def test_absurd_sizes_become_possible_ones(size: tuple[int, int], kept: tuple[int, int]) -> None:
    found = blocks(read(p(drawing(size=size)), IMAGE))[0]
    assert (found["width"], found["height"]) == kept


def test_a_picture_that_somebody_drew_larger_or_smaller_has_that_size() -> None:
    def size(extent: tuple[int, int], cx: str = "180") -> tuple[int, int]:
        wished = f'<h:wished xmlns:h="urn:huigao:picture" cx="{cx}" cy="90" x="40" y="20"/>'
        more = f'<a:extLst><a:ext uri="u">{wished}</a:ext></a:extLst>'
        (found,) = blocks(read(p(drawing(size=extent, more=more)), IMAGE))
        return found["width"], found["height"]

    assert size((40, 20)) == (180, 90)
    assert size((80, 40)) == (80, 40)
    for absurd in ("0", "-3", "x", "99999999", "99999999999", ""):
        assert size((40, 20), absurd) == (40, 20)
