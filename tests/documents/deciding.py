"""All tracked changes of a .docx accepted, or all rejected, as Word does it (17.13.5)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
HOLDERS = {f"{W}rPr", f"{W}trPr"}


def accepted(data: bytes) -> bytes:
    return _decided(data, "ins", "del")


def rejected(data: bytes) -> bytes:
    return _decided(data, "del", "ins")


def tracked(data: bytes) -> list[etree._Element]:
    """Every w:ins and w:del of the text and its notes."""
    return [
        one
        for name, part in _files(data).items()
        if name in PARTS
        for one in etree.fromstring(part).iter(f"{W}ins", f"{W}del")
    ]


def _decided(data: bytes, stays: str, goes: str) -> bytes:
    files = _files(data)
    for name in set(PARTS) & set(files):
        root = etree.fromstring(files[name])
        _decide(root, f"{W}{stays}", f"{W}{goes}")
        files[name] = etree.tostring(root, encoding="UTF-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, part in files.items():
            zipped.writestr(name, part)
    return made.getvalue()


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def _decide(root: etree._Element, stays: str, goes: str) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{goes}") is not None:
            _take_row(row)
    for one in list(root.iter(goes)):
        if _parent(one).tag not in HOLDERS:
            _parent(one).remove(one)
    for one in list(root.iter(stays)):
        if _parent(one).tag not in HOLDERS:
            _unwrap(one)
        else:
            _parent(one).remove(one)
    for link in list(root.iter(f"{W}hyperlink")):
        if not len(link):
            _parent(link).remove(link)
    for name in ("delText", "delInstrText"):
        for one in list(root.iter(f"{W}{name}")):
            one.tag = W + {"delText": "t", "delInstrText": "instrText"}[name]
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{goes}")
        if mark is not None:
            _parent(mark).remove(mark)
            _join(paragraph)


def _take_row(row: etree._Element) -> None:
    table = _parent(row)
    table.remove(row)
    if table.find(f"{W}tr") is None:
        _parent(table).remove(table)


def _unwrap(one: etree._Element) -> None:
    parent = _parent(one)
    place = parent.index(one)
    parent[place : place + 1] = list(one)


def _join(paragraph: etree._Element) -> None:
    """The mark goes: what is left belongs to the next paragraph. The last mark never goes."""
    following = paragraph.getnext()
    inner = [one for one in paragraph if one.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        place = int(following.find(f"{W}pPr") is not None)
        following[place:place] = inner
        _parent(paragraph).remove(paragraph)
    elif following is not None and following.tag == f"{W}tbl" and not list(_seen(inner)):
        _parent(paragraph).remove(paragraph)


def _seen(inner: list[etree._Element]) -> Iterator[etree._Element]:
    return (one for one in inner if "ookmark" not in str(one.tag))


def _parent(one: etree._Element) -> etree._Element:
    parent = one.getparent()
    assert parent is not None
    return parent
