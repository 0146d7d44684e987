"""A list with columns, as a Word document in the house style and as a workbook."""

from __future__ import annotations

from workflow.documents.sheet.excel import as_excel
from workflow.documents.sheet.model import Column, Sheet
from workflow.documents.sheet.word import as_word

__all__ = ["Column", "Sheet", "as_excel", "as_word"]
