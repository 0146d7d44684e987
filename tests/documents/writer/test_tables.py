"""Tables: columns by shares, cells over several of them, and what cells may hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.documents.writer.making import cell, line_of, p, write
from tests.documents.writer.whole import Whole, found, text, values
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import ListItem, Picture, Table
from workflow.documents.house.fillers import is_filler
from workflow.documents.house.xml import Element
from workflow.documents.profile import EMU, GB_T_9704
from workflow.documents.writer.tables import column_widths

WIDTH = GB_T_9704.page.text_width


def body_of(*blocks: Table) -> Element:
    return Whole(write(*blocks)).body


def test_a_table_fills_the_width_in_the_houses_style() -> None:
    (one,) = found(body_of(Table("t", ((cell(p("a", "甲")), cell()),), widths=(1, 3))), "w:tbl")
    assert values(one, "w:tblPr/w:tblStyle/@w:val") == ["ReportTable"]
    assert values(one, "w:tblPr/w:tblW/@w:w") == ["5000"]
    assert values(one, "w:tblPr/w:tblLayout/@w:type") == ["fixed"]
    grid = [int(each) for each in values(one, "w:tblGrid/w:gridCol/@w:w")]
    assert sum(grid) == WIDTH and abs(grid[1] - 3 * grid[0]) <= 3
    assert [int(each) for each in values(one, ".//w:tcW/@w:w")] == grid
    assert values(one, ".//w:p/w:pPr/w:pStyle/@w:val") == ["TableText"] * 2


def test_cells_of_a_number_alone_stand_where_figures_stand() -> None:
    figures = (
        "12",
        "-3.5",
        "1,234.00",
        "98.3万册",
        "45%",
        "2人次",
        "—",
        "12.5亿元",
        "＋",
        "3个百分点",
        "≥60",
    )
    words = ("甲", "12册以上", "2025年", "1.2.3", "", "一", "见附件1", "3、4")
    rows = tuple((cell(p(f"{n}", one)),) for n, one in enumerate(figures + words))
    (one,) = found(body_of(Table("t", (*rows, (cell(p("x", "7")),)), header_rows=0)), "w:tbl")
    styles = values(one, ".//w:pStyle/@w:val")
    expected = ["TableFigure"] * len(figures) + ["TableText"] * len(words) + ["TableFigure"]
    expected[figures.index("＋")] = "TableText"
    assert styles == expected
    (head,) = found(body_of(Table("t", ((cell(p("h", "2025")),),), header_rows=1)), "w:tbl")
    assert values(head, ".//w:pStyle/@w:val") == ["TableHead"]
    two = Table("t", ((cell(p("a", "1"), p("b", "2")),),))
    assert values(body_of(two), ".//w:tbl//w:pStyle/@w:val") == ["TableText"] * 2


def test_header_rows_are_repeated_and_have_a_face_of_their_own() -> None:
    rows = tuple((cell(p(f"c{n}", f"第{n}行")),) for n in range(3))
    (one,) = found(body_of(Table("t", rows, header_rows=2)), "w:tbl")
    assert [len(found(row, "w:trPr/w:tblHeader")) for row in found(one, "w:tr")] == [1, 1, 0]
    styles = values(one, ".//w:pStyle/@w:val")
    assert styles == ["TableHead", "TableHead", "TableText"]
    assert values(one, ".//w:rFonts/@w:eastAsia") == ["黑体", "黑体", "仿宋_GB2312"]


def test_only_a_row_that_fits_on_a_page_is_kept_on_one() -> None:
    rows = ((cell(p("a", "短")),), (cell(p("b", "长" * 5000)),))
    (one,) = found(body_of(Table("t", rows)), "w:tbl")
    assert [len(found(row, "w:trPr/w:cantSplit")) for row in found(one, "w:tr")] == [1, 0]


def test_cells_cover_columns_and_rows() -> None:
    table = Table(
        "t",
        (
            (cell(p("a", "甲"), rows=2), cell(p("b", "乙"), columns=2)),
            (cell(p("c", "丙")), cell(p("d", "丁"), rows=2)),
            (cell(p("e", "戊"), columns=2),),
        ),
    )
    rows = found(body_of(table), "w:tbl/w:tr")
    assert [[text(one) for one in found(row, "w:tc")] for row in rows] == [
        ["甲", "乙"],
        ["", "丙", "丁"],
        ["戊", ""],
    ]
    assert values(rows[0], "w:tc/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert values(rows[0], "w:tc[1]/w:tcPr/w:vMerge/@w:val") == ["restart"]
    assert len(found(rows[1], "w:tc[1]/w:tcPr/w:vMerge[not(@w:val)]")) == 1
    assert len(found(rows[2], "w:tc[2]/w:tcPr/w:vMerge[not(@w:val)]")) == 1


def test_a_tall_and_wide_cell_goes_on_as_wide_below() -> None:
    table = Table("t", ((cell(p("a", "甲"), columns=2, rows=2), cell()), (cell(p("b", "乙")),)))
    second = found(body_of(table), "w:tbl/w:tr")[1]
    assert values(second, "w:tc[1]/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert [text(one) for one in found(second, "w:tc")] == ["", "乙"]


def test_short_rows_leave_columns_free_and_an_empty_row_has_a_cell() -> None:
    table = Table("t", ((cell(), cell(), cell()), (cell(p("a", "甲")),), ()))
    rows = found(body_of(table), "w:tbl/w:tr")
    assert values(rows[1], "w:trPr/w:gridAfter/@w:val") == ["2"]
    assert values(rows[2], "w:tc/w:tcPr/w:gridSpan/@w:val") == ["3"]
    assert len(found(body_of(Table("t", ((),))), "w:tbl/w:tr/w:tc/w:p")) == 1


def test_a_cell_ends_with_a_paragraph_even_behind_a_table() -> None:
    inner = Table("u", ((cell(p("b", "内")),),))
    (outer,) = found(body_of(Table("t", ((cell(p("a", "外"), inner), cell(inner_id())),))), "w:tbl")
    first, second = found(outer, "w:tr/w:tc")
    for one in (first, second):
        assert one[-1].tag.endswith("}p") and is_filler(one[-1])
    assert text(first) == "外内"
    widths = [int(one) for one in values(first, "w:tbl/w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) < int(values(first, "w:tcPr/w:tcW/@w:w")[0])


def inner_id() -> Table:
    return Table("v", ((cell(p("c", "内")),),))


def test_two_tables_in_a_row_stay_two() -> None:
    body = body_of(Table("t", ((cell(),),)), Table("u", ((cell(),),)))
    kinds = [one.tag.partition("}")[2] for one in body]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]
    assert is_filler(body[1]) and is_filler(body[3])


def test_lists_and_pictures_in_cells_have_the_cells_size() -> None:
    blobs = MemoryBlobs()
    picture = Picture("p", blobs.put(b"png"), "image/png", 9_000_000, 3_000_000)
    item = ListItem("i", True, 0, line_of("项"))
    table = Table("t", ((cell(item), cell(picture)),))
    whole = Whole(write(table, blobs=blobs), blobs)
    wide, high = (int(values(whole.body, f".//wp:extent/@{one}")[0]) for one in ("cx", "cy"))
    assert wide <= (WIDTH - WIDTH // 2 - 2 * GB_T_9704.table.padding) * EMU
    assert abs(wide / high - 3) < 0.01
    sizes = set(values(whole.numbering, ".//w:lvl/w:rPr/w:sz/@w:val"))
    assert sizes == {str(GB_T_9704.table.font.size)}


@given(
    st.lists(st.integers(0, 10_000_000), max_size=63), st.integers(1, 63), st.integers(1, 12_000)
)
def test_columns_share_the_width_and_none_vanishes(
    shares: list[int], columns: int, width: int
) -> None:
    widths = column_widths(shares, columns, width)
    assert len(widths) == columns and min(widths) >= 1
    assert sum(widths) == width or width < columns * 100
