"""Where this server does not speak: no redirects, no other schemes, no neighbours by accident."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.hooks import Hooks, serving
from tests.postgres import free_port
from workflow.notify.channels.base import PermanentFailure, TemporaryFailure
from workflow.notify.posting import MOST_BYTES, Forbidden, Poster


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    with serving() as made:
        yield made


def post(url: str, *allowed: str) -> None:
    poster = Poster(allowed)
    try:
        poster.post(url, b"{}")
    finally:
        poster.close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
def test_a_private_address_hears_nothing_unless_the_settings_allow_it(
    host: str, hooks: Hooks
) -> None:
    url = hooks.url.replace("127.0.0.1", host)
    with pytest.raises(Forbidden, match="HUIGAO_WEBHOOK_HOSTS"):
        post(url)
    assert hooks.heard == []
    if not host.startswith("["):
        post(url, host)
        assert len(hooks.heard) == 1


@pytest.mark.parametrize(
    "url", ["ftp://h/x", "file:///etc/passwd", "http:///x", "h/x", "http://h:x/", "http://h/\n"]
)
def test_only_http_addresses_are_spoken_to(url: str) -> None:
    with pytest.raises(PermanentFailure):
        post(url)


def test_a_redirect_is_not_followed(hooks: Hooks) -> None:
    hooks.answer, hooks.extra = lambda heard: (302, {}), {"Location": "/elsewhere"}
    with pytest.raises(PermanentFailure, match="not followed"):
        post(f"{hooks.url}/first", "127.0.0.1")
    assert [one.path for one in hooks.heard] == ["/first"]


def test_nobody_there_is_certain_and_a_lost_answer_is_not() -> None:
    with pytest.raises(TemporaryFailure) as failed:
        post(f"http://127.0.0.1:{free_port()}/key", "127.0.0.1")
    assert not failed.value.unknown and "key" not in str(failed.value)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_hangs_up, args=[server]).start()
        with pytest.raises(TemporaryFailure) as failed:
            post(f"http://127.0.0.1:{server.getsockname()[1]}/key", "127.0.0.1")
    assert failed.value.unknown


def _hangs_up(server: socket.socket) -> None:
    connection, _ = server.accept()
    connection.recv(65536)
    connection.close()


def test_an_endless_answer_is_left(hooks: Hooks) -> None:
    hooks.answer = lambda heard: (200, b"[" * (MOST_BYTES * 4))
    poster = Poster(["127.0.0.1"])
    answer = poster.post(hooks.url, b"{}")
    poster.close()
    assert (answer.status, answer.said) == (200, {})
