"""One name for this edition of the code: what it wrote may be used again by this edition alone."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator
from functools import cache

from lxml import etree

from workflow.documents.blobs import digest_of
from workflow.documents.content import canonical_json
from workflow.documents.whole_files import read_whole


@cache
def source_version(*within: str) -> str:
    """A digest (hex) of all source of ``documents`` and of the libraries that serialise.

    Told from the files and not by a number, which somebody would forget to raise. ``within``:
    of what lies in these folders alone.
    """
    folder = os.path.dirname(__file__)
    found = hashlib.sha256()
    for name in sorted(name for one in within or ("",) for name in _sources(folder, one)):
        found.update(name.encode() + b"\0" + read_whole(f"{folder}/{name}"))
    found.update(
        repr((etree.LXML_VERSION, etree.LIBXML_VERSION, zlib.ZLIB_RUNTIME_VERSION)).encode()
    )
    return found.hexdigest()


def _sources(folder: str, within: str) -> Iterator[str]:
    """The names, from ``folder`` on, of all source files that lie within this folder of it."""
    with os.scandir(os.path.join(folder, within)) as entries:
        for one in entries:
            name = f"{within}/{one.name}" if within else one.name
            if one.is_dir():
                yield from _sources(folder, name)
            elif name.endswith(".py"):
                yield name


def key_for(looked_at: object, *within: str) -> str:
    """One of a kind for what this edition makes of plain data and of nothing else.

    ``within``: it is made by what lies in these folders of ``documents``.
    """
    told = canonical_json([source_version(*within), looked_at])
    return digest_of(told.encode("utf-8", "surrogatepass"))[:40]
