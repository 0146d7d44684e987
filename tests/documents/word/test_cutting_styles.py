"""Styles come along by name, with what they are based on; lists come along whole."""

from __future__ import annotations

from tests.documents.word.packages import (
    Crafted,
    codes,
    crafted,
    cut,
    joined,
    para,
    text,
    values,
    with_story,
    words,
)
from workflow.documents.chunk import Hole
from workflow.documents.word.cutting.styles import StyleIndex, name_of


def style(
    own: str, name: str = "", inner: str = "", kind: str = "paragraph", more: str = ""
) -> str:
    named = f'<w:name w:val="{name}"/>' if name else ""
    return f'<w:style w:type="{kind}" w:styleId="{own}"{more}>{named}{inner}</w:style>'


def styled(own: str, inner: str = "") -> str:
    return para(f'<w:pPr><w:pStyle w:val="{own}"/>{inner}</w:pPr>{text("字")}')


def listed(own: str, level: str = "0") -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{own}"/></w:numPr>'
    return para(f"<w:pPr>{numbers}</w:pPr>{text('项')}")


def made_of(body: str, styles: str = "", numbering: str = "") -> Crafted:
    made = crafted(body)
    with_story(made, "styles", styles)
    return with_story(made, "numbering", numbering)


def abstract(own: str, inner: str = "", level: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{own}"><w:nsid w:val="12345678"/>{inner}'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{level}</w:lvl></w:abstractNum>'
    )


def num(own: str, of: str, inner: str = "") -> str:
    return f'<w:num w:numId="{own}"><w:abstractNumId w:val="{of}"/>{inner}</w:num>'


RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def test_a_style_brings_all_that_it_leads_to_even_in_a_circle() -> None:
    styles = (
        style("1", "heading 1", '<w:basedOn w:val="0"/><w:next w:val="0"/><w:link w:val="1c"/>')
        + style("0", "Normal", "", "paragraph", ' w:default="1"')
        + style("1c", "Heading 1 Char", '<w:link w:val="1"/>', "character")
        + style("9", "unused")
    )
    root, needs = cut(made_of(styled("1"), styles).source())
    named = {one.name: joined(one.xml)[0] for one in needs.styles}
    assert set(named) == {"heading 1", "Normal", "Heading 1 Char"}
    numbers = {one.name: f"s{n}" for n, one in enumerate(needs.styles)}
    assert values(root, "pStyle") == [numbers["heading 1"]]
    heading = named["heading 1"]
    for leads, name in (("basedOn", "Normal"), ("next", "Normal"), ("link", "Heading 1 Char")):
        assert values(heading, leads) == [numbers[name]]
    assert values(named["Heading 1 Char"], "link") == [numbers["heading 1"]]
    assert all("default" not in str(one.attrib.keys()) for one in named.values())
    assert [one.type for one in needs.styles if one.name == "Heading 1 Char"] == ["character"]


def test_a_long_chain_of_styles_is_no_trouble() -> None:
    styles = "".join(
        style(f"s{n}", f"S{n}", f'<w:basedOn w:val="s{n + 1}"/>') for n in range(3_000)
    )
    source = made_of(styled("s0"), styles).source()
    _, needs = cut(source)
    assert len(needs.styles) == 3_000 and codes(source) == {"undefined_style": 1}


def test_names_that_differ_in_case_and_blanks_are_one_style() -> None:
    styles = style("1", "heading 1") + style("a", "Heading 1") + style("b", "Heading1")
    root, needs = cut(made_of(styled("1") + styled("a") + styled("b"), styles).source())
    assert [one.name for one in needs.styles] == ["heading 1"]
    assert values(root, "pStyle") == ["s0"] * 3


def test_an_undefined_style_falls_to_normal_and_so_does_one_of_another_type() -> None:
    body = (
        para(
            '<w:pPr><w:pStyle w:val="none"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="p"/><w:b/></w:rPr><w:t>字</w:t></w:r>'
        )
        + '<w:tbl><w:tblPr><w:tblStyle w:val="none"/></w:tblPr></w:tbl>'
    )
    source = made_of(body, style("p", "P")).source()
    root, needs = cut(source)
    assert not needs.styles and words(root) == "字"
    for name in ("pStyle", "rStyle", "tblStyle"):
        assert not values(root, name)
    assert len(values(root, "b")) == 1
    assert codes(source) == {"undefined_style": 3}


def test_a_file_without_styles_is_cut_too() -> None:
    source = crafted(styled("1")).source()
    root, needs = cut(source)
    assert words(root) == "字" and not needs.styles


def test_a_style_without_a_name_is_named_by_its_id() -> None:
    source = made_of(styled("A1"), style("A1")).source()
    found = StyleIndex(source.styles_root).find("paragraph", "A1")
    assert found is not None and name_of(found) == "A1"


def test_a_list_comes_whole_and_its_own_number_is_a_hole() -> None:
    body = listed("5") + listed("5", "1") + listed("0")
    root, needs = cut(made_of(body, "", abstract("3") + num("5", "3")).source())
    assert values(root, "numId") == ["n0", "n0", "0"]
    (one,) = needs.lists
    assert one.overrides == b"" and one.group.endswith(":0")
    inner = joined(one.abstract)[0]
    assert values(joined(one.abstract), "abstractNum", "abstractNumId") == ["n0"]
    assert (Hole.LIST, 0) in one.abstract
    assert values(inner, "start") == ["1"] and not values(inner, "nsid")


def test_three_restarts_on_one_abstract_list_are_three_and_plain_ones_are_one() -> None:
    numbering = abstract("3") + "".join(num(one, "3", RESTART) for one in "123")
    numbering += num("4", "3") + num("5", "3")
    body = "".join(listed(one) for one in "1213245")
    root, needs = cut(made_of(body, "", numbering).source())
    assert values(root, "numId") == ["n0", "n1", "n0", "n2", "n1", "n3", "n3"]
    assert len({one.group for one in needs.lists}) == 1
    assert [b"startOverride" in one.overrides for one in needs.lists] == [True, True, True, False]
    assert b"xmlns" not in needs.lists[0].overrides


def test_unknown_lists_lose_their_number_and_keep_their_text() -> None:
    source = made_of(listed("8") + listed("9"), "", num("9", "none")).source()
    root, needs = cut(source)
    assert words(root) == "项项" and not values(root, "numId") and not values(root, "ilvl")
    assert not needs.lists and codes(source) == {"lost_list": 2}
    source = crafted(listed("1")).source()
    assert words(cut(source)[0]) == "项" and codes(source) == {"lost_list": 1}


def test_a_list_style_is_resolved_into_the_list() -> None:
    numbering = (
        abstract("1", '<w:numStyleLink w:val="L"/>')
        .replace('<w:lvl w:ilvl="0">', "<!--")
        .replace("</w:lvl>", "-->")
        + abstract("2", '<w:styleLink w:val="L"/>', '<w:lvlText w:val="第%1条"/>')
        + num("1", "1")
        + num("2", "2")
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = style("L", "条", numbered, "numbering")
    _, needs = cut(made_of(listed("1"), styles, numbering).source())
    (one,) = needs.lists
    inner = joined(one.abstract)
    assert values(inner, "lvlText") == ["第%1条"]
    assert not values(inner, "numStyleLink") and not values(inner, "styleLink")
    assert not needs.styles


def test_styles_and_lists_that_name_each_other_come_together() -> None:
    styles = style("h", "H", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    numbering = abstract("0", "", '<w:pStyle w:val="h"/>') + num("1", "0")
    root, needs = cut(made_of(styled("h"), styles, numbering).source())
    assert values(joined(needs.styles[0].xml), "numId") == ["n0"]
    assert values(joined(needs.lists[0].abstract), "pStyle") == ["s0"]
    assert values(root, "pStyle") == ["s0"]


def test_pictures_as_bullets_become_signs_in_lists_and_their_overrides() -> None:
    picture = '<w:lvlText w:val="{}"/><w:lvlPicBulletId w:val="0"/>'
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:pStyle w:val="h"/>{picture.format("")}'
        "</w:lvl></w:lvlOverride>"
    )
    numbering = abstract("0", "", picture.format("●")) + num("1", "0", override)
    source = made_of(listed("1"), "", numbering).source()
    _, needs = cut(source)
    assert values(joined(needs.lists[0].abstract), "lvlText") == ["●"]
    overridden = joined((needs.lists[0].overrides,))
    assert values(overridden, "lvlText") == ["•"] and not values(overridden, "pStyle")
    assert codes(source) == {"picture_bullet": 2}
