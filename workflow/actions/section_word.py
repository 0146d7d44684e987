"""A section as a Word file: in the house style, with what was said about it."""

from __future__ import annotations

from dataclasses import replace

from workflow.actions.house_styles import style_named
from workflow.actions.manifest import entry_of
from workflow.actions.scene import Scene
from workflow.actions.section_files import SeveralBlobs
from workflow.documents.content import from_json
from workflow.documents.merge import Manuscript, assemble
from workflow.documents.merge.report_manifest import part_of
from workflow.documents.talk import WordComment
from workflow.documents.talk_json import suggestions_from_json
from workflow.domain.machine import NotYet
from workflow.domain.text import say
from workflow.store import Comment, CommentPlace, Draft, Section
from workflow.store.comment import comments_of
from workflow.store.comment_place import places_in

SECTION, DRAFT, HASH = "huigao-section", "huigao-draft", "huigao-content"
"""Names of the properties by which the file is known again."""


def section_document(scene: Scene, section: Section) -> bytes:
    """The newest draft as a .docx, its open comments as Word's own; Refused before there is one.

    What was suggested of this very draft is a tracked change; what was suggested of an earlier
    one is a comment, for its words may have changed since.
    """
    head = section.head
    if head is None:
        raise NotYet(
            say(
                "这一部分还没有稿子，写好第一稿后就可以下载。",
                "Nothing is written here yet: it can be downloaded after the first draft.",
            )
        )
    still_open = [one for one in comments_of(section.id) if one.is_open]
    changes = [one for one in still_open if one.change and one.draft_id == head.id]
    places = places_in(head.id)
    comments = tuple(_comment(one, places.get(one.id)) for one in still_open if one not in changes)
    entry = entry_of(scene, scene.place(section))
    part = replace(
        part_of(entry, from_json(head.content)),
        comments=comments,
        suggestions=suggestions_from_json([one.change for one in changes]),
    )
    manuscript = Manuscript(
        "",
        (part,),
        profile=style_named(section.report.office_id, section.report.profile),
        draft_mark=not entry["signed"],
        creator=head.author.name,
        at=head.created_at,
        identity=_identity(section, head),
    )
    return assemble(manuscript, blobs=SeveralBlobs([section.id])).data


def _identity(section: Section, head: Draft) -> tuple[tuple[str, str], ...]:
    return (
        (SECTION, str(section.id)),
        (DRAFT, str(head.number)),
        (HASH, head.content_hash),
    )


def _comment(comment: Comment, place: CommentPlace | None) -> WordComment:
    """Where its words stand now; where they are gone, its text names them."""
    quoted = f"“{comment.quote}”\n" if comment.quote and place is None else ""
    return WordComment(
        key=str(comment.id),
        author=comment.author.name,
        at=comment.created_at.isoformat(),
        text=quoted + comment.text,
        block=place.block_id if place is not None else "",
        start=place.start if place is not None else 0,
        end=place.end if place is not None else 0,
        quote=comment.quote,
    )
