"""A list as a Word document and as a workbook: all words arrive, and none becomes a formula."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from zipfile import ZipFile

from docx import Document
from docx.enum.section import WD_ORIENT

from workflow.documents.profile import GB_T_9704
from workflow.documents.sheet import Column, Sheet, as_excel, as_word
from workflow.documents.sheet.excel import LONGEST

WORDS = (
    "=1+1", "=HYPERLINK(\"http://x.example\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "{=A1}",
    "https://x.example", "mailto:a@x.example", "internal:Sheet1!A1", "0012", "a\nb", "\x01甲𠮷",
)  # fmt: skip
SHEET = Sheet(
    "意见采纳情况表",
    "某部分 共 2 条",
    (Column("序号", 4), Column("意见", 30)),
    tuple((str(n), one) for n, one in enumerate(WORDS, start=1)),
    "统稿人甲",
    datetime(2026, 3, 2, tzinfo=UTC),
)


def test_every_cell_of_the_workbook_is_a_string() -> None:
    with ZipFile(io.BytesIO(as_excel(SHEET))) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
        assert not [one for one in book.namelist() if "externalLink" in one or "_rels/sheet" in one]
    cells = re.findall(r"<c [^>]*>", page)
    filled = [one for one in cells if 't="s"' in one]
    assert len(filled) == 2 + 2 + 2 * len(WORDS) and filled == cells
    assert "<f>" not in page and "hyperlink" not in page.lower()
    for words in ("=1+1", "@SUM(A1)", "internal:Sheet1!A1", "0012", "甲𠮷"):
        assert words in strings


def test_words_too_long_for_a_cell_are_cut_and_not_dropped() -> None:
    long = Sheet("题", "", (Column("意见", 1),), (("长" * (LONGEST + 5),),), "", SHEET.at)
    with ZipFile(io.BytesIO(as_excel(long))) as book:
        assert "长" * LONGEST in book.read("xl/sharedStrings.xml").decode()


def test_the_word_document_lies_on_its_side_and_repeats_its_head() -> None:
    document = Document(io.BytesIO(as_word(SHEET, GB_T_9704)))
    assert document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "意见"]
    assert [row.cells[1].text for row in table.rows][1:4] == list(WORDS[:3])
    assert table.rows[11].cells[1].text == "0012" and table.rows[12].cells[1].text == "a\nb"
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert "意见采纳情况表" in [one.text for one in document.paragraphs]
