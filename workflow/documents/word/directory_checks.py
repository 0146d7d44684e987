"""What the directory of an archive says of its entries, held to the limits before any is read."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from operator import attrgetter

from workflow.documents.word.directory import Entry
from workflow.documents.word.limits import MB, Limits
from workflow.documents.word.package import LOCKED, Archive
from workflow.documents.word.refusals import refusal
from workflow.documents.word.unpacking import HARMLESS

LOCAL_HEADER = 30
"""Bytes before an entry's name, at least."""
SIZE = attrgetter("size")
_NAME, _START = attrgetter("name"), attrgetter("start")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check_directory(archive: Archive, packed: int, limits: Limits) -> None:
    """Check what the directory says of each entry, and of all of them together."""
    entries = archive.entries
    for entry in entries:
        _check_entry(entry, limits)
    if len(set(map(_NAME, entries))) != len(entries) or _overlap(entries):
        raise refusal("damaged")
    unpacked = sum(map(SIZE, entries))
    if unpacked > limits.unpacked_bytes:
        raise refusal("unpacked", limit=f"{limits.unpacked_bytes / MB:g}")
    # A ratio says nothing about a file that stays small when it is unpacked.
    if unpacked > max(HARMLESS, limits.ratio * packed):
        raise refusal("ratio")


def _check_entry(entry: Entry, limits: Limits) -> None:
    name, flags, method, _, packed, size, _ = entry
    if flags & LOCKED:
        raise refusal("encrypted")
    if method not in _METHODS or len(name) > limits.name_length or _leads_out(name):
        raise refusal("damaged")
    if size > limits.part_bytes:
        raise refusal("unpacked", limit=f"{limits.part_bytes / MB:g}")
    if size > HARMLESS and size > limits.ratio * packed:
        raise refusal("ratio")


@lru_cache(maxsize=1024)
def _leads_out(name: str) -> bool:
    return ".." in name.split("/")


def _overlap(entries: list[Entry]) -> bool:
    """Whether entries share bytes of the file, as those of some bombs do."""
    end = 0
    for _, _, _, _, packed, _, start in sorted(entries, key=_START):
        if start < end:
            return True
        end = start + LOCAL_HEADER + packed
    return False
