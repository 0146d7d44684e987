"""Deliver one message: claim; send without a transaction; write down how it went."""

from __future__ import annotations

import structlog
from flask import current_app

from workflow.actions import deliveries
from workflow.actions.work import transaction
from workflow.notify.channels import PermanentFailure, TemporaryFailure, channel_named
from workflow.notify.message import Message, message_of
from workflow.store import Delivery, db

LONGEST_DELIVERY = 240
"""Seconds; below the lease of a delivery, so that two workers never send one at once."""
BROKEN = "发送时出错，详情见工作进程的日志 / sending went wrong; the worker's log has the details"
log = structlog.get_logger(__name__)


def run_delivery(delivery_id: int) -> None:
    """Send it if it is still to be sent; each outcome stands in the delivery's row."""
    with transaction() as work:
        attempt = deliveries.claim(work, delivery_id)
    if attempt is None:
        return
    try:
        kept = _sent(attempt)
    except TemporaryFailure as failure:
        _try_again(attempt, str(failure))
    except PermanentFailure as failure:
        log.warning("delivery_failed", delivery=delivery_id, error=str(failure))
        with transaction():
            deliveries.give_up(attempt, str(failure))
    except Exception:
        log.exception("delivery_broken", delivery=delivery_id)
        _try_again(attempt, BROKEN)
    else:
        with transaction() as work:
            deliveries.arrived(work, attempt, kept)
        log.info("delivered", delivery=delivery_id, attempt=attempt.number, kept=kept)


def _sent(attempt: deliveries.Attempt) -> bool:
    """Send by the row's channel; True when it was only kept here."""
    message, channel = _message(attempt.delivery_id)
    return channel_named(channel, current_app.extensions["settings"]).send(message)


def _message(delivery_id: int) -> tuple[Message, str]:
    """The message and its channel; the row keeps the id, so that a repeat carries the same."""
    with transaction():
        delivery = db.session.get_one(Delivery, delivery_id)
        message = message_of(delivery, current_app.extensions["settings"])
        delivery.message_id = message.id
        return message, delivery.channel


def _try_again(attempt: deliveries.Attempt, why: str) -> None:
    log.warning("delivery_postponed", delivery=attempt.delivery_id, error=why)
    with transaction() as work:
        deliveries.try_again(work, attempt, why)
