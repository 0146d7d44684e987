"""Texts of the sample that hold more than lines: a chart, a table, a note."""

from __future__ import annotations

from dataclasses import replace

from workflow.actions.writing.section_files import SectionBlobs
from workflow.documents.content import (
    MM,
    Cell,
    Content,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    from_text,
    new_id,
)
from workflow.sample.chart import bar_chart

READERS = (4.8, 4.2, 5.1, 5.4, 5.9, 6.1, 7.4, 7.6, 5.6, 5.7, 5.3, 5.3)
HEAD = (
    (Cell((), rows=2), Cell((), columns=2), Cell((), rows=2)),
    (Cell(()), Cell(())),
)
HEAD_WORDS = (("类别", "藏量（万册）", "增长（%）"), ("年初", "年末"))
HOLDINGS = (
    ("中文图书", "78.9", "82.6", "4.7"),
    ("外文图书", "5.3", "5.6", "5.7"),
    ("地方文献", "9.5", "10.1", "6.3"),
    ("合计", "93.7", "98.3", "4.9"),
)
COUNTED = "按2026年12月31日业务管理系统数据统计，不含电子图书。"


def plain(text: str, _: SectionBlobs) -> Content:
    return from_text(text)


def with_chart(text: str, blobs: SectionBlobs) -> Content:
    """The text, then the readers of each month as a picture."""
    chart = Picture(
        id=new_id(),
        hash=blobs.put(bar_chart(READERS), "各月接待读者.png"),
        media="image/png",
        width=144 * MM,
        height=60 * MM,
        alt="柱状图：全年各月接待读者，七月和八月最多，分别为7.4万人次和7.6万人次。",
        caption=(Run("图1　2026年各月接待读者（单位：万人次）"),),
    )
    return Content((*from_text(text).blocks, chart))


def with_table(text: str, _: SectionBlobs) -> Content:
    """The text with a note at the total, then what the library holds as a table."""
    first, *rest = from_text(text).blocks
    assert isinstance(first, Paragraph)
    title = Paragraph(new_id(), (Run("馆藏构成如下表："),))
    return Content((_noted(first, "98.3万册", COUNTED), *rest, title, _holdings()))


def _noted(line: Paragraph, words: str, note: str) -> Paragraph:
    """A footnote behind the words."""
    before, after = "".join(one.text for one in line.runs if isinstance(one, Run)).split(words)
    mark = Note((Paragraph(new_id(), (Run(note),)),))
    return replace(line, runs=(Run(before + words), mark, Run(after)))


def _holdings() -> Table:
    head = tuple(
        tuple(replace(cell, blocks=_line(word)) for cell, word in zip(row, words, strict=True))
        for row, words in zip(HEAD, HEAD_WORDS, strict=True)
    )
    body = tuple(tuple(Cell(_line(word)) for word in row) for row in HOLDINGS)
    return Table(new_id(), head + body, header_rows=len(head), widths=(340, 220, 220, 220))


def _line(word: str) -> tuple[Paragraph]:
    return (Paragraph(new_id(), (Run(word),)),)
