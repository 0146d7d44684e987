"""Elements of a part beside the body, as they are met; those of a run of parts are one block.

So what the notes or the comments of some parts are compressed to is kept with those parts, and
a word that changes in one of them leaves the others' as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.documents.merge.deflating import Block, block_of


class Elements:
    """``open`` are those since the last seal, ``blocks`` all before it."""

    def __init__(self) -> None:
        self.open: list[bytes] = []
        self.blocks: list[Block] = []

    def __bool__(self) -> bool:
        return bool(self.open or self.blocks)

    def since(self, length: int) -> list[bytes]:
        """Those that were added since there were so many open ones."""
        return self.open[length:]

    def replay(self, kept: Iterable[int], texts: Sequence[bytes]) -> None:
        """The same again, of a part that was set in before; bytes by their place."""
        self.open += [texts[one] for one in kept]

    def seal(self) -> None:
        """Compress what is open as a block of its own."""
        if self.open:
            self.blocks.append(block_of(b"".join(self.open)))
            self.open.clear()
