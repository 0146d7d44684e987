"""Guessing passwords is slow: failed log-ins are counted, in Redis, else in this process.

Three counts of a quarter of an hour each, begun by the first attempt and never drawn out
by later ones: by network address, by account, and by account and known browser. A browser
in which the person has been logged in before is counted apart from strangers, so nobody
can be kept out of their account by others who guess at it.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address

import redis
import structlog
from flask import Flask

WINDOW = 15 * 60
PER_ADDRESS = 100  # a whole office may stand behind one address
PER_ACCOUNT = 10
KEPT_IN_MEMORY = 10_000
log = structlog.get_logger(__name__)


class Attempts:
    """Counts by key; each call is one attempt, counted before the password is looked at."""

    def __init__(self, redis_url: str) -> None:
        self._redis = redis.Redis.from_url(
            redis_url, socket_connect_timeout=0.5, socket_timeout=0.5
        )
        self._memory: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def wait(self, limits: Mapping[str, int]) -> int:
        """Count an attempt under each key; seconds to wait where one is over its limit, else 0."""
        counted = {key: self._count(key) for key in limits}
        return max(
            (left for key, (count, left) in counted.items() if count > limits[key]), default=0
        )

    def forget(self, *keys: str) -> None:
        """After a right password, or a reset by the administrator."""
        names = [_name(key) for key in keys]
        with self._lock:
            for name in names:
                self._memory.pop(name, None)
        try:
            self._redis.delete(*names)
        except (redis.RedisError, OSError):
            log.warning("attempts_in_memory")

    def give_back(self, key: str) -> None:
        """A right password is no guess: it doesn't count against its network address."""
        name = _name(key)
        with self._lock:
            if name in self._memory:
                count, ends = self._memory[name]
                self._memory[name] = (count - 1, ends)
        try:
            self._steps(name, -1)
        except (redis.RedisError, OSError):
            log.warning("attempts_in_memory")

    def _steps(self, name: str, by: int) -> tuple[int, int]:
        with self._redis.pipeline() as pipe:
            pipe.set(name, 0, ex=WINDOW, nx=True)
            pipe.incr(name, by)
            pipe.ttl(name)
            _, count, left = pipe.execute()
        return int(count), max(1, int(left))

    def _count(self, key: str) -> tuple[int, int]:
        """How often within the window, and the seconds until it ends."""
        name = _name(key)
        try:
            return self._steps(name, 1)
        except (redis.RedisError, OSError):
            log.warning("attempts_in_memory")
            return self._count_here(name)

    def _count_here(self, name: str) -> tuple[int, int]:
        now = time.monotonic()
        with self._lock:
            if len(self._memory) > KEPT_IN_MEMORY:
                self._memory = {k: v for k, v in self._memory.items() if v[1] > now}
            count, ends = self._memory.get(name, (0, 0.0))
            if ends <= now:
                count, ends = 0, now + WINDOW
            self._memory[name] = (count + 1, ends)
        return count + 1, max(1, int(ends - now))


def init_app(app: Flask) -> None:
    app.extensions["attempts"] = Attempts(app.extensions["settings"].redis_url)


def address_key(remote: str | None) -> str:
    """The network address; of IPv6 the /64 that one line has."""
    try:
        address = ip_address(remote or "")
    except ValueError:
        return "address:unknown"
    if isinstance(address, IPv6Address):
        return f"address:{IPv6Network((address, 64), strict=False).network_address}"
    return f"address:{address}"


def account_key(email: str, browser: str = "") -> str:
    """The account as strangers meet it, or as one known browser of its person does."""
    return f"account:{email.strip().lower()}:{browser}"


def _name(key: str) -> str:
    """No address of anybody is kept in Redis, only its hash."""
    return f"huigao:attempts:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
