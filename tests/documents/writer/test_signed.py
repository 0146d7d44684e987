"""No page holds a signature alone: the end of the text goes with it (GB/T 9704-2012, 7.3.5)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from tests.documents.house_pages import printed
from tests.documents.writer.making import cell, p, write
from tests.documents.writer.whole import Whole, found, text, values
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Block, Content, PageBreak, Picture, Table
from workflow.documents.house.signature import signature_block
from workflow.documents.house.xml import Element
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.pieces import pieces_of
from workflow.documents.profile import GB_T_9704, MATERIAL, Profile
from workflow.documents.word.source import Source
from workflow.documents.writer import Frame

SIGNED = Frame(signed=True)
NAME, DATE = "某某局", "2026年1月1日"


def signed(*blocks: Block, profile: Profile = GB_T_9704, frame: Frame = SIGNED) -> bytes:
    """The text with a signature behind it."""
    written = write(*blocks, profile=profile, frame=frame)
    behind = pieces_of(*signature_block(NAME, DATE, profile))
    chunk = replace(written.chunk, pieces=(*written.chunk.pieces, *behind))
    return Whole(replace(written, chunk=chunk), profile=profile).docx()


def lines(count: int) -> list[Block]:
    return [p(f"p{n}", f"第{n}行") for n in range(count)]


def table(rows: int) -> Table:
    return Table("t", tuple((cell(p(f"c{n}", f"格{n}")),) for n in range(rows)))


@pytest.mark.libreoffice
def test_the_last_page_has_the_end_of_the_text_with_the_signature(tmp_path: Path) -> None:
    """Each text fills its first page so that the signature alone would not fit any more."""
    files = {
        "lines": signed(*lines(21)),
        "material": signed(*lines(22), profile=MATERIAL),
        "paragraph": signed(*lines(17), p("z", "字" * 28 * 4)),
        "table": signed(*lines(19), table(3)),
        "apart": signed(*lines(21), frame=Frame()),
    }
    last = {name: words_of_last(path) for name, path in printed(tmp_path, files).items()}
    assert last["lines"][0] == "第 20 行" and last["material"][0] == "第 21 行"
    assert last["table"][0] == "格2" and last["paragraph"][0].startswith("字字")
    assert all(one[-3] == NAME for one in last.values())
    assert last["apart"][0] == NAME


def words_of_last(path: Path) -> list[str]:
    with pdfplumber.open(path) as file:
        assert len(file.pages) > 1
        return (file.pages[-1].extract_text() or "").splitlines()


def kept(*blocks: Block, frame: Frame = SIGNED) -> list[Element]:
    """The paragraphs that are kept with what follows."""
    body = Whole(write(*blocks, frame=frame)).body
    on = ".//w:p[w:pPr/w:keepNext[not(@w:val='0')]]"
    return found(body, on)


def test_only_the_last_line_is_kept_and_only_where_a_signature_follows() -> None:
    (one,) = kept(p("a", "前"), p("b", "后"))
    assert values(one, ".//w:t/text()") == ["后"]
    assert values(one, "w:pPr/*[2]/@w:val") == [] and one[0][1].tag.endswith("keepNext")
    assert not kept(p("a", "前"), p("b", "后"), frame=Frame())


def test_a_long_paragraph_is_not_kept_as_all_of_it_would_move() -> None:
    assert kept(p("a", "字" * 28 * 9)) and not kept(p("a", "字" * 28 * 11))


def test_of_a_table_the_last_row_is_kept_with_what_stands_behind_it() -> None:
    assert len(kept(table(3))) == 2
    assert len(kept(p("a", "前"), table(3))) == 2


def test_a_picture_without_a_caption_is_kept_too() -> None:
    blobs = MemoryBlobs()
    picture = Picture("p", blobs.put(b"x"), "image/png", 9, 9)
    body = Whole(write(picture, blobs=blobs, frame=SIGNED), blobs).body
    assert values(body, "w:p/w:pPr/w:keepNext/@w:val") == []
    assert len(found(body, "w:p/w:pPr/w:keepNext")) == 1


def test_a_turn_of_the_page_and_a_wide_page_at_the_end_stay_as_they_are() -> None:
    assert not kept(p("a", "前"), PageBreak("b"))
    assert not kept(p("a", "前"), p("b", "横", landscape=True))
    assert not kept()


def test_a_report_keeps_the_end_of_its_last_part_with_the_signature() -> None:
    def kept_in(signature: str) -> list[str]:
        first = Part(1, "cn_dun", "一、", "甲", "", False, Content((p("a", "前"), p("b", "中"))))
        last = replace(first, numeral="二、", content=Content((p("c", "后"),)))
        manuscript = Manuscript("", (first, last), signature=signature)
        body = Source.open(assemble(manuscript).data).body
        on = found(body, "w:p[w:pPr/w:keepNext][w:pPr/w:pStyle/@w:val='Body']")
        return [text(one) for one in on]

    assert kept_in(NAME) == ["后"] and kept_in("") == []
