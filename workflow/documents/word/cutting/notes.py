"""Notes and comments of a cut: where they are referred to, and their bodies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from workflow.documents.chunk import Hole
from workflow.documents.pieces import NAMESPACES, hole
from workflow.documents.word.source import Source
from workflow.documents.word.tree import remove, remove_from_run, w

# (kind of note, its id) -> the local number, or None where its body is lost.
NoteNumber = Callable[[str, str], int | None]
CommentNumber = Callable[[str], int | None]
NOTES = {
    w("footnoteReference"): ("footnotes", Hole.NOTE),
    w("endnoteReference"): ("endnotes", Hole.ENDNOTE),
}
_RANGE_START, _RANGE_END = w("commentRangeStart"), w("commentRangeEnd")
_REFERENCE = w("commentReference")
_COMMENTS = (_RANGE_START, _RANGE_END, _REFERENCE)
_W14, _W15 = (f"{{{NAMESPACES[one]}}}" for one in ("w14", "w15"))


@dataclass(frozen=True, slots=True)
class Thread:
    """The id of the comment that this one answers, or "", and whether it is resolved."""

    parent: str = ""
    done: bool = False


def cut_notes(root: etree._Element, number: NoteNumber) -> None:
    """Holes where notes are referred to; a reference goes where the note is lost."""
    for element in list(root.iter(*NOTES)):
        kind, sort = NOTES[element.tag]
        found = number(kind, element.get(w("id"), ""))
        if found is None:
            remove_from_run(element)
        else:
            element.set(w("id"), hole(sort, found))


def drop_notes(root: etree._Element) -> None:
    """Take away what refers to notes: a note has none of its own."""
    for element in list(root.iter(*NOTES)):
        remove_from_run(element)


def drop_comments(root: etree._Element) -> None:
    """Take the marks of all comments away."""
    for element in list(root.iter(*_COMMENTS)):
        _drop(element)


def cut_comments(root: etree._Element, number: CommentNumber) -> None:
    """Holes in the marks of comments whose body is there; a range needs both its ends."""
    marks = list(root.iter(*_COMMENTS))
    firsts: dict[str, dict[str, etree._Element]] = {one: {} for one in _COMMENTS}
    for element in marks:
        firsts[element.tag].setdefault(element.get(w("id"), ""), element)
    starts, ends, references = (firsts[one] for one in _COMMENTS)
    numbers = {own: number(own) for own in references}
    for element in marks:
        own = element.get(w("id"), "")
        found = numbers.get(own)
        first = firsts[element.tag][own]
        is_whole = element.tag == _REFERENCE or (own in starts and own in ends)
        if found is None or element is not first or not is_whole:
            _drop(element)
        else:
            element.set(w("id"), hole(Hole.COMMENT, found))


def threads(source: Source) -> dict[str, Thread]:
    """What each comment answers, by its id, from the part commentsExtended."""
    extended = source.related_root("commentsExtended")
    if extended is None:
        return {}
    paragraphs, found = _comments_by_paragraph(source), dict[str, Thread]()
    for row in extended.iterchildren(f"{_W15}commentEx"):
        own = paragraphs.get(row.get(f"{_W15}paraId", ""))
        if own is not None:
            parent = paragraphs.get(row.get(f"{_W15}paraIdParent", ""), "")
            found[own] = Thread(parent, row.get(f"{_W15}done", "0") in ("1", "true", "on"))
    return found


def _comments_by_paragraph(source: Source) -> dict[str, str]:
    """Comments by the id of their last paragraph ([MS-DOCX] 2.5.2.3)."""
    comments = source.related_root("comments")
    found: dict[str, str] = {}
    for comment in comments.iterchildren(w("comment")) if comments is not None else ():
        for paragraph in comment.iter(w("p")):
            mark = paragraph.get(f"{_W14}paraId", "")
            if mark:
                found[mark] = comment.get(w("id"), "")
    return found


def _drop(element: etree._Element) -> None:
    if element.tag == _REFERENCE:
        remove_from_run(element)
    else:
        remove(element)
