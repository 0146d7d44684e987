"""Pass: the zip. Fixed times and order, so that the same parts give the same bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from workflow.documents.merge.deflating import LEVEL, Block
from workflow.documents.merge.rows import DECLARATION, quoted
from workflow.documents.word.relations import relations_name

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKED = (b".png", b".jpg", b".jpeg", b".gif", b".xlsx", b".docx", b".pptx")
"""Endings of parts that are compressed as they are."""
EPOCH_DATE, EPOCH_TIME = (0 << 9) | (1 << 5) | 1, 0
"""The first of January 1980, the earliest day that a zip can name."""
STORED, DEFLATED, VERSION, UTF_8 = 0, 8, 20, 0x800
HEADER, BEHIND = struct.Struct("<HHHHHLLLHH"), struct.Struct("<HHHLL")
LOCAL, CENTRAL, FINAL = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


Deflate: TypeAlias = Callable[[bytes], bytes]


def deflated(data: bytes) -> bytes:
    """The bytes as a whole deflate stream."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@dataclass(slots=True)
class Package:
    """Parts by their full name, in the order in which they are written, with their types.

    A part is bytes, or a Block: a stream that is compressed already.
    """

    files: dict[str, bytes | Block] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, data: bytes | Block, media: str) -> None:
        self.files[name], self.media[name] = data, media

    def add_relations(self, name: str, data: bytes | None) -> None:
        """The relations of the part ``name``; None where it has none."""
        if data is not None:
            self.files[relations_name(name)] = data

    def zipped(self, deflate: Deflate = deflated) -> bytes:
        """The .docx (APPNOTE 6.3.4, without Zip64: a report stays below 4 GB)."""
        return b"".join(self._pieces(deflate))

    def _pieces(self, deflate: Deflate) -> Iterator[bytes]:
        place, directory = 0, []
        for name, data in {"[Content_Types].xml": content_types(self.media), **self.files}.items():
            entry = _Entry(name.encode(), data, deflate)
            header = entry.header()
            head = LOCAL + header + entry.name
            directory.append(
                CENTRAL
                + struct.pack("<H", VERSION)
                + header
                + BEHIND.pack(0, 0, 0, 0, place)
                + entry.name
            )
            yield head
            yield entry.packed
            place += len(head) + len(entry.packed)
        listed = b"".join(directory)
        count = len(directory)
        yield listed
        yield FINAL + struct.pack("<HHHHLLH", 0, 0, count, count, len(listed), place, 0)


class _Entry:
    """One part as it lies in the zip."""

    def __init__(self, name: bytes, data: bytes | Block, deflate: Deflate) -> None:
        self.name = name
        self._method = DEFLATED
        if isinstance(data, Block):
            self.packed, self._size, self._crc = data.data, data.size, data.crc
            return
        self._size, self._crc = len(data), zlib.crc32(data)
        if name.lower().endswith(PACKED):
            self._method, self.packed = STORED, data
        else:
            self.packed = deflate(data)

    def header(self) -> bytes:
        """What the entry's own header and the directory say alike."""
        flags = 0 if self.name.isascii() else UTF_8
        return HEADER.pack(
            VERSION,
            flags,
            self._method,
            EPOCH_TIME,
            EPOCH_DATE,
            self._crc,
            len(self.packed),
            self._size,
            len(self.name),
            0,
        )


def content_types(media: Mapping[str, str]) -> bytes:
    """What each part is (ECMA-376 Part 2, 10.1.2.2)."""
    overrides = "".join(
        f"<Override PartName={quoted('/' + name)} ContentType={quoted(kind)}/>"
        for name, kind in media.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" '
        f'ContentType="{RELATIONS}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    ).encode()
