"""A Word file becomes content: the whole way in its order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from workflow.documents.blobs import Blobs
from workflow.documents.content import Content, ContentError, checked
from workflow.documents.errors import DocumentError
from workflow.documents.reader.accepting import accept
from workflow.documents.reader.blocks import Blocks
from workflow.documents.reader.collector import waiting
from workflow.documents.reader.desk import NOTE_PARTS, Desk, Mode, Scene
from workflow.documents.reader.furniture import note_furniture
from workflow.documents.reader.known import Recall
from workflow.documents.reader.learning import Learning
from workflow.documents.reader.lines import Lines
from workflow.documents.reader.model import Changes, ReadDocument
from workflow.documents.reader.notes import Notes
from workflow.documents.reader.paragraphs import Paragraphs
from workflow.documents.reader.runs import Runs
from workflow.documents.reader.tracked import settle
from workflow.documents.word.aside import thinned
from workflow.documents.word.package import open_docx
from workflow.documents.word.source import Source

SEVERAL = 2
"""As often a pattern has to come in one file before it is worth learning."""


def read_word(
    data: bytes,
    blobs: Blobs,
    *,
    changes: Changes = Changes.ACCEPT,
    recall: Recall | None = None,
) -> ReadDocument:
    """The content of a .docx that has passed ``check_upload``; pictures and islands go to
    ``blobs``. DocumentError: not readable, or more than a section may hold. ``recall`` keeps
    what one file teaches for the next that is much the same.
    """
    try:
        with waiting():
            return _read(data, blobs, changes, recall)
    except RecursionError:
        raise _too_deep() from None


def _read(data: bytes, blobs: Blobs, changes: Changes, recall: Recall | None) -> ReadDocument:
    least = SEVERAL if recall is None else 1
    source = Source.of(open_docx(data), lambda main, related: thinned(main, least, related=related))
    desk = Desk(source, blobs, Learning(source, _readers), recall)
    _prepare(desk, changes)
    mode = Mode.SUGGEST if changes is Changes.KEEP else Mode.AFTER
    blocks = _readers(desk)[1].body(source.body, Scene(source.main, mode))
    note_furniture(source, desk.remarks)
    return _document(desk, _checked(Content(blocks), desk.known.proven))


def _prepare(desk: Desk, changes: Changes) -> None:
    """Make in the tree what does not become a suggestion."""
    body = desk.source.body
    if changes is Changes.KEEP:
        found = settle(body)
    else:
        roots = [desk.source.related_root(kind) for kind in NOTE_PARTS]
        found = Counter()
        for root in [body, *roots]:
            found += accept(root) if root is not None else Counter()
    for kind in ("inserted", "deleted", "structure", "formatted"):
        if found[kind]:
            desk.remarks.add(f"changes_{kind}", count=found[kind])
    desk.identity.take_out(body)


def _readers(desk: Desk) -> tuple[Lines, Blocks]:
    """Notes hold lines, and lines hold notes."""
    notes = Notes(desk)
    lines = Lines(desk, Runs(desk, notes.read))
    notes.lines = lines
    return lines, Blocks(desk, Paragraphs(desk, lines, notes.read))


def _document(desk: Desk, content: Content) -> ReadDocument:
    suggestions = desk.suggestions.all(content.blocks, desk.moved)
    comments = desk.comments.all(content, suggestions, desk.moved)
    desk.known.count(desk.remarks)
    remarks = (*desk.source.remarks, *desk.remarks.all())
    marks = desk.identity.all(content.blocks)
    return ReadDocument(content, comments, suggestions, remarks, marks)


def _checked(content: Content, proven: Container[str]) -> Content:
    """The content as drafts store it; what goes beyond the limits is refused with a sentence."""
    try:
        return checked(content, proven)
    except ContentError as error:
        raise DocumentError(
            f"文件读出的内容超出一个部分的上限：{error.place}。没有导入任何内容，"
            "请把文件拆分成几个部分后再上传。",
            f"The file holds more than a section may ({error.place}); nothing was imported. "
            "Split it into several parts and upload them.",
            "too_much",
        ) from None


def _too_deep() -> DocumentError:
    return DocumentError(
        "文件的内容层层嵌套过深，无法读取，没有导入任何内容。请在 Word 中简化后"
        "另存为 .docx 再上传。",
        "The content of the file is nested too deeply to be read; nothing was imported. Simplify "
        "it in Word, save it as .docx and upload it again.",
        "too_deep",
    )
