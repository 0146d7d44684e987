"""A server of a test's own that speaks by hand, one connection after the other."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def connections(listener: socket.socket) -> Iterator[socket.socket]:
    """Each that comes, open until the next is asked for; ends where nobody listens any more."""
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line:
            yield line


@contextmanager
def listening(
    listener: socket.socket, serve: Callable[[socket.socket], None], seconds: float
) -> Iterator[None]:
    """``serve`` is at work until the block ends, and so many seconds more at most."""
    thread = threading.Thread(target=serve, args=(listener,), daemon=True)
    with listener:
        thread.start()
        try:
            yield
        finally:
            # Whoever waits for somebody is woken by that.
            listener.shutdown(socket.SHUT_RDWR)
    thread.join(seconds)
    assert not thread.is_alive()
