"""Changes tracked in a Word file come along as suggestions when it becomes a report.

Their authors need not be known here, so the editor who imports the file brings them: each
is one comment that names who changed what, and holds the change itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflow.actions.outline.word_places import Places
from workflow.actions.work import Work
from workflow.actions.writing.comment_places import add_tied
from workflow.actions.writing.replacing import in_signs, with_author
from workflow.actions.writing.section_files import adopt
from workflow.documents.adopting import comes
from workflow.documents.blobs import Blobs
from workflow.documents.content import Block, Content, Table, block_text, plain_text
from workflow.documents.talk import Suggestion
from workflow.documents.talk_json import suggestions_from_json, suggestions_to_json
from workflow.domain.terms import CommentKind
from workflow.store import Comment, Intake, Person


def bring_changes(work: Work, editor: Person, intake: Intake, places: Places, blobs: Blobs) -> None:
    """Each tracked change as a suggestion of the section in which it stands."""
    add_tied(list(_brought(work, editor, intake, places, blobs)))


def _brought(
    work: Work, editor: Person, intake: Intake, places: Places, blobs: Blobs
) -> Iterator[tuple[Comment, Content, int | None]]:
    for change in suggestions_from_json(intake.suggestions):
        said = words_of(change, places.blocks.get(change.block))
        anchor = places.anchor(change.block, change.start if said.in_words else 0, said.quote)
        block = anchor.block.id if anchor.block else ""
        made = suggested(change, said, block, anchor.shift)
        made.section_id, made.draft_id = anchor.section.id, anchor.section.head_id
        made.author_id, made.created_at = editor.id, work.now
        adopt(work, anchor.section, comes(change), blobs)
        yield made, anchor.content, change.start - anchor.shift if said.in_words else None


@dataclass(frozen=True)
class Words:
    """What a change speaks of, what a comment says of it, and whether it counts in words."""

    quote: str
    text: str
    in_words: bool


def words_of(change: Suggestion, block: Block | None) -> Words:
    """``block`` is that of the file in which it stands."""
    is_table = isinstance(block, Table)
    old = "" if change.blocks else _old_words(block, change)
    in_words = not (change.rows or change.removed or change.blocks or is_table)
    text = with_author(change, in_signs(old, plain_text(comes(change))))
    return Words("" if is_table else old, text, in_words)


def suggested(change: Suggestion, said: Words, block: str, shift: int = 0) -> Comment:
    """The change as it applies to a draft, where it stands in ``block`` and ``shift`` code
    points earlier; its words alone where it has no block there: its place became a title.
    """
    here = replace(change, block=block, start=change.start - shift, end=change.end - shift)
    return Comment(
        block_id=block,
        quote=said.quote,
        kind=CommentKind.SUGGESTION,
        text=said.text,
        change=suggestions_to_json([here])[0] if block or change.blocks else None,
    )


def _old_words(block: Block | None, change: Suggestion) -> str:
    """The words that go."""
    if block is None:
        return ""
    if isinstance(block, Table) and not change.removed:
        rows = block.rows[change.start : change.end]
        return plain_text(Content((Table("rows", rows),))) if rows else ""
    if change.removed:
        return plain_text(Content((block,)))
    return block_text(block)[change.start : change.end]
