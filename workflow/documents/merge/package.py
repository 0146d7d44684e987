"""Pass: the zip. Fixed times and order, so that the same parts give the same bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from workflow.documents.merge.deflating import Stream, stream_of
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
LENGTH = 4 + HEADER.size
"""Bytes before a part's name."""
LOCAL, CENTRAL, FINAL = b"PK\x03\x04", b"PK\x01\x02\x14\x00", b"PK\x05\x06"
"""That of the directory says by which version it was written, 2.0."""


Deflate: TypeAlias = Callable[[bytes], Stream]


@dataclass(slots=True)
class Package:
    """Parts by their full name, in the order in which they are written, with their types.

    A part is bytes, or a stream that is compressed already. ``sums`` are CRCs of bytes, as far
    as they are known.
    """

    files: dict[str, bytes | Stream] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    sums: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, data: bytes | Stream, media: str) -> None:
        self.files[name], self.media[name] = data, media

    def add_relations(self, name: str, data: bytes | None) -> None:
        """The relations of the part ``name``; None where it has none."""
        if data is not None:
            self.files[relations_name(name)] = data

    def zipped(self, deflate: Deflate = stream_of) -> list[bytes]:
        """The .docx in pieces (APPNOTE 6.3.4, without Zip64: a report stays below 4 GB).

        Most of it was there before: joined it would be copied once more.
        """
        made: list[bytes] = []
        directory: list[bytes] = []
        place = 0
        files = {"[Content_Types].xml": content_types(self.media), **self.files}
        for name, data in files.items():
            own, method = name.encode(), DEFLATED
            if not isinstance(data, Stream):
                method = STORED if own.lower().endswith(PACKED) else DEFLATED
                data = self._stored(name, data) if method == STORED else deflate(data)
            header, length = _header(own, method, data)
            made += LOCAL, header, own, *data.pieces
            directory += CENTRAL, header, BEHIND.pack(0, 0, 0, 0, place), own
            place += LENGTH + len(own) + length
        listed, count = b"".join(directory), len(files)
        final = struct.pack("<HHHHLLH", 0, 0, count, count, len(listed), place, 0)
        return [*made, listed, FINAL, final]

    def _stored(self, name: str, data: bytes) -> Stream:
        """The bytes as they are."""
        return Stream((data,), len(data), self.sums.get(name) or zlib.crc32(data))


def _header(name: bytes, method: int, data: Stream) -> tuple[bytes, int]:
    """What its own header and the directory say alike; the length of what stands behind it."""
    flags, length = 0 if name.isascii() else UTF_8, sum(map(len, data.pieces))
    times = EPOCH_TIME, EPOCH_DATE
    header = HEADER.pack(VERSION, flags, method, *times, data.crc, length, data.size, len(name), 0)
    return header, length


def content_types(media: Mapping[str, str]) -> bytes:
    """What each part is (ECMA-376 Part 2, 10.1.2.2)."""
    kinds = {kind: quoted(kind) for kind in set(media.values())}
    overrides = "".join(
        [
            f"<Override PartName={quoted('/' + name)} ContentType={kinds[kind]}/>"
            for name, kind in media.items()
        ]
    )
    return (
        f'{DECLARATION}<Types xmlns="{TYPES}"><Default Extension="rels" '
        f'ContentType="{RELATIONS}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    ).encode()
