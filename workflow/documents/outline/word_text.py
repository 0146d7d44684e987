"""The text of a Word document, paragraph by paragraph, with the headings that it marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from workflow.documents.outline.model import Decisions
from workflow.documents.word.numbering import Numbering
from workflow.documents.word.package import open_docx
from workflow.documents.word.parts import Parts, is_word, local, value
from workflow.documents.word.signs import sign
from workflow.documents.word.styles import Styles

_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# Deleted text, field codes, and the copies that older readers take in the place of a choice.
_LEFT_OUT = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "rt", "pPr", "rPr"})
_OUT_OF_LINE = frozenset({"txbxContent"})


@dataclass(slots=True)
class _Collected:
    """Paragraph texts so far, and (offset, level) of those that are marked as headings."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marked: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, level: int | None) -> None:
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
        blanks = len(text) - len(text.lstrip())
        if level and text.strip():
            self.marked.append((self.length + blanks, level))
        self.pieces.append(text)
        self.length += len(text)


def docx_text(data: bytes) -> tuple[str, Decisions]:
    """The body's text, a line a paragraph (tables cell by cell, text boxes after their
    paragraph), automatic numbers written out, `w:br` as a newline; and the marked headings.
    Notes, comments, headers and footers stand beside this text: their words are none of it,
    so no heading begins in them and no section counts them.

    The bytes must have passed `check_upload`. DocumentError: damaged, or no Word document.
    """
    parts = Parts(open_docx(data))
    body = parts.main()
    styles = Styles(parts.related("styles"))
    numbering = Numbering(parts.related("numbering"), styles)
    collected = _Collected()
    for paragraph in _paragraphs(body):
        text = _text(paragraph)
        collected.add(numbering.label(paragraph) + text, styles.level(paragraph))
    text = "".join(collected.pieces)
    return text, _decisions(collected.marked, len(text) - len(text.lstrip()))


def _paragraphs(node: etree._Element) -> Iterator[etree._Element]:
    """Every `w:p` below, a paragraph before those of the text boxes that hang on it."""
    for child in node:
        name = local(child)
        if name in _LEFT_OUT:
            continue
        if name == "p" and is_word(child):
            yield child
        yield from _paragraphs(child)


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(node: etree._Element) -> Iterator[str]:
    for child in node:
        name = local(child)
        if name in _LEFT_OUT or name in _OUT_OF_LINE:
            continue
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "sym":
            yield sign(value(child, "font") or "", value(child, "char") or "")
        else:
            yield from _pieces(child)


def _decisions(marked: list[tuple[int, int]], first: int) -> Decisions:
    """Marked headings as decisions; a lone level 1 on the first line is the title, not one."""
    deeper = [level for _, level in marked if level > 1]
    if len(deeper) == len(marked) - 1 and marked[0] == (first, 1) and deeper:
        marked = [(start, level - 1) for start, level in marked[1:]]
    return Decisions(
        added=frozenset(start for start, _ in marked),
        levels=MappingProxyType(dict(marked)),
    )
