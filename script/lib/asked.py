"""Ctrl-C, SIGTERM and a closed terminal: one request to stop, heard once."""

from __future__ import annotations

import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Asked(Exception):
    """Somebody asked the server to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def listen() -> None:
    for number in SIGNALS:
        signal.signal(number, _heard)


def ignore() -> None:
    """While everything is being stopped, asking again changes nothing."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _heard(number: int, frame: FrameType | None) -> None:
    ignore()
    raise Asked(number)
