"""A text with one of everything that content can hold, for looking at and for printing."""

from __future__ import annotations

from tests.documents.contents import BLOCK, HASHES, INLINE
from tests.documents.writer.making import cell, comment, line_of, p
from tests.pictures import pixel
from workflow.documents.blobs import digest_of
from workflow.documents.content import (
    Block,
    Bookmark,
    Content,
    FigureRef,
    Heading,
    Inline,
    InlineIsland,
    IslandBlock,
    LineBreak,
    ListItem,
    Note,
    PageBreak,
    Picture,
    Run,
    Table,
)
from workflow.documents.talk import Suggestion, WordComment

TEXT = (
    "全年围绕“书香城市”建设，共举办“读者日”活动128场次，参加读者3.6万人次，比上年增长12.5%；"
    "新增馆藏图书4.2万册，建成社区分馆8个，群众满意度达到98.3%。"
)
PHOTO = pixel((150, 180, 215), 60, 40)
MARKS = ("bold", "italic", "underline", "strike", "highlight", "superscript", "subscript")
FOOTNOTE, ENDNOTE = "数据截至2026年12月31日。", "来源为业务管理系统。"


def everything() -> Content:
    """Blocks of every kind; the pictures and islands are in ``stocked()`` and PHOTO."""
    return Content((*_text(), *_lists(), *_tables(), *_pictures(), *_wide(), *_end()))


def comments() -> tuple[WordComment, ...]:
    return (comment("1", "p1", 2, 10), comment("2", "p1", parent="1"), comment("3", "t1"))


def changes() -> tuple[Suggestion, ...]:
    return (
        Suggestion("周六", "2026-01-02T03:04:05Z", "last", 0, 2, (Run("本年"),)),
        Suggestion("周六", "2026-01-02T03:04:05Z", "last", blocks=(p("new", "再加一段。"),)),
    )


def _text() -> list[Block]:
    marked = (Run(f"{one}，", frozenset({one})) for one in MARKS)
    line: tuple[Inline, ...] = (
        *line_of(TEXT, Bookmark("here"), *marked),
        Run("本馆网站", link="https://example.org/"),
        Note((p("n1", FOOTNOTE),)),
        Note((p("n2", ENDNOTE),), endnote=True),
        LineBreak(),
        *line_of("换行之后，增长", FigureRef("f", 1, "42.5%"), "，见"),
        InlineIsland(HASHES["inline"], INLINE.kind, INLINE.text),
        Run("上文", link="#here"),
    )
    return [Heading("h1", 1, line_of("一、工作情况")), p("p1", *line)]


def _lists() -> list[Block]:
    kinds = ((True, 0), (True, 1), (True, 1), (True, 0), (False, 1), (False, 2), (True, 7))
    items = [
        ListItem(f"i{n}", kind, depth, line_of(f"第{n}项，{TEXT if n == 0 else '一行'}"))
        for n, (kind, depth) in enumerate(kinds)
    ]
    five = ListItem("i8", True, 0, line_of("从五开始"), start=5)
    six = ListItem("i9", True, 0, line_of("接着是六"))
    return [Heading("h2", 2, line_of("（一）清单")), *items, p("p2", TEXT), five, six]


def _tables() -> list[Block]:
    inner = Table("t2", ((cell(p("t2a", "内表")), cell()),))
    items = [ListItem(f"c{n}", n < 2, 0, line_of(word)) for n, word in enumerate("甲乙丙")]
    photo = Picture("c9", digest_of(PHOTO), "image/png", 6_000_000, 4_000_000)
    rows = (
        (cell(p("c3", "项目"), rows=2), cell(p("c4", "数量"), columns=2)),
        (cell(p("c5", "2025年")), cell(p("c6", "2026年"))),
        (cell(p("c7", "讲座")), cell(*items), cell(inner)),
        (cell(photo), cell(p("c8", "右边"), columns=2)),
    )
    table = Table("t1", rows, header_rows=2, widths=(222, 334, 444))
    return [table, Table("t3", ((cell(p("t3a", "紧接着的另一张表")),),))]


def _pictures() -> list[Block]:
    caption = line_of("图1　各季度到馆人次")
    wide = Picture("pic", digest_of(PHOTO), "image/png", 9_000_000, 6_000_000, "图", caption)
    return [wide, IslandBlock("isl", HASHES["block"], BLOCK.kind, BLOCK.text)]


def _wide() -> list[Block]:
    heads = tuple(cell(p(f"w{n}", f"{n}月")) for n in range(1, 13))
    months = tuple(cell(p(f"v{n}", f"{n * 120}人")) for n in range(1, 13))
    return [
        p("w", "横向页上的宽表：", landscape=True),
        Table("w0", (heads, months), header_rows=1, landscape=True),
    ]


def _end() -> list[Block]:
    return [p("p3", "回到纵向页。" + TEXT), PageBreak("pb"), p("last", "全年" + TEXT)]
