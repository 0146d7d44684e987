"""A .docx kept as it is: sections of pages, headers, and the choices of a person."""

from __future__ import annotations

import pytest

from tests.documents.merge.kept_files import (
    KEEP,
    Link,
    Out,
    W,
    codes,
    crafted,
    ending,
    header_reference,
    kept,
    merged,
    out,
    para,
    picture,
    run,
    section,
    style,
    styled,
    text,
    with_header,
    with_story,
    written,
)
from tests.documents.word.packages import values, words
from workflow.documents.errors import DocumentError
from workflow.documents.merge import Policy
from workflow.documents.pieces import NAMESPACES

HEADERS = Policy(headers="keep")
ID = f"{{{NAMESPACES['r']}}}id"


def pages(made: Out) -> list[tuple[str, bool]]:
    """How each section begins, and whether it lies on its side."""
    found = []
    for one in made.body.iter(f"{W}sectPr"):
        kind, size = one.find(f"{W}type"), one.find(f"{W}pgSz")
        assert kind is not None and size is not None
        wide = int(size.get(f"{W}w", "0")) > int(size.get(f"{W}h", "0"))
        found.append((kind.get(f"{W}val", ""), wide))
    return found


def test_a_plain_file_runs_on_in_the_pages_of_the_report() -> None:
    file = crafted(para(text("甲")) + section()).data()
    made = out(written("前"), kept(file), written("后"))
    assert words(made.body) == "前前甲后后"
    assert pages(made) == [("nextPage", False)]


def test_a_page_on_its_side_stays_so_and_what_follows_is_upright() -> None:
    file = crafted(para(text("甲")) + section(wide=True)).data()
    made = out(written("前"), kept(file), written("后"))
    assert pages(made) == [("nextPage", False), ("nextPage", True), ("nextPage", False)]
    assert pages(out(kept(file))) == [("nextPage", True)]


def test_section_breaks_keep_their_type() -> None:
    kinds = ("continuous", "oddPage", "evenPage")
    inner = ending("一", section(kinds[0])) + ending("二", section(kinds[1], wide=True))
    made = out(written("前"), kept(crafted(inner + para(text("三")) + section(kinds[2])).data()))
    assert pages(made) == [("nextPage", False), ("oddPage", True), ("evenPage", False)]
    kept_pages = out(
        written("前"),
        kept(crafted(inner + para(text("三")) + section(kinds[2])).data()),
        policy=HEADERS,
    )
    assert [kind for kind, _ in pages(kept_pages)] == ["nextPage", *kinds]


def test_columns_stay_in_their_section() -> None:
    file = crafted(para(text("甲")) + section(inner='<w:cols w:num="2"/>')).data()
    made = out(written("前"), kept(file), written("后"))
    assert values(made.body, "cols", "num") == ["2"] and len(pages(made)) == 3


def test_a_file_keeps_its_header_where_a_person_wants_that() -> None:
    made = crafted(para(text("甲")) + section(references=header_reference("h")))
    file = with_header(made, "h", para(text("密件"))).data()
    ours = out(written("前"), kept(file), written("后"), policy=HEADERS)
    _, own, _ = ours.body.iter(f"{W}sectPr")
    rows = [one for one in own if one.tag == f"{W}headerReference"]
    assert [one.get(f"{W}type") for one in rows] == ["default", "even"]
    assert {words(ours.linked(one.get(ID, ""))) for one in rows} == {"密件"}


def test_the_reports_header_takes_its_place_and_the_warning_quotes_it() -> None:
    made = crafted(para(text("甲")) + section(references=header_reference("h")))
    file = with_header(made, "h", para(text("密件"))).data()
    report = merged(kept(file))
    assert codes(report) == ["header_replaced"] and "密件" in report.warnings[0].zh
    assert not Out(report).many("header")


def test_one_header_of_fifty_sections_is_one_part() -> None:
    made = crafted(para(text("甲")) + section(references=header_reference("h")))
    file = with_header(made, "h", para(text("密件"))).data()
    ours = out(*[kept(file, f"{n}.docx") for n in range(50)], policy=HEADERS)
    assert len(ours.many("header")) == 1


def test_a_section_without_a_header_takes_none_over_from_the_part_before() -> None:
    made = crafted(para(text("甲")) + section(references=header_reference("h")))
    first = with_header(made, "h", para(text("密件"))).data()
    second = crafted(para(text("乙")) + section()).data()
    ours = out(kept(first), kept(second), policy=HEADERS)
    last = list(ours.body.iter(f"{W}sectPr"))[-1]
    rows = [one for one in last if one.tag == f"{W}headerReference"]
    assert [words(ours.linked(one.get(ID, ""))) for one in rows] == ["", ""]


def test_a_picture_in_a_header_shares_no_id_with_the_body() -> None:
    made = crafted(para(picture("i")) + section(references=header_reference("h")))
    made.link(Link("i", "image", "media/a.png")).add("word/media/a.png", b"red")
    with_header(made, "h", para(picture("i")), "header", Link("i", "image", "media/a.png"))
    ours = out(kept(made.data()), policy=HEADERS)
    assert len(ours.many("media")) == 1  # the check has looked at the ids


def test_a_first_page_of_its_own_stays() -> None:
    references = header_reference("h") + header_reference("f", "first")
    made = crafted(para(text("甲")) + section(references=references, inner="<w:titlePg/>"))
    with_header(made, "h", para(text("常"))), with_header(made, "f", para(text("首")))
    ours = out(kept(made.data()), policy=HEADERS)
    (own,) = ours.body.iter(f"{W}sectPr")
    assert own.find(f"{W}titlePg") is not None
    assert values(own, "headerReference", "type") == ["default", "first", "even"]
    reports = out(kept(made.data()))
    assert next(reports.body.iter(f"{W}titlePg"), None) is None


def test_tracked_changes_are_kept_and_told_of_or_accepted() -> None:
    change = '<w:ins w:id="1" w:author="王"><w:r><w:t>增</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2" w:author="王"><w:r><w:delText>删</w:delText></w:r></w:del>'
    file = crafted(para(text("甲") + change + gone)).data()
    report = merged(kept(file))
    assert codes(report) == ["tracked_changes"] and report.warnings[0].zh.count("2") == 1
    assert len(list(Out(report).body.iter(f"{W}ins", f"{W}del"))) == 2
    accepted = merged(kept(file), policy=Policy(changes="accept"))
    assert words(Out(accepted).body) == "甲增" and codes(accepted) == ["changes_accepted"]
    assert not list(Out(accepted).body.iter(f"{W}ins", f"{W}del"))


def test_comments_come_along_or_are_left_out() -> None:
    marks = '<w:commentRangeStart w:id="0"/>' + text("甲") + '<w:commentRangeEnd w:id="0"/>'
    made = crafted(para(marks + run('<w:commentReference w:id="0"/>')))
    said = f'<w:comment w:id="0" w:author="王" w:initials="W">{para(text("问"))}</w:comment>'
    file = with_story(made, "comments", said).data()
    ours = out(kept(file), kept(file))
    ids = values(ours.root("comments"), "comment", "id")
    assert len(set(ids)) == 2 and values(ours.body, "commentReference", "id") == ids
    dropped = merged(kept(file), policy=Policy(comments="drop"))
    assert codes(dropped) == ["comments_dropped"] and not Out(dropped).many("comments")


def test_the_houses_style_wins_by_name_whatever_its_id() -> None:
    own = style("1", "heading 1", "<w:rPr><w:color w:val='FF0000'/></w:rPr>")
    other = style("af", "Heading 1", "<w:rPr><w:color w:val='00FF00'/></w:rPr>")
    files = [
        with_story(crafted(styled(name, "题")), "styles", one).data()
        for name, one in (("1", own), ("af", other))
    ]
    ours = out(*map(kept, files))
    assert values(ours.body, "pStyle") == ["Heading1", "Heading1"]
    assert b"FF0000" not in ours.data["word/styles.xml"]


def test_where_the_look_is_kept_each_definition_has_a_style_of_its_own() -> None:
    red, green = (
        with_story(
            crafted(styled("1", "题")),
            "styles",
            style("1", "heading 1", f"<w:rPr><w:color w:val='{one}'/></w:rPr>"),
        ).data()
        for one in ("FF0000", "00FF00")
    )
    ours = out(kept(red), kept(green), kept(red), policy=KEEP)
    first, second, third = values(ours.body, "pStyle")
    assert first == third and len({first, second, "Heading1"}) == 3


def test_the_defaults_of_a_file_go_into_its_styles() -> None:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='A' w:eastAsia='B'/>"
        "<w:sz w:val='19'/></w:rPr></w:rPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    )
    file = with_story(crafted(para(text("甲"))), "styles", defaults + normal).data()
    ours = out(kept(file), policy=KEEP)
    (own,) = values(ours.body, "pStyle")
    (made,) = [one for one in ours.root("styles") if one.get(f"{W}styleId") == own]
    assert values(made, "sz") == ["19"] and values(made, "rFonts", "eastAsia") == ["B"]
    assert values(made, "snapToGrid") == ["1"]  # the house says 0 where the file says nothing


def test_one_bad_part_names_itself_or_leaves_a_gap() -> None:
    good, bad = crafted(para(text("甲"))).data(), b"PK\x03\x04 nothing"
    with pytest.raises(DocumentError, match="Part 2") as refused:
        merged(kept(good), kept(bad, "坏.docx"))
    assert "坏.docx" in refused.value.zh
    report = merged(kept(good), kept(bad, "坏.docx"), policy=Policy(gaps=True))
    assert "坏.docx" in words(Out(report).body) and report.warnings[0].part == 1
    assert words(Out(report).body).startswith("甲")


def test_an_attachment_begins_with_its_mark_and_title() -> None:
    file = crafted(para(text("表"))).data()
    ours = out(written("文"), kept(file, title="名单", attachment=True))
    assert words(ours.body) == "文文附件：名单附件名单表"
    both = out(*[kept(file, title=one, attachment=True) for one in ("甲", "乙")])
    assert words(both.body) == "附件1甲表附件2乙表"


def test_contents_name_the_headings_within_kept_parts() -> None:
    file = with_story(
        crafted(styled("1", "背景") + para(text("甲"))), "styles", style("1", "heading 1")
    ).data()
    ours = out(kept(file, level=1, title="一、工作"), kept(file), contents=True)
    links = [one.get(f"{W}anchor") for one in ours.body.iter(f"{W}hyperlink")]
    marked = values(ours.body, "bookmarkStart", "name")
    assert len(links) == 3 and set(links) == set(marked) and len(set(marked)) == 3
    assert words(ours.body).startswith("目　录一、工作1背景1背景1")
