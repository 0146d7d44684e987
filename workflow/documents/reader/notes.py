"""Footnotes and endnotes: lines of text at the place of their mark (17.11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.documents.content import (
    Inline,
    LineBreak,
    ListItem,
    Note,
    Paragraph,
    Run,
    block_text,
    canonical_runs,
    new_id,
)
from workflow.documents.content.inlines_in import MOST_NOTE_BLOCKS
from workflow.documents.reader.accepting import accept
from workflow.documents.reader.desk import Desk, Hand, Mode, Scene
from workflow.documents.reader.line import Line
from workflow.documents.reader.lines import Lines
from workflow.documents.reader.lists import Counting
from workflow.documents.reader.patterns import NotePattern
from workflow.documents.reader.text import SPACE, plain
from workflow.documents.reader.tracked import reject, settle
from workflow.documents.reader.xml import Element, find, val
from workflow.documents.word.tree import remove, w

_MARKS = (w("footnoteRef"), w("endnoteRef"))


class Notes:
    """Reads a note each time that it is referred to; ``lines`` is given once it is made."""

    lines: Lines

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: set[tuple[str, str]] = set()

    def read(self, kind: str, own: str, scene: Scene) -> Note | None:
        """The note of ``kind`` ("footnotes") and id, or None where the file has none."""
        body = self._desk.source.note(kind, own)
        if body is None or val(body, "type") not in (None, "normal"):
            return None
        is_new = (kind, own) not in self._read
        self._read.add((kind, own))
        known = self._desk.known.note(body) if is_new else None
        if known is not None:
            _drop_lead(body)
            return Note(tuple(self._known(*known)), kind == "endnotes")
        if is_new:
            self._prepare(body, scene.mode)
        inner = Scene(self._desk.source.related(kind)[0], scene.mode, in_note=True)
        blocks = list(self._blocks(body, inner))
        return Note(tuple(_limited(blocks or [Paragraph(new_id())])), kind == "endnotes")

    def blocks(self, body: Element, scene: Scene) -> list[Paragraph | ListItem]:
        """All lines of a note, whatever its id."""
        self._prepare(body, scene.mode)
        return list(self._blocks(body, scene))

    def _known(self, pattern: NotePattern, words: Sequence[str]) -> Iterator[Paragraph]:
        """The lines of a note of which only the words are its own."""
        desk = self._desk
        desk.known.remark(pattern, desk.remarks)
        for line in pattern.lines:
            made = Paragraph(new_id(), tuple([one.run(words) for one in line]))
            desk.comments.begin((made.id, 0))
            desk.comments.end((made.id, len(block_text(made))))
            yield made

    def _prepare(self, body: Element, mode: Mode) -> None:
        """Changes within a note are kept or made as those around its mark are."""
        if mode is Mode.SUGGEST:
            changed = settle(body)["structure"]
        elif mode is Mode.AFTER:
            changed = accept(body).total()
        else:
            reject(body)
            changed = 0
        _drop_lead(body)
        if changed:
            self._desk.remarks.add("changes_in_note", count=changed)

    def _blocks(self, body: Element, scene: Scene) -> Iterator[Paragraph | ListItem]:
        """Each paragraph as a line; those of tables and boxes one behind the other."""
        counting = Counting()
        paragraphs = [one for one in body.iter(w("p")) if not _is_boxed(one)]
        if any(one.getparent() is not body for one in paragraphs):
            self._desk.remarks.add("note_flattened")
        for paragraph in paragraphs:
            label = self._desk.labels.of(paragraph, is_heading=False)
            line = Line(Run(label.text) if label else None)
            self.lines.read(line, paragraph, self._hand(paragraph, scene))
            piece = line.pieces[0]
            runs = piece.settled()
            if label is not None and label.is_item:
                start = counting.start(label)
                yield ListItem(piece.id, label.ordered, label.depth, runs, start)
                continue
            counting.interrupt()
            yield Paragraph(piece.id, runs)

    def _hand(self, paragraph: Element, scene: Scene) -> Hand:
        return Hand(scene, val(find(paragraph, "pPr", "pStyle")) or "")


def _is_boxed(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(w("txbxContent")), None) is not None


def _drop_lead(body: Element) -> None:
    """Take away the blank that stands between the note's number and its text."""
    begun = False
    for one in list(body.iter(w("t"), w("tab"), *_MARKS)):
        if not begun or one.tag in _MARKS:
            begun = begun or one.tag in _MARKS
        elif one.tag == w("t"):
            one.text = re.sub(r"^\s", "", plain(one))
            one.set(SPACE, "preserve")
            return
        else:
            remove(one)
            return


def _limited(blocks: list[Paragraph | ListItem]) -> Iterator[Paragraph | ListItem]:
    """As many blocks as a note may have, the rest as lines of the last."""
    yield from blocks[: MOST_NOTE_BLOCKS - 1]
    rest = blocks[MOST_NOTE_BLOCKS - 1 :]
    if rest:
        runs: list[Inline] = list(rest[0].runs)
        for one in rest[1:]:
            runs += [LineBreak(), *one.runs]
        yield replace(rest[0], runs=canonical_runs(runs))
