"""Where pictures, islands and the parts that they need are kept: bytes by their hash."""

from __future__ import annotations

import hashlib
from typing import Protocol

from workflow.documents.errors import DocumentError


class Blobs(Protocol):
    """A store of bytes; ``get`` raises DocumentError (code "blob") for an unknown hash."""

    def get(self, digest: str) -> bytes: ...

    def put(self, data: bytes) -> str: ...


def digest_of(data: bytes) -> str:
    """SHA-256 (hex), the name of the bytes."""
    return hashlib.sha256(data).hexdigest()


class MemoryBlobs:
    """A store in memory, for commands, tests and the way from an upload to the file store."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, digest: str) -> bytes:
        if digest in self.kept:
            return self.kept[digest]
        raise missing_blob(digest)

    def put(self, data: bytes) -> str:
        digest = digest_of(data)
        self.kept[digest] = data
        return digest


def missing_blob(digest: str) -> DocumentError:
    """What is said where the store lacks a picture or an island that a content names."""
    return DocumentError(
        f"附带的图片或对象不在文件库中（{digest[:12]}），正文没有改动。请重新上传这一部分。",
        f"A picture or object is missing from the store ({digest[:12]}); the text is untouched. "
        "Upload this section again.",
        "blob",
    )
