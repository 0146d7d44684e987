"""Blocks that are compressed beside the work: zlib lets go of the interpreter meanwhile."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Thread
from types import TracebackType

from workflow.documents.merge.deflating import Block, block_of

WORTH = 4_000
"""Bytes from which on another thread is worth being asked."""
MOST = 32
"""Blocks that may wait: where the other thread does not keep up, this one compresses too."""


class Press:
    """One thread, from the first block until the press is closed. Then all blocks are whole."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[Block, bytes] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._error: BaseException | None = None

    def block_of(self, raw: bytes) -> Block:
        """The bytes as a block, now or by the time the press is closed."""
        if len(raw) < WORTH or self._waiting.qsize() >= MOST:
            return block_of(raw)
        if self._thread is None:
            self._thread = Thread(target=self._work, name="press", daemon=True)
            self._thread.start()
        block = Block(b"", len(raw), 0)
        self._waiting.put((block, raw))
        return block

    def __enter__(self) -> Press:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
        if error is None and self._error is not None:
            raise self._error

    def _work(self) -> None:
        try:
            while (asked := self._waiting.get()) is not None:
                block, raw = asked
                made = block_of(raw)
                block.data, block.crc = made.data, made.crc
        except BaseException as error:
            self._error = error
