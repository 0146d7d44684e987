"""Opens the zip archive of a Word file and parses its parts, trusting nothing in them."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from workflow.documents.word.refusals import refusal
from workflow.documents.word.unpacking import whole

# What zipfile raises on an entry that is not what the directory says.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)


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


class Archive(zipfile.ZipFile):
    """A Word file as a zip archive; ``unpacked`` are parts that were unpacked already."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self.unpacked: dict[str, bytes] = {}


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
    info = archive.getinfo(name)
    if isinstance(archive.fp, io.BytesIO) and not info.flag_bits & 1:
        return whole(archive.fp.getbuffer(), info)
    try:
        with archive.open(info) as stream:
            # `ZipFile.read` would unpack all that is there before it looks at the size.
            return stream.read(info.file_size)
    except DAMAGE:
        raise refusal("damaged") from None
