"""A list as a workbook: each cell is text, whatever it begins with."""

from __future__ import annotations

import io

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workflow.documents.sheet.model import Sheet

LONGEST = 32_767
"""Characters that a cell holds (Excel's specification)."""
A4, WIDTH = 9, 140
"""The paper's number, and the width of all columns in characters."""
LOOK = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top", "border": 1}
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
NAME = "Sheet1"


def as_excel(sheet: Sheet) -> bytes:
    """The bytes of an .xlsx that prints on wide A4 pages."""
    out = io.BytesIO()
    with Workbook(out, SAFE) as book:
        created = sheet.at.replace(tzinfo=None)
        book.set_properties({"title": sheet.title, "author": sheet.creator, "created": created})
        page = book.add_worksheet(NAME)
        _write(page, sheet, book)
        _lay_out(page, sheet)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet, book: Workbook) -> None:
    title = book.add_format({"font_name": "宋体", "font_size": 16, "bold": True})
    below = book.add_format({"font_name": "宋体", "font_size": 11})
    head = book.add_format({**LOOK, "bold": True, "align": "center", "bg_color": "#EEF1F5"})
    plain = book.add_format({**LOOK, "num_format": "@"})
    _text(page, 0, 0, sheet.title, title)
    _text(page, 1, 0, sheet.below, below)
    for number, column in enumerate(sheet.columns):
        _text(page, 2, number, column.title, head)
    for down, row in enumerate(sheet.rows, start=3):
        for number, text in enumerate(row):
            _text(page, down, number, text, plain)


def _text(page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """A string even where it looks like a formula, a number or an address."""
    page.write_string(row, column, text[:LONGEST], look)


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    whole = sum(one.width for one in sheet.columns)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, WIDTH * column.width / whole)
    last = len(sheet.rows) + 2
    page.autofilter(2, 0, last, len(sheet.columns) - 1)
    page.freeze_panes(3, 0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.print_area(0, 0, last, len(sheet.columns) - 1)
    page.set_footer("&C&P / &N")
