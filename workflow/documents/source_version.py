"""One name for this edition of the code: what it wrote may be used again by this edition alone."""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from pathlib import Path

from lxml import etree

from workflow.documents.blobs import digest_of
from workflow.documents.content import canonical_json


@cache
def source_version(*within: str) -> str:
    """A digest (hex) of all source of ``documents`` and of the libraries that serialise.

    Told from the files and not by a number, which somebody would forget to raise. ``within``:
    of what lies in these folders alone.
    """
    folder = Path(__file__).parent
    found = hashlib.blake2b(digest_size=16)
    paths = [path for one in within or ("",) for path in (folder / one).rglob("*.py")]
    for path in sorted(paths):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    found.update(
        repr((etree.LXML_VERSION, etree.LIBXML_VERSION, zlib.ZLIB_RUNTIME_VERSION)).encode()
    )
    return found.hexdigest()


def key_for(looked_at: object, *within: str) -> str:
    """One of a kind for what this edition makes of plain data and of nothing else.

    ``within``: it is made by what lies in these folders of ``documents``.
    """
    told = canonical_json([source_version(*within), looked_at])
    return digest_of(told.encode("utf-8", "surrogatepass"))[:40]
