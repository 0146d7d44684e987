"""Messages of a claim, written one by one: each while a server looks at the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from tasks.sending import Parcel
from workflow.actions.telling.attempts import Attempt, Did, Outcome
from workflow.domain.calendar_entry import Entry
from workflow.domain.channels import MAIL
from workflow.domain.telling import DIGEST
from workflow.notify.addressing import fields_for
from workflow.notify.channels import PermanentFailure
from workflow.notify.message import message_of
from workflow.settings import Settings
from workflow.store.base import utc_now
from workflow.store.letters import Letter

UNWRITTEN = "消息无法写成，详情见工作进程的日志 / it could not be written; see the worker's log"
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Order:
    """A message that is to be written, with the deadlines of which it speaks."""

    attempt: Attempt
    letter: Letter
    deadlines: Sequence[Entry] = ()


class Writing:
    """The messages of one claim. Begun in its transaction: for what asks the database (addresses
    of channels, what a digest brings). Other mails are written when they are asked for, or ahead.
    """

    def __init__(self, orders: Sequence[Order], settings: Settings) -> None:
        self.orders, self._settings = orders, settings
        self._made: dict[int, Parcel | Outcome] = {}
        for place, order in enumerate(orders):
            if order.letter.channel != MAIL or order.letter.notice.kind == DIGEST:
                self.ahead(place)

    def ahead(self, place: int) -> Parcel | None:
        """The one at this place, written now if it was not yet; None where nothing is sent."""
        if place < len(self.orders) and place not in self._made:
            self._made[place] = _written(self.orders[place], self._settings)
        made = self._made.get(place)
        return made if isinstance(made, Parcel) else None

    def at(self, place: int) -> Parcel | Outcome:
        """The message, or how its attempt has ended: it cannot be written."""
        self.ahead(place)
        return self._made.pop(place)


def _written(order: Order, settings: Settings) -> Parcel | Outcome:
    letter, attempt = order.letter, order.attempt
    try:
        message = message_of(letter, settings, order.deadlines)
        fields = fields_for(letter.notice.person, letter.channel, settings)
    except PermanentFailure as failure:
        return Outcome(attempt, Did.GIVE_UP, utc_now(), str(failure))
    except Exception:
        log.exception("message_not_written", delivery=attempt.delivery_id)
        return Outcome(attempt, Did.TRY_AGAIN, utc_now(), UNWRITTEN)
    return Parcel(attempt, message, letter.channel, fields)
