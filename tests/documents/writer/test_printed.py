"""What LibreOffice prints of a written text: all of it, within its pages, upright and wide."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

from tests.documents.contents import stocked
from tests.documents.house_pages import printed
from tests.documents.writer.full import ENDNOTE, FOOTNOTE, PHOTO, TEXT, everything
from tests.documents.writer.whole import Whole
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Content, Paragraph, Run, plain_text
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.profile import GB_T_9704, MATERIAL, Profile
from workflow.documents.writer import Frame, write_content

POINT = 20
"""Twips."""


def store() -> MemoryBlobs:
    blobs = stocked()
    blobs.put(PHOTO)
    return blobs


def file_of(content: Content, profile: Profile = GB_T_9704) -> bytes:
    part = Part(0, None, "", "", "", False, content)
    return assemble(Manuscript("", (part,), profile=profile), blobs=store()).data


def wide_only() -> bytes:
    """A file that has nothing around its wide pages."""
    blobs = store()
    content = Content(tuple(one for one in everything().blocks if one.landscape))
    written = write_content(content, GB_T_9704, blobs, frame=Frame(begins=True, ends=True))
    return Whole(written, blobs, landscape=True).docx()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """The printed pages of three documents, by one start of LibreOffice."""
    files = {
        "gbt9704": file_of(everything()),
        "material": file_of(everything(), MATERIAL),
        "wide": wide_only(),
    }
    made: dict[str, Path] = printed(tmp_path_factory.mktemp("written"), files)
    opened = {name: pdfplumber.open(path) for name, path in made.items()}
    yield {name: one.pages for name, one in opened.items()}
    for one in opened.values():
        one.close()


def test_python_docx_opens_it() -> None:
    document = docx.Document(io.BytesIO(file_of(everything())))
    assert len(document.tables) == 3 and len(document.inline_shapes) == 2
    assert TEXT in document.paragraphs[-1].text


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["gbt9704", "material"])
def test_every_character_is_printed(pages: dict[str, Any], name: str) -> None:
    printed_text = "".join(one.extract_text() or "" for one in pages[name])
    for character in set("".join(plain_text(everything()).split())):
        assert character in printed_text
    for words in (
        "一、工作情况",
        "接着是六",
        "紧接着的另一张表",
        FOOTNOTE,
        ENDNOTE,
        "控件",
        "42.5%",
    ):
        assert words in printed_text
    for label in ("1.", "（1）", "（2）", "2.", "5.", "6.", "●"):
        assert label in printed_text


@pytest.mark.libreoffice
def test_the_wide_table_has_a_page_on_its_side_and_the_others_stand(pages: dict[str, Any]) -> None:
    sides = [one.width > one.height for one in pages["gbt9704"]]
    assert sides.count(True) == 1
    (wide,) = [one for one in pages["gbt9704"] if one.width > one.height]
    assert "12月" in wide.extract_text() and "1440人" in wide.extract_text()
    assert "回到纵向页" in pages["gbt9704"][sides.index(True) + 1].extract_text()


@pytest.mark.libreoffice
def test_a_text_all_on_wide_pages_has_no_empty_page_around_it(pages: dict[str, Any]) -> None:
    assert [one.width > one.height for one in pages["wide"]] == [True]


@pytest.mark.libreoffice
@pytest.mark.parametrize("profile", [GB_T_9704, MATERIAL])
def test_nothing_stands_outside_the_text_area(pages: dict[str, Any], profile: Profile) -> None:
    page = profile.page
    left, right = page.left / POINT, (page.width - page.right) / POINT
    for one in pages[profile.name]:
        if one.width > one.height:
            continue
        for image in one.images:
            assert left - 2 <= image["x0"] and image["x1"] <= right + 2
        for line in one.rects + one.lines:
            assert left - 2 <= line["x0"] and line["x1"] <= right + 2


@pytest.mark.libreoffice
def test_the_caption_stands_below_its_picture(pages: dict[str, Any]) -> None:
    (page,) = [one for one in pages["gbt9704"] if "图1" in (one.extract_text() or "")]
    picture = max(page.images, key=lambda one: float(one["width"]))
    caption = next(one for one in page.extract_words() if "图1" in one["text"])
    assert 0 <= caption["top"] - picture["bottom"] < 30


ARABIC = (
    "أُعد هذا التقرير المدمج الذي يجمع التقريرين الدوريين السادس والسابع في ضوء الخطوط التوجيهية "
    "للإبلاغ المنسق HRI/GEN/2/Rev.5، المؤرخة 29 أيار/مايو 2008، والمبادئ التوجيهية الجديدة "
    "المتعلقة بالإبلاغ المتصل تحديدا بالاتفاقية التي وضعتها لجنة القضاء على التمييز ضد المرأة، "
    "CEDAW/SP/2008/INF/1، المؤرخة 8 تموز/ يوليه 2008. وكانت اللجنة قد نظرت في التقرير الدوري "
    "السابق (الخامس) في تموز/يوليه 2004، وهذا التقرير يشمل الفترة من آب/أغسطس 2004."
)


@pytest.mark.libreoffice
def test_arabic_is_printed_and_its_letters_are_not_set_closer(tmp_path: Path) -> None:
    """LibreOffice 7.4 does not end on it where they are."""
    line = Paragraph("a", (Run("\t" + ARABIC),))
    data = file_of(Content((line, Paragraph("b", (Run("中文"),)))))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        document = file.read("word/document.xml")
    assert document.count(b'<w:spacing w:val="0"/>') == 1
    (made,) = printed(tmp_path, {"arabic": data}).values()
    with pdfplumber.open(made) as file:
        assert "中文" in (file.pages[-1].extract_text() or "")
