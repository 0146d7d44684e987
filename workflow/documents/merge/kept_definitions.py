"""Definitions of a file's styles and lists on the shelf, for a process that has cut none yet.

They are the same for all files of an office, and take as long to cut as all else of a part.
"""

from __future__ import annotations

import json
from collections import Counter

from workflow.documents.blobs import digest_of
from workflow.documents.merge.kept import VERSION
from workflow.documents.merge.packing import Reader, definitions_out, pieces_out
from workflow.documents.merge.shelf import Shelf
from workflow.documents.word.cutting.groups import Groups
from workflow.documents.word.cutting.known import FirstMet, Known


class KeptDefinitions:
    """Nothing in the files is ever run, whoever wrote them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, sheet: str, first_met: FirstMet) -> Known | None:
        found = self._shelf.get(_key(sheet, first_met))
        try:
            return None if found is None else _unpacked(found)
        except (ValueError, TypeError, LookupError):
            return None

    def put(self, sheet: str, first_met: FirstMet, known: Known) -> None:
        blob: list[bytes] = []
        rows = definitions_out(known.definitions, lambda one: pieces_out(one, blob))
        line = json.dumps([*rows, *known.groups.told(), known.remarks]).encode()
        self._shelf.put(_key(sheet, first_met), b"".join([line, b"\n", *blob]))


def _unpacked(data: bytes) -> Known:
    end = data.index(b"\n")
    styles, lists, groups, numbers, remarks = json.loads(data[:end])
    definitions = Reader(data, end + 1).definitions(styles, lists)
    return Known(definitions, Groups.named(groups, numbers), Counter(remarks))


def _key(sheet: str, first_met: FirstMet) -> str:
    return f"{digest_of(repr((VERSION, sheet, first_met)).encode())[:40]}.styles"
