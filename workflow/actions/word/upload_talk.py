"""What people said in a Word file that comes back joins what was said here; nothing of what
stands here is deleted, and what went out with the file is not doubled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow.actions.outline.word_changes import suggested, words_of
from workflow.actions.talk import replies
from workflow.actions.talk.replies import LONGEST, people_in
from workflow.actions.word.threads import Thread, is_said, moment_of, threads_of, with_name
from workflow.actions.work import Work
from workflow.actions.writing.comment_places import LONGEST_QUOTE, add_tied
from workflow.actions.writing.replacing import signs_of, with_author
from workflow.documents.content import Block, Content, block_text, every_block, from_json
from workflow.documents.talk import WordComment
from workflow.documents.talk_json import comments_from_json, suggestions_from_json
from workflow.domain.terms import CommentKind
from workflow.store import Comment, Person, Section, Upload
from workflow.store.comment import comments_of


@dataclass(frozen=True)
class Brought:
    """How much of what was said in a file is new here, and whom it concerns."""

    count: int
    told: frozenset[int]


def bring_talk(
    work: Work, actor: Person, section: Section, upload: Upload, mine: Content, content: Content
) -> Brought:
    """New threads, answers and suggestions of the file, brought by who uploads it.

    ``mine`` is the file's text under our ids, ``content`` what became of it.
    """
    read = from_json(upload.content)
    ours = _names(read, mine)
    known = comments_of(section.id)
    blocks = {one.id: one for one in every_block(read.blocks)}
    stands = {one.id: block_text(one) for one in every_block(content.blocks)}
    threads = threads_of(comments_from_json(upload.comments), known)
    begun = [(_begun(one.first, ours), one) for one in threads if one.known is None]
    new = [
        *((made, one.first.start) for made, one in begun),
        *_changes(upload, known, ours, blocks, stands),
    ]
    for made, _ in new:
        made.section_id, made.draft_id = section.id, section.head_id
        made.author_id, made.created_at = actor.id, work.now
    add_tied((made, content, start) for made, start in new)
    told: set[int] = set()
    count = len(new)
    for made, one in begun:
        count += add_answers(work, actor, made, one.answers)
    for one in threads:
        if one.known is not None and (more := add_answers(work, actor, one.known, _turns(one))):
            count += more
            told |= people_in(one.known)
    return Brought(count, frozenset(told))


def _turns(thread: Thread) -> list[WordComment]:
    """What may be new in a thread that began here: its first words too, if changed in Word."""
    assert thread.known is not None
    first, known = thread.first, thread.known
    said = {known.text, f"“{first.quote}”\n{known.text}", f"“{known.quote}”\n{known.text}"}
    is_same = first.text in said or with_name(first) == known.text
    return thread.answers if is_same else [first, *thread.answers]


def add_answers(work: Work, actor: Person, comment: Comment, answers: Iterable[WordComment]) -> int:
    """The answers that are no turns of the thread yet, in the names of those who wrote them; how
    many.
    """
    count = 0
    for one in answers:
        if one.text.strip() and not is_said(one, comment):
            by = "" if one.author == actor.name else one.author or "—"
            at = moment_of(one.at)
            at = at if at and at <= work.now else None
            replies.add(work, comment, actor, one.text[:LONGEST], said_by=by, at=at)
            count += 1
    return count


def _said_by(comment: Comment) -> Iterator[str]:
    """Its own words, and those by which its change would come back as Word's."""
    yield comment.text
    for change in suggestions_from_json([comment.change] if comment.change else []):
        yield with_author(change, signs_of(comment, change))


def _begun(first: WordComment, ours: Mapping[str, str]) -> Comment:
    """A thread that began in Word."""
    return Comment(
        block_id=ours.get(first.block, ""),
        quote=first.quote[:LONGEST_QUOTE],
        kind=CommentKind.SUGGESTION,
        text=with_name(first),
    )


def _names(read: Content, mine: Content) -> dict[str, str]:
    pairs = zip(every_block(read.blocks), every_block(mine.blocks), strict=True)
    return {theirs.id: ours.id for theirs, ours in pairs}


def _changes(
    upload: Upload,
    known: Iterable[Comment],
    ours: Mapping[str, str],
    blocks: Mapping[str, Block],
    stands: Mapping[str, str],
) -> Iterator[tuple[Comment, int | None]]:
    here = {words for one in known if one.is_open for words in _said_by(one)}
    for change in suggestions_from_json(upload.suggestions):
        said = words_of(change, blocks.get(change.block))
        if said.text not in here:
            block = blocks.get(change.block)
            made = suggested(change, said, ours.get(change.block, ""))
            if block is not None and stands.get(made.block_id) != block_text(block):
                made.change = None  # its place counts in words that stand otherwise here
            yield made, change.start if said.in_words else None
