"""What a part, or a run of parts, made in a merge, as bytes: JSON, blocks, XML, small parts.

Nothing in it is ever run, whoever wrote the file.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from workflow.documents.merge.brought import Brought, Files
from workflow.documents.merge.deflating import Block
from workflow.documents.merge.shelf import Pieces, crc_of

HEAD = struct.Struct(">32s32sLLL")
"""The part's key, the state before it, the length of the line and of all that follows it, and
the CRC of both."""


Read: TypeAlias = tuple[dict[str, Any], list[bytes], Files]


@dataclass(frozen=True, slots=True)
class Link:
    """A part, or a run of parts, under one state; ``data`` is all of it."""

    data: bytes

    @staticmethod
    def of(
        key: str,
        state: str,
        head: dict[str, Any],
        blocks: list[Block],
        files: Iterable[tuple[str, Brought, bytes | None]],
    ) -> Pieces:
        """``head`` is JSON with bytes in it; ``files`` have theirs where they are to be kept."""
        rows, blob = [], [one.data for one in blocks]
        texts: list[bytes] = []

        def place(text: bytes) -> int:
            texts.append(text)
            return len(texts) - 1

        for name, one, data in files:
            relations = None if one.relations is None else one.relations.decode()
            length = -1 if data is None else len(data)
            crc = crc_of(data or b"")
            rows.append([name, length, crc, one.media, one.digest, relations, one.inner])
            blob.append(data or b"")
        sizes = [[len(one.data), one.size, one.crc, one.shift] for one in blocks]
        # ASCII alone is read in half the time.
        line = json.dumps(head | {"blocks": sizes, "files": rows}, default=place)
        lengths = json.dumps([len(one) for one in texts])
        whole = f"[{line},{lengths}]".encode()
        return Link.around(key, state, whole, *blob, *texts)

    @staticmethod
    def around(key: str, state: str, line: bytes, *blob: bytes) -> Pieces:
        """A line of JSON, and bytes whose lengths it tells."""
        size, crc = sum(map(len, blob)), crc_of(line, *blob)
        return HEAD.pack(key.encode(), state.encode(), len(line), size, crc), line, *blob

    @property
    def name(self) -> tuple[bytes, bytes]:
        """The part's key and the state before it."""
        key, state, *_ = HEAD.unpack_from(self.data)
        return key, state

    def is_whole(self) -> bool:
        """Whether the bytes are those that were written."""
        crc: int = HEAD.unpack_from(self.data)[-1]
        return crc_of(self.data[HEAD.size :]) == crc

    def parts(self) -> tuple[Any, int]:
        """What the line says, and where the bytes begin."""
        at = HEAD.size + HEAD.unpack_from(self.data)[2]
        return json.loads(str(self.data[HEAD.size : at], "ascii")), at

    def read(self) -> Read | None:
        """What ``of`` got: the head, its bytes by their place, and the files by name.

        None where the bytes are none that ``of`` made.
        """
        try:
            (head, lengths), at = self.parts()
            at += sum(size for size, _, _, _ in head["blocks"])
            files: dict[str, tuple[Brought, bytes | None, int]] = {}
            for name, size, crc, media, digest, relations, inner in head["files"]:
                own = None if relations is None else relations.encode()
                made = Brought(media, digest, own, tuple(inner))
                files[name] = made, None if size < 0 else self.data[at : at + size], crc
                at += max(size, 0)
        except (ValueError, TypeError, LookupError):
            return None
        texts = []
        for length in lengths:
            texts.append(self.data[at : at + length])
            at += length
        return head, texts, files

    def blocks(self, head: dict[str, Any]) -> Iterator[Block]:
        """The blocks of the body, and behind them those of the parts beside it."""
        at = HEAD.size + HEAD.unpack_from(self.data)[2]
        for length, size, crc, shift in head["blocks"]:
            yield Block(self.data[at : at + length], size, crc, shift)
            at += length


def read_links(whole: memoryview) -> tuple[list[Link], bool]:
    """All links in their order, and whether the last one ends where the bytes do.

    Where it does not, somebody was stopped while writing, and what is added is not found.
    """
    # Views do where bytes are joined and compressed, and nothing is copied.
    data, at = cast(bytes, whole), 0
    found = []
    while at + HEAD.size <= len(data):
        _, _, line, blob, _ = HEAD.unpack_from(data, at)
        end = at + HEAD.size + line + blob
        found.append(Link(data[at:end]))
        at = end
    return found, at == len(data)
