"""Sections as a Word file: in the house style, with what was said about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from workflow.actions.assembly.house_styles import style_named
from workflow.actions.assembly.manifest import entry_of
from workflow.actions.placing import Placed
from workflow.actions.scene import Scene
from workflow.actions.talk.suggestions import proposals, standing
from workflow.actions.writing.replacing import says_more
from workflow.actions.writing.section_files import SeveralBlobs
from workflow.documents.content import from_json
from workflow.documents.identity import SectionMark
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.merge.report_manifest import part_of
from workflow.documents.talk import WordComment
from workflow.domain.machine import NotYet
from workflow.domain.terms import SectionState
from workflow.domain.text import say
from workflow.store import Comment, CommentPlace, Draft, Section
from workflow.store.comment import comments_of
from workflow.store.comment_place import places_in

REPORT, SECTION, DRAFT, HASH = "huigao-report", "huigao-section", "huigao-draft", "huigao-content"
"""Names of the properties by which a file is known again, where its bookmarks are lost."""


def section_document(scene: Scene, section: Section) -> bytes:
    """The newest draft as a .docx, its open comments as Word's own; Refused before there is one.

    A suggestion whose words stand unchanged is a tracked change, and a comment too where it
    gives a reason or was answered; one whose words were changed since is a comment alone.
    """
    head = section.head
    if head is None:
        raise NotYet(
            say(
                "这一部分还没有稿子，写好第一稿后就可以下载。",
                "Nothing is written here yet: it can be downloaded after the first draft.",
            )
        )
    manuscript = Manuscript(
        "",
        (_part(scene, scene.place(section)),),
        profile=style_named(section.report.office_id, section.report.profile),
        draft_mark=not entry_of(scene, scene.place(section))["signed"],
        creator=head.author.name,
        at=head.created_at,
        identity=_identity(section, head),
    )
    return assemble(manuscript, blobs=SeveralBlobs([section.id])).data


def sections_document(scene: Scene, section_ids: Collection[int]) -> bytes:
    """These sections as one .docx to work on, under the headings above them, each with its
    comments and suggestions; one without a draft has its heading, below which to write.
    Refused where none of them is a section with text.
    """
    chosen = list(_with_headings(scene, section_ids))
    texts = [one for one in chosen if one.section.is_text]
    if not texts:
        raise NotYet(say("请至少选择一个部分。", "Choose at least one section."))
    report = scene.report
    drafts = [one.section.head for one in texts if one.section.head is not None]
    manuscript = Manuscript(
        "",
        tuple(_part(scene, one) for one in chosen),
        profile=style_named(report.office_id, report.profile),
        draft_mark=not all(entry_of(scene, one)["signed"] for one in texts),
        creator=report.editor.name,
        at=max((one.created_at for one in drafts), default=None),
        identity=((REPORT, str(report.id)), *_drafts_in(texts)),
    )
    return assemble(manuscript, blobs=SeveralBlobs([one.section.id for one in texts])).data


def _drafts_in(texts: Iterable[Placed]) -> Iterator[tuple[str, str]]:
    """Of each section that has a draft its number, by the name ``draft_property`` gives."""
    for one in texts:
        if one.section.head is not None:
            yield draft_property(one.section.id), str(one.section.head.number)


def draft_property(section_id: int) -> str:
    """The property that holds a section's draft in a file of several."""
    return f"{SECTION}-{section_id}"


def _with_headings(scene: Scene, section_ids: Collection[int]) -> Iterator[Placed]:
    """The sections in the report's order, and what they stand below."""
    above = {one.section.id: one.section.parent_id for one in scene.outline}
    wanted: set[int] = set()
    for own in section_ids:
        here: int | None = own if own in above else None
        while here is not None and here not in wanted:
            wanted.add(here)
            here = above.get(here)
    for one in scene.outline:
        is_chosen = one.section.id in section_ids or not one.section.is_text
        if one.section.id in wanted and is_chosen and _is_there(one):
            yield one


def _is_there(one: Placed) -> bool:
    """Neither dropped, nor a preamble of which nothing could be seen."""
    section = one.section
    return section.state is not SectionState.DROPPED and (one.level > 0 or section.head is not None)


def _part(scene: Scene, one: Placed) -> Part:
    """The section with what was said of it, under marks that tell it when it comes back."""
    section, head = one.section, one.section.head if one.section.is_text else None
    entry = entry_of(scene, one)
    if head is None:
        return replace(part_of(entry, None), known_as=SectionMark(section.id, 0))
    still_open = [one for one in comments_of(section.id) if one.is_open]
    places, text = places_in(head.id), from_json(head.content)
    offers = proposals(head, still_open, places, text)
    changes = {comment.id: change for comment, change in standing(offers)}
    comments = tuple(
        said
        for one in still_open
        if one.id not in changes or one.replies or says_more(one, changes[one.id])
        for said in _thread(one, places.get(one.id))
    )
    return replace(
        part_of(entry, text),
        comments=comments,
        suggestions=tuple(changes.values()),
        known_as=SectionMark(section.id, head.number),
    )


def _identity(section: Section, head: Draft) -> tuple[tuple[str, str], ...]:
    return (
        (SECTION, str(section.id)),
        (DRAFT, str(head.number)),
        (HASH, head.content_hash),
    )


def _thread(comment: Comment, place: CommentPlace | None) -> Iterator[WordComment]:
    """The comment and the turns below it, as Word's answers."""
    first = _comment(comment, place)
    yield first
    for one in comment.replies:
        if one.text:
            yield replace(
                first,
                key=f"{first.key}.{one.id}",
                author=one.who,
                at=one.created_at.isoformat(),
                text=one.text,
                parent=first.key,
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
