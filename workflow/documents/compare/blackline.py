"""The old text as a .docx in which every difference is a tracked change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.blobs import Blobs
from workflow.documents.compare.blame import Provenance
from workflow.documents.compare.model import UNKNOWN, BlockChange, Kind, Stamp
from workflow.documents.compare.suggesting import suggestions_of
from workflow.documents.content import Content, Table
from workflow.documents.merge import Manuscript, Part, assemble
from workflow.documents.profile import GB_T_9704, Profile
from workflow.documents.talk import Remark


@dataclass(frozen=True, slots=True)
class Blackline:
    """The bytes of the .docx, and what it could not show as a change."""

    data: bytes
    remarks: tuple[Remark, ...]


def blackline(
    old: Content,
    changes: Sequence[BlockChange],
    blobs: Blobs,
    by: Stamp = UNKNOWN,
    profile: Profile = GB_T_9704,
    known: Provenance | None = None,
) -> Blackline:
    """All accepted, it reads as the new text; all rejected, as the old one.

    ``blobs`` holds the pictures and objects of both; DocumentError where one is missing.
    ``by`` and ``known`` as in ``suggestions_of``.
    """
    suggestions = suggestions_of(old, changes, by, known)
    part = Part(0, None, "", "", "", False, old, (), suggestions)
    made = assemble(Manuscript("", (part,), profile=profile), blobs=blobs)
    said = [Remark(one.code, one.zh, one.en) for one in made.warnings if one.code != "empty"]
    return Blackline(made.data, (*said, *_untracked(changes)))


def _untracked(changes: Sequence[BlockChange]) -> list[Remark]:
    sides = _sides_changed(changes)
    widths = sum(_widths_changed(one) for one in changes)
    found = [(SIDES, sides), (WIDTHS, widths)]
    return [Remark(*words, count=count) for words, count in found if count]


SIDES = (
    "side_not_tracked",
    "Word 不能把纵向和横向页面的改动记为修订，批注稿的页面方向与旧稿相同，请对照新稿核对。",
    "Word cannot track which way a page lies; the pages lie as in the old text. "
    "Please check them against the new one.",
)
WIDTHS = (
    "widths_not_tracked",
    "Word 不能把表格列宽的改动记为修订，列宽与旧稿相同，文字的改动都已标出。",
    "Word cannot track widths of columns; they are those of the old text. "
    "All changes of words are marked.",
)


def _sides_changed(changes: Sequence[BlockChange]) -> int:
    """Blocks that stand on a page which lies otherwise than theirs did."""
    found, here = 0, False
    for one in changes:
        if one.before is not None and one.kind is not Kind.MOVED:
            here = one.before.landscape
        if one.after is not None and one.kind is not Kind.LEFT:
            found += one.after.landscape is not here
    return found


def _widths_changed(one: BlockChange) -> bool:
    before, after = one.before, one.after
    if one.kind is not Kind.CHANGED or not one.rows:
        return False
    return isinstance(before, Table) and isinstance(after, Table) and before.widths != after.widths


__all__ = ["Blackline", "blackline"]
