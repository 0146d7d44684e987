"""A page of a PDF as a picture: of the width asked for, within bounds, or no page at all."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PIL import Image

from tests.pdfs import A4, blank_pdf
from workflow.documents.printing import NoSuchPage, page_count, page_picture
from workflow.documents.printing.pages import MOST_PIXELS, NARROWEST, WIDEST


def size_of(picture: bytes, folder: Path) -> tuple[int, int]:
    """As Pillow reads it, every row decoded."""
    (folder / "page.png").write_bytes(picture)
    with Image.open(folder / "page.png") as image:
        image.load()
        assert image.convert("RGB").getpixel((3, 3)) == (255, 255, 255)
        return image.size


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(blank_pdf(A4, (842.0, 595.0), (20.0, 14_000.0)))
    return path


def test_a_page_is_as_wide_as_asked(document: Path, tmp_path: Path) -> None:
    assert page_count(document.read_bytes()) == 3
    width, height = size_of(page_picture(document, 1, 801), tmp_path)
    assert width == 801 and abs(height - 801 * 842 / 595) <= 1
    assert size_of(page_picture(document, 2, 400), tmp_path)[1] < 400


def test_no_picture_is_larger_than_the_bounds(document: Path, tmp_path: Path) -> None:
    assert size_of(page_picture(document, 1, 10**9), tmp_path)[0] == WIDEST
    assert size_of(page_picture(document, 1, -5), tmp_path)[0] == NARROWEST
    width, height = size_of(page_picture(document, 3, WIDEST), tmp_path)
    assert width * height < MOST_PIXELS * 1.05


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_page_that_is_not_there_is_told(document: Path, number: int) -> None:
    with pytest.raises(NoSuchPage):
        page_picture(document, number, 300)


def test_several_threads_draw_at_a_time(document: Path) -> None:
    drawn: list[bytes] = []
    many = [
        threading.Thread(target=lambda: drawn.append(page_picture(document, 1, 300)))
        for _ in range(8)
    ]
    for one in many:
        one.start()
    for one in many:
        one.join()
    assert len(drawn) == 8 and len(set(drawn)) == 1
