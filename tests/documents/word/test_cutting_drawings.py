"""Ids of drawings and of tracked changes are unique, and a cut stands alone in its names."""

from __future__ import annotations

from lxml import etree

from tests.documents.word.packages import (
    DECLARED,
    SPACES,
    Link,
    codes,
    crafted,
    cut,
    joined,
    para,
    picture,
    run,
    text,
    values,
    with_story,
    words,
)
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.pieces import NAMESPACES, pieces_of
from workflow.documents.word.cutting import Cutter
from workflow.documents.word.cutting.prefixes import copied, scope_of

MC = f"{{{NAMESPACES['mc']}}}"


def test_every_drawing_has_a_number_of_its_own() -> None:
    made = crafted(
        para(picture("a", number=1) + picture("a", number=1)), Link("a", "image", "1.png")
    )
    root, needs = cut(made.add("word/1.png", b"1").source())
    assert [one.get("id") for one in root.iter("{*}docPr")] == ["d0", "d1"]
    assert needs.drawings == 2


def test_numbered_shapes_and_all_that_name_them_are_renamed_together() -> None:
    inner = (
        '<w:object><v:shape id="_x0000_i1025" o:spid="_x0000_s7"/>'
        '<o:OLEObject ShapeID="_x0000_i1025" r:id=""/></w:object>'
        '<w:pict><v:rect id="_x0000_s1027"><v:textbox style="x:1;mso-next-textbox:#_x0000_i1025"/>'
        '</v:rect><o:r id="1" idref="#_x0000_s1027"/></w:pict>'
        '<w:pict><v:shape id="PowerPlusWaterMarkObject1"/></w:pict>'
    )
    root, needs = cut(crafted(para(run(inner))).source())
    own = [one.get("id") for one in (*root.iter("{*}shape"), *root.iter("{*}rect"))]
    assert own == ["shaped0", "PowerPlusWaterMarkObject1", "shaped1"]
    assert [one.get("ShapeID") for one in root.iter("{*}OLEObject")] == ["shaped0"]
    assert [one.get("style") for one in root.iter("{*}textbox")] == [
        "x:1;mso-next-textbox:#shaped0"
    ]
    assert [one.get("idref") for one in root.iter(f"{{{NAMESPACES['o']}}}r")] == ["#shaped1"]
    assert needs.drawings == 2


def test_a_shape_brings_the_kind_that_was_defined_elsewhere() -> None:
    kind = '<v:shapetype id="_x0000_t75"/>'
    shape = '<v:shape id="a" type="#_x0000_t75"/>'
    source = crafted(
        para(run(f"<w:pict>{kind}{shape}</w:pict>")) + para(run(f"<w:pict>{shape}</w:pict>"))
    ).source()
    chunk = Cutter(source, MemoryBlobs()).cut([source.body[1]])
    (pict,) = joined(chunk.pieces).iter("{*}pict")
    assert [etree.QName(one).localname for one in pict] == ["shapetype", "shape"]
    whole, _ = cut(source)
    assert len(list(whole.iter("{*}shapetype"))) == 1


def test_tracked_changes_are_numbered_and_moves_keep_their_pairs() -> None:
    def move(kind: str, own: str) -> str:
        start = f'<w:move{kind}RangeStart w:id="{own}" w:name="move1"/>'
        inner = f'<w:move{kind} w:id="{own}9" w:author="王">{text("移")}</w:move{kind}>'
        return f'{start}{inner}<w:move{kind}RangeEnd w:id="{own}"/>'

    changed = '<w:pPr><w:pPrChange w:id="3" w:author="王"><w:pPr/></w:pPrChange></w:pPr>'
    body = para(changed + f'<w:ins w:id="3" w:author="王">{text("增")}</w:ins>' + move("From", "4"))
    body += para(move("To", "5") + '<w:moveToRangeStart w:id="6" w:name="open"/>')
    root, needs = cut(crafted(body).source())
    names = values(root, "moveFromRangeStart", "name") + values(root, "moveToRangeStart", "name")
    assert len(names) == 2 and len(set(names)) == 1
    for kind in ("From", "To"):
        assert values(root, f"move{kind}RangeStart", "id") == values(
            root, f"move{kind}RangeEnd", "id"
        )
    ids = [
        values(root, name, "id")[0]
        for name in (
            "ins",
            "pPrChange",
            "moveFrom",
            "moveTo",
            "moveFromRangeStart",
            "moveToRangeStart",
        )
    ]
    assert len(set(ids)) == 6 and needs.revisions == 7
    assert words(root) == "增移移"


def test_traces_of_editing_go() -> None:
    body = (
        '<w:p w:rsidR="1" w14:paraId="2" w14:textId="3"><w:proofErr w:type="spellStart"/>'
        '<w:permStart w:id="1"/><w:r w:rsidRPr="4"><w:lastRenderedPageBreak/><w:t>字</w:t></w:r>'
        "</w:p>"
        '<w:sdt><w:sdtPr><w:id w:val="5"/><w:tag w:val="t"/><w:dataBinding w:xpath="/a"/></w:sdtPr>'
        f"<w:sdtContent>{para(text('控'))}</w:sdtContent></w:sdt>"
        "<w:sectPr/>"
    )
    source = crafted(body).source()
    chunk = Cutter(source, MemoryBlobs()).cut(list(source.body))
    data = b"".join(one for one in chunk.pieces if isinstance(one, bytes))
    for trace in (
        b"rsid",
        b"paraId",
        b"textId",
        b"proofErr",
        b"permStart",
        b"lastRendered",
        b"w:id",
    ):
        assert trace not in data
    assert b'<w:tag w:val="t"/>' in data and words(joined(chunk.pieces)) == "字控"
    assert codes(source) == {"data_binding": 1}


def test_fonts_of_the_theme_are_named() -> None:
    theme = (
        f'<a:theme {DECLARED}><a:themeElements><a:fontScheme name="x"><a:majorFont>'
        '<a:latin typeface="Cambria"/><a:ea typeface=""/><a:cs typeface=""/>'
        '<a:font script="Hans" typeface="宋体"/><a:font script="Jpan" typeface="MS Mincho"/>'
        '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="仿宋"/>'
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
    fonts = (
        '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Old" w:eastAsiaTheme="majorEastAsia" '
        'w:hAnsiTheme="minorEastAsia" w:cstheme="minorBidi" w:cs="Arial"/>'
        '<w:color w:val="4F81BD" w:themeColor="accent1" w:themeShade="BF"/></w:rPr>'
    )
    made = crafted(para(run(fonts + "<w:t>字</w:t>")), Link("t", "theme", "theme.xml"))
    with_story(made, "styles", "")
    root, _ = cut(made.add("word/theme.xml", theme).source())
    (found,) = root.iter(f"{{{NAMESPACES['w']}}}rFonts")
    assert {etree.QName(str(name)).localname: text for name, text in found.attrib.items()} == {
        "ascii": "Calibri",
        "eastAsia": "宋体",
        "hAnsi": "仿宋",
        "cs": "Arial",
    }
    (colour,) = root.iter(f"{{{NAMESPACES['w']}}}color")
    assert list(colour.attrib.values()) == ["4F81BD"]
    japanese = made
    with_story(japanese, "settings", '<w:themeFontLang w:eastAsia="ja-JP"/>')
    root, _ = cut(japanese.source())
    assert values(root, "rFonts", "eastAsia") == ["MS Mincho"]
    bare, _ = cut(crafted(para(run(fonts + "<w:t>字</w:t>"))).source())
    assert values(bare, "rFonts", "ascii") == ["Old"] and values(bare, "rFonts", "asciiTheme") == [
        None
    ]


def standing(inner: str) -> etree._Element:
    """The only child of a root that declares many names, copied and joined below ours."""
    root = etree.fromstring(inner)
    return joined(pieces_of(copied(root[0], scope_of(root))))[0]


def test_prefixes_in_values_stay_declared_or_take_the_usual_name() -> None:
    choices = standing(
        f'<q:root xmlns:q="{NAMESPACES["w"]}" xmlns:mc="{NAMESPACES["mc"]}" xmlns:shape='
        f'"{NAMESPACES["wps"]}" xmlns:c14="urn:c14"><q:r><mc:AlternateContent>'
        '<mc:Choice Requires="shape c14"><q:t>甲</q:t></mc:Choice><mc:Fallback/>'
        "</mc:AlternateContent></q:r></q:root>"
    )
    (choice,) = choices.iter(f"{MC}Choice")
    required = (choice.get("Requires") or "").split()
    assert required == ["wps", "c14"]
    assert [choice.nsmap.get(one) for one in required] == [NAMESPACES["wps"], "urn:c14"]
    assert words(choices) == "甲"


def test_what_older_readers_may_pass_over_stays_so() -> None:
    opened = " ".join(f'xmlns:{one}="{SPACES[one]}"' for one in ("w", "mc", "w14", "w16du", "x"))
    found = standing(
        f'<w:body {opened} mc:Ignorable="w14 w16du x"><w:p w16du:dateUtc="1" w14:y="2"><x:odd>'
        "<w:r><w:t>甲</w:t></w:r></x:odd></w:p></w:body>"
    )
    assert found.get(f"{MC}Ignorable") == "x" and found.nsmap["x"] == "urn:strange"
    assert [etree.QName(str(one)).localname for one in found.attrib] == ["y", "Ignorable"]
    assert words(found) == "甲"
    unknown = standing(
        f'<w:body {opened}><w:p mc:Ignorable="w14 none" mc:ProcessContent="x:odd"/></w:body>'
    )
    assert unknown.get(f"{MC}Ignorable") == "w14"
    assert unknown.get(f"{MC}ProcessContent") == "x:odd" and unknown.nsmap["x"] == "urn:strange"
