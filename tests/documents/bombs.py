"""Word files that mean harm, each a few megabytes at most: what they would become is far more."""

from __future__ import annotations

import os
import random
import struct
import zlib
from collections.abc import Callable, Iterable
from functools import cache

from tests.documents.crafted import W, paragraph, word_parts

MB = 1024 * 1024
PARTS = {name: text.encode() for name, text in word_parts(paragraph("一、甲")).items()}
MAIN = "word/document.xml"
OPEN, CLOSE = f'<w:document xmlns:w="{W}"><w:body>', "</w:body></w:document>"
_STEPS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))  # noqa: B905
LAUGHS = f'<!DOCTYPE lolz [<!ENTITY a "lollollollol">{_STEPS}]>'
Entry = tuple[str, bytes, int, int, int]


def deflated(pieces: Iterable[bytes]) -> bytes:
    """The raw deflate stream of all pieces."""
    stream = zlib.compressobj(1, zlib.DEFLATED, -15)
    return b"".join(stream.compress(piece) for piece in pieces) + stream.flush()


def honest(name: str, content: bytes) -> Entry:
    """An entry that is what it says."""
    return name, deflated([content]), len(content), zlib.crc32(content), 8


def stored(name: str, content: bytes) -> Entry:
    return name, content, len(content), zlib.crc32(content), 0


def raw_zip(entries: Iterable[Entry]) -> bytes:
    """A zip of (name, packed bytes, claimed size, claimed checksum, method): all as told."""
    body, directory, count = b"", b"", 0
    for name, packed, size, checksum, method in entries:
        label, start = name.encode(), len(body)
        facts = struct.pack(
            "<HHHHHIIIH", 20, 0, method, 0, 0, checksum, len(packed), size, len(label)
        )
        body += b"PK\x03\x04" + facts + b"\0\0" + label + packed
        directory += (
            b"PK\x01\x02\x14\0" + facts + struct.pack("<HHHHII", 0, 0, 0, 0, 0, start) + label
        )
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def with_main(*entries: Entry) -> bytes:
    """A document whose other parts are good."""
    return raw_zip([*(honest(k, v) for k, v in PARTS.items() if k != MAIN), *entries])


def with_part(*entries: Entry) -> bytes:
    """A good document with parts that are not."""
    return raw_zip([*(honest(k, v) for k, v in PARTS.items()), *entries])


def huge_claim() -> bytes:
    return with_main((MAIN, deflated([PARTS[MAIN]]), 1024 * MB, zlib.crc32(PARTS[MAIN]), 8))


@cache
def hidden(megabytes: int = 1024) -> bytes:
    """A gigabyte behind a claim of 300 bytes whose checksum is right."""
    good = PARTS[MAIN]
    packed = deflated([good, *([b" " * MB] * megabytes)])
    return with_main((MAIN, packed, len(good), zlib.crc32(good), 8))


def _of_pieces(piece: Callable[[random.Random], str], count: int) -> bytes:
    dice = random.Random(7)
    return (OPEN + "".join(piece(dice) for _ in range(count)) + CLOSE).encode()


def many_elements() -> bytes:
    """A tree of 2.4 million elements, packed no more densely than a long report."""
    return with_main(
        honest(MAIN, _of_pieces(lambda dice: f"<a{dice.randrange(9999)}/>", 2_400_000))
    )


def many_attributes() -> bytes:
    one = " ".join(f'a{n}=""' for n in range(50))
    content = _of_pieces(lambda dice: f"<a{dice.randrange(9999)} {one}/>", 45_000)
    return with_main(stored(MAIN, content))


def entities(where: str, encoding: str = "utf-8") -> bytes:
    """A billion laughs, in text or in an attribute."""
    inside = "<w:p>&i;</w:p>" if where == "text" else '<w:p x="&i;"/>'
    return with_main(honest(MAIN, (LAUGHS + OPEN + inside + CLOSE).encode(encoding)))


def late_entities() -> bytes:
    """The document type stands behind more than one piece of comments."""
    comment = "<!--" + "x" * 70_000 + "-->"
    return with_main(honest(MAIN, (comment + LAUGHS + OPEN + "&i;" + CLOSE).encode()))


def quadratic() -> bytes:
    declared = f'<!DOCTYPE a [<!ENTITY a "{"x" * 100_000}">]>'
    return with_main(honest(MAIN, (declared + OPEN + "&a;" * 10_000 + CLOSE).encode()))


def nested_three_deep() -> bytes:
    """Archives in archives that all have to be held in memory at once."""
    inner = os.urandom(9 * MB)
    for _ in range(2):
        inner = with_part(stored("word/embeddings/a.bin", raw_zip([stored("a.bin", inner)])))
    return inner


def nested_bomb() -> bytes:
    return with_part(honest("word/embeddings/a.bin", hidden()))


def many_entries() -> bytes:
    return raw_zip(honest(f"{number}.xml", b"") for number in range(4_000))


def shared_bytes() -> bytes:
    """A hundred entries that all point at the same kilobytes."""
    data = with_part(honest("word/bulk.xml", b"<a/>" + b" " * 4 * MB))
    at = data.index(b"PK\x01\x02")
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/bulk.xml"))
    end = data.rindex(b"PK\x05\x06")
    copies = b"".join(
        data[entry:end].replace(b"bulk.xml", f"b{n:03d}.xml".encode()) for n in range(100)
    )
    directory = data[at:end] + copies
    tail = struct.pack("<HHHHIIH", 0, 0, 0, 0, len(directory), at, 0)
    return data[:at] + directory + b"PK\x05\x06" + tail


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "huge_claim": (huge_claim, "unpacked"),
    "hidden_gigabyte": (hidden, "damaged"),
    "many_elements": (many_elements, "too_complex"),
    "many_attributes": (many_attributes, "too_complex"),
    "laughs": (lambda: entities("text"), "damaged"),
    "laughs_in_attribute": (lambda: entities("attribute"), "damaged"),
    "laughs_utf_16": (lambda: entities("attribute", "utf-16"), "damaged"),
    "late_laughs": (late_entities, "damaged"),
    "quadratic": (quadratic, "damaged"),
    "nested_three_deep": (nested_three_deep, "nested"),
    "nested_bomb": (nested_bomb, "damaged"),
    "many_entries": (many_entries, "too_many_entries"),
    "shared_bytes": (shared_bytes, "damaged"),
}
