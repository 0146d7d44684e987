"""Unpacks each entry of an archive once, and holds the directory's claims against it.

A directory may claim anything: XML is weighed before any parser builds a tree of it. A file
that claims to be small is unpacked to what it claims at most, and kept for who reads it next;
of any other nothing is kept, and memory stays below a few pieces.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from workflow.documents.word.directory import Entry
from workflow.documents.word.limits import MB, Limits
from workflow.documents.word.recurring import Recurring
from workflow.documents.word.refusals import refusal

_PIECE = 64 * 1024
_HEADER = struct.Struct("<4s22xHH")
_XML_NAMES = (".xml", ".rels")
_DOCTYPE = "<!DOCTYPE"
_DOCTYPES = tuple(_DOCTYPE.encode(name) for name in ("utf-16-le", "utf-16-be"))
_LONGEST_DOCTYPE = 2 * len(_DOCTYPE)
HARMLESS = 5 * MB
"""What may be held in memory of any file."""
_RECURRING = Recurring(2 * MB)


def check_contents(data: bytes, entries: list[Entry], limits: Limits) -> dict[str, bytes]:
    """Return when every entry is what the directory says and no XML is a bomb.

    What was unpacked is returned by name, where all of it is harmless; else nothing.
    DocumentError: "damaged" (a size, a checksum or the stream is wrong, or an XML part brings
    a document type, the place where entities are made); "too_complex" (too many marks).
    """
    packed, marks = memoryview(data), 0
    # Each mark is a byte.
    if sum(one.size for one in entries) <= min(HARMLESS, limits.marks):
        return {one.name: _checked(packed, one) for one in entries}
    for entry in entries:
        marks += _weigh(packed, entry)
        if marks > limits.marks:
            raise refusal("too_complex")
    return {}


def _checked(packed: memoryview, entry: Entry) -> bytes:
    """All of an entry; files of one office have parts that are the same byte for byte."""
    stored = _stored(packed, entry).tobytes()
    if entry.method == zipfile.ZIP_STORED:
        return _sound(stored, entry)
    # Its name decides whether it is XML, which is looked at.
    key = (entry.crc, entry.size, entry.name)
    known = _RECURRING.get(key, stored)
    if known is None:
        known = _sound(_inflate(stored, entry.size), entry)
        _RECURRING.put(key, stored, known)
    return known


def _sound(data: bytes, entry: Entry) -> bytes:
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise refusal("damaged")
    if _is_named_xml(entry.name) and _names_a_type(data):
        raise refusal("damaged")
    return data


@lru_cache(maxsize=1024)
def _is_named_xml(name: str) -> bool:
    return name.lower().endswith(_XML_NAMES)


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


def _weigh(packed: memoryview, entry: Entry) -> int:
    """The marks of one entry, 0 unless it is XML."""
    named = _is_named_xml(entry.name)
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


def pieces(packed: memoryview, entry: Entry) -> Iterator[bytes]:
    """The entry's bytes, 64 KB at a time; DocumentError "damaged" as soon as a claim fails."""
    size = checksum = 0
    for piece in _inflated(_stored(packed, entry), entry.method):
        size += len(piece)
        if size > entry.size:
            raise refusal("damaged")
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != entry.size or checksum != entry.crc:
        raise refusal("damaged")


def whole(packed: memoryview, entry: Entry) -> bytes:
    """All of an entry, never more than its size; DocumentError "damaged" where that is wrong."""
    stored = _stored(packed, entry)
    if entry.method == zipfile.ZIP_STORED:
        data = stored[: entry.size].tobytes()
    elif entry.method == zipfile.ZIP_DEFLATED:
        try:
            # At least 1, as 0 would set no bound.
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            data = stream.decompress(stored, max(entry.size, 1))[: entry.size]
        except zlib.error:
            raise refusal("damaged") from None
    else:
        raise refusal("damaged")
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise refusal("damaged")
    return data


def first_bytes(packed: memoryview, entry: Entry, count: int) -> bytes:
    """The first bytes of an entry; DocumentError "damaged" where it does not unpack."""
    stored = _stored(packed, entry)[:_PIECE].tobytes()
    if entry.method == zipfile.ZIP_STORED:
        return stored[:count]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(stored, count)
    except zlib.error:
        raise refusal("damaged") from None


def _stored(packed: memoryview, entry: Entry) -> memoryview:
    """The entry's bytes as they lie in the file, behind its own header."""
    start, last = entry.start, len(packed)
    if not 0 <= start <= last - _HEADER.size:
        raise refusal("damaged")
    sign, name, extra = _HEADER.unpack_from(packed, start)
    start += _HEADER.size + name + extra
    end = start + entry.packed
    if sign != b"PK\x03\x04" or end > last:
        raise refusal("damaged")
    return packed[start:end]


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
