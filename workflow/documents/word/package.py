"""Opens the zip archive of a Word file and parses its parts, trusting nothing in them."""

from __future__ import annotations

import zipfile

from lxml import etree

from workflow.documents.word.directory import Entry, entries_of
from workflow.documents.word.refusals import refusal
from workflow.documents.word.unpacking import whole

LOCKED = 1
"""The flag of an entry that needs a password."""


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part. No entity, DTD, network or oversized tree gets through.

    DocumentError (code "damaged"): it is not well-formed, or carries a DTD.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusal("damaged") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal("damaged")
    return root


class Archive:
    """A Word file as a zip archive: what its directory says, and the bytes behind that.

    ``unpacked`` are parts that were unpacked already.
    """

    def __init__(self, data: bytes) -> None:
        self.data, self.entries = memoryview(data), entries_of(data)
        self._by_name = {one.name: one for one in self.entries}
        self.unpacked: dict[str, bytes] = {}

    def entry(self, name: str) -> Entry:
        """The entry of this name; KeyError when there is none."""
        return self._by_name[name]


def open_docx(data: bytes) -> Archive:
    """The file as a zip archive; DocumentError (code "not_word") when it is none."""
    try:
        return Archive(data)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refusal("not_word") from None


def read_part(archive: Archive, name: str) -> bytes:
    """One part's bytes, never more than the checked directory says; KeyError when missing.

    DocumentError (code "damaged"): it does not unpack to what the directory promises.
    """
    if name in archive.unpacked:
        return archive.unpacked[name]
    entry = archive.entry(name)
    if entry.flags & LOCKED:
        raise refusal("damaged")
    return whole(archive.data, entry)
