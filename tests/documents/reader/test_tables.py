"""Tables: spans, merged cells, gaps, heads, tables within tables, and what is too much."""

from __future__ import annotations

from typing import Any

from tests.documents.reader.reading import blocks, p, read, remarks, sentence
from workflow.documents.reader import ReadDocument


def tc(inner: str = "", properties: str = "") -> str:
    own = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{own}{inner if inner.startswith('<') else p(inner)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    own = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{own}{''.join(cells)}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def shape(found: ReadDocument, block: int = 0) -> list[list[tuple[str, int, int]]]:
    """The words of each cell, its columns and its rows."""
    table = blocks(found)[block]
    return [
        [(_words(one), one.get("columns", 1), one.get("rows", 1)) for one in row]
        for row in table["rows"]
    ]


def _words(cell: dict[str, Any]) -> str:
    lines = (one.get("runs", []) for one in cell["blocks"])
    return "/".join("".join(run["text"] for run in line) for line in lines)


def test_a_plain_table() -> None:
    found = read(tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc(p("丁") + p("戊")))))
    assert shape(found) == [[("甲", 1, 1), ("乙", 1, 1)], [("丙", 1, 1), ("丁/戊", 1, 1)]]
    assert blocks(found)[0]["header_rows"] == 0


def test_cells_over_several_columns_and_rows() -> None:
    rows = (
        tr(tc("甲", span(2)), tc("乙", '<w:vMerge w:val="restart"/>')),
        tr(tc("丙"), tc("丁"), tc("", "<w:vMerge/>")),
        tr(tc("戊", span(2)), tc("", '<w:vMerge w:val="continue"/>')),
    )
    assert shape(read(tbl(*rows))) == [
        [("甲", 2, 1), ("乙", 1, 3)],
        [("丙", 1, 1), ("丁", 1, 1)],
        [("戊", 2, 1)],
    ]


def test_cells_merged_sideways_in_the_old_way() -> None:
    row = tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("乙"))
    assert shape(read(tbl(row, tr(tc("丙"), tc("丁"), tc("戊")))))[0] == [
        ("甲", 2, 1),
        ("乙", 1, 1),
    ]


def test_a_cell_that_continues_none_stands_for_itself() -> None:
    rows = tr(tc("甲"), tc("乙")), tr(tc("丙", "<w:vMerge/>"), tc("丁", span(1)))
    assert shape(read(tbl(*rows)))[1] == [("丙", 1, 1), ("丁", 1, 1)]


def test_text_in_a_cell_that_was_merged_away_is_kept_and_told_of() -> None:
    rows = tr(tc("甲", '<w:vMerge w:val="restart"/>')), tr(tc("余", "<w:vMerge/>"))
    found = read(tbl(*rows))
    assert shape(found) == [[("甲/余", 1, 2)], []]
    assert remarks(found)["merged_cell_text"] == 1


def test_gaps_before_and_after_a_row_are_empty_cells() -> None:
    edges = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    rows = tr(tc("甲"), tc("乙"), tc("丙")), tr(tc("丁"), properties=edges), tr(tc("戊"))
    assert shape(read(tbl(*rows)))[1:] == [
        [("", 1, 1), ("丁", 1, 1), ("", 1, 1)],
        [("戊", 1, 1), ("", 2, 1)],
    ]


def test_rows_at_the_head_that_are_repeated() -> None:
    head = "<w:tblHeader/>"
    rows = tr(tc("甲"), properties=head), tr(tc("乙"), properties=head), tr(tc("丙"))
    assert blocks(read(tbl(*rows, tr(tc("丁"), properties=head))))[0]["header_rows"] == 2


def test_widths_are_those_of_the_grid_unless_they_are_equal_or_not_all_known() -> None:
    row = tr(tc("甲"), tc("乙"))
    assert blocks(read(tbl(row, grid=(1000, 3000))))[0]["widths"] == [250, 750]
    for grid in ((2000, 2010), (1000,), (0, 1000), (), (1000, 31_680_000)):
        assert "widths" not in blocks(read(tbl(row, grid=grid)))[0], grid


def test_a_table_within_a_cell_and_the_paragraph_that_has_to_follow_it() -> None:
    inner = tbl(tr(tc("内")))
    found = read(tbl(tr(tc(p("前") + inner + p()), tc(inner + p("后")))))
    cells = blocks(found)[0]["rows"][0]
    assert [[one["type"] for one in cell["blocks"]] for cell in cells] == [
        ["paragraph", "table"],
        ["table", "paragraph"],
    ]


def test_tables_deeper_than_content_allows_are_islands() -> None:
    deep = tbl(tr(tc("底")))
    for _ in range(4):
        deep = tbl(tr(tc(deep + p())))
    found = read(deep)
    assert "底" in str(blocks(found))
    assert remarks(found)["table_kept"] == 1


def test_more_columns_or_rows_than_content_allows_are_an_island() -> None:
    wide = tbl(tr(*(tc(str(n)) for n in range(70))))
    long = tbl(*(tr(tc("甲")) for _ in range(2001)))
    for table in (wide, long):
        assert [one["type"] for one in blocks(read(table))] == ["island"]


def test_a_fine_grid_is_made_coarser() -> None:
    rows = tr(tc("甲", span(100)), tc("乙", span(50))), tr(tc("丙", span(50)), tc("丁", span(100)))
    assert shape(read(tbl(*rows))) == [[("甲", 2, 1), ("乙", 1, 1)], [("丙", 1, 1), ("丁", 2, 1)]]


def test_absurd_spans_count_as_one() -> None:
    found = read(tbl(tr(tc("甲", span(31680)), tc("乙", '<w:gridSpan w:val="x"/>'))))
    assert shape(found) == [[("甲", 1, 1), ("乙", 1, 1)]]


def test_a_table_without_cells_is_nothing() -> None:
    assert blocks(read(tbl() + tbl("<w:tr/>") + p("甲"))) == blocks(read(p("甲")))


def test_a_control_around_a_cell_moves_into_it() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = read(tbl(tr(control.format(tc("甲", span(1))), tc("乙"))))
    cells = blocks(found)[0]["rows"][0]
    assert [one["blocks"][0]["type"] for one in cells] == ["island", "paragraph"]
    assert (cells[0]["blocks"][0]["kind"], cells[0]["blocks"][0]["text"]) == ("control", "甲")
    opened = read(tbl(control.format(tr(tc("丙"), tc("丁")))))
    assert shape(opened) == [[("丙", 1, 1), ("丁", 1, 1)]]
    assert remarks(opened)["control_opened"] == 1


def test_what_a_table_says_beside_its_cells_is_told_of() -> None:
    table = tbl(tr(tc("甲"))).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblDescription w:val="人数表"/></w:tblPr>'
    )
    assert "“人数表”" in sentence(read(table), "table_alt")


def test_pictures_lists_and_headings_in_cells() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    inner = p("甲", item) + p("乙", '<w:outlineLvl w:val="0"/>') + p("丙", item)
    cell = blocks(read(tbl(tr(tc(inner))), numbering=numbering))[0]["rows"][0][0]
    assert [(one["type"], one.get("start")) for one in cell["blocks"]] == [
        ("list_item", None),
        ("heading", None),
        ("list_item", 2),
    ]
