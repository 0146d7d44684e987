"""What a run holds: text and its marks, breaks, notes, pictures, islands (17.3.3)."""

from __future__ import annotations

from collections.abc import Callable

from workflow.documents.content import Bookmark, LineBreak, Note, Run
from workflow.documents.reader.accepting import DELETED, INSERTED
from workflow.documents.reader.comments import MARKS as COMMENT_MARKS
from workflow.documents.reader.desk import Desk, Hand, Mode, Scene
from workflow.documents.reader.kinds import kind_of
from workflow.documents.reader.line import Held, Line
from workflow.documents.reader.marks import Look
from workflow.documents.reader.pictures import Pictures
from workflow.documents.reader.splitting import alone
from workflow.documents.reader.text import plain, text_of
from workflow.documents.reader.xml import Element, tags, val
from workflow.documents.word.signs import is_symbol_font, sign
from workflow.documents.word.tree import w

_TEXT, _BREAK = w("t"), w("br")
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_UNSEEN = tags(
    "rPr lastRenderedPageBreak fldChar instrText delInstrText delText footnoteRef "
    "endnoteRef annotationRef separator continuationSeparator"
)
# Fields of old files, that show the day or the page, without a code.
_OLD_FIELDS = tags("pgNum dayLong dayShort monthLong monthShort yearLong yearShort")
Notes = Callable[[str, str, Scene], Note | None]


class Runs:
    """Reads one run after the other; ``notes`` reads a note by its kind and id."""

    def __init__(self, desk: Desk, notes: Notes) -> None:
        self._desk, self._notes = desk, notes
        self._pictures = Pictures(desk)

    def read(self, line: Line, run: Element, hand: Hand) -> None:
        """Add what the run shows to the line."""
        self._desk.formats.of_run(run)
        look = self._desk.marks.look(run, hand.style)
        if look.hidden:
            hidden = text_of([run])
            if hidden:
                self._desk.remarks.add("hidden_text", hidden, line.here()[0])
        for child in list(run):
            self._child(line, run, child, look, hand)

    def _child(self, line: Line, run: Element, child: Element, look: Look, hand: Hand) -> None:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            return
        if tag == _TEXT:
            self._text(line, run, child, look, hand)
        elif tag in _CHARACTERS:
            line.add(Run(_CHARACTERS[tag], look.marks, hand.link))
        elif tag in (_BREAK, w("cr")):
            self._break(line, child, hand)
        elif tag == w("sym"):
            self._sign(line, run, child, look, hand)
        elif tag in _NOTES:
            self._note(line, child, hand)
        elif tag in COMMENT_MARKS:
            self._desk.comments.meet(child, line.here())
        elif tag == w("bookmarkStart"):
            name = self._desk.links.bookmark(child)
            line.add(Bookmark(name)) if name else None
        elif tag in INSERTED or (tag in DELETED and hand.scene.mode is Mode.BEFORE):
            for inner in list(child):
                self._child(line, run, inner, look, hand)
        elif tag not in DELETED:
            self._thing(line, run, child, hand)

    def _text(self, line: Line, run: Element, child: Element, look: Look, hand: Hand) -> None:
        text = plain(child)
        if not look.symbols or not text.strip():
            line.add(Run(text, look.marks, hand.link))
            return
        text = "".join(sign(look.symbols, f"{ord(one):X}") if one.strip() else one for one in text)
        self._island(line, "symbol", run, child, hand, text)

    def _break(self, line: Line, child: Element, hand: Hand) -> None:
        """A page cannot break in a note, nor a column anywhere: a new line is left of it."""
        kind = val(child, "type")
        if kind == "page" and not hand.scene.in_note:
            line.break_page()
            return
        if kind == "column":
            self._desk.remarks.add("column_break", place=line.here()[0])
        line.add(LineBreak())

    def _sign(self, line: Line, run: Element, child: Element, look: Look, hand: Hand) -> None:
        font, code = val(child, "font") or "", val(child, "char") or ""
        if is_symbol_font(font):
            self._island(line, "symbol", run, child, hand)
        else:
            line.add(Run(sign(font, code), look.marks, hand.link))

    def _note(self, line: Line, child: Element, hand: Hand) -> None:
        kind = _NOTES[str(child.tag)]
        if hand.scene.in_note:
            self._desk.remarks.add("note_in_note")
            return
        made = self._notes(kind, val(child, "id") or "", hand.scene)
        if made is None:
            self._desk.source.remark("lost_note")
            return
        if val(child, "customMarkFollows") in ("1", "true", "on"):
            self._desk.remarks.add("note_mark", place=line.here()[0])
        line.add(made)

    def _thing(self, line: Line, run: Element, child: Element, hand: Hand) -> None:
        """A picture, an island, or what nobody knows: kept where it has anything to say."""
        kind = "field" if child.tag in _OLD_FIELDS else kind_of(child)
        found = None if hand.scene.in_note else self._pictures.of(child, hand.scene)
        if found is not None:
            own = alone(run, child)
            islands, origin = self._desk.islands, hand.scene.origin
            line.add(Held(*found, lambda: islands.inline("picture", [own], origin)))
        elif kind != "other" or text_of([child]):
            self._island(line, kind, run, child, hand)

    def _island(
        self, line: Line, kind: str, run: Element, child: Element, hand: Hand, text: str = ""
    ) -> None:
        self._desk.add_island(line, kind, [alone(run, child)], hand, text)
