"""The client of the bench: whole answers, and nothing but right ones."""

from __future__ import annotations

import pytest

from bench.client import Answer, Unexpected, parsed, request
from bench.limit import limit
from bench.people import Reader

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\nHello"


@pytest.mark.parametrize("length", [0, 10, len(WHOLE) - 6, len(WHOLE) - 1])
def test_an_answer_is_complete_or_waited_for(length: int) -> None:
    assert parsed(WHOLE[:length]) is None


def test_a_complete_answer_is_taken_apart() -> None:
    answer = parsed(WHOLE)
    assert answer is not None
    assert (answer.status, answer.body) == (200, b"Hello")
    assert answer.headers("Set-Cookie") == ["a=1", "b=2"]
    assert answer.header("Location") == ""


def test_an_answer_without_length_is_no_figure() -> None:
    with pytest.raises(Unexpected, match="without its length"):
        parsed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")


@pytest.mark.parametrize(("status", "body"), [(500, b"the desk"), (200, b"another page")])
def test_a_wrong_answer_ends_the_bench(status: int, body: bytes) -> None:
    reader = Reader(request("GET", "/"), "the desk")
    reader.check(Answer(200, b"", b"<p>the desk</p>"))
    with pytest.raises(Unexpected, match=f"GET / HTTP/1.1: {status}"):
        reader.check(Answer(status, b"", body))


def test_the_client_can_say_how_much_it_does_itself() -> None:
    assert limit(2, 0.1) > 0
