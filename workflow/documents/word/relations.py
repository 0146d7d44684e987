"""Relations of a part: where each leads, by its id (ECMA-376 Part 2, clause 9.3)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from workflow.documents.errors import DocumentError
from workflow.documents.word.package import parse_xml
from workflow.documents.word.strict import transitional_uri

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ROW = ("Id", "Type", "Target", "TargetMode")
# As most programs write them: nothing in a value that XML would have to say otherwise.
_ATTRIBUTE = rb" ([A-Za-z]+)=\"([ !#-%'-;=?-~]*)\""
_USUAL = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"(?: standalone="yes")?\?>\s*<Relationships '
    rb'xmlns="http://schemas\.openxmlformats\.org/package/2006/relationships">'
    rb"((?:<Relationship(?:%b)+ ?/>)*)</Relationships>\s*" % _ATTRIBUTE
)
_END, _ATTRIBUTES = b"/>", re.compile(_ATTRIBUTE)
Row = tuple[str, str, str, str]
"""Id, type, target and mode, "" where there is none."""


class Relationship(NamedTuple):
    """``type`` is a transitional URI. A part is named by ``target``, as the package spells it;
    what is outside has an ``address``; a lost part has neither.
    """

    id: str
    type: str
    target: str = ""
    address: str = ""
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: "image", "hyperlink", "chart" ..."""
        return self.type.rpartition("/")[2]


@lru_cache(maxsize=1024)
def relations_name(part: str) -> str:
    """The name of the part that holds the relations of ``part`` ("" is the package)."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", file + ".rels")


def read_relations(data: bytes, part: str, find: Callable[[str], str]) -> list[Relationship]:
    """All relations that ``part`` declares in ``data``, in their order, ids twice among them;
    none where it is lost (b"") or damaged.

    ``find`` gives the name of a part as the package spells it, or "".
    """
    folder, found = posixpath.dirname(part), []
    for own, kind, target, mode in _usual_rows(data) or _parsed_rows(data):
        if own:
            path, address, outside = _leads(target, mode)
            name = "" if outside else _found(path, folder, find)
            found.append(Relationship(own, transitional_uri(kind), name, address, outside))
    return found


def _usual_rows(data: bytes) -> list[Row]:
    """The rows of a usual part, none of any other: files of one office share most of them."""
    usual = _USUAL.fullmatch(data)
    found = [*map(_usual_row, usual[1].split(_END)[:-1])] if usual else []
    rows = [row for row in found if row is not None]
    return rows if len(rows) == len(found) else []


@lru_cache(maxsize=1024)
def _usual_row(attributes: bytes) -> Row | None:
    """None where an attribute stands twice, which no parser takes."""
    pairs = [(name.decode(), value.decode()) for name, value in _ATTRIBUTES.findall(attributes)]
    found = dict(pairs)
    own, kind, target, mode = (found.get(one, "") for one in _ROW)
    return (own, kind, target, mode) if len(found) == len(pairs) else None


def _parsed_rows(data: bytes) -> Iterator[Row]:
    try:
        rows = parse_xml(data) if data else ()
    except DocumentError:
        return
    for row in rows:
        own, kind, target, mode = (row.get(one) or "" for one in _ROW)
        yield own, kind, target, mode


@lru_cache(maxsize=1024)
def _leads(target: str, mode: str) -> tuple[str, str, bool]:
    """A path within the package, or an address outside it, and whether it is one."""
    target = target.strip()
    if mode.casefold() == "external" or _SCHEME.match(target) or target.startswith("#"):
        return "", target, True
    return target.replace("\\", "/").partition("#")[0], "", False


def _found(path: str, folder: str, find: Callable[[str], str]) -> str:
    """The part as it is written, or with its signs decoded."""
    found = find(resolved(folder, path)) if path else ""
    if found or "%" not in path:
        return found
    plain = unquote(path)
    return find(resolved(folder, plain)) if plain else ""


@lru_cache(maxsize=4096)
def resolved(folder: str, target: str) -> str:
    """The name of a part that ``target`` leads to from the folder of the part that names it."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(folder, target))
