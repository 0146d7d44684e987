"""A file that comes back from Word or WPS: read, and taken apart by what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from workflow.actions.refusing import document_refusals
from workflow.actions.scene import Scene
from workflow.actions.word.section_word import DRAFT, SECTION, draft_property
from workflow.actions.writing.section_files import StoredBlobs
from workflow.documents.identity import SectionMark
from workflow.documents.parting import KnownSection, Piece, parted, taken_whole, with_our_ids
from workflow.documents.reader import Changes, ReadDocument, read_word
from workflow.documents.talk import Remark
from workflow.documents.word.identity import identity_of
from workflow.documents.word.limits import Limits
from workflow.documents.word.safety import check_upload, is_word
from workflow.domain.machine import NotYet
from workflow.domain.terms import SectionState
from workflow.domain.text import say
from workflow.store import Section
from workflow.store.draft import draft_of

OF_THE_HOUSE = ("format_dropped", "footer_dropped", "header_dropped")
"""Remarks on looks, which say nothing new of a file that went out from here in these looks."""


@dataclass(frozen=True)
class Returned:
    """A file that was read: what it holds, and what its properties say of where it is from."""

    filename: str
    document: ReadDocument
    identity: dict[str, str]

    @property
    def sections(self) -> list[int]:
        """The sections whose marks stand in the file, in its order."""
        marks = (one.mark for one in self.document.marks)
        return [one.section for one in marks if isinstance(one, SectionMark)]

    @property
    def from_section(self) -> int | None:
        """The section that the file is from, where it says so."""
        return next(iter(self.sections), None) or _number(self.identity.get(SECTION))

    @property
    def from_draft(self) -> int | None:
        """The draft that a file of one section was made from, by its properties."""
        return _number(self.identity.get(DRAFT))


def read_returned(filename: str, data: bytes, limits: Limits, keep_changes: bool) -> Returned:
    """The file, read and weighed; Refused with the sentence. Needs no transaction.

    Pictures and kept Word objects are on disk afterwards, before any row names them.
    """
    if not is_word(filename):
        raise NotYet(
            say(
                "请上传 .docx 文件：在 Word 或 WPS 中用“另存为”选择 .docx。稿件没有改动。",
                "Please upload a .docx: in Word or WPS save the file as .docx. "
                "Nothing was changed.",
            )
        )
    with document_refusals():
        check_upload(filename, data, limits)
        changes = Changes.KEEP if keep_changes else Changes.ACCEPT
        document = read_word(data, StoredBlobs(), changes=changes)
    identity = identity_of(data)
    if document.marks or SECTION in identity:
        document = replace(document, remarks=tuple(_new_ones(document)))
    return Returned(filename, document, identity)


def _new_ones(document: ReadDocument) -> Iterator[Remark]:
    return (one for one in document.remarks if not one.code.startswith(OF_THE_HOUSE))


def known_sections(scene: Scene) -> tuple[KnownSection, ...]:
    """The report's sections in their order, as a file is taken apart by them."""
    return tuple(
        KnownSection(
            section=one.section.id,
            level=one.level,
            label=one.label + one.section.tail if one.level else "",
            title=one.section.title,
            is_text=one.section.is_text,
        )
        for one in scene.outline
        if one.section.state is not SectionState.DROPPED
    )


def piece_of(scene: Scene, section: Section, returned: Returned) -> Piece:
    """What the file holds of this section: its own part of several, else all of it."""
    known = known_sections(scene)
    if section.id in returned.sections and len(returned.sections) > 1:
        for one in pieces_of(scene, returned):
            if one.section == section.id:
                return one
    own = next(one for one in known if one.section == section.id)
    return _with_ids(section, taken_whole(returned.document, own))


def pieces_of(scene: Scene, returned: Returned) -> list[Piece]:
    """The file by sections; blocks that went out from here have their ids again."""
    sections = {one.id: one for one in scene.sections}
    return [
        _with_ids(sections[one.section], _dated(one, returned)) if one.section else one
        for one in parted(returned.document, known_sections(scene))
    ]


def _dated(piece: Piece, returned: Returned) -> Piece:
    """A section that was found by its heading is from the draft that the file's properties say."""
    if piece.draft is not None or piece.section is None:
        return piece
    return replace(piece, draft=_number(returned.identity.get(draft_property(piece.section))))


def _with_ids(section: Section, piece: Piece) -> Piece:
    return with_our_ids(piece, _ids_in(section, piece.draft))


def _ids_in(section: Section, number: int | None) -> Iterable[str]:
    """The ids of blocks in the draft that a file was made from, and in the newest one."""
    base = draft_of(section.id, number) if number else None
    drafts = [one for one in (base, section.head) if one is not None]
    return [block["id"] for one in drafts for block in one.content["blocks"]]


def _number(text: str | None) -> int | None:
    """A number that the file says, as far as it is one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
