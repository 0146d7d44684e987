"""Unpacks each entry of an archive once, and holds the directory's claims against it.

A directory may claim anything: XML is weighed before any parser builds a tree of it. A file
that claims to be small is unpacked to what it claims at most, and kept for who reads it next;
of any other nothing is kept, and memory stays below a few pieces.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain

from workflow.documents.word.limits import MB, Limits
from workflow.documents.word.recurring import Recurring
from workflow.documents.word.refusals import refusal

_PIECE = 64 * 1024
_HEADER, _HEADER_LENGTH = b"PK\x03\x04", 30
_XML_NAMES = (".xml", ".rels")
_DOCTYPE = "<!DOCTYPE"
_DOCTYPES = tuple(_DOCTYPE.encode(name) for name in ("utf-16-le", "utf-16-be"))
_LONGEST_DOCTYPE = 2 * len(_DOCTYPE)
HARMLESS = 5 * MB
"""What may be held in memory of any file."""
_RECURRING = Recurring(2 * MB)


def check_contents(data: bytes, entries: list[zipfile.ZipInfo], limits: Limits) -> dict[str, bytes]:
    """Return when every entry is what the directory says and no XML is a bomb.

    What was unpacked is returned by name, where all of it is harmless; else nothing.
    DocumentError: "damaged" (a size, a checksum or the stream is wrong, or an XML part brings
    a document type, the place where entities are made); "too_complex" (too many marks).
    """
    packed, marks = memoryview(data), 0
    # Each mark is a byte.
    if sum(one.file_size for one in entries) <= min(HARMLESS, limits.marks):
        return {one.filename: _checked(packed, one) for one in entries}
    for entry in entries:
        marks += _weigh(packed, entry)
        if marks > limits.marks:
            raise refusal("too_complex")
    return {}


def _checked(packed: memoryview, entry: zipfile.ZipInfo) -> bytes:
    """All of an entry; files of one office have parts that are the same byte for byte."""
    named = entry.filename.lower().endswith(_XML_NAMES)
    stored = _stored(packed, entry).tobytes()
    if entry.compress_type == zipfile.ZIP_STORED:
        return _sound(stored, entry, named)
    key = (entry.CRC, entry.file_size, named, stored)
    known = _RECURRING.get(key)
    if known is None:
        known = _sound(_inflate(stored, entry.file_size), entry, named)
        _RECURRING.put(key, known)
    return known


def _sound(data: bytes, entry: zipfile.ZipInfo, named: bool) -> bytes:
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise refusal("damaged")
    if named and _names_a_type(data):
        raise refusal("damaged")
    return data


def _inflate(stored: bytes, size: int) -> bytes:
    """The whole stream, and of one that is longer than ``size`` one byte more."""
    try:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        data = stream.decompress(stored, size + 1)
    except zlib.error:
        raise refusal("damaged") from None
    if not stream.eof and len(data) <= size:
        raise refusal("damaged")
    return data


def _weigh(packed: memoryview, entry: zipfile.ZipInfo) -> int:
    """The marks of one entry, 0 unless it is XML."""
    named = entry.filename.lower().endswith(_XML_NAMES)
    marks, end, is_xml = 0, b"", named
    for number, piece in enumerate(pieces(packed, entry)):
        if not number:
            is_xml = named or _opens_like_xml(piece)
        if not is_xml:
            continue
        if named and _names_a_type(end + piece):
            raise refusal("damaged")
        end = piece[-_LONGEST_DOCTYPE:]
        marks += piece.count(b"<") + piece.count(b"=")
    return marks


def _names_a_type(piece: bytes) -> bool:
    """In UTF-16 every second byte of the word is zero."""
    wide = b"\0" in piece and any(word in piece for word in _DOCTYPES)
    return wide or _DOCTYPE.encode() in piece


def _opens_like_xml(piece: bytes) -> bool:
    return piece[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def pieces(packed: memoryview, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry's bytes, 64 KB at a time; DocumentError "damaged" as soon as a claim fails."""
    size = checksum = 0
    for piece in _inflated(_stored(packed, entry), entry.compress_type):
        size += len(piece)
        if size > entry.file_size:
            raise refusal("damaged")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != entry.file_size or checksum != entry.CRC:
        raise refusal("damaged")


def whole(packed: memoryview, entry: zipfile.ZipInfo) -> bytes:
    """All of an entry, never more than its size; DocumentError "damaged" where that is wrong."""
    stored = _stored(packed, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        data = stored[: entry.file_size].tobytes()
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        try:
            # At least 1, as 0 would set no bound.
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            data = stream.decompress(stored, max(entry.file_size, 1))[: entry.file_size]
        except zlib.error:
            raise refusal("damaged") from None
    else:
        raise refusal("damaged")
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise refusal("damaged")
    return data


def first_bytes(packed: memoryview, entry: zipfile.ZipInfo, count: int) -> bytes:
    """The first bytes of an entry; DocumentError "damaged" where it does not unpack."""
    stored = _stored(packed, entry)[:_PIECE].tobytes()
    if entry.compress_type == zipfile.ZIP_STORED:
        return stored[:count]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(stored, count)
    except zlib.error:
        raise refusal("damaged") from None


def _stored(packed: memoryview, entry: zipfile.ZipInfo) -> memoryview:
    """The entry's bytes as they lie in the file, behind its own header."""
    start = entry.header_offset
    header = packed[max(start, 0) : start + _HEADER_LENGTH].tobytes()
    if len(header) < _HEADER_LENGTH or not header.startswith(_HEADER):
        raise refusal("damaged")
    name, extra = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    start += _HEADER_LENGTH + name + extra
    if start + entry.compress_size > len(packed):
        raise refusal("damaged")
    return packed[start : start + entry.compress_size]


def _inflated(stored: memoryview, method: int) -> Iterator[bytes]:
    chunks = (stored[at : at + _PIECE].tobytes() for at in range(0, len(stored), _PIECE))
    if method == zipfile.ZIP_STORED:
        yield from chunks
        return
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for chunk in chain(chunks, (b"",)):
            yield from _from_chunk(stream, chunk)
    except zlib.error:
        raise refusal("damaged") from None
    if not stream.eof:
        raise refusal("damaged")


def _from_chunk(stream: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    """What one chunk unpacks to, never more than a piece at once."""
    while not stream.eof:
        piece = stream.decompress(chunk, _PIECE)
        chunk = stream.unconsumed_tail
        if piece:
            yield piece
        if not chunk and len(piece) < _PIECE:
            return
