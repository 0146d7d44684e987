"""How fast a channel may be spoken to: counted in Redis for all workers, without waiting here.

Whoever comes too early gets the moment of a place of their own, so that a crowd does not
come back all at once. A Redis that was emptied has forgotten at most one window.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from redis import Redis

from workflow.notify.channels.base import Channel

# KEYS: what was sent, the next free place. ARGV: now, who, longest window, then pairs of
# count and window, in milliseconds. Gives 0 for "go", else how many milliseconds to wait.
ASK = """
local now, who = tonumber(ARGV[1]), ARGV[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[3]))
local free, step = now, 0
for i = 4, #ARGV, 2 do
  local count, window = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  local sent = redis.call('ZREVRANGE', KEYS[1], count - 1, count - 1, 'WITHSCORES')
  if sent[2] then free = math.max(free, tonumber(sent[2]) + window + 1) end
  step = math.max(step, math.ceil(window / count))
end
local silent = tonumber(redis.call('GET', KEYS[3]) or '0')
free = math.max(free, silent)
if free <= now then
  redis.call('ZADD', KEYS[1], now, who)
  redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]))
  return 0
end
local place = math.max(free, tonumber(redis.call('GET', KEYS[2]) or '0') + step)
redis.call('SET', KEYS[2], place, 'PX', math.max(1, place - now + step))
return place - now
"""


class Pace:
    """Asks for leave to speak. ``redis.exceptions.RedisError`` comes through."""

    def __init__(self, redis: Redis) -> None:
        self._redis, self._ask = redis, redis.register_script(ASK)

    def wait(self, channel: Channel, who: str) -> timedelta:
        """Zero when ``who`` may go now, which is counted then."""
        if not channel.limits:
            return timedelta(0)
        windows = [n for one in channel.limits for n in (one.count, one.seconds * 1000)]
        longest = max(one.seconds for one in channel.limits) * 1000
        asked: list[int | str] = [self._now(), who, longest, *windows]
        return timedelta(milliseconds=int(self._ask(keys=_keys(channel), args=asked)))

    def be_silent(self, channel: Channel, wait: timedelta) -> None:
        """The platform says "too fast": nobody speaks to it until ``wait`` has passed."""
        milliseconds = int(wait.total_seconds() * 1000)
        if milliseconds > 0:
            self._redis.set(_keys(channel)[2], self._now() + milliseconds, px=milliseconds)

    def _now(self) -> int:
        """Redis' own clock: workers on several machines count by one."""
        seconds, micro = self._redis.time()
        return int(seconds) * 1000 + int(micro) // 1000


def _keys(channel: Channel) -> list[str]:
    """By a hash: an address is a secret, and what lies in Redis is not sealed."""
    named = hashlib.sha256(channel.target.encode()).hexdigest()[:32]
    return [f"huigao:pace:{part}:{named}" for part in ("sent", "next", "silent")]
