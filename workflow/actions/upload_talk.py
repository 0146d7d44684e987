"""What people said in a Word file that comes back joins what was said here; nothing of what
stands here is deleted, and what went out with the file is not doubled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workflow.actions.comment_places import LONGEST_QUOTE, add_tied
from workflow.actions.word_changes import suggested, words_of
from workflow.actions.work import Work
from workflow.documents.content import Block, Content, block_text, every_block, from_json
from workflow.documents.talk import WordComment
from workflow.documents.talk_json import comments_from_json, suggestions_from_json
from workflow.domain.terms import CommentKind
from workflow.store import Comment, Person, Section, Upload
from workflow.store.comment import comments_of


def bring_talk(
    work: Work, actor: Person, section: Section, upload: Upload, mine: Content, content: Content
) -> int:
    """New threads, answers and suggestions of the file, as comments by who uploads it; how many.

    ``mine`` is the file's text under our ids, ``content`` what became of it.
    """
    read = from_json(upload.content)
    ours = _names(read, mine)
    known = comments_of(section.id)
    blocks = {one.id: one for one in every_block(read.blocks)}
    stands = {one.id: block_text(one) for one in every_block(content.blocks)}
    new = [
        *_threads(comments_from_json(upload.comments), known, ours),
        *_changes(upload, known, ours, blocks, stands),
    ]
    for made, _ in new:
        made.section_id, made.draft_id = section.id, section.head_id
        made.author_id, made.created_at = actor.id, work.now
    add_tied((made, content, start) for made, start in new)
    return len(new)


def _names(read: Content, mine: Content) -> dict[str, str]:
    pairs = zip(every_block(read.blocks), every_block(mine.blocks), strict=True)
    return {theirs.id: ours.id for theirs, ours in pairs}


def _threads(
    said: Iterable[WordComment], known: Iterable[Comment], ours: Mapping[str, str]
) -> Iterator[tuple[Comment, int | None]]:
    """A thread that began here brings its answers alone."""
    threads: dict[str, list[WordComment]] = {}
    roots: dict[str, str] = {}
    for one in said:
        root = roots.get(one.parent, one.parent) or one.key
        roots[one.key] = root
        threads.setdefault(root, []).append(one)
    here = {(one.author.name, one.text) for one in known} | {("", one.text) for one in known}
    for first, *answers in threads.values():
        own = first.text.removeprefix(f"“{first.quote}”\n")
        is_known = (first.author, own) in here or (first.author, first.text) in here
        words = answers if is_known else [first, *answers]
        text = "\n".join(f"{one.author or '—'}：{one.text}" for one in words)
        if text and ("", text) not in here:
            yield (
                Comment(
                    block_id=ours.get(first.block, ""),
                    quote=first.quote[:LONGEST_QUOTE],
                    kind=CommentKind.SUGGESTION,
                    text=text,
                ),
                first.start,
            )


def _changes(
    upload: Upload,
    known: Iterable[Comment],
    ours: Mapping[str, str],
    blocks: Mapping[str, Block],
    stands: Mapping[str, str],
) -> Iterator[tuple[Comment, int | None]]:
    here = {one.text for one in known if one.is_open}
    for change in suggestions_from_json(upload.suggestions):
        said = words_of(change, blocks.get(change.block))
        if said.text not in here:
            block = blocks.get(change.block)
            made = suggested(change, said, ours.get(change.block, ""))
            if block is not None and stands.get(made.block_id) != block_text(block):
                made.change = None  # its place counts in words that stand otherwise here
            yield made, change.start if said.in_words else None
