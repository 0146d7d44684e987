"""What is said of a Word file that holds something odd, and how often it was met."""

from __future__ import annotations

from collections import Counter

from workflow.documents.talk import Remark

_SENTENCES: dict[str, tuple[str, str]] = {
    "macros": (
        "文件带有宏，宏已移除，文字不受影响。",
        "The file carried macros; they were removed, the text is untouched.",
    ),
    "controls": (
        "文件带有 ActiveX 控件，控件已移除，其图像保留。",
        "The file carried ActiveX controls; they were removed, their pictures stay.",
    ),
    "interface": (
        "文件带有自定义工具栏或加载项，已移除，文字不受影响。",
        "The file carried toolbars or add-ins of its own; they were removed, the text is "
        "untouched.",
    ),
    "template": (
        "文件链接到外部模板，链接已移除，文字不受影响。",
        "The file was attached to an outside template; the link was removed, the text is "
        "untouched.",
    ),
    "mail_merge": (
        "文件连着邮件合并的数据源，连接已移除，现有文字保留。",
        "The file was tied to a mail merge; the tie was removed, the text as it stands is kept.",
    ),
    "signature": (
        "文件带有数字签名，导入后签名失效；原文件没有改动。",
        "The file carries a digital signature, which does not hold once it is imported; the "
        "file itself is unchanged.",
    ),
    "external_picture": (
        "有图片只链接到文件之外，链接已移除；没有随文件保存的图片以替代文字代替，请补传原图。",
        "A picture was linked from outside the file; the link was removed. Where no copy was "
        "saved in the file its alternative text stands; add the picture again.",
    ),
    "external_object": (
        "有对象链接到文件之外，链接已移除，对象的图像保留。",
        "An object was linked from outside the file; the link was removed, its picture stays.",
    ),
    "external_field": (
        "有域会从文件之外取内容，域已移除，其显示的内容保留。",
        "A field would fetch content from outside the file; it was removed, what it shows stays.",
    ),
    "external_link": (
        "有超链接指向本机文件或不安全的地址，链接已移除，文字保留。",
        "A hyperlink led to a local file or an unsafe address; it was removed, its words stay.",
    ),
    "external_file": (
        "文件里插有链接的子文档，链接已移除。请把子文档的内容粘贴进来。",
        "The file has a linked subdocument; the link was removed. Paste its content here.",
    ),
    "external_part": (
        "文件里有内容链接到文件之外，链接已移除。请检查显示是否完整。",
        "Something was linked from outside the file; the link was removed. Check that all shows.",
    ),
    "missing_part": (
        "文件引用的内容（如图片）不在文件里，引用已移除，其余不受影响。请补上缺少的内容。",
        "The file names something, such as a picture, that is not in it; the reference was "
        "removed, the rest is untouched. Add what is missing.",
    ),
    "bad_part": (
        "文件的一个附属部分已损坏，没有读取，正文不受影响。请检查批注、脚注和图形。",
        "A part beside the text is damaged and was not read; the text is untouched. Check "
        "comments, notes and drawings.",
    ),
    "relation_twice": (
        "文件内部有重复的编号，按第一个读取。请检查图片和链接。",
        "Two things in the file go by one number; the first was taken. Check pictures and links.",
    ),
    "tangled_parts": (
        "文件的附属部分互相引用过深，多余的引用已移除。请检查图形是否完整。",
        "Parts of the file refer to each other too deeply; some references were removed. Check "
        "that drawings are whole.",
    ),
    "undefined_style": (
        "有文字用了文件里没有定义的样式，按正文处理。",
        "Some text uses a style that the file does not define; it is read as body text.",
    ),
    "lost_list": (
        "有段落的编号在文件里没有定义，编号已去掉，文字保留。请检查编号。",
        "The numbering of a paragraph is not defined in the file; it was removed, the text "
        "stays. Check the numbers.",
    ),
    "picture_bullet": (
        "列表用图片作项目符号，已改为普通符号。",
        "A list had pictures as bullets; they became plain bullets.",
    ),
    "lost_note": (
        "有脚注或尾注只剩编号，内容不在文件里，编号已去掉。请补上注文。",
        "A note has a number but no text in the file; the number was removed. Write it again.",
    ),
    "lost_comment": (
        "有批注只剩标记，内容不在文件里，标记已去掉。",
        "A comment has a mark but no text in the file; the mark was removed.",
    ),
    "open_bookmark": (
        "有书签只有开头或结尾在这一处，书签已去掉，文字保留。",
        "A bookmark only begins or only ends here; it was removed, the text stays.",
    ),
    "data_binding": (
        "有内容控件连着文件的属性或数据，连接已去掉，显示的文字保留。",
        "A content control was bound to data of the file; the binding was removed, the text that "
        "it shows stays.",
    ),
}


class Remarks:
    """Collects remarks; one that is met again counts on."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def add(self, code: str, count: int = 1) -> None:
        """``code`` of the table above, met ``count`` times."""
        self._counts[code] = self._counts.get(code, 0) + count

    def counts(self) -> Counter[str]:
        """How often each code was met so far."""
        return Counter(self._counts)

    def all(self) -> list[Remark]:
        """In the order in which they were first met."""
        return [
            Remark(code, *_SENTENCES[code], count=count) for code, count in self._counts.items()
        ]
