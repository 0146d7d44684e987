"""One message on its way: the channel's leave, the channel, and what its answer means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

import structlog
from redis import Redis
from redis.exceptions import RedisError

from workflow.actions.telling.attempts import AT_ONCE, Attempt, Did, Outcome
from workflow.notify.channels import (
    Channel,
    Mail,
    PermanentFailure,
    TemporaryFailure,
    channel_named,
)
from workflow.notify.message import Message
from workflow.notify.pace import Pace
from workflow.settings import Settings
from workflow.store.base import utc_now

LONGEST_WAIT = timedelta(minutes=10)
"""For a place at a channel that may not be spoken to any faster; above it another one is better."""
WITHOUT_COUNT = timedelta(minutes=1)
BROKEN = "发送时出错，详情见工作进程的日志 / sending went wrong; the worker's log has the details"
CROWDED = "该渠道排队过长，改走下一渠道 / too many wait for this channel: the next one takes it"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Parcel:
    """A message, the channel's name, and where the channel reaches its person."""

    attempt: Attempt
    message: Message
    channel: str
    fields: Mapping[str, str]

    @cached_property
    def where(self) -> tuple[str, str]:
        """What goes to one place goes by one channel, which is kept open."""
        return self.channel, repr(sorted(self.fields.items()))


class Sender:
    """Keeps each channel open until it is closed: one SMTP connection for all its mails."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._redis = Redis.from_url(settings.redis_url, socket_connect_timeout=1, socket_timeout=2)
        self._pace = Pace(self._redis)
        self._open: dict[tuple[str, str], Channel] = {}

    def send(
        self,
        parcel: Parcel,
        following: Parcel | None,
        begin: Callable[[Attempt], None],
        meanwhile: Callable[[], object],
    ) -> Outcome:
        """Sends it and says how it went; ``following`` is probably the next one. ``begin`` is
        called right before it is handed over, ``meanwhile`` may be while the channel has not
        answered.
        """
        attempt = parcel.attempt
        try:
            channel = self._channel(parcel)
            wait = self._wait(channel, attempt)
            if wait > LONGEST_WAIT:
                raise PermanentFailure(CROWDED)
            if wait:
                log.info("delivery_waits", delivery=attempt.delivery_id, seconds=wait.seconds)
                return Outcome(attempt, Did.PUT_BACK, utc_now(), wait=wait)
        except PermanentFailure as failure:
            return _given_up(attempt, failure)
        except Exception:
            return _broken(attempt, unknown=False)
        begin(attempt)
        return self._spoken(channel, parcel, following, meanwhile)

    def close(self) -> None:
        for channel in self._open.values():
            channel.close()
        self._redis.close()

    def _channel(self, parcel: Parcel) -> Channel:
        where = parcel.where
        if where not in self._open:
            self._open[where] = channel_named(parcel.channel, self._settings, parcel.fields)
        return self._open[where]

    def _wait(self, channel: Channel, attempt: Attempt) -> timedelta:
        """Where nobody can say how fast it may be, a minute is waited and counted again."""
        try:
            return self._pace.wait(channel, f"{attempt.delivery_id}.{attempt.number}")
        except RedisError as error:
            log.warning("pace_unknown", error=str(error))
            return WITHOUT_COUNT

    def _spoken(
        self,
        channel: Channel,
        parcel: Parcel,
        following: Parcel | None,
        meanwhile: Callable[[], object],
    ) -> Outcome:
        attempt = parcel.attempt
        try:
            if isinstance(channel, Mail):
                kept = channel.send(parcel.message, _after(parcel, following), meanwhile)
            else:
                kept = channel.send(parcel.message)
        except TemporaryFailure as failure:
            with suppress(RedisError):
                self._pace.be_silent(channel, failure.wait)
            return _again(attempt, str(failure), failure.wait, failure.unknown)
        except PermanentFailure as failure:
            return _given_up(attempt, failure)
        except Exception:
            return _broken(attempt, unknown=True)
        return Outcome(attempt, Did.KEPT if kept else Did.ARRIVED, utc_now())


def _after(parcel: Parcel, following: Parcel | None) -> Message | None:
    """What follows, where it goes to the same place."""
    return following.message if following and following.where == parcel.where else None


def _given_up(attempt: Attempt, failure: PermanentFailure) -> Outcome:
    log.warning("delivery_failed", delivery=attempt.delivery_id, error=str(failure))
    return Outcome(attempt, Did.GIVE_UP, utc_now(), str(failure))


def _again(attempt: Attempt, why: str, wait: timedelta, unknown: bool) -> Outcome:
    log.warning("delivery_postponed", delivery=attempt.delivery_id, error=why)
    return Outcome(attempt, Did.TRY_AGAIN, utc_now(), why, wait, unknown)


def _broken(attempt: Attempt, unknown: bool) -> Outcome:
    log.exception("delivery_broken", delivery=attempt.delivery_id)
    return _again(attempt, BROKEN, AT_ONCE, unknown)
