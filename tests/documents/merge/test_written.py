"""Sections of our own: written once, kept, and the same bytes wherever they come from."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents, stocked
from tests.documents.merge.kept_files import Out
from tests.documents.word.packages import W
from workflow.documents import source_version
from workflow.documents.blobs import digest_of
from workflow.documents.content import (
    Block,
    Bookmark,
    Content,
    Heading,
    Paragraph,
    Run,
    canonical_json,
    from_text,
    to_json,
)
from workflow.documents.merge import (
    Assembled,
    Manuscript,
    Part,
    StoredContent,
    assemble,
)
from workflow.documents.merge.check import check
from workflow.documents.talk import Suggestion, WordComment


def heading(own: str, words: str, level: int = 1) -> Heading:
    return Heading(own, level, (Run(words),))


def paragraph(own: str, words: str, wide: bool = False) -> Paragraph:
    return Paragraph(own, (Run(words),), landscape=wide)


def section(title: str, *blocks: Block, **more: Any) -> Part:
    return Part(1, "cn_dun", "一、", title, "", False, Content(blocks), **more)


def report(*parts: Part, **more: Any) -> Manuscript:
    return Manuscript("报告", parts, **{"contents": True, "signature": "甲单位", **more})


def stored(content: Content, loaded: list[str]) -> StoredContent:
    """Known by its hash; ``loaded`` gets that hash each time it is read."""
    digest = digest_of(canonical_json(to_json(content)).encode())

    def load() -> Content:
        loaded.append(digest)
        return content

    return StoredContent(digest, load)


@st.composite
def manuscripts(draw: st.DrawFn) -> Manuscript:
    parts = [
        Part(level, "cn_dun", "一、" if level else "", "标题" if level else "", "。", run_in, one)
        for level, run_in, one in draw(
            st.lists(st.tuples(st.integers(0, 3), st.booleans(), contents()), max_size=3)
        )
    ]
    return Manuscript(
        draw(st.sampled_from(("", "报告"))),
        tuple(parts),
        draw(st.sampled_from(("", "甲单位"))),
        draft_mark=draw(st.booleans()),
        contents=draw(st.booleans()),
    )


@settings(max_examples=80, deadline=None)
@given(manuscripts())
def test_any_report_has_the_same_bytes_cached_or_not(manuscript: Manuscript) -> None:
    blobs = stocked()
    plain = assemble(manuscript, blobs=blobs)
    assert check(plain.data) == []
    with tempfile.TemporaryDirectory() as name:
        filled, found = (assemble(manuscript, blobs=blobs, cache=Path(name)) for _ in "ab")
    assert plain == filled == found


def test_only_the_section_that_changed_is_read_and_written(tmp_path: Path) -> None:
    loaded: list[str] = []
    texts = [stored(from_text(f"第{n}部分的正文。"), loaded) for n in range(20)]
    parts = [replace(section(f"题{n}"), content=one) for n, one in enumerate(texts)]
    first = assemble(report(*parts), cache=tmp_path)
    assert loaded == [one.digest for one in texts]
    loaded.clear()
    assert assemble(report(*parts), cache=tmp_path) == first
    assert loaded == []
    other = stored(from_text("改过的正文。"), loaded)
    parts[7] = replace(parts[7], content=other)
    changed = assemble(report(*parts), cache=tmp_path)
    assert loaded == [other.digest]
    assert changed == assemble(report(*parts))


def test_a_section_that_moves_or_gets_a_neighbour_is_not_written_again(tmp_path: Path) -> None:
    """But for the last one, which the signature follows."""
    loaded: list[str] = []
    one, two, new, last = (
        replace(section(title), content=stored(Content((heading("h", title),)), loaded))
        for title in ("甲", "乙", "丙", "末")
    )
    assemble(report(one, two, last), cache=tmp_path)
    loaded.clear()
    kept = assemble(report(new, two, one, last), cache=tmp_path)
    assert loaded == [new.content.digest]  # type: ignore[union-attr]
    assert kept == assemble(report(new, two, one, last))


@pytest.mark.parametrize(
    "change",
    [
        {"level": 2},
        {"kind": "cn_paren"},
        {"numeral": "二、"},
        {"title": "别的"},
        {"tail": "。"},
        {"run_in": True},
        {"comments": (WordComment("1", "甲", "", "说", "p", 0, 1, "正"),)},
        {"suggestions": (Suggestion("甲", "", "p", 0, 1),)},
    ],
)
def test_all_that_flows_into_a_section_is_part_of_its_key(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    before = section("题", paragraph("p", "正文。"))
    after = replace(before, **change)
    assemble(report(before), cache=tmp_path)
    assert assemble(report(after), cache=tmp_path) == assemble(report(after))
    for more in ({"contents": False}, {"draft_mark": True}, {"signature": ""}, {"title": ""}):
        manuscript = replace(report(after), **more)
        assert assemble(manuscript, cache=tmp_path) == assemble(manuscript)


@pytest.mark.parametrize("wide", [False, True])
def test_signing_the_last_section_leaves_upright_ones_as_they_are(
    tmp_path: Path, wide: bool
) -> None:
    loaded: list[str] = []
    text = stored(Content((paragraph("p", "正文。", wide), paragraph("q", "尾。"))), loaded)
    draft = report(replace(section("题"), content=text), draft_mark=True)
    assemble(draft, cache=tmp_path)
    final = replace(draft, draft_mark=False)
    assert assemble(final, cache=tmp_path) == assemble(final)
    assert len(loaded) == (3 if wide else 2)


def test_another_edition_of_the_code_takes_nothing_from_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    part = replace(section("题"), content=stored(from_text("正文。"), loaded))
    assemble(report(part), cache=tmp_path)
    monkeypatch.setattr(source_version, "source_version", lambda *within: "another")
    assemble(report(part), cache=tmp_path)
    assert len(loaded) == 2


def test_a_kept_section_that_is_spoilt_is_written_again(tmp_path: Path) -> None:
    manuscript = report(section("题", paragraph("p", "正文。")))
    first = assemble(manuscript, cache=tmp_path)
    for spoilt in (b"", b"u", b"\0\0\0\0u", b"nothing of ours"):
        for file in tmp_path.iterdir():
            file.write_bytes(spoilt)
        assert assemble(manuscript, cache=tmp_path) == first


def said_on(made: Assembled) -> str:
    """The words between the marks of the only comment."""
    words, inside = "", False
    for one in Out(made).body.iter():
        if one.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
            inside = one.tag == f"{W}commentRangeStart"
        elif one.tag == f"{W}t" and inside:
            words += one.text or ""
    return words


@pytest.mark.parametrize("marks", [True, False])
def test_a_comment_on_a_sub_heading_stands_at_its_words(marks: bool) -> None:
    comment = WordComment("1", "甲", "", "请改", "h", 2, 4, "开展")
    part = section("题", heading("h", "全面开展培训"), comments=(comment,))
    assert said_on(assemble(report(part, contents=marks))) == "开展"


@pytest.mark.parametrize("marks", [True, False])
def test_a_change_in_a_sub_heading_takes_its_words(marks: bool) -> None:
    change = Suggestion("甲", "", "h", 0, 2, (Run("深入"),))
    part = section("题", heading("h", "全面开展培训"), suggestions=(change,))
    body = Out(assemble(report(part, contents=marks))).body
    assert [one.text for one in body.iter(f"{W}delText")] == ["全面"]
    assert [one.text for ins in body.iter(f"{W}ins") for one in ins.iter(f"{W}t")] == ["深入"]


def test_contents_lead_to_every_heading_even_where_two_read_alike() -> None:
    parts = [section("题", heading("h", "做法"), heading("i", "做法")) for _ in range(3)]
    made = assemble(report(*parts))
    assert check(made.data) == []
    body = Out(made).body
    led = [one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")]
    marked = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert led == marked and len(set(led)) == 9
    assert all(one is not None and len(one) <= 40 for one in led)


@pytest.mark.parametrize(("title", "pages"), [("", ["landscape"]), ("报告", [None, "landscape"])])
def test_a_wide_beginning_leaves_no_empty_page_before_it(title: str, pages: list[Any]) -> None:
    part = Part(0, None, "", "", "", False, Content((paragraph("p", "宽", wide=True),)))
    body = Out(assemble(Manuscript(title, (part,)))).body
    assert [one.get(f"{W}orient") for one in body.iter(f"{W}pgSz")] == pages


def test_a_wide_text_under_its_heading_keeps_the_heading_upright() -> None:
    part = section("题", paragraph("p", "宽", wide=True))
    body = Out(assemble(Manuscript("", (part,)))).body
    assert [one.get(f"{W}orient") for one in body.iter(f"{W}pgSz")] == [None, "landscape"]


@pytest.mark.parametrize("name", ['a&b"<c>', "甲\x0b乙"])
def test_a_bookmark_with_a_sign_of_xml_in_its_name_is_written(name: str) -> None:
    link = Paragraph("l", (Run("见", link="#other"), Bookmark(name)))
    made = assemble(report(section("题", link)))
    marked = [one.get(f"{W}name") for one in Out(made).body.iter(f"{W}bookmarkStart")]
    assert name.replace("\x0b", "") in marked
