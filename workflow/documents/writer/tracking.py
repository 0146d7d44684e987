"""Tracked changes on finished elements: what is inserted, what is deleted (ECMA-376, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.documents.chunk import Hole
from workflow.documents.house.figures import figure_in
from workflow.documents.house.xml import Element, el, element, w
from workflow.documents.pieces import NAMESPACES, hole
from workflow.documents.talk import Suggestion
from workflow.documents.writer.dates import word_date
from workflow.documents.writer.scribe import Scribe, storable

INSERTED, DELETED = "ins", "del"
TRACKED = (INSERTED, DELETED)
MATH = {f"{{{NAMESPACES['m']}}}{name}" for name in ("oMath", "oMathPara")}
WORDS = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
FRAMES = {w(one) for one in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "ins")}
"""What holds runs and may not itself stand within w:ins or w:del, or is changed inside."""


class Tracker:
    """Marks elements as one suggestion's insertion or deletion."""

    def __init__(self, scribe: Scribe, kind: str, suggestion: Suggestion) -> None:
        self._scribe, self._kind, self._suggestion = scribe, kind, suggestion

    def line(self, elements: Iterable[Element]) -> list[Element]:
        """The content of a paragraph with its runs within w:ins or w:del."""
        made: list[Element] = []
        current: Element | None = None
        for one in (inner for each in elements for inner in self._scribe.expanded(each)):
            if not self._is_content(one):
                current = None
                made.append(self._framed(one))
                continue
            if current is None:
                current = self._mark()
                made.append(current)
            if self._kind == DELETED:
                _delete(one)
            current.append(one)
        return made

    def blocks(self, elements: Iterable[Element]) -> list[Element]:
        """Paragraphs and tables, all that they hold, and the ends of the paragraphs."""
        made = [inner for each in elements for inner in self._scribe.expanded(each)]
        for one in made:
            if one.tag == w("p"):
                self._paragraph(one)
            elif one.tag == w("tbl"):
                self._table(one)
            elif one.tag == w("sdt"):
                for content in one.iterchildren(w("sdtContent")):
                    content[:] = self.blocks(list(content))
        return made

    def _is_content(self, one: Element) -> bool:
        if one.tag == w("r"):
            return one.find(w("commentReference")) is None
        if one.tag == w("sdt"):  # with its words gone nothing is left of a figure
            return figure_in(one) is not None
        return one.tag in MATH or (one.tag == w("del") and self._kind == INSERTED)

    def _framed(self, one: Element) -> Element:
        if one.tag in FRAMES and not (one.tag == w("ins") and self._kind == INSERTED):
            one[:] = self.line(list(one))
        return one

    def _mark(self) -> Element:
        number = self._scribe.needs.add_revision()
        author, at = storable(self._suggestion.author), word_date(self._suggestion.at)
        made = el(self._kind, id=hole(Hole.REVISION, number), author=author)
        if at:
            made.set(w("date"), at)
        return made

    def _paragraph(self, one: Element) -> None:
        properties = one.find(w("pPr"))
        if properties is None:
            properties = element("pPr")
            one.insert(0, properties)
        one[1:] = self.line(list(one)[1:])
        marks = _mark_properties(properties)
        if marks.find(w(self._kind)) is None:
            marks.insert(int(marks.find(w(INSERTED)) is not None), self._mark())

    def _table(self, table: Element) -> None:
        for row in table.iterchildren(w("tr")):
            self.row(row)

    def row(self, row: Element) -> Element:
        """A row of a table, and all that its cells hold."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = element("trPr")
            row.insert(int(row.find(w("tblPrEx")) is not None), properties)
        if properties.find(w(self._kind)) is None:
            _insert_before(properties, (DELETED, "trPrChange"), self._mark())
        for cell in row.iterchildren(w("tc")):
            cell[:] = self.blocks(list(cell))
        return row


def is_tracked(one: Element) -> bool:
    """Whether it is a paragraph whose end somebody wants in or gone: another must follow it,
    with which it can be joined (17.13.5.15, 17.13.5.19).
    """
    marks = one.find(f"{w('pPr')}/{w('rPr')}") if one.tag == w("p") else None
    return marks is not None and any(marks.find(w(kind)) is not None for kind in TRACKED)


def _mark_properties(properties: Element) -> Element:
    """The rPr of a paragraph's end: behind all but sectPr and pPrChange (17.3.1.26)."""
    found = properties.find(w("rPr"))
    if found is not None:
        return found
    made = element("rPr")
    _insert_before(properties, ("sectPr", "pPrChange"), made)
    return made


def _insert_before(properties: Element, names: tuple[str, ...], made: Element) -> None:
    """Set in before the first child of these names, else at the end."""
    tags = {w(name) for name in names}
    later = [n for n, one in enumerate(properties) if one.tag in tags]
    properties.insert(later[0] if later else len(properties), made)


def _delete(content: Element) -> None:
    """Text of a deleted run has elements of its own names (17.3.3.7); a text box has not."""
    if content.tag == w("sdt"):
        for run in content.iterfind(f"{w('sdtContent')}/{w('r')}"):
            _delete(run)
    for one in content:
        if isinstance(one.tag, str) and one.tag in WORDS:
            one.tag = WORDS[one.tag]
