"""Pass: comments with their authors, answers and whether they are settled."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.documents.chunk import CommentBody
from workflow.documents.merge.rows import quoted

_LAST_PARAGRAPH = re.compile(rb"<w:p(?=[ >/])")
FIRST_PARAGRAPH_ID = 0x10000000
"""Any number below 0x80000000 will do ([MS-DOCX] 2.5.1.2, paraId)."""


class Comments:
    """The comments of the document; answers name the paragraph id of what they answer."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._extended: list[bytes] = []

    def add(self, body: CommentBody, filled: bytes, own: int, first: int) -> None:
        """The comment of the id ``own``; its parent counts from ``first``."""
        at = f" w:date={quoted(body.at)}" if body.at else ""
        head = (
            f'<w:comment w:id="{own}" w:author={quoted(body.author)}{at} '
            f"w:initials={quoted(body.initials)}>"
        )
        self._bodies.append(head.encode() + _identified(filled, own) + b"</w:comment>")
        parent = (
            f' w15:paraIdParent="{_paragraph_id(first + body.parent)}"' if body.parent >= 0 else ""
        )
        self._extended.append(
            f'<w15:commentEx w15:paraId="{_paragraph_id(own)}"{parent} '
            f'w15:done="{int(body.done)}"/>'.encode()
        )

    def length(self) -> int:
        """How many there are."""
        return len(self._bodies)

    def since(self, length: int) -> list[list[bytes]]:
        """Those that were added since."""
        return [self._bodies[length:], self._extended[length:]]

    def replay(self, kept: list[list[int]], texts: Sequence[bytes]) -> None:
        """The same again, of a part that was set in before; bytes by their place."""
        bodies, extended = kept
        self._bodies += [texts[one] for one in bodies]
        self._extended += [texts[one] for one in extended]

    def inner(self) -> bytes:
        """What stands within w:comments."""
        return b"".join(self._bodies)

    def extended(self) -> bytes:
        """What stands within w15:commentsEx."""
        return b"".join(self._extended)


def _identified(filled: bytes, own: int) -> bytes:
    """The comment's last paragraph carries the id that answers refer to."""
    found = [one.end() for one in _LAST_PARAGRAPH.finditer(filled)]
    if not found:
        return f'<w:p w14:paraId="{_paragraph_id(own)}"/>'.encode()
    mark = f' w14:paraId="{_paragraph_id(own)}"'.encode()
    return filled[: found[-1]] + mark + filled[found[-1] :]


def _paragraph_id(own: int) -> str:
    return f"{FIRST_PARAGRAPH_ID + own:08X}"
