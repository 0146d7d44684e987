"""On which page each heading stands, in a document that LibreOffice printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services import require
from workflow.documents.content import Content, from_text
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.printing import as_pdf, heading_pages

pytestmark = pytest.mark.libreoffice
LONG = "\n".join(f"第{n}段。" + "全年完成培训若干期，参训人次稳步增长。" * 8 for n in range(14))


def part(numeral: str, title: str, level: int = 1, run_in: bool = False, text: str = LONG) -> Part:
    content: Content = from_text(text)
    return Part(level, "cn_dun", numeral, title, "", run_in, content)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    parts = (
        part("一、", "工作情况"),
        part("（一）", "制度建设", 2),
        part("（二）", "队伍建设", 2, run_in=True),
        part("二、", "下一步安排"),
    )
    manuscript = replace(Manuscript("年度报告", parts), contents=True)
    path = tmp_path_factory.mktemp("headings") / "printed.pdf"
    path.write_bytes(as_pdf(require("libreoffice"), assemble(manuscript).data, 60))
    return path


def test_each_heading_has_the_page_that_it_is_printed_on(printed: Path) -> None:
    wanted = ["一、工作情况", "（一）制度建设", "（二）队伍建设", "二、下一步安排"]
    found = heading_pages(printed, wanted)
    assert all(found) and found == sorted(found, key=lambda page: page or 0)
    assert len(set(found)) >= 3, "the text is long enough to turn pages"


def test_a_heading_that_is_not_there_has_none_and_hides_no_other(printed: Path) -> None:
    wanted = ["一、工作情况", "三、没有这一部分", "二、下一步安排"]
    first, none, last = heading_pages(printed, wanted)
    assert none is None and first and last and first < last
