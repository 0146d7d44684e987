"""What LibreOffice prints: text area, lines, characters, page numbers, pictures, quotes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pdfplumber
import pytest

from tests.documents.house_pages import printed, word_file
from tests.documents.showpiece import HEADINGS, SIGNATURE, picture_room, showpiece
from workflow.documents.house.styles import BODY
from workflow.documents.house.xml import paragraph, run
from workflow.documents.profile import GB_T_9704, MATERIAL, Profile

pytestmark = pytest.mark.libreoffice
MM = 72 / 25.4
LOOSE = replace(GB_T_9704, name="loose", characters_28=False)
WORDS = "国家机关办公室全年工作情况报告阅读推广服务" * 120
FULL_LINES = 22


@dataclass(frozen=True)
class Line:
    """A printed line: its place in millimetres from the paper's upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The printed pages of four documents, by one start of LibreOffice."""
    files = {
        "full": _plain(GB_T_9704),
        "loose": _plain(LOOSE),
        "show": showpiece(GB_T_9704, png(300, 200)),
        "material": showpiece(MATERIAL, png(300, 200)),
    }
    made = printed(tmp_path_factory.mktemp("house"), files)
    opened = {name: pdfplumber.open(path) for name, path in made.items()}
    yield {name: one.pages for name, one in opened.items()}
    for one in opened.values():
        one.close()


def _plain(profile: Profile) -> bytes:
    return word_file(profile, [paragraph(BODY, run(WORDS, profile.body, profile))])


def png(width: int, height: int) -> bytes:
    """A grey picture of so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = zlib.compress((b"\0" + b"\x99" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def lines(page: Any) -> list[Line]:
    """The page's lines from above; the last one is the page number."""
    return [
        Line(
            "".join(one["text"].split()),
            *(one[side] / MM for side in ("x0", "x1", "top", "bottom")),
        )
        for one in page.extract_text_lines()
    ]


def test_a_full_page_has_22_lines_and_each_of_them_28_characters(pages: dict[str, Any]) -> None:
    *text, number = lines(pages["full"][1])
    assert [len(one.text) for one in text] == [28] * FULL_LINES
    assert number.text == "—2—"
    assert len(lines(pages["full"][0])) == FULL_LINES + 1


def test_without_the_option_a_line_has_27_characters(pages: dict[str, Any]) -> None:
    *text, _ = lines(pages["loose"][1])
    assert [len(one.text) for one in text] == [27] * FULL_LINES


def test_the_text_area_is_156_by_225_mm(pages: dict[str, Any]) -> None:
    """From the outermost glyphs, and downwards by the pitch: 22 of them fill the height."""
    *text, _ = lines(pages["full"][1])
    left, right = min(one.left for one in text), max(one.right for one in text)
    pitch = (text[-1].bottom - text[0].bottom) / (FULL_LINES - 1)
    assert right - left == pytest.approx(156, abs=1)
    assert left == pytest.approx(28, abs=1)
    assert pitch * FULL_LINES == pytest.approx(225, abs=1)
    assert text[0].top > 37 - 1 and text[-1].bottom < 37 + 225 + 1
    assert text[0].bottom == pytest.approx(37 + pitch, abs=4)


def test_page_numbers_stand_outside_one_character_in_7_mm_below(pages: dict[str, Any]) -> None:
    odd, even = (lines(page)[-1] for page in pages["full"][:2])
    character = 14 / MM
    assert (odd.text, even.text) == ("—1—", "—2—")
    assert odd.right == pytest.approx(28 + 156 - character, abs=1)
    assert even.left == pytest.approx(28 + character, abs=1)
    assert odd.top - (37 + 225) == pytest.approx(7, abs=1.5)


def test_office_material_has_its_number_in_the_middle(pages: dict[str, Any]) -> None:
    number = lines(pages["material"][1])[-1]
    assert (number.left + number.right) / 2 == pytest.approx(28 + 78, abs=1)


def test_the_title_is_centred_and_broken_by_meaning(pages: dict[str, Any]) -> None:
    first, second = lines(pages["show"][1])[:2]
    assert first.text == "某某市图书馆关于2026年度"
    assert second.text == "全民阅读推广和数字化建设工作情况的报告"
    for one in (first, second):
        assert (one.left + one.right) / 2 == pytest.approx(28 + 78, abs=1)


def test_contents_equal_the_headings_and_end_in_a_number(pages: dict[str, Any]) -> None:
    head, *shown = (one.text for one in lines(pages["show"][0])[:-1])
    assert head == "目录"
    expected = ["".join(text.split()) for _, level, text in HEADINGS if level <= 3]
    assert [one.rstrip("0123456789").rstrip(".") for one in shown] == expected
    assert all(one[-1].isdigit() for one in shown)


def test_a_picture_fills_the_text_area_and_no_more(pages: dict[str, Any]) -> None:
    (picture,) = [one for page in pages["show"] for one in page.images]
    assert picture["x0"] / MM == pytest.approx(28, abs=0.5)
    assert picture["width"] == pytest.approx(picture_room(GB_T_9704), abs=1)
    assert picture["height"] == pytest.approx(picture["width"] * 2 / 3, abs=1)


def test_a_long_table_repeats_its_header_on_the_next_page(pages: dict[str, Any]) -> None:
    rows = [[one.text for one in lines(page)] for page in pages["show"]]
    heads = [n for n, texts in enumerate(rows) if "项目2025年2026年增长" in texts]
    assert len(heads) == 2 and heads[1] == heads[0] + 1
    assert rows[heads[1]][0] == "项目2025年2026年增长"
    assert rows[heads[1]][1].startswith("分馆")


def test_the_page_of_the_signature_has_text_of_the_report(pages: dict[str, Any]) -> None:
    for name in ("show", "material"):
        (page,) = [one for one in pages[name] if any(x.text == SIGNATURE for x in lines(one))]
        text = [one.text for one in lines(page)]
        assert "推动各项任务落地见效" in "".join(text[: text.index(SIGNATURE)])


def test_chinese_quotes_have_the_chinese_face_and_digits_the_latin_one(
    pages: dict[str, Any],
) -> None:
    body = [one for one in pages["show"][1].chars if one["size"] == pytest.approx(16)]
    quotes = {one["fontname"] for one in body if one["text"] in "“”"}
    digits = {one["fontname"] for one in body if one["text"] in "128"}
    chinese = {one["fontname"] for one in body if one["text"] in "书香城市"}
    assert quotes and quotes <= chinese
    assert digits and not digits & chinese


def test_an_attachment_begins_a_page_and_its_title_stands_on_the_third_line(
    pages: dict[str, Any],
) -> None:
    (page,) = [one for one in pages["show"] if lines(one)[0].text == "附件1"]
    mark, title = lines(page)[:2]
    assert mark.left == pytest.approx(28, abs=1)
    assert (title.left + title.right) / 2 == pytest.approx(28 + 78, abs=1)
    pitch = 579 / 20 / MM
    assert title.bottom - mark.bottom == pytest.approx(2 * pitch, abs=pitch / 2)
