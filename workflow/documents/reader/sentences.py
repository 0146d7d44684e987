"""What is said of things that were dropped, changed or kept otherwise; {count}, {what}."""

from __future__ import annotations

from collections.abc import Mapping

_FORMATS: dict[str, tuple[str, str]] = {
    "font": ("字体", "Fonts"),
    "size": ("字号", "Font sizes"),
    "colour": ("文字颜色", "Colours of text"),
    "characters": ("字符间距、缩放和升降", "Spacing, scaling and raising of characters"),
    "capitals": ("全部大写、小型大写", "Capitals and small capitals"),
    "emphasis": ("着重号", "Emphasis marks"),
    "effects": ("文字效果（阴影、轮廓等）", "Effects of text such as shadow and outline"),
    "underline": ("下划线的线型（双线、波浪线等）", "Kinds of underline other than a single line"),
    "border": ("文字和段落的边框", "Borders of text and paragraphs"),
    "shading": ("段落底纹", "Shading of paragraphs"),
    "alignment": ("段落对齐方式", "Alignment of paragraphs"),
    "indent": ("段落缩进", "Indents of paragraphs"),
    "line_spacing": ("行距和段间距", "Spacing of lines and paragraphs"),
    "tabs": ("制表位", "Tab stops"),
    "frame": ("图文框的位置", "Places of frames"),
    "direction": ("文字方向", "Directions of text"),
    "table": ("表格的边框、底纹和对齐", "Borders, shading and alignment of tables"),
    "floating_table": ("表格的文字环绕", "Text wrapped around tables"),
    "picture": ("图片的边框和效果", "Borders and effects of pictures"),
}

SENTENCES: Mapping[str, tuple[str, str]] = {
    **{
        f"format_dropped:{kind}": (
            f"{zh}不保留，改用版式的规定，共 {{count}} 处；文字没有改动。",
            f"{en} are not kept, the house style decides them ({{count}}); the text is untouched.",
        )
        for kind, (zh, en) in _FORMATS.items()
    },
    "format_dropped:style": (
        "自定义样式 {what} 的外观不保留，改用版式的规定，共 {count} 处；文字没有改动。",
        "The looks of the styles {what} are not kept, the house style decides them ({count}); "
        "the text is untouched.",
    ),
    "number_became_text": (
        "自动编号 {what} 已写成文字，共 {count} 处，显示不变，今后不再自动变化。",
        "Automatic numbers {what} became text ({count}); they read the same and no longer change "
        "by themselves.",
    ),
    "heading_too_deep": (
        "有 {count} 个小标题超过六级，按第六级读取；文字没有改动。",
        "{count} headings are deeper than level 6 and are read as level 6; the text is untouched.",
    ),
    "bookmark_dropped": (
        "有 {count} 个书签没有链接或引用指向，未保留；文字没有改动。",
        "{count} bookmarks that nothing refers to were not kept; the text is untouched.",
    ),
    "link_lost": (
        "链接 {what} 指向的书签不在文件里，链接已去掉，文字保留。",
        "The links {what} lead to bookmarks that are not in the file; their words stay as text.",
    ),
    "link_dropped": (
        "链接 {what} 不是网页、邮箱、电话或文内书签，链接已去掉，文字保留。",
        "The links {what} lead neither to a web page, mail, a telephone nor a bookmark; their "
        "words stay as text.",
    ),
    "sub_document": (
        "文件里插有子文档，没有读取，共 {count} 处。请把子文档的内容粘贴进来。",
        "Subdocuments were not read ({count}). Paste their content here.",
    ),
    "hidden_text": (
        "有 {count} 处隐藏文字已显示出来：{what}。不需要的请删去。",
        "Hidden text is now shown in {count} places: {what}. Delete what is not needed.",
    ),
    "column_break": (
        "有 {count} 处分栏符改为换行。",
        "{count} column breaks became line breaks.",
    ),
    "section_break": (
        "有 {count} 处分节符改为分页符。",
        "{count} section breaks became page breaks.",
    ),
    "columns": (
        "分栏没有保留（{count} 节），文字按单栏排列。",
        "Columns were not kept ({count} sections); the text is set in one.",
    ),
    "page_borders": (
        "页面边框没有保留（{count} 节）。",
        "Borders of pages were not kept ({count} sections).",
    ),
    "line_numbers": (
        "行号没有保留（{count} 节）。",
        "Line numbers were not kept ({count} sections).",
    ),
    "page_alignment": (
        "页面的垂直对齐没有保留（{count} 节）。",
        "Vertical alignment of pages was not kept ({count} sections).",
    ),
    "page_direction": (
        "页面的文字方向没有保留（{count} 节）。",
        "The direction of text on pages was not kept ({count} sections).",
    ),
    "background": (
        "页面背景没有保留。",
        "The background of pages was not kept.",
    ),
    "watermark": (
        "水印 {what} 没有保留。",
        "The watermark {what} was not kept.",
    ),
    "header_dropped": (
        "页眉没有保留，由版式决定；原有文字：{what}。",
        "Headers were not kept, the house style has its own; they read: {what}.",
    ),
    "footer_dropped": (
        "页脚没有保留，由版式决定；原有文字：{what}。",
        "Footers were not kept, the house style has its own; they read: {what}.",
    ),
    "header_picture": (
        "页眉、页脚里的 {count} 张图片没有保留。",
        "{count} pictures in headers and footers were not kept.",
    ),
    "floating_picture": (
        "有 {count} 张浮动图片改为单独成段，位置请核对。",
        "{count} floating pictures now stand in paragraphs of their own; check their places.",
    ),
    "pictures_in_a_row": (
        "有 {count} 处并排的图片改为上下排列。",
        "Pictures side by side now stand one below the other in {count} places.",
    ),
    "table_kept": (
        "有 {count} 个表格层次或规模超出编辑器的上限，原样保留，不能在线编辑。",
        "{count} tables are larger or deeper than the editor can hold; they are kept as they are "
        "and cannot be edited here.",
    ),
    "table_alt": (
        "表格的替代文字 {what} 没有保留。",
        "Alternative texts of tables were not kept: {what}.",
    ),
    "merged_cell_text": (
        "有 {count} 个被合并的单元格里还有文字，已并入合并后的单元格，请核对。",
        "{count} cells that were merged away still held text; it now stands in the merged cell. "
        "Check it.",
    ),
    "control_opened": (
        "有 {count} 个内容控件套在表格的行或多个单元格外，控件已去掉，内容保留。",
        "{count} content controls around rows or several cells were removed; what they held stays.",
    ),
    "note_flattened": (
        "有 {count} 条注释里的表格或控件改成了文字。",
        "Tables or controls in {count} notes became text.",
    ),
    "note_in_note": (
        "有 {count} 处注释里还有注释编号，编号已去掉。",
        "{count} marks of notes within notes were removed.",
    ),
    "note_mark": (
        "有 {count} 处注释用自定义的标记，标记作为文字保留，注释另按顺序编号。",
        "{count} notes have marks of their own; these stay as text, and the notes are numbered.",
    ),
    "changes_inserted": (
        "修订中插入的内容已接受，共 {count} 处。",
        "Tracked insertions were accepted ({count}).",
    ),
    "changes_deleted": (
        "修订中删除的内容已去掉，共 {count} 处。",
        "Tracked deletions were carried out ({count}).",
    ),
    "changes_formatted": (
        "格式修订已接受，共 {count} 处；文字没有改动。",
        "Tracked changes of formatting were accepted ({count}); the text is untouched.",
    ),
    "changes_structure": (
        "段落的拆分合并、单元格和合并表格行的修订已接受，共 {count} 处，不作为修订建议保留。",
        "Tracked splits and joins of paragraphs, cells and merged rows were accepted ({count}); "
        "they are not kept as suggestions.",
    ),
    "changes_in_island": (
        "图形、公式、域等对象里的修订已接受，共 {count} 处。",
        "Tracked changes within drawings, equations, fields and the like were accepted ({count}).",
    ),
    "changes_in_note": (
        "注释里段落和表格的修订已接受，共 {count} 处。",
        "Tracked changes of paragraphs and tables in notes were accepted ({count}).",
    ),
    "figure_overwritten": (
        "有 {count} 处引用数据台账的数字在 Word 中被改写：{what}。已按改写后的文字导入，"
        "不再关联数据台账，请核对。",
        "{count} figures of the register were written over in Word: {what}. They come in as the "
        "text that stands there now and are no longer tied to the register; please check them.",
    ),
    "nested_change": (
        "有 {count} 处内容先插入、后又被删除，没有保留。",
        "{count} insertions that somebody deleted again were not kept.",
    ),
    "deletion_over_page": (
        "有 {count} 处跨页的删除修订没有保留为建议，文字保留。",
        "{count} tracked deletions over a page break are no suggestions; the text stays.",
    ),
    "suggestion_lost": (
        "{what} 的 {count} 处修订找不到位置，没有保留为建议；正文没有改动。",
        "{count} changes by {what} have no place and are no suggestions; the text is untouched.",
    ),
    "comment_without_place": (
        "有 {count} 条批注找不到所指的文字，已放在正文开头：{what}。",
        "{count} comments point to no text and now stand at the beginning: {what}.",
    ),
    "comment_over_paragraphs": (
        "有 {count} 条批注跨越多个段落，现标在第一段上，引用的原文完整保留。",
        "{count} comments reach over several paragraphs; they stand at the first, with all the "
        "words that they are on as their quote.",
    ),
    "comment_picture": (
        "有 {count} 条批注里的图片或对象没有保留，批注文字保留。",
        "Pictures or objects in {count} comments were not kept; the words of the comments are.",
    ),
}
