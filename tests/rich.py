"""A text that holds everything a section may hold, as JSON; its files are put where it goes."""

from __future__ import annotations

from typing import Any

from tests.cast import World
from tests.pictures import picture, pixel
from workflow.actions.work import transaction
from workflow.actions.writing.section_files import SectionBlobs
from workflow.documents.chunk import Chunk
from workflow.documents.islands import Island, store_island

Data = dict[str, Any]
FORMULA = Island("equation", "E=mc", Chunk((b"<w:r><w:t>E=mc</w:t></w:r>",)))
CHART = Island("chart", "销量\n一季度 12", Chunk((b"<w:p/>",)))


def line(block_id: str, *runs: str | Data, kind: str = "paragraph", **more: Any) -> Data:
    """A block of text; a bare string is a run without marks."""
    said = [{"text": one} if isinstance(one, str) else one for one in runs]
    return {"id": block_id, "type": kind, "runs": said, **more}


def marked(text: str, *marks: str, **more: str) -> Data:
    return {"text": text, "marks": sorted(marks), **more} if marks else {"text": text, **more}


def note(block_id: str, text: str, **more: Any) -> Data:
    return {"type": "note", "blocks": [line(block_id, text)], **more}


def table(block_id: str = "t", total: str = "12") -> Data:
    """Two header cells over three columns; a note in a cell."""
    head = [{"blocks": [line("t00", "类别")]}, {"blocks": [line("t01", "数量")], "columns": 2}]
    body = [
        {"blocks": [line("t10", "图书")]},
        {"blocks": [line("t11", total, note("n3", "含期刊"))]},
        {"blocks": [line("t12", "X")]},
    ]
    return {"id": block_id, "type": "table", "header_rows": 1, "rows": [head, body],
            "widths": [2, 1, 1]}  # fmt: skip


def rich(chart: str, formula: str, island: str) -> Data:
    """The text; the hashes are those of a picture, an inline and a block island."""
    words = line(
        "p", "面积1200m", marked("2", "superscript"), "，见", marked("说明", link="https://a.example/b"),
        "，增长", {"type": "figure", "figure": "f1", "version": 3, "text": "8%"},
        note("n1", "按年计"),
        "，按", {"type": "island", "hash": formula, "kind": "equation", "text": "E=mc"}, "计算，",
        marked("重点", "bold", "italic", "underline"), {"type": "line_break"},
        {"type": "bookmark", "name": "here"}, "第二行", note("n2", "末注", endnote=True), "。",
    )  # fmt: skip
    caption = [{"text": "图1 走势"}, note("n4", "月度")]
    blocks = [
        line("h", "小标题", kind="heading", level=1),
        words,
        line("l1", "第三项", kind="list_item", ordered=True, depth=0, start=3),
        line("l2", "分项", kind="list_item", ordered=True, depth=1),
        line("e"),
        table(),
        picture(chart, "pic", alt="一条线", caption=caption),
        {"id": "i", "type": "island", "hash": island, "kind": "chart", "text": CHART.text},
        {"id": "b", "type": "page_break"},
        line("w", "横排的一段", landscape=True),
    ]
    return {"version": 1, "blocks": blocks}


def put_rich(world: World, section: str = "rules") -> Data:
    """The text with its files stored as that section's; open a context before."""
    blobs = SectionBlobs(world.section_ids[section])
    hashes = (
        blobs.put(pixel(), "走势.png"),
        store_island(FORMULA, blobs),
        store_island(CHART, blobs),
    )
    with transaction() as work:
        blobs.record(work)
    return rich(*hashes)
