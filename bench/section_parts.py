"""The parts of a Word file of ``section_files``: what is the same in each, and small pieces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
    'mc:Ignorable="w14 w15 w16cid"'
)
# name -> (type, what it is based on, what stands in it)
STYLES = {
    "Normal": ("paragraph", "", '<w:pPr><w:jc w:val="both"/></w:pPr>'),
    "Default Paragraph Font": ("character", "", ""),
    "Normal Table": ("table", "", ""),
    "heading 1": ("paragraph", "Normal", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    "heading 2": ("paragraph", "Normal", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    "heading 3": ("paragraph", "Normal", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
    "List Paragraph": ("paragraph", "Normal", '<w:pPr><w:ind w:left="720"/></w:pPr>'),
    "header": ("paragraph", "Normal", '<w:pPr><w:jc w:val="center"/></w:pPr>'),
    "footer": ("paragraph", "Normal", '<w:pPr><w:jc w:val="right"/></w:pPr>'),
    "footnote text": ("paragraph", "Normal", '<w:rPr><w:sz w:val="18"/></w:rPr>'),
    "footnote reference": (
        "character",
        "Default Paragraph Font",
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
    ),
    "annotation text": ("paragraph", "Normal", ""),
    "annotation reference": (
        "character",
        "Default Paragraph Font",
        '<w:rPr><w:sz w:val="21"/></w:rPr>',
    ),
    "Hyperlink": ("character", "Default Paragraph Font", '<w:rPr><w:u w:val="single"/></w:rPr>'),
    "Table Grid": (
        "table",
        "Normal Table",
        '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        "</w:tblBorders></w:tblPr>",
    ),
}
ENGLISH = {name: name.title().replace(" ", "") for name in STYLES}
NUMERIC = {name: "a" if name == "Normal" else str(n) for n, name in enumerate(STYLES)}
LATENT = 376
_OVERRIDES = (
    *("document.main", "styles", "numbering", "settings", "footnotes", "comments"),
    *("header", "footer"),
)
_FILES = {"document.main": "document", "header": "header1", "footer": "footer1"}
TYPES = (
    f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/word/{_FILES.get(one, one)}.xml" ContentType="{WORD}.{one}+xml"/>'
        for one in _OVERRIDES
    )
    + "</Types>"
)
ROOTS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                *((one, f"{one}.xml") for one in ("styles", "numbering", "settings")),
                *((one, f"{one}.xml") for one in ("footnotes", "comments")),
                *(("header", "header1.xml"), ("footer", "footer1.xml")),
                ("image", "media/image1.png"),
            ),
            start=1,
        )
    )
    + f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" '
    'Target="https://example.org/files/{}" TargetMode="External"/></Relationships>'
)
NUMBERING = (
    f'{DECLARATION}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="hybridMultilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="%{n + 1}."/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{420 * (n + 1)}" w:hanging="420"/></w:pPr></w:lvl>'
        for n in range(9)
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
SETTINGS = (
    f'{DECLARATION}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:rsids>'
    + "".join(f'<w:rsid w:val="00{n:06X}"/>' for n in range(1_000, 1_060))
    + "</w:rsids></w:settings>"
)
PICTURE = (
    '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="3600000" cy="2700000"/><wp:docPr id="1" name="图片 1" descr="示意图"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="a.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rId8"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="2700000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing>"
)


def document(body: str) -> str:
    return f"{DECLARATION}<w:document {SPACES}><w:body>{body}</w:body></w:document>"


def styles(ids: Mapping[str, str]) -> str:
    """All styles under these ids, behind what Word says of those that are not used."""
    return _styles(tuple(ids.items()))


@cache
def _styles(ids: tuple[tuple[str, str], ...]) -> str:
    named = dict(ids)
    latent = "".join(
        f'<w:lsdException w:name="Light Style {n}" w:semiHidden="1" w:uiPriority="{n % 99}" '
        'w:unhideWhenUsed="1" w:qFormat="1"/>'
        for n in range(LATENT)
    )
    made = "".join(_style(name, named) for name in STYLES)
    return (
        f"{DECLARATION}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
        'w:ascii="Calibri" w:eastAsia="宋体" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'</w:docDefaults><w:latentStyles w:count="{LATENT}">{latent}</w:latentStyles>{made}'
        "</w:styles>"
    )


def _style(name: str, ids: Mapping[str, str]) -> str:
    kind, based, inner = STYLES[name]
    on = f'<w:basedOn w:val="{ids[based]}"/>' if based else ""
    default = ' w:default="1"' if not based else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{ids[name]}"><w:name w:val="{name}"/>'
        f"{on}<w:qFormat/>{inner}</w:style>"
    )


def furniture(root: str, style: str, words: str) -> str:
    inner = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
    return f"{DECLARATION}<w:{root} {SPACES}>{inner}</w:{root}>"


def footnotes(ids: Mapping[str, str], words: str) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{own}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, own in (("separator", -1), ("continuationSeparator", 0))
    )
    note = (
        f'<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="{ids["footnote text"]}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{ids["footnote reference"]}"/></w:rPr><w:footnoteRef/>'
        f"</w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>"
    )
    return f"{DECLARATION}<w:footnotes {SPACES}>{lines}{note}</w:footnotes>"


def comments(ids: Mapping[str, str], words: str) -> str:
    return (
        f'{DECLARATION}<w:comments {SPACES}><w:comment w:id="0" w:author="王编辑" '
        'w:date="2026-11-02T09:00:00Z" w:initials="W"><w:p><w:pPr>'
        f'<w:pStyle w:val="{ids["annotation text"]}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )


def footnote_mark(ids: Mapping[str, str]) -> str:
    return (
        f'<w:r><w:rPr><w:rStyle w:val="{ids["footnote reference"]}"/></w:rPr>'
        '<w:footnoteReference w:id="1"/></w:r>'
    )


def commented(runs: str, ids: Mapping[str, str]) -> str:
    return (
        f'<w:commentRangeStart w:id="0"/>{runs}<w:commentRangeEnd w:id="0"/><w:r><w:rPr>'
        f'<w:rStyle w:val="{ids["annotation reference"]}"/></w:rPr><w:commentReference w:id="0"/>'
        "</w:r>"
    )


def link(runs: str) -> str:
    return f'<w:hyperlink r:id="rId9" w:history="1">{runs}</w:hyperlink>'


def bookmarked(runs: str, name: str) -> str:
    return f'<w:bookmarkStart w:id="0" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="0"/>'


def reference(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' REF {name} \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>上文</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def inserted(runs: str) -> str:
    return f'<w:ins w:id="7" w:author="李处" w:date="2026-11-03T10:00:00Z">{runs}</w:ins>'


def page(wide: bool) -> str:
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if wide else 'w:w="11906" w:h="16838"'
    return (
        '<w:sectPr w:rsidR="00A77B3E"><w:headerReference w:type="default" r:id="rId6"/>'
        f'<w:footerReference w:type="default" r:id="rId7"/><w:pgSz {size}/>'
        '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" '
        'w:footer="992" w:gutter="0"/><w:cols w:space="425"/>'
        '<w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
    )
