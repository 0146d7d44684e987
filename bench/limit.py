"""How much the client alone can do: against a server that answers the same bytes at once.

Run as ``python -m bench.limit`` it is that server: it prints its port and ends with its input.
"""

from __future__ import annotations

import selectors
import socket
import subprocess
import sys

from bench.client import Answer, Unexpected, request, visit

BODY = b"<!doctype html><title>Hello</title><p>Hello"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
ASKED = request("GET", "/")


class Asker:
    def ask(self) -> bytes:
        return ASKED

    def check(self, answer: Answer) -> None:
        if answer.body != BODY:
            raise Unexpected("not what was sent")


def limit(connections: int, seconds: float) -> float:
    """Requests a second of the client against the trivial server."""
    command = [sys.executable, "-m", "bench.limit"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as server:
        assert server.stdin is not None and server.stdout is not None
        try:
            port = int(server.stdout.readline())
            return visit(port, [Asker()] * connections, seconds, 1_000_000).rate
        finally:
            server.stdin.close()


def serve() -> None:
    """Answers each piece that arrives; a request of the client is one piece."""
    with socket.create_server(("127.0.0.1", 0)) as door, selectors.DefaultSelector() as selector:
        selector.register(door, selectors.EVENT_READ)
        selector.register(sys.stdin, selectors.EVENT_READ)
        print(door.getsockname()[1], flush=True)
        while True:
            for key, _ in selector.select():
                if key.fileobj is sys.stdin:
                    return
                if key.fileobj is door:
                    selector.register(door.accept()[0], selectors.EVENT_READ)
                elif isinstance(key.fileobj, socket.socket):
                    _answer(key.fileobj, selector)


def _answer(line: socket.socket, selector: selectors.BaseSelector) -> None:
    if line.recv(65536):
        line.sendall(ANSWER)
    else:
        selector.unregister(line)
        line.close()


if __name__ == "__main__":
    serve()
