"""The floor of delivery: smtplib alone, one kept connection, messages that are there already.

Imports nothing of the product. ``python -m bench.mail_floor PORT COUNT BYTES`` says ``ready``,
waits for a line, and sends.
"""

from __future__ import annotations

import os
import smtplib
import sys

LINE = b"5rGH56i/77yM5pys5rGH56i/77yM5pys5rGH56i/77yM5pys5rGH56i/77yM5pys5rGH56i/77yM5pys\r\n"


def send(port: int, count: int, size: int) -> None:
    body = LINE * (size // len(LINE))
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.ehlo()
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(count):
            server.mail("huigao@office.example")
            server.rcpt("owner@office.example")
            head = f"Message-ID: <{os.getpid()}-{number}@floor>\r\n\r\n".encode()
            server.data(head + body)


if __name__ == "__main__":
    send(*map(int, sys.argv[1:]))
