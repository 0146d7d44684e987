"""Counts what is in a Word file and in what was read of it, each in its own simple way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workflow.documents.blobs import Blobs
from workflow.documents.content import (
    Block,
    InlineIsland,
    IslandBlock,
    Note,
    Picture,
    Run,
    Table,
    every_block,
    inlines,
    plain_text,
)
from workflow.documents.islands import Island, load_island
from workflow.documents.pieces import NAMESPACES
from workflow.documents.reader import ReadDocument
from workflow.documents.word.source import Source

_GONE = "ancestor-or-self::w:del or ancestor::w:moveFrom or ancestor::w:tr[w:trPr/w:del]"
# Text in the copy for older readers counts where the first choice has none.
_COPY = "ancestor::mc:Fallback[preceding-sibling::mc:Choice//w:t]"
_SIGNS = "parent::w:r/w:rPr/w:rFonts[contains('Wingdings Wingdings 2 Webdings Symbol', @w:ascii)]"
_TEXT = f"//w:t[not({_GONE}) and not({_COPY}) and not({_SIGNS})] | //m:t[not({_GONE})]"
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")


@dataclass(frozen=True, slots=True)
class Counts:
    """Of tables, pictures and notes; ``links`` are the addresses of outside links."""

    tables: int
    pictures: int
    notes: int
    links: frozenset[str]


def letters(text: str) -> Counter[str]:
    """How often each character that is no blank occurs."""
    return Counter(one for one in text if not one.isspace())


def letters_in_file(data: bytes) -> Counter[str]:
    """Those of the body, of the notes that it refers to, and of all comments."""
    source = Source.open(data)
    found = _letters(source.document)
    for name, kind in (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes")):
        for own in set(_strings(source.document, f"//w:{name}[not({_GONE})]/@w:id")):
            note = source.note(kind, own)
            if note is not None and note.get(_w("type")) in (None, "normal"):
                found += _letters(note, ".")
    comments = source.related_root("comments")
    return found + (_letters(comments) if comments is not None else Counter())


def letters_read(read: ReadDocument) -> Counter[str]:
    """Those of the content, its islands, notes and comments."""
    return letters(plain_text(read.content) + "".join(one.text for one in read.comments))


def has_changes(data: bytes) -> bool:
    names = {_w(one) for one in _CHANGES}
    return next(Source.open(data).document.iter(*names), None) is not None


def counts_of_file(data: bytes) -> Counts:
    """All that the body holds, copies for older readers too."""
    source = Source.open(data)
    body = source.body
    rows = source.relations(source.main)
    links = {
        rows[own].address for own in _strings(body, ".//w:hyperlink[.//w:t]/@r:id") if own in rows
    }
    known = sum(1 for one in _references(body) if source.note(*one) is not None)
    return Counts(
        len(_found(body, ".//w:tbl[.//w:tc]")),
        len(_found(body, ".//a:blip | .//v:imagedata")),
        known,
        _places(links),
    )


def counts_of_content(read: ReadDocument, blobs: Blobs) -> Counts:
    """All that the content holds, and what its islands hold."""
    blocks = list(every_block(read.content.blocks))
    line = [one for block in blocks for one in inlines(block)]
    trees = [_tree(one) for one in islands_of(blocks, blobs)]
    links = {one.link for one in line if isinstance(one, Run) and one.link}
    targets = (one.chunk.needs.relations for one in islands_of(blocks, blobs))
    links |= {target.address for found in targets for target in found}
    return Counts(
        sum(isinstance(one, Table) for one in blocks) + _sum(trees, ".//w:tbl[.//w:tc]"),
        sum(isinstance(one, Picture) for one in blocks) + _sum(trees, ".//a:blip | .//v:imagedata"),
        sum(isinstance(one, Note) for one in line) + sum(len(_references(one)) for one in trees),
        _places(links),
    )


def _places(links: set[str]) -> frozenset[str]:
    """Where links lead outside, without the place on the page."""
    return frozenset(one.partition("#")[0] for one in links) - {""}


def islands_of(blocks: list[Block], blobs: Blobs) -> list[Island]:
    hashes = [one.hash for one in blocks if isinstance(one, IslandBlock)]
    line = (one for block in blocks for one in inlines(block))
    hashes += [one.hash for one in line if isinstance(one, InlineIsland)]
    return [load_island(one, blobs) for one in hashes]


def _tree(island: Island) -> etree._Element:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    inner = b"".join(one if isinstance(one, bytes) else b"1" for one in island.chunk.pieces)
    return etree.fromstring(f"<root {declared}>".encode() + inner + b"</root>")


def _references(root: etree._Element) -> list[tuple[str, str]]:
    pairs = (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes"))
    return [(kind, own) for name, kind in pairs for own in _strings(root, f".//w:{name}/@w:id")]


def _letters(root: etree._Element, start: str = "") -> Counter[str]:
    path = " | ".join(start + one.strip() for one in _TEXT.split(" | "))
    codes = _in_codes(root)
    return letters("".join(one.text or "" for one in _found(root, path) if one not in codes))


def _in_codes(root: etree._Element) -> set[etree._Element]:
    """Texts between the begin and the separator of a field that has an end: its code."""
    open_fields: list[list[etree._Element]] = []
    shown: list[bool] = []
    found: set[etree._Element] = set()
    for one in root.iter(_w("fldChar"), _w("t")):
        kind = one.get(_w("fldCharType"))
        if kind == "begin":
            open_fields.append([])
            shown.append(False)
        elif kind == "separate" and shown:
            shown[-1] = True
        elif kind == "end" and shown:
            shown.pop()
            found |= set(open_fields.pop())
        elif one.tag == _w("t"):
            for place, field in enumerate(open_fields):
                field += [] if shown[place] else [one]
    return found


def _sum(trees: list[etree._Element], path: str) -> int:
    return sum(len(_found(one, path)) for one in trees)


def _found(root: etree._Element, path: str) -> list[etree._Element]:
    answer = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(answer, list)
    return [one for one in answer if isinstance(one, etree._Element)]


def _strings(root: etree._Element, path: str) -> Iterator[str]:
    answer = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(answer, list)
    return (str(one) for one in answer)


def _w(name: str) -> str:
    return f"{{{NAMESPACES['w']}}}{name}"
