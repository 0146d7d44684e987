"""Post JSON to an address that somebody gave: http(s), no redirects, no house of our own.

What lies on a private network is reached only by a host that the settings allow: else
anybody with an account could let this server speak to its neighbours. The address that the
connection really has is looked at, so a name that changes its mind gains nothing.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)

from workflow.notify.channels.base import PermanentFailure, TemporaryFailure

SECONDS = 10
MOST_BYTES = 64 * 1024
"""Of an answer; no platform says more."""
LONGEST_WAIT = timedelta(hours=1)
NOT_SENT = (ConnectTimeoutError, NewConnectionError, NameResolutionError, SSLError)


@dataclass(frozen=True)
class Answer:
    """``said``: the JSON object of the body, {} where there is none."""

    status: int
    said: Mapping[str, Any]
    wait: timedelta


class Forbidden(PermanentFailure):
    """The address leads to where this server does not speak."""


class Poster:
    """Keeps connections open between messages; ``allowed`` are hosts of one's own network."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._pools = PoolManager(
            num_pools=8,
            headers={"User-Agent": "Huigao", "Content-Type": "application/json; charset=utf-8"},
        )
        self._pools.pool_classes_by_scheme = _pools_that_look(frozenset(allowed))

    def post(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """One attempt. Raises PermanentFailure for an address that cannot be, and
        TemporaryFailure where nothing answered; ``unknown`` if it may have been heard.
        """
        checked(url)
        try:
            answer = self._pools.request(
                "POST",
                url,
                body=body,
                headers={**self._pools.headers, **(headers or {})},
                timeout=Timeout(connect=SECONDS, read=SECONDS),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            data = _read(answer)
        except LocationParseError as error:
            raise PermanentFailure(_no_address()) from error
        except HTTPError as error:
            raise _unanswered(url, error) from error
        if 300 <= answer.status < 400:
            raise PermanentFailure(
                "对方要求转到别的地址，未跟随 / it asked to go elsewhere, which is not followed"
            )
        return Answer(answer.status, _said(data), _wait(answer.headers.get("Retry-After", "")))

    def close(self) -> None:
        self._pools.clear()


def checked(url: str) -> str:
    """The host of an address that can be posted to; raises PermanentFailure."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise PermanentFailure(_no_address()) from error
    if parts.scheme not in ("http", "https") or not host or not url.isprintable():
        raise PermanentFailure(_no_address())
    return host


def _no_address() -> str:
    return (
        "地址应以 http:// 或 https:// 开头，请更正 / "
        "the address has to begin with http:// or https://: correct it"
    )


def _unanswered(url: str, error: HTTPError) -> TemporaryFailure:
    """Says the host alone: the rest of an address is often its key."""
    cause = error.reason if isinstance(error, MaxRetryError) else error
    kind, host = type(cause).__name__, urlsplit(url).hostname
    return TemporaryFailure(
        f"{host} 没有答复（{kind}） / {host} did not answer ({kind})",
        unknown=not isinstance(cause, NOT_SENT),
    )


def _read(answer: BaseHTTPResponse) -> bytes:
    """The body, unless it is longer than any platform's or comes too slowly."""
    end, data = time.monotonic() + SECONDS, b""
    while len(data) < MOST_BYTES and time.monotonic() < end:
        piece = answer.read1(MOST_BYTES)
        if not piece:
            return data
        data += piece
    answer.close()
    return data


def _said(data: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _wait(seconds: str) -> timedelta:
    """Retry-After in seconds; a date there is left alone, our own pauses do."""
    if not (seconds.isascii() and seconds.isdigit()):
        return timedelta(0)
    return min(timedelta(seconds=int(seconds[:9])), LONGEST_WAIT)


def _pools_that_look(allowed: frozenset[str]) -> dict[str, Any]:
    """Pools whose connections look at the address that they have, once it is known."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _looked_at(super()._new_conn(), self.host, allowed)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _looked_at(super()._new_conn(), self.host, allowed)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _looked_at(made: socket.socket, host: str, allowed: frozenset[str]) -> socket.socket:
    peer = ipaddress.ip_address(made.getpeername()[0].partition("%")[0])
    if isinstance(peer, ipaddress.IPv6Address):
        peer = peer.ipv4_mapped or peer
    if peer.is_global or host.rstrip(".").lower() in allowed:
        return made
    made.close()
    raise Forbidden(
        f"{host} 在内部网络中，管理员允许后才能发送（HUIGAO_WEBHOOK_HOSTS） / "
        f"{host} is on a private network: the administrator has to allow it "
        "by HUIGAO_WEBHOOK_HOSTS"
    )
