"""The parts of a package by name, whatever their case, and their content types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

_TYPES = "[Content_Types].xml"
# What is said of a part without a content type, by the ending of its name.
_USUAL = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
    "bin": "application/vnd.openxmlformats-officedocument.oleObject",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
UNKNOWN = "application/octet-stream"


class PartNames:
    """Names as the archive spells them; WPS writes them in another case than relations do."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for one in names:
            self._names.setdefault(_folded(one), one)

    def find(self, name: str) -> str:
        """The archive's spelling, or "" where there is no such part."""
        return self._names.get(_folded(name), "")

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())


@lru_cache(maxsize=64)
def names_of(names: tuple[str, ...]) -> PartNames:
    """Files of one office have the same parts."""
    return PartNames(names)


class ContentTypes:
    """What each part is (ECMA-376 Part 2, clause 10.1.2)."""

    def __init__(self, root: etree._Element | None) -> None:
        self._parts: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for row in root if root is not None else ():
            media = row.get("ContentType", "")
            if row.get("PartName"):
                self._parts.setdefault(_folded(row.get("PartName", "")), media)
            elif row.get("Extension"):
                self._endings.setdefault(row.get("Extension", "").casefold(), media)

    def of(self, name: str) -> str:
        """The content type of the part; a usual one where the package does not say."""
        if name not in self._known:
            self._known[name] = self._of(name)
        return self._known[name]

    def _of(self, name: str) -> str:
        ending = posixpath.splitext(name)[1].lstrip(".").casefold()
        found = self._parts.get(_folded(name)) or self._endings.get(ending)
        return found or _USUAL.get(ending, UNKNOWN)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
