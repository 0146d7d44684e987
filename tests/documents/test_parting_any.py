"""Whatever two sections hold, a file of both comes apart as each of them by itself."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.contents import contents, stocked
from workflow.documents.blobs import Blobs
from workflow.documents.content import Content, plain_text
from workflow.documents.identity import SectionMark
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.parting import KnownSection, parted, with_our_ids
from workflow.documents.reader import read_word

KNOWN = (
    KnownSection(1, 1, "一、工作情况", "工作情况"),
    KnownSection(2, 2, "（一）制度建设。", "制度建设"),
)


def journey(held: dict[int, Content], run_in: bool, blobs: Blobs) -> dict[int, Content]:
    """What comes of the sections when they go out in one file and come back."""
    parts = tuple(
        Part(one.level, None, "", one.label, "", run_in, held[one.section], known_as=mark)
        for one in KNOWN
        if one.section in held
        for mark in (SectionMark(one.section, 1),)
    )
    read = read_word(assemble(Manuscript("", parts), blobs=blobs).data, blobs)
    return {
        one.section: with_our_ids(one, [block.id for block in held[one.section].blocks]).content
        for one in parted(read, KNOWN)
        if one.section is not None
    }


def shape(content: Content) -> list[tuple[str, type, str]]:
    """Which blocks there are, of what kind, and what they say."""
    return [(one.id, type(one), plain_text(Content((one,)))) for one in content.blocks]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(contents(), contents(), st.booleans())
def test_any_two_sections_come_apart(first: Content, second: Content, run_in: bool) -> None:
    blobs = stocked()
    alone = {n: journey({n: one}, run_in, blobs)[n] for n, one in ((1, first), (2, second))}
    both = journey(alone, run_in, blobs)
    assert list(both) == [1, 2]
    for own, content in both.items():
        assert shape(content) == shape(alone[own])
