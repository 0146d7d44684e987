"""Pass: comments with their authors, answers and whether they are settled."""

from __future__ import annotations

import re

from workflow.documents.chunk import CommentBody
from workflow.documents.merge.elements import Elements
from workflow.documents.merge.rows import quoted

_LAST_PARAGRAPH = re.compile(rb"<w:p(?=[ >/])")
FIRST_PARAGRAPH_ID = 0x10000000
"""Any number below 0x80000000 will do ([MS-DOCX] 2.5.1.2, paraId)."""


class Comments:
    """The comments of the document, and what is said of each beside them: answers name the
    paragraph id of what they answer.
    """

    def __init__(self) -> None:
        self.bodies, self.extended = Elements(), Elements()

    def add(self, body: CommentBody, filled: bytes, own: int, first: int) -> None:
        """The comment of the id ``own``; its parent counts from ``first``."""
        at = f" w:date={quoted(body.at)}" if body.at else ""
        head = (
            f'<w:comment w:id="{own}" w:author={quoted(body.author)}{at} '
            f"w:initials={quoted(body.initials)}>"
        )
        self.bodies.open.append(head.encode() + _identified(filled, own) + b"</w:comment>")
        parent = (
            f' w15:paraIdParent="{_paragraph_id(first + body.parent)}"' if body.parent >= 0 else ""
        )
        self.extended.open.append(
            f'<w15:commentEx w15:paraId="{_paragraph_id(own)}"{parent} '
            f'w15:done="{int(body.done)}"/>'.encode()
        )


def _identified(filled: bytes, own: int) -> bytes:
    """The comment's last paragraph carries the id that answers refer to."""
    found = [one.end() for one in _LAST_PARAGRAPH.finditer(filled)]
    if not found:
        return f'<w:p w14:paraId="{_paragraph_id(own)}"/>'.encode()
    mark = f' w14:paraId="{_paragraph_id(own)}"'.encode()
    return filled[: found[-1]] + mark + filled[found[-1] :]


def _paragraph_id(own: int) -> str:
    return f"{FIRST_PARAGRAPH_ID + own:08X}"
