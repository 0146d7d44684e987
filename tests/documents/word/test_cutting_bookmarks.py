"""Bookmarks keep their names, and whatever names one finds it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.documents.word.packages import (
    codes,
    crafted,
    cut,
    field_runs,
    para,
    text,
    values,
    words,
)
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.word.cutting import Cutter


def mark(own: str, name: str, inner: str) -> str:
    start = f'<w:bookmarkStart w:id="{own}" w:name="{name}"/>'
    return f'{start}{inner}<w:bookmarkEnd w:id="{own}"/>'


DEFINED = para(mark("1", "_Ref1", text("图一")) + mark("2", "_GoBack", ""))


def code_of(body: str) -> list[str]:
    root, _ = cut(crafted(DEFINED + body).source())
    return ["".join(one.text or "" for one in root.iter("{*}instrText"))] + [
        one or "" for one in values(root, "fldSimple", "instr")
    ]


def test_a_bookmark_keeps_its_name_and_the_mark_of_the_last_edit_goes() -> None:
    source = crafted(DEFINED).source()
    root, needs = cut(source)
    assert needs.bookmarks == ("_Ref1",)
    assert values(root, "bookmarkStart", "id") == values(root, "bookmarkEnd", "id") == ["b0"]
    assert values(root, "bookmarkStart", "name") == ["B0"]
    assert not source.remarks


def test_a_bookmark_that_is_cut_through_goes_with_one_remark() -> None:
    begins = '<w:bookmarkStart w:id="7" w:name="x"/>'
    source = crafted(
        para(begins + text("甲")) + para(text("乙") + '<w:bookmarkEnd w:id="7"/>')
    ).source()
    cutter = Cutter(source, MemoryBlobs())
    for one in source.body:
        assert cutter.cut([one]).needs.bookmarks == ()
    assert codes(source) == {"open_bookmark": 1}
    assert cutter.cut(list(source.body)).needs.bookmarks == ("x",)


def test_an_end_before_its_start_is_no_bookmark() -> None:
    source = crafted(
        para('<w:bookmarkEnd w:id="7"/>' + text("甲") + '<w:bookmarkStart w:id="7" w:name="x"/>')
    ).source()
    root, needs = cut(source)
    assert needs.bookmarks == () and words(root) == "甲"
    assert not values(root, "bookmarkStart", "id")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (" REF _Ref1 \\h ", " REF B0 \\h "),
        ("pageref _ref1 \\p", "pageref B0 \\p"),
        ('NOTEREF "_Ref1"', 'NOTEREF "B0"'),
        (' HYPERLINK \\l "_Ref1" \\o "提示"', ' HYPERLINK \\l "B0" \\o "提示"'),
        (' HYPERLINK "https://example.org" \\l _Ref1', ' HYPERLINK "https://example.org" \\l B0'),
        (' TOC \\o "1-3" \\b _Ref1 \\h', ' TOC \\o "1-3" \\b B0 \\h'),
        (" REF _Ref10 \\h", " REF _Ref10 \\h"),
        (" PAGE ", " PAGE "),
        (" SEQ _Ref1 ", " SEQ _Ref1 "),
        ("", ""),
    ],
)
def test_fields_name_the_bookmark_wherever_their_code_is_split(code: str, expected: str) -> None:
    for places in ((), (3,), (6, 8), tuple(range(1, len(code)))):
        edges = [0, *places, len(code)]
        pieces = [code[a:b] for a, b in pairwise(edges)]
        assert code_of(para(field_runs(*pieces, shown="1")))[0] == expected
    quoted = code.replace('"', "&quot;")
    simple = f'<w:fldSimple w:instr="{quoted}">{text("1")}</w:fldSimple>'
    assert code_of(para(simple))[1] == expected


def test_a_field_within_a_field_has_its_own_code() -> None:
    inner = field_runs(" REF _Ref1 ", shown="1")
    outer = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
        f"{inner}<w:r><w:instrText> = 1 </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert code_of(para(outer))[0] == " IF  REF B0  = 1 "


def test_a_link_to_a_bookmark_elsewhere_in_the_file_names_it() -> None:
    link = f'<w:hyperlink w:anchor="_Ref1">{text("见图一")}</w:hyperlink>'
    lost = f'<w:hyperlink w:anchor="none">{text("无")}</w:hyperlink>'
    source = crafted(DEFINED + para(link + lost)).source()
    chunk = Cutter(source, MemoryBlobs()).cut([source.body[1]])
    assert chunk.needs.bookmarks == ("_Ref1",)
    assert b'w:anchor="none"' in b"".join(one for one in chunk.pieces if isinstance(one, bytes))


def test_what_a_field_shows_stays_around_a_reference() -> None:
    root, _ = cut(crafted(DEFINED + para(field_runs(" RE", "F _Ref1", shown="图一"))).source())
    assert words(root) == "图一图一"
    assert [
        one.get("{http://www.w3.org/XML/1998/namespace}space") for one in root.iter("{*}instrText")
    ] == ["preserve"]
