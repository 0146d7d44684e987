"""Relations of a part: where each leads, by its id (ECMA-376 Part 2, clause 9.3)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from workflow.documents.word.strict import transitional_uri

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_ROW = ("Id", "Type", "Target", "TargetMode")


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


def read_relations(
    rows: Iterable[etree._Element], part: str, find: Callable[[str], str]
) -> list[Relationship]:
    """All relations that ``part`` declares, in their order, ids twice among them.

    ``find`` gives the name of a part as the package spells it, or "".
    """
    folder, found = posixpath.dirname(part), []
    for row in rows:
        own, kind, target, mode = map(row.get, _ROW)
        if own:
            path, address, outside = _leads(target or "", mode or "")
            name = "" if outside else _found(path, folder, find)
            found.append(Relationship(own, transitional_uri(kind or ""), name, address, outside))
    return found


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
