"""A section that cannot be set in names itself, or leaves a gap that is seen and told of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.documents.contents import BLOCK, HASHES, stocked
from tests.documents.merge.kept_files import Out
from tests.documents.merge.test_written import paragraph, report, section
from tests.documents.word.packages import W
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import (
    Block,
    Content,
    IslandBlock,
    Picture,
)
from workflow.documents.errors import DocumentError
from workflow.documents.merge import (
    PartError,
    Policy,
    StoredContent,
    assemble,
)
from workflow.documents.merge.check import check
from workflow.documents.merge.manuscript import EMPTY

GONE = "0" * 64

LOST = (
    Picture("x", GONE, "image/png", 100, 100, ""),
    IslandBlock("x", GONE, BLOCK.kind, BLOCK.text),
)


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("again", [False, True])
def test_a_section_that_lacks_a_file_names_itself(lost: Block, again: bool, tmp_path: Path) -> None:
    parts = section("甲", paragraph("p", "好")), section("乙", lost)
    for _ in range(1 + again):
        with pytest.raises(PartError) as refused:
            assemble(report(*parts), blobs=MemoryBlobs(), cache=tmp_path)
    assert refused.value.part == 1 and refused.value.code == "blob"
    assert refused.value.zh.startswith("第 2 部分“乙”：")
    assert refused.value.en.startswith("Part 2. 乙:")


@pytest.mark.parametrize("lost", LOST)
def test_a_gap_is_seen_in_the_text_and_told_of(lost: Block, tmp_path: Path) -> None:
    parts = section("甲", paragraph("p", "好")), section("乙", paragraph("q", "失"), lost)
    manuscript = report(*parts, section("丙", paragraph("r", "尾")), policy=Policy(gaps=True))
    made = assemble(manuscript, blobs=MemoryBlobs())
    assert made.gaps == (1,) and [one.part for one in made.warnings] == [1]
    assert check(made.data) == []
    out = Out(made)
    text = "".join(one.text or "" for one in out.body.iter(f"{W}t"))
    assert "一、乙【此处缺少“乙”的正文：无法读取】一、丙尾" in text and "失" not in text
    assert [one.get(f"{W}val") for one in out.body.iter(f"{W}highlight")] == ["yellow"]
    assert not [name for name in out.names if "media" in name]
    for _ in range(2):
        assert assemble(manuscript, blobs=MemoryBlobs(), cache=tmp_path) == made


def test_a_file_that_is_found_again_closes_the_gap(tmp_path: Path) -> None:
    blobs = stocked()
    part = section("乙", IslandBlock("x", HASHES["block"], BLOCK.kind, BLOCK.text))
    manuscript = report(part, policy=Policy(gaps=True))
    assert assemble(manuscript, blobs=MemoryBlobs(), cache=tmp_path).gaps == (0,)
    whole = assemble(manuscript, blobs=blobs, cache=tmp_path)
    assert whole.gaps == () and whole == assemble(manuscript, blobs=blobs)


def test_a_content_that_cannot_be_read_is_a_part_that_cannot_be_set_in() -> None:
    def load() -> Content:
        raise DocumentError("读不出。", "It cannot be read.", "lost")

    part = replace(section("乙"), content=StoredContent("digest", load))
    with pytest.raises(PartError, match=r"Part 1\. 乙: It cannot"):
        assemble(report(part))
    assert assemble(report(part, policy=Policy(gaps=True))).gaps == (0,)


def test_a_part_without_content_reads_as_an_empty_one() -> None:
    assert replace(section("甲"), content=None).read() == EMPTY
    assert isinstance(Out(assemble(report(section("甲")))).body, etree._Element)
