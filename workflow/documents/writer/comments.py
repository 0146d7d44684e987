"""Comments find their places: none is lost when its block is gone or cannot hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workflow.documents.chunk import CommentBody
from workflow.documents.content import Block, Content, Note, Run, block_text, every_block, inlines
from workflow.documents.house.styles import COMMENT_MARK, COMMENT_TEXT
from workflow.documents.house.xml import Element, el, element, paragraph, run
from workflow.documents.profile import Font
from workflow.documents.talk import Remark, Suggestion, WordComment
from workflow.documents.writer import remarks
from workflow.documents.writer.dates import word_date
from workflow.documents.writer.scribe import Scribe, storable
from workflow.documents.writer.talk import Anchor

SIZE = 21
"""Of a comment's text, in half-points: 五号, whatever the house style."""
Span = tuple[str, int, int]


class Places:
    """Where comments may stand: the length of each block's line; notes by their mark."""

    def __init__(self, content: Content, suggestions: Sequence[Suggestion]) -> None:
        self.first = content.blocks[0].id if content.blocks else ""
        self._lengths: dict[str, int] = {}
        self._marks: dict[str, Span] = {}
        self._walk(content.blocks)
        for one in suggestions:
            self._walk(one.blocks)
            for note in (each for each in one.runs if isinstance(each, Note)):
                self._marks |= {inner.id: (one.block, one.end, one.end) for inner in note.blocks}

    def of(self, comment: WordComment) -> tuple[Span, Remark | None]:
        """The block, start and end to anchor at, and what is to be said about it."""
        if comment.block in self._marks:
            return self._clamped(self._marks[comment.block]), remarks.comment_in_note(comment)
        span = (comment.block, comment.start, comment.end)
        if comment.block in self._lengths:
            return self._clamped(span), None
        return (self.first, 0, 0), remarks.comment_moved(comment)

    def _clamped(self, span: Span) -> Span:
        block, start, end = span
        if block not in self._lengths:
            return self.first, 0, 0
        length = self._lengths[block]
        start = min(max(start, 0), length)
        return block, start, min(max(end, start), length)

    def _walk(self, blocks: Iterable[Block]) -> None:
        for block in every_block(blocks):
            if block.id not in self._marks:
                self._lengths[block.id] = len(block_text(block))
            for inner, start in _notes(block):
                self._marks[inner] = (block.id, start, start + 1)


def _notes(block: Block) -> Iterator[tuple[str, int]]:
    """The ids of the blocks of all notes on a line, with the offset of the note's mark."""
    offset = 0
    for one in inlines(block):
        if isinstance(one, Note):
            yield from ((inner.id, offset) for inner in one.blocks)
        offset += len(one.text) if isinstance(one, Run) else 1


def place_comments(
    scribe: Scribe,
    comments: Sequence[WordComment],
    content: Content,
    suggestions: Sequence[Suggestion],
) -> None:
    """Every comment's body into the needs, its anchor where it belongs; remarks where not."""
    if not comments:
        return
    places = Places(content, suggestions)
    threads = _threads(comments)
    for root, answers in threads:
        (block, start, end), remark = places.of(root)
        if remark:
            scribe.remarks.append(remark)
        first = scribe.needs.add_comment(_body(scribe, root, -1))
        scribe.talk.place(block, Anchor(start, end, first))
        for one in answers:
            number = scribe.needs.add_comment(_body(scribe, one, first))
            scribe.talk.place(block, Anchor(start, end, number))


def _threads(comments: Sequence[WordComment]) -> list[tuple[WordComment, list[WordComment]]]:
    """Each comment that answers none, with all that answer it or its answers: Word has two
    levels. An answer to a comment that is not there stands for itself.
    """
    places = {one.key: n for n, one in reversed(list(enumerate(comments))) if one.key}
    threads: dict[int, list[WordComment]] = {}
    for number, one in enumerate(comments):
        root = _root(number, comments, places)
        threads.setdefault(root, [])
        if root != number:
            threads[root].append(one)
    return [(comments[root], answers) for root, answers in sorted(threads.items())]


def _root(number: int, comments: Sequence[WordComment], places: dict[str, int]) -> int:
    """The comment at the head of the thread; in a circle, its earliest one."""
    seen = [number]
    while (above := places.get(comments[seen[-1]].parent)) is not None:
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]


def _body(scribe: Scribe, comment: WordComment, parent: int) -> CommentBody:
    author = storable(comment.author)
    lines = comment.text.splitlines() or [""]
    paragraphs = [_paragraph(scribe, line, first=n == 0) for n, line in enumerate(lines)]
    pieces = scribe.pieces(*paragraphs)
    at = word_date(comment.at)
    return CommentBody(author, initials(author), at, pieces, parent, comment.done)


def _paragraph(scribe: Scribe, text: str, first: bool) -> Element:
    font = Font(scribe.profile.notes.font.name, SIZE)
    style = element("rPr", el("rStyle", val=COMMENT_MARK))
    runs = [element("r", style, el("annotationRef"))] if first else []
    if text:
        runs.append(run(text, font, scribe.profile))
    return paragraph(COMMENT_TEXT, *runs)


def initials(author: str) -> str:
    """First letters of a Latin name's words; a Chinese name as it is."""
    words = author.split()
    return "".join(one[0] for one in words)[:4] if len(words) > 1 else author[:4]
