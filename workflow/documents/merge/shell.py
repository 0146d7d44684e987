"""The roots into which joined bytes are set: every one declares the same prefixes."""

from __future__ import annotations

from functools import cache

from workflow.documents.merge.rows import DECLARATION
from workflow.documents.pieces import IGNORABLE, NAMESPACES


def shell(name: str, inner: bytes) -> bytes:
    """A part whose root is ``name`` ("w:document") around well-formed bytes."""
    start, end = tags(name)
    return start + inner + end


@cache
def tags(name: str) -> tuple[bytes, bytes]:
    """What stands before and behind whatever such a root holds."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    start = f'{DECLARATION}<{name} {declared} mc:Ignorable="{IGNORABLE}">'
    return start.encode(), f"</{name}>".encode()
