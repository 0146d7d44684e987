"""What is written into the parts of the .docx: faces, the schema's order, properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import etree

from tests.documents.showpiece import HEADINGS, entries, showpiece
from workflow.documents.house.contents_table import contents_table
from workflow.documents.house.furniture import settings_part
from workflow.documents.house.lists import Lists
from workflow.documents.house.section_page import section_properties, turned
from workflow.documents.house.styles import (
    FIGURE,
    TABLE_FIGURE,
    TABLE_HEAD,
    TABLE_TEXT,
    styles_part,
)
from workflow.documents.house.xml import MARKS, run_properties, w
from workflow.documents.profile import FANG, GB_T_9704, MATERIAL, Font, Profile, Side
from workflow.documents.profile.rules import fonts_of

OWN_FACE = replace(GB_T_9704, name="own", latin=None, body=Font("宋体", 30))
STYLES = (GB_T_9704, MATERIAL, OWN_FACE)
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr tabs overflowPunct "
    "autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs strike color spacing sz szCs highlight u vertAlign lang",
    "style": "name basedOn next qFormat pPr rPr tblPr tcPr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar",
    "settings": "evenAndOddHeaders characterSpacingControl updateFields footnotePr endnotePr "
    "compat",
    "footnotePr": "numFmt numRestart footnote",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
}
"""The order of what we write of CT_PPr, CT_RPr and so on (ECMA-376 Part 1, annex A)."""


@cache
def parts(profile: Profile) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(showpiece(profile, b"PNG"))) as archive:
        xml = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: etree.fromstring(archive.read(name)) for name in xml}


def every(profile: Profile, tag: str) -> Iterator[Any]:
    for name, root in parts(profile).items():
        if name.startswith("word/"):
            yield from root.iter(w(tag))


@pytest.mark.parametrize("profile", STYLES, ids=lambda one: one.name)
def test_every_run_names_its_four_faces_as_the_profile_says(profile: Profile) -> None:
    wanted = {(font.name, font.size) for _, font in fonts_of(profile)}
    runs = [one for one in every(profile, "r") if one.find(w("separator")) is None]
    runs = [one for one in runs if one.find(w("continuationSeparator")) is None]
    assert len(runs) > 150
    for one in runs:
        properties = one.find(w("rPr"))
        faces = properties.find(w("rFonts"))
        chinese = faces.get(w("eastAsia"))
        assert (chinese, int(properties.find(w("sz")).get(w("val")))) in wanted
        latin = {faces.get(w(name)) for name in ("ascii", "hAnsi", "cs")}
        number = profile.number.font.name
        assert latin in ({profile.latin or chinese}, {number})
        assert faces.get(w("hint")) == "eastAsia"


@pytest.mark.parametrize("profile", STYLES, ids=lambda one: one.name)
def test_no_part_has_a_theme(profile: Profile) -> None:
    for root in parts(profile).values():
        assert b"heme" not in etree.tostring(root)


@pytest.mark.parametrize("profile", STYLES, ids=lambda one: one.name)
def test_page_numbers_are_in_one_face_altogether(profile: Profile) -> None:
    for name in ("word/footer1.xml", "word/footer2.xml"):
        faces = [dict(one.attrib) for one in parts(profile)[name].iter(w("rFonts"))]
        face = profile.number.font.name
        assert len(faces) == 7 and all(set(one.values()) == {face, "eastAsia"} for one in faces)


@pytest.mark.parametrize("profile", STYLES, ids=lambda one: one.name)
@pytest.mark.parametrize("tag", ORDERS)
def test_elements_stand_in_the_schemas_order(profile: Profile, tag: str) -> None:
    order = ORDERS[tag].split()
    found = list(every(profile, tag))
    assert found
    for one in found:
        names = [etree.QName(child).localname for child in one]
        assert names == sorted(names, key=order.index), etree.tostring(one)


def test_every_mark_is_written_in_order_and_none_twice() -> None:
    made = run_properties(Font(FANG, bold=True), GB_T_9704, MARKS - {"subscript"}, style="X")
    names = [etree.QName(one).localname for one in made]
    assert names == [one for one in ORDERS["rPr"].split() if one in names]
    assert {"b", "i", "strike", "u", "highlight", "vertAlign", "rStyle"} <= set(names)


def test_style_ids_and_names_are_unique_and_lead_to_each_other() -> None:
    root = etree.fromstring(styles_part(GB_T_9704))
    styles = root.findall(w("style"))
    ids = [one.get(w("styleId")) for one in styles]
    names = [one.find(w("name")).get(w("val")) for one in styles]  # type: ignore[union-attr]
    assert len(ids) == len(set(ids)) and len(names) == len(set(names))
    for tag in ("basedOn", "next"):
        assert {one.get(w("val")) for one in root.iter(w(tag))} <= set(ids)
    assert {"heading 1", "toc 1", "Title", "caption", "footnote text", "Hyperlink"} <= set(names)


def test_tables_and_pictures_have_no_exact_spacing() -> None:
    root = etree.fromstring(styles_part(GB_T_9704))
    for own in (TABLE_TEXT, TABLE_HEAD, FIGURE):
        (style,) = [one for one in root.iter(w("style")) if one.get(w("styleId")) == own]
        (spacing,) = style.findall(f"{w('pPr')}/{w('spacing')}")
        assert spacing.get(w("lineRule")) == "auto"


@pytest.mark.parametrize(("side", "written"), [("left", "left"), ("centre", "center")])
def test_words_and_figures_in_tables_stand_where_the_profile_says(side: Side, written: str) -> None:
    table = replace(GB_T_9704.table, text=side, figures="right")
    root = etree.fromstring(styles_part(replace(GB_T_9704, table=table)))
    sides = {
        one.get(w("styleId")): str(one.find(f"{w('pPr')}/{w('jc')}").get(w("val")))  # type: ignore[union-attr]
        for one in root.iter(w("style"))
        if one.get(w("styleId")) in (TABLE_TEXT, TABLE_FIGURE, TABLE_HEAD)
    }
    assert sides == {TABLE_TEXT: written, TABLE_FIGURE: "right", TABLE_HEAD: "center"}
    assert (GB_T_9704.table.figures, MATERIAL.table.figures) == ("right", "centre")


def test_contents_are_a_dirty_field_whose_lines_lead_to_bookmarks() -> None:
    (frame,) = contents_table(entries(), GB_T_9704)
    kinds = [one.get(w("fldCharType")) for one in frame.iter(w("fldChar"))]
    assert kinds[0] == "begin" and kinds.count("begin") == kinds.count("end")
    assert next(frame.iter(w("fldChar"))).get(w("dirty")) == "true"
    bookmarks = {one.get(w("name")) for one in every(GB_T_9704, "bookmarkStart")}
    links = list(frame.iter(w("hyperlink")))
    assert [link.get(w("anchor")) in bookmarks for link in links] == [True] * len(links)
    shown = [link.find(f"{w('r')}/{w('t')}").text for link in links]  # type: ignore[union-attr]
    assert shown == [text for _, level, text in HEADINGS if level <= 3]
    assert contents_table([], GB_T_9704) == []


def test_word_is_asked_to_update_only_where_there_are_contents() -> None:
    assert b"updateFields" not in settings_part(GB_T_9704)
    assert b"updateFields" in settings_part(GB_T_9704, contents=True)


@pytest.mark.parametrize(("circled", "form"), [(True, "EnclosedCircle"), (False, '"decimal"')])
def test_notes_are_numbered_as_the_profile_says(circled: bool, form: str) -> None:
    profile = replace(GB_T_9704, notes=replace(GB_T_9704.notes, circled=circled))
    assert form in settings_part(profile, notes={"footnote"}).decode()


def test_a_page_on_its_side_keeps_the_text_area() -> None:
    page = turned(GB_T_9704.page)
    assert (page.text_width, page.text_height) == (
        GB_T_9704.page.text_height,
        GB_T_9704.page.text_width,
    )
    (size,) = section_properties(GB_T_9704, False, landscape=True).iter(w("pgSz"))
    assert size.get(w("orient")) == "landscape"


def test_ordered_lists_begin_anew_and_may_begin_later() -> None:
    lists = Lists()
    assert lists.begin(ordered=False) == lists.begin(ordered=False)
    first, second = lists.begin(ordered=True), lists.begin(ordered=True, depth=1, start=7)
    assert first != second
    root = etree.fromstring(lists.part(GB_T_9704))
    starts = {
        one.get(w("numId")): [x.get(w("val")) for x in one.iter(w("startOverride"))]
        for one in root.findall(w("num"))
    }
    assert starts[str(first)] == ["1"] * 5 and starts[str(second)] == ["1", "7", "1", "1", "1"]


def test_properties_tell_title_author_and_date() -> None:
    made = parts(GB_T_9704)
    core = etree.tostring(made["docProps/core.xml"], encoding="unicode")
    assert "2026年度工作报告" in core and core.count("2026-12-31T01:02:03Z") == 2
    assert "某某单位" in etree.tostring(made["docProps/app.xml"], encoding="unicode")


def test_the_same_report_gives_the_same_parts() -> None:
    first, again = (_bytes(showpiece(GB_T_9704, b"PNG")) for _ in range(2))
    assert first == again


def _bytes(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
