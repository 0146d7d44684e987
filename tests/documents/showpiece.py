"""A report with one of everything that a house style shapes."""

from __future__ import annotations

from lxml import etree

from tests.documents.house_pages import PICTURE, word_file
from workflow.documents.house.attachments import attachment_head, attachment_list
from workflow.documents.house.contents_table import Entry, bookmark_name, contents_table
from workflow.documents.house.lists import Lists, list_properties
from workflow.documents.house.signature import signature_block, signature_under_title
from workflow.documents.house.styles import (
    BODY,
    CAPTION,
    FIGURE,
    LIST,
    NOTE_MARK,
    NOTE_TEXT,
    TABLE,
    TABLE_HEAD,
    TABLE_TEXT,
    heading_style,
)
from workflow.documents.house.titles import title_paragraph
from workflow.documents.house.xml import (
    Element,
    R,
    el,
    element,
    keep_with_next,
    paragraph,
    run,
)
from workflow.documents.profile import EMU, Profile

TITLE = "某某市图书馆关于2026年度全民阅读推广和数字化建设工作情况的报告"
SIGNATURE, DATE = "某某市图书馆办公室", "2026年12月31日"
HEADINGS = (
    ("cn_dun", 1, "一、工作开展情况"),
    ("cn_paren", 2, "（一）阅读推广"),
    ("ar_dot", 3, "1.读者活动"),
    ("ar_paren", 4, "（1）讲座与展览"),
    ("cn_paren", 2, "（二）数字化建设"),
    ("cn_dun", 1, "二、存在的问题"),
    ("cn_dun", 1, "三、2027年工作打算"),
)
TEXT = (
    "全年围绕“书香城市”建设，共举办“读者日”活动128场次，参加读者3.6万人次，比上年增长12.5%；"
    "新增馆藏图书4.2万册，建成社区分馆8个，馆际互借服务覆盖全市11个区县，群众满意度达到98.3%。"
    "在总结经验的同时，认真查找不足，逐项明确责任人和完成时限，推动各项任务落地见效。"
)
HEAD = ("项目", "2025年", "2026年", "增长")
ROWS = (HEAD, *((f"分馆{n}", f"{n * 120}册", f"{n * 135}册", "12.5%") for n in range(1, 26)))
ATTACHMENTS = (
    "2026年度读者活动一览表",
    "关于在全市推广社区分馆总分馆制建设经验的调研报告和有关情况说明及附表",
)
PICTURE_SIZE = (3000, 2000)


def showpiece(profile: Profile, picture: bytes) -> bytes:
    """The report as a .docx; ``picture`` is a PNG."""
    lists = Lists()
    body = [
        *contents_table(entries(), profile),
        title_paragraph(TITLE, profile, new_page=True),
        *signature_under_title(SIGNATURE, DATE, profile),
        _body(TEXT, profile),
        *_sections(profile, lists),
        *attachment_list(ATTACHMENTS, profile),
        *signature_block(SIGNATURE, DATE, profile),
        *attachment_head(1, ATTACHMENTS[0], profile),
        _body(TEXT, profile),
        *attachment_head(2, ATTACHMENTS[1], profile),
        _body(TEXT, profile),
    ]
    notes = (_note(1, "数据截至2026年12月31日，来源为业务管理系统。", profile),)
    return word_file(profile, body, lists=lists, notes=notes, contents=True, picture=picture)


def entries() -> list[Entry]:
    return [Entry(text, level, bookmark_name(n), 2) for n, (_, level, text) in enumerate(HEADINGS)]


def _sections(profile: Profile, lists: Lists) -> list[Element]:
    made: list[Element] = []
    for number, (kind, level, text) in enumerate(HEADINGS):
        made.append(_heading(number, kind, level, text, profile))
        made.append(_body(TEXT, profile))
    made[4:4] = _items(profile, lists)
    made[6:6] = [_noted(profile), *_table(profile)]
    made[-2:-2] = _picture(profile)
    return [*made[:-1], keep_with_next(made[-1])]


def _body(text: str, profile: Profile) -> Element:
    return paragraph(BODY, run(text, profile.body, profile))


def _heading(number: int, kind: str, level: int, text: str, profile: Profile) -> Element:
    inner = run(text, profile.level_font(kind, level), profile)
    start = el("bookmarkStart", id=number, name=bookmark_name(number))
    return paragraph(heading_style(level), start, inner, el("bookmarkEnd", id=number))


def _items(profile: Profile, lists: Lists) -> list[Element]:
    bullet, number = lists.begin(ordered=False), lists.begin(ordered=True)
    rows = [(bullet, 0), (number, 0), (number, 1), (number, 2), (number, 0)]
    return [
        paragraph(
            LIST,
            run("坚持公益性、基本性、均等性、便利性，" * 2, profile.body, profile),
            properties=(list_properties(own, depth),),
        )
        for own, depth in rows
    ]


def _noted(profile: Profile) -> Element:
    mark = run("", profile.body, profile, style=NOTE_MARK)
    mark.append(el("footnoteReference", id=1))
    return paragraph(BODY, run("各项指标见表1", profile.body, profile), mark)


def _note(number: int, text: str, profile: Profile) -> Element:
    font = profile.notes.font
    mark = run("", font, profile, style=NOTE_MARK)
    mark.append(el("footnoteRef"))
    return el("footnote", paragraph(NOTE_TEXT, mark, run(f" {text}", font, profile)), id=number)


def _table(profile: Profile) -> list[Element]:
    width = profile.page.text_width // len(ROWS[0])
    made = element(
        "tbl",
        element("tblPr", el("tblStyle", val=TABLE), el("tblW", w=5000, type="pct")),
        element("tblGrid", *(el("gridCol", w=width) for _ in ROWS[0])),
        *(_row(row, place == 0, width, profile) for place, row in enumerate(ROWS)),
    )
    caption = paragraph(CAPTION, run("表1　主要指标完成情况", profile.caption, profile))
    return [keep_with_next(caption), made]


def _row(row: tuple[str, ...], head: bool, width: int, profile: Profile) -> Element:
    style, font = (TABLE_HEAD, profile.table.header) if head else (TABLE_TEXT, profile.table.font)
    flags = (el("cantSplit"), el("tblHeader")) if head else (el("cantSplit"),)
    cells = (
        element(
            "tc",
            element("tcPr", el("tcW", w=width, type="dxa")),
            paragraph(style, run(text, font, profile)),
        )
        for text in row
    )
    return element("tr", element("trPr", *flags), *cells)


def _picture(profile: Profile) -> list[Element]:
    wide, high = profile.page.fitted(*(one * 9525 for one in PICTURE_SIZE))
    drawing = etree.fromstring(DRAWING.format(wide=wide, high=high, r=R, own=PICTURE))
    holder = run("", profile.body, profile)
    holder.append(element("drawing", drawing))
    caption = paragraph(CAPTION, run("图1　各季度到馆人次", profile.caption, profile))
    return [paragraph(FIGURE, holder), caption]


def picture_room(profile: Profile) -> float:
    """The printed width of the picture in points."""
    return profile.page.fitted(*(one * 9525 for one in PICTURE_SIZE))[0] / EMU / 20


DRAWING = """
<wp:inline distT="0" distB="0" distL="0" distR="0"
xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="1" name="图1" descr="柱状图"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData
uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>
<pic:cNvPr id="1" name="图1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>
<a:blip xmlns:r="{r}" r:embed="{own}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>
</wp:inline>
"""
