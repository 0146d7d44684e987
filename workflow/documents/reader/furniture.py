"""Headers, footers, backgrounds and watermarks: the house style has its own; all is named."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.documents.reader.remarks import Remarks
from workflow.documents.reader.text import text_of
from workflow.documents.reader.xml import Element, find, named
from workflow.documents.word.source import Source
from workflow.documents.word.tree import w

_CODES = {"header": "header_dropped", "footer": "footer_dropped"}
_PICTURES = (named("a", "blip"), named("v", "imagedata"))
_TEXTPATH = named("v", "textpath")


def note_furniture(source: Source, remarks: Remarks) -> None:
    """A remark that quotes the text of each header and footer that a section names."""
    for kind, code in _CODES.items():
        for root in _used(source, kind):
            _note_story(root, code, remarks)
    if find(source.document, "background") is not None:
        remarks.add("background")


def _used(source: Source, kind: str) -> Iterator[Element]:
    names: dict[str, None] = {}
    for reference in source.document.iter(w(f"{kind}Reference")):
        own = next(
            (text for name, text in reference.attrib.items() if str(name).endswith("}id")), ""
        )
        relation = source.relations(source.main).get(str(own))
        if relation is not None and relation.target:
            names[relation.target] = None
    for name in names:
        root = source.root(name)
        if root is not None:
            yield root


def _note_story(root: Element, code: str, remarks: Remarks) -> None:
    marks = list(root.iter(_TEXTPATH))
    for mark in marks:
        remarks.add("watermark", mark.get("string") or "")
        mark.set("string", "")
    text = " / ".join(text_of([root]).split("\n"))
    if text.strip(" /"):
        remarks.add(code, text)
    pictures = sum(1 for _ in root.iter(*_PICTURES))
    if pictures:
        remarks.add("header_picture", count=pictures)
