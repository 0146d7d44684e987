"""What was said beside a text comes back: suggestions and comments of any kind."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.reader.same import same
from tests.documents.writer.whole import Whole
from workflow.documents.blobs import MemoryBlobs
from workflow.documents.content import Content, Paragraph, Run
from workflow.documents.content.json_out import line_out, substance
from workflow.documents.profile import GB_T_9704
from workflow.documents.reader import Changes, read_word
from workflow.documents.talk import Suggestion, WordComment
from workflow.documents.writer import write_content

AT = "2025-01-02T03:04:05Z"
words = st.text("甲乙丙a1。“", min_size=1, max_size=6)
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def changed(draw: st.DrawFn) -> tuple[Content, tuple[Suggestion, ...]]:
    """Paragraphs; in each a word that goes, one that comes, a third behind, or all of it."""
    blocks: list[Paragraph] = []
    found: list[Suggestion] = []
    for place in range(draw(st.integers(1, 4))):
        text, own = draw(words), f"p{place}"
        blocks.append(Paragraph(own, (Run(text),)))
        found += draw(st.sampled_from((_edits, _removal, _behind, _nothing)))(draw, own, text)
    return Content(tuple(blocks)), tuple(found)


def _edits(draw: st.DrawFn, own: str, text: str) -> list[Suggestion]:
    """A change up to a place, and an insertion at the end: two people's, so they stay two."""
    end = draw(st.integers(0, len(text)))
    start = draw(st.integers(0, end))
    new = (Run(draw(words)),) if draw(st.booleans()) or start == end else ()
    last = Suggestion("乙", "", own, len(text), len(text), (Run(draw(words)),))
    return [Suggestion("甲", AT, own, start, end, new), last]


def _removal(draw: st.DrawFn, own: str, text: str) -> list[Suggestion]:
    return [Suggestion("甲", "", own, removed=True)]


def _behind(draw: st.DrawFn, own: str, text: str) -> list[Suggestion]:
    new = draw(st.lists(words, min_size=1, max_size=2))
    return [Suggestion(own, "", own, blocks=tuple(Paragraph("", (Run(one),)) for one in new))]


def _nothing(draw: st.DrawFn, own: str, text: str) -> list[Suggestion]:
    return []


@often
@given(changed())
def test_suggestions_come_back(made: tuple[Content, tuple[Suggestion, ...]]) -> None:
    content, suggestions = made
    written = write_content(content, GB_T_9704, MemoryBlobs(), suggestions=suggestions)
    again = read_word(Whole(written).docx(), MemoryBlobs(), changes=Changes.KEEP)
    assert same(again.content) == same(content)
    assert _plain(again.content, again.suggestions) == _plain(content, suggestions)


def _plain(content: Content, suggestions: tuple[Suggestion, ...]) -> list[object]:
    """The suggestions with the places of their blocks instead of ids."""
    ids = [one.id for one in content.blocks]
    return [
        (
            *(one.author, one.at, ids.index(one.block), one.start, one.end, one.removed),
            *(line_out(one.runs), [substance(each) for each in one.blocks]),
        )
        for one in suggestions
    ]


@st.composite
def talked_about(draw: st.DrawFn) -> tuple[Content, tuple[WordComment, ...]]:
    """Paragraphs with marks, and comments on stretches of them, some of them answers."""
    blocks: list[Paragraph] = []
    found: list[WordComment] = []
    for place in range(draw(st.integers(1, 3))):
        text, own = draw(words), f"p{place}"
        blocks.append(Paragraph(own, (Run(text[:1], frozenset({"bold"})), Run(text[1:]))))
        for _ in range(draw(st.integers(0, 2))):
            end = draw(st.integers(0, len(text)))
            start = draw(st.integers(0, end))
            said, done, key = draw(words), draw(st.booleans()), str(len(found))
            span = (own, start, end, text[start:end])
            found.append(WordComment(key, "甲", AT, said, *span, done=done))
            if draw(st.booleans()):
                found.append(WordComment(f"{key}+", "乙", "", draw(words), *span, parent=key))
    return Content(tuple(blocks)), tuple(found)


@often
@given(talked_about())
def test_comments_come_back(made: tuple[Content, tuple[WordComment, ...]]) -> None:
    content, comments = made
    written = write_content(content, GB_T_9704, MemoryBlobs(), comments=comments)
    again = read_word(Whole(written).docx(), MemoryBlobs())
    assert _said(again.content, again.comments) == _said(content, comments)


def _said(content: Content, comments: tuple[WordComment, ...]) -> list[object]:
    """The comments with the places of their blocks, and of what they answer, instead of names."""
    ids, keys = [one.id for one in content.blocks], [one.key for one in comments]
    return [
        (
            *(one.author, one.at, one.text, ids.index(one.block), one.start, one.end, one.quote),
            *(keys.index(one.parent) if one.parent else -1, one.done),
        )
        for one in comments
    ]
