"""The form of a house style: what it asks for, in groups, and how it is read."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from workflow.domain.text import Text
from workflow.web.styles.fields import Field, Group, font, put, value_at

LEVELS = (
    ("zhang", "第一章", "Chapter (第一章)"),
    ("jie", "第一节", "Part (第一节)"),
    ("tiao", "第一条", "Article (第一条)"),
    ("cn_dun", "一、", "Level 一、"),
    ("cn_paren", "（一）", "Level （一）"),
    ("ar_dot", "1.", "Level 1."),
    ("ar_paren", "（1）", "Level （1）"),
    ("circled", "①", "Level ①"),
)
SIDES = (
    ("left", Text("居左", "On the left")),
    ("centre", Text("居中", "Centred")),
    ("right", Text("居右", "On the right")),
)
GROUPS = (
    Group(
        Text("页面", "Page"),
        (
            Field("page.top", Text("上边距（毫米）", "Top margin (mm)"), "mm"),
            Field("page.bottom", Text("下边距（毫米）", "Bottom margin (mm)"), "mm"),
            Field("page.left", Text("左边距（毫米）", "Left margin (mm)"), "mm"),
            Field("page.right", Text("右边距（毫米）", "Right margin (mm)"), "mm"),
            Field(
                "page.footer", Text("页码距纸边（毫米）", "Page number from the edge (mm)"), "mm"
            ),
        ),
    ),
    Group(
        Text("正文", "Text"),
        (
            *font("body", "正文字体", "Face of the text"),
            Field("line", Text("行距（磅，固定值）", "Line spacing (pt, exact)"), "pt"),
            Field("indent", Text("首行缩进（字）", "First line in by (characters)"), "count"),
            Field(
                "latin",
                Text("数字和字母", "Digits and letters"),
                "choice",
                (
                    ("Times New Roman", Text("Times New Roman", "Times New Roman")),
                    ("own", Text("与汉字同一字体", "The face of the Chinese text")),
                ),
            ),
            Field("characters_28", Text("每行 28 字", "28 characters a line"), "switch"),
        ),
    ),
    Group(
        Text("标题", "Title"),
        (
            *font("title.font", "标题字体", "Face of the title"),
            Field("title.line", Text("标题行距（磅）", "Line spacing (pt)"), "pt"),
            Field("title.after", Text("标题后空（磅）", "Space below (pt)"), "pt"),
            Field(
                "title.widest",
                Text("超过多少字换行", "Broken over (characters)"),
                "count",
                hint=Text("按词意断行", "Broken by meaning"),
            ),
        ),
    ),
    Group(
        Text("层次", "Headings"),
        tuple(one for name, zh, en in LEVELS for one in font(f"levels.{name}", zh, en, bold=True)),
        lined=True,
    ),
    Group(
        Text("页码", "Page number"),
        (
            *font("number.font", "页码字体", "Face"),
            Field(
                "number.place",
                Text("位置", "Place"),
                "choice",
                (
                    ("outside", Text("单页居右、双页居左", "Outside: right, then left")),
                    ("centre", Text("居中", "Centred")),
                ),
            ),
            Field("number.before", Text("前面", "Before"), "text"),
            Field("number.after", Text("后面", "Behind"), "text"),
        ),
    ),
    Group(
        Text("表格、图注和脚注", "Tables, captions and notes"),
        (
            *font("table.font", "表格文字", "Text in tables"),
            *font("table.header", "表头文字", "Header rows"),
            Field("table.text", Text("表中文字", "Words in cells"), "choice", SIDES),
            Field("table.figures", Text("表中数字", "Numbers in cells"), "choice", SIDES),
            *font("caption", "图注", "Captions"),
            *font("notes.font", "脚注", "Notes"),
            Field("notes.circled", Text("脚注用①②", "Notes count ① ②"), "switch"),
            Field("notes.each_page", Text("脚注每页重编", "Notes count anew each page"), "switch"),
        ),
    ),
    Group(
        Text("落款、附件和目录", "Signature, attachments, contents"),
        (
            *font("signature.font", "落款", "Signature"),
            Field(
                "signature.place",
                Text("落款位置", "Place of the signature"),
                "choice",
                (
                    ("end", Text("文末", "At the end")),
                    ("under_title", Text("标题之下", "Under the title")),
                ),
            ),
            Field("signature.seal", Text("为印章留位", "Leave room for a seal"), "switch"),
            *font("attachment.mark", "附件序号", "Mark of an attachment"),
            *font("attachment.title", "附件标题", "Title of an attachment"),
            Field("contents.on", Text("带目录", "With a table of contents"), "switch"),
            Field("contents.depth", Text("目录层数", "Levels of the contents"), "count"),
        ),
    ),
)


def fields() -> Iterator[Field]:
    for group in GROUPS:
        yield from group.fields


def read(sent: Mapping[str, str], data: dict[str, Any]) -> dict[str, Any]:
    """The style's data with what the form sent; what it does not ask for stays as it was."""
    changed = copy.deepcopy(data)
    for one in fields():
        put(changed, one.path, one.read(sent.get(one.path, "").strip(" ")))
    for name in ("number.before", "number.after"):
        put(changed, name, sent.get(name, ""))
    title = sent.get("title", "").strip()
    if title:
        changed["zh"] = changed["en"] = title
    return changed


def shown(data: Mapping[str, Any]) -> dict[str, Any]:
    """Each field's value by its path, in the form's units."""
    return {one.path: one.shown(value_at(data, one.path)) for one in fields()}
