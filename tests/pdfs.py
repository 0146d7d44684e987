"""PDFs of blank pages, and a stand-in for LibreOffice that gives one."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2

from tests.converter import program

A4 = (595.0, 842.0)


def blank_pdf(*sizes: tuple[float, float]) -> bytes:
    """A page of each size, in points."""
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes or (A4,):
        document.new_page(width, height)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def printer(folder: Path, pages: int = 1) -> str:
    """A program that prints every document on so many empty pages, and notes that it ran."""
    (folder / "made.pdf").write_bytes(blank_pdf(*[A4] * pages))
    copy = f'mkdir -p "$out"; cp {folder}/made.pdf "$out/file.pdf"'
    return program(folder, f"{copy}; echo x >> {folder}/runs")
