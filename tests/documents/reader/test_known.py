"""What is set aside and read by its pattern is what reading all of it gives."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from random import Random

import pytest

from tests.documents.reader.reading import p, style, t
from tests.documents.reader.test_corpus import FOLDERS, sample
from tests.documents.word.packages import crafted, with_story
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Block, every_block, to_json
from workflow.documents.content.json_out import block_out, line_out
from workflow.documents.errors import DocumentError
from workflow.documents.reader import Changes, ReadDocument, read_word, reading
from workflow.documents.reader.known import Recall
from workflow.documents.talk import Suggestion
from workflow.documents.word.aside import Thinned, thinned
from workflow.documents.word.safety import check_upload

ID = re.compile(r"""(["'])([A-Za-z0-9_-]{12})\1""")


def said(read: ReadDocument) -> str:
    """All that was read, ids by the order in which they are first named."""
    inserted = [block for one in read.suggestions for block in _blocks_of(one)]
    known = {one.id for one in every_block((*read.content.blocks, *inserted))}
    rest = [replace(one, runs=(), blocks=(), rows=()) for one in read.suggestions]
    brought = [
        [line_out(one.runs), [block_out(inner) for inner in _blocks_of(one)]]
        for one in read.suggestions
    ]
    whole = [to_json(read.content), brought, *map(repr, (*rest, *read.comments, *read.remarks))]
    numbers: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        own = found[2]
        return f"#{numbers.setdefault(own, str(len(numbers)))}" if own in known else found[0]

    text = json.dumps(whole, ensure_ascii=False, indent=0) + repr(read.marks)
    return ID.sub(named, text)


def _blocks_of(one: Suggestion) -> list[Block]:
    return [*one.blocks, *(block for row in one.rows for cell in row for block in cell.blocks)]


def by_itself(data: bytes, changes: Changes, monkeypatch: pytest.MonkeyPatch) -> str:
    """What comes of it where nothing is set aside."""
    with monkeypatch.context() as patched:
        patched.setattr(reading, "thinned", lambda main, least, related: Thinned(main))
        return said(read_word(data, MemoryBlobs(), changes=changes))


def alike(data: bytes, changes: Changes, monkeypatch: pytest.MonkeyPatch) -> None:
    reads_as(by_itself(data, changes, monkeypatch), data, changes)


def reads_as(plainly: str, data: bytes, changes: Changes) -> None:
    recall = Recall()
    for kept in (None, recall, recall):
        assert said(read_word(data, MemoryBlobs(), changes=changes, recall=kept)) == plainly


@pytest.mark.parametrize("changes", Changes)
@pytest.mark.parametrize(("folder", "_refused"), FOLDERS)
def test_public_files_read_alike(
    folder: str, _refused: int, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = 0
    for path in sample(folder, 8):
        data = path.read_bytes()
        try:
            check_upload(path.name, data)
            plainly = by_itself(data, changes, monkeypatch)
        except DocumentError:
            continue
        reads_as(plainly, data, changes)
        seen += 1
    assert seen > 3


def table(*cells: str) -> str:
    row = "".join(f"<w:tc>{one}</w:tc>" for one in cells)
    return f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"


PROPERTIES = '<w:pStyle w:val="{}"/>'
NUMBER = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
STYLES = (
    style("H", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:rPr><w:b/></w:rPr>", name="heading 2")
    + style("N", f"<w:pPr>{NUMBER.format(0, 2)}</w:pPr>")
    + style("C", name="caption")
    + style("Odd", '<w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:i/></w:rPr>', name="Our own")
    + style("Hid", "<w:rPr><w:vanish/></w:rPr>", "character")
)
LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    f'<w:lvlText w:val="{text}"/></w:lvl>'
    for n, form, text in ((0, "decimal", "%1."), (1, "bullet", "-"), (2, "chineseCounting", "%3、"))
)
NUMBERING = f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>' + "".join(
    f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2)
)
DRAWN = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"{p('框中')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BY = 'w:id="9" w:author="张三" w:date="2026-01-02T03:04:05Z"'
PIECES = (
    *(
        p(text)
        for text in ("全年完成12项。", "第二句。", " 前后有空格 ", "　", "a &lt; b", "c &amp; d")
    ),
    p("<w:r><w:t>无标记 </w:t></w:r>"),
    p("<w:r><w:t>两行\n文字</w:t></w:r>"),
    p(t("粗", "<w:b/>") + t("细") + t("斜", "<w:i/>")),
    p(t("小", '<w:sz w:val="18"/><w:rFonts w:ascii="Arial"/>')),
    p(t("藏", '<w:rStyle w:val="Hid"/>')),
    p(t("l", '<w:rFonts w:ascii="Wingdings"/>')),
    p('<w:r w:rsidR="00AB12CD"><w:t>会话</w:t><w:tab/><w:t>之后</w:t></w:r>'),
    p("标题一句", PROPERTIES.format("H")),
    p(t("整个标题都粗", "<w:b/>"), PROPERTIES.format("H")),
    p("有编号的标题", PROPERTIES.format("H") + NUMBER.format(2, 1)),
    p("样式带编号", PROPERTIES.format("N")),
    p("自定样式", PROPERTIES.format("Odd")),
    p("表1 说明", PROPERTIES.format("C")),
    *(p(f"第{n}项", NUMBER.format(n % 3, 1)) for n in range(4)),
    p("另一清单", NUMBER.format(0, 2)),
    p("不存在的清单", NUMBER.format(0, 77)),
    p("新的一页", "<w:pageBreakBefore/>"),
    p("横页到此", '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'),
    p("", '<w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'),
    "<w:p/>",
    '<w:p w:rsidR="00AB12CD" />',
    p(DRAWN),
    p(
        FIELD.format("begin")
        + "<w:r><w:instrText>TOC</w:instrText></w:r>"
        + FIELD.format("separate")
    ),
    p(t("目录末行") + FIELD.format("end")),
    p(f"<w:ins {BY}>{t('插入的')}</w:ins>" + t("原有的")),
    p(f"<w:del {BY}><w:r><w:delText>删去的</w:delText></w:r></w:del>" + t("留下的")),
    p(t("并入下一段"), f"<w:rPr><w:del {BY}/></w:rPr>"),
    p(f"<w:ins {BY}>{t('整段新增')}</w:ins>", f"<w:rPr><w:ins {BY}/></w:rPr>"),
    p(t("新分的一段"), f"<w:rPr><w:ins {BY}/></w:rPr>"),
    '<w:bookmarkStart w:id="5" w:name="_Toc1"/><w:bookmarkEnd w:id="5"/>',
    '<w:bookmarkStart w:id="6" w:name="_hgs1d1"/><w:bookmarkEnd w:id="6"/>',
    f'<w:bookmarkStart w:id="7" w:name="_hgb1_{"0" * 20}"/><w:bookmarkEnd w:id="7"/>',
    p('<w:hyperlink w:anchor="_Toc1">' + t("去那里") + "</w:hyperlink>"),
    '<w:commentRangeStart w:id="0"/>',
    '<w:commentRangeEnd w:id="0"/>',
    f"<w:sdt><w:sdtContent>{p('控件里')}</w:sdtContent></w:sdt>",
    f"<w:customXml>{p('包着的')}</w:customXml>",
    table(p("格一"), p("格二", PROPERTIES.format("Odd"))),
    table(p("有编号", NUMBER.format(0, 1)), p("")),
    table(table(p("里表")) + p("")),
    "<w:tbl><w:tblPr><w:jc w:val='center'/></w:tblPr>" + table(p("甲"))[7:],
    "<w:tbl><w:tr/></w:tbl>",
    "\n  ",
)


@pytest.mark.parametrize("changes", Changes)
@pytest.mark.parametrize("seed", range(10))
def test_any_text_reads_alike(seed: int, changes: Changes, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Random(seed)
    some = chosen.sample(PIECES, 14)
    body = "".join(chosen.choice(some) for _ in range(90))
    made = crafted(body)
    said_there = (
        '<w:comment w:id="0" w:author="李四"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>'
    )
    for kind, inner in (("styles", STYLES), ("numbering", NUMBERING), ("comments", said_there)):
        with_story(made, kind, inner)
    alike(made.data(), changes, monkeypatch)


def test_most_of_a_plain_text_is_set_aside() -> None:
    body = "".join(p(f"第{n}句。") for n in range(50)) + p("有一处&lt;")
    made = thinned(str(crafted(body).parts["word/document.xml"]).encode())
    assert sum(map(len, made.groups)) == 50 and made.data.count(b"<w:t") == 1


def test_what_is_put_back_has_ids_of_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    named = PROPERTIES.format("C")
    body = "".join(
        f'<w:p w14:paraId="0000000{n}" w:rsidR="00AB12CD"><w:pPr>{named}</w:pPr>{t(f"图{n}")}</w:p>'
        for n in range(3)
    )
    made = crafted(body)
    with_story(made, "styles", STYLES)
    alike(made.data(), Changes.ACCEPT, monkeypatch)


def test_recalled_patterns_are_those_of_the_same_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    recall = Recall()
    for inner in ("<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>"):
        made = crafted("".join(p(f"第{n}句。", PROPERTIES.format("S")) for n in range(3)))
        with_story(made, "styles", style("S", inner))
        found = said(read_word(made.data(), MemoryBlobs(), recall=recall))
        assert found == by_itself(made.data(), Changes.ACCEPT, monkeypatch)
