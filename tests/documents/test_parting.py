"""A file of several sections comes apart again: by our marks, by headings, never by luck."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph as WordParagraph

from tests.documents.office import saved_again
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import (
    Block,
    Cell,
    Content,
    Heading,
    ListItem,
    Paragraph,
    Run,
    Table,
    plain_text,
)
from workflow.documents.identity import LONGEST, SectionMark, block_mark, mark_named
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.parting import KnownSection, Piece, parted, with_our_ids
from workflow.documents.reader import Changes, read_word
from workflow.documents.talk import Suggestion, WordComment

Edit = Callable[[dict[str, WordParagraph]], None]


def p(own: str, words: str) -> Paragraph:
    return Paragraph(own, (Run(words),))


def cell(own: str, words: str) -> Cell:
    return Cell((p(own, words),))


RULES = Content(
    (
        p("x", "本年度共接待读者三十二万人次。"),
        Heading("a-1", 1, (Run("分馆情况"),)),
        p("a_2", "分馆三家。"),
        Table("a3", ((cell("", ""), cell("c2", "册数")), (cell("c3", "东馆"), cell("c4", "三万")))),
        ListItem("a4", True, 0, (Run("第一项"),)),
    )
)
TEAM = Content((p("x", "另一部分里同名的一段。"), p("b1", "第二段。")))
PREAMBLE = Content((p("p0", "现将有关情况报告如下。"),))
KNOWN = (
    KnownSection(1, 0, "", ""),
    KnownSection(2, 1, "一、工作情况", "工作情况", is_text=False),
    KnownSection(3, 2, "（一）制度建设", "制度建设"),
    KnownSection(4, 2, "（二）队伍建设。", "队伍建设"),
    KnownSection(5, 1, "二、下一步安排", "下一步安排"),
)
HELD = {1: PREAMBLE, 3: RULES, 4: TEAM}
SAID = (
    WordComment("1", "统稿人甲", "2026-11-20T08:00:05Z", "请核对", "x", 8, 12, "三十二万"),
    WordComment(
        "2", "责任人甲", "2026-11-20T09:00:00Z", "无误", "x", 8, 12, "三十二万", parent="1"
    ),
)
RULES_MARK = SectionMark(3, 4)
CHANGE = Suggestion("王局", "2026-11-20T08:00:00Z", "a_2", 0, 2, (Run("支馆"),))


@cache
def written(marks: bool = True) -> bytes:
    """The whole report, the heading of (二) sharing its line with the text."""
    parts: tuple[Part, ...] = (
        Part(0, None, "", "", "", False, PREAMBLE, known_as=SectionMark(1, 1)),
        Part(1, "cn_dun", "一、", "工作情况", "", False, None, known_as=SectionMark(2, 0)),
        Part(
            2,
            "cn_paren",
            "（一）",
            "制度建设",
            "",
            False,
            RULES,
            SAID,
            (CHANGE,),
            SectionMark(3, 4),
        ),
        Part(2, "cn_paren", "（二）", "队伍建设", "。", True, TEAM, known_as=SectionMark(4, 2)),
        Part(1, "cn_dun", "二、", "下一步安排", "", False, None, known_as=SectionMark(5, 0)),
    )
    if not marks:
        parts = tuple(replace(one, known_as=None) for one in parts)
    return assemble(Manuscript("", parts), blobs=MemoryBlobs()).data


def edited(edit: Edit, data: bytes | None = None) -> bytes:
    """The file after somebody's work in Word; ``edit`` gets its paragraphs by their text."""
    opened = docx.Document(io.BytesIO(data or written()))
    edit({one.text: one for one in opened.paragraphs})
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def take_out(words: WordParagraph) -> None:
    holder = words._p.getparent()
    assert holder is not None
    holder.remove(words._p)


def pieces(data: bytes) -> tuple[Piece, ...]:
    read = read_word(data, MemoryBlobs(), changes=Changes.KEEP)
    return tuple(
        with_our_ids(one, [block.id for block in HELD[one.section].blocks])
        if one.section in HELD
        else one
        for one in parted(read, KNOWN)
    )


def by_section(data: bytes) -> dict[int | None, Piece]:
    return {one.section: one for one in pieces(data)}


def ids(piece: Piece) -> list[str]:
    return [one.id for one in piece.content.blocks]


def texts(piece: Piece) -> str:
    return plain_text(piece.content)


def shape(content: Content) -> list[tuple[type, str]]:
    return [(type(one), plain_text(Content((one,)))) for one in content.blocks]


def is_whole(data: bytes) -> None:
    """Every section as it went out, under the ids of its blocks, with what was said."""
    found = by_section(data)
    assert list(found) == [1, 2, 3, 4, 5]
    assert {own: one.draft for own, one in found.items()} == {1: 1, 2: 0, 3: 4, 4: 2, 5: 0}
    for own, content in HELD.items():
        assert shape(found[own].content) == shape(content)
        assert ids(found[own]) == [one.id for one in content.blocks]
    said = found[3].comments
    assert {(one.author, one.text, one.block, one.quote) for one in said} == {
        ("统稿人甲", "请核对", "x", "三十二万"),
        ("责任人甲", "无误", "x", "三十二万"),
    }
    (change,) = found[3].suggestions
    assert (change.block, change.start, change.end, change.runs) == ("a_2", 0, 2, CHANGE.runs)


def test_what_went_out_comes_apart_as_it_was() -> None:
    is_whole(written())


@pytest.mark.libreoffice
def test_another_word_processor_keeps_what_tells_it_apart(tmp_path: Path) -> None:
    is_whole(saved_again(tmp_path, written()))


def test_names_are_such_as_word_keeps() -> None:
    mark = block_mark(999_999_999_999, "任何-id_𠮷" * 9)
    for one in (mark, SectionMark(999_999_999_999, 999_999_999)):
        assert len(one.name) <= LONGEST and one.name.isascii() and one.name.startswith("_")
        assert mark_named(one.name.upper()) == one
    assert mark_named("_Toc123") is None and mark_named("_hgs1d") is None


def test_a_block_stays_itself_however_much_of_it_is_written_anew() -> None:
    def rewrite(found: dict[str, WordParagraph]) -> None:
        found["本年度共接待读者三十二万人次。"].runs[0].text = "全文重写，与从前没有一字相同。"

    rules = by_section(edited(rewrite))[3]
    assert "全文重写" in texts(rules) and ids(rules) == [one.id for one in RULES.blocks]


def test_a_blank_line_set_before_a_text_does_not_take_its_place() -> None:
    def press_enter(found: dict[str, WordParagraph]) -> None:
        words = found["第二段。"]
        new = words.insert_paragraph_before("", style=words.style)
        for mark in words._p.xpath("w:bookmarkStart | w:bookmarkEnd"):
            new._p.append(mark)

    team = by_section(edited(press_enter))[4]
    assert [one.id for one in team.content.blocks if isinstance(one, Paragraph) and one.runs] == [
        "x",
        "b1",
    ]


def test_a_heading_changed_in_word_is_told_and_no_text() -> None:
    def rename(found: dict[str, WordParagraph]) -> None:
        found["（一）制度建设"].runs[0].text = "（一）制度与规范"
        found["（二）队伍建设。另一部分里同名的一段。"].runs[0].text = "（二）人才队伍。"

    found = by_section(edited(rename))
    assert (found[3].heading, found[4].heading) == ("（一）制度与规范", "（二）人才队伍。")
    assert texts(found[4]).startswith("另一部分里") and isinstance(
        found[4].content.blocks[0], Paragraph
    )
    assert ids(found[3])[0] == ids(found[4])[0] == "x"


def test_a_section_whose_heading_was_deleted_is_found_by_its_blocks() -> None:
    def delete(found: dict[str, WordParagraph]) -> None:
        take_out(found["（一）制度建设"])

    found = by_section(edited(delete))
    assert ids(found[3]) == [one.id for one in RULES.blocks]
    assert found[3].draft is None and texts(found[2]) == ""


def test_a_new_heading_of_the_level_of_sections_belongs_to_none() -> None:
    def add(found: dict[str, WordParagraph]) -> None:
        last = found["二、下一步安排"]
        style = found["（一）制度建设"].style
        last.insert_paragraph_before("（三）新写的部分", style=style)
        last.insert_paragraph_before("没有人认识的一段。", style=found["第二段。"].style)

    found = by_section(edited(add))
    assert texts(found[None]) == "（三）新写的部分\n没有人认识的一段。"
    assert ids(found[4]) == ["x", "b1"]


def test_a_section_taken_out_of_the_file_is_not_empty_but_absent() -> None:
    def delete(found: dict[str, WordParagraph]) -> None:
        for words in ("（二）队伍建设。另一部分里同名的一段。", "第二段。"):
            take_out(found[words])

    assert 4 not in by_section(edited(delete))


def test_without_marks_headings_tell_and_what_stands_before_them_is_kept() -> None:
    found = by_section(written(marks=False))
    assert texts(found[3]) == plain_text(RULES) and texts(found[4]) == plain_text(TEAM)
    assert texts(found[None]) == plain_text(PREAMBLE)
    assert found[3].draft is None and len(found[3].comments) == 2


def test_numerals_may_be_other_ones_where_there_are_no_marks() -> None:
    def renumber(found: dict[str, WordParagraph]) -> None:
        found["（一）制度建设"].runs[0].text = "3. 制度建设"
        found["二、下一步安排"].runs[0].text = "下一步安排："

    found = by_section(edited(renumber, written(marks=False)))
    assert 3 in found and 5 in found and texts(found[3]) == plain_text(RULES)


def test_a_file_of_another_report_belongs_to_no_section() -> None:
    read = read_word(written(), MemoryBlobs())
    others = tuple(
        replace(one, section=one.section + 90, title="别的", label="别的") for one in KNOWN
    )
    found = parted(read, others)
    assert {one.section for one in found} == {None}
    blocks: list[Block] = [each for one in found for each in one.content.blocks]
    assert blocks == list(read.content.blocks)


def test_an_empty_file_has_no_pieces() -> None:
    read = replace(read_word(written(), MemoryBlobs()), content=Content(), marks=())
    assert parted(read, KNOWN) == ()
